//! Tree to JSON.

use super::attrs::Put;
use crate::{
    Attrs, Block, Document, Inline,
    marks::{Mark, MarkKind},
    nodes::{Cell, ListItem, Row},
};
use serde_json::{Value, json};

pub(super) fn document(document: &Document) -> Value {
    node(
        "doc",
        Put::new().rest(&document.extra),
        Some(blocks(&document.content)),
    )
}

fn node(name: &str, attrs: Attrs, content: Option<Value>) -> Value {
    let mut out = Attrs::new();
    out.insert("type".into(), Value::from(name));
    if !attrs.is_empty() {
        out.insert("attrs".into(), Value::Object(attrs));
    }
    if let Some(content) = content {
        out.insert("content".into(), content);
    }
    Value::Object(out)
}

fn blocks(blocks: &[Block]) -> Value {
    blocks.iter().map(block).collect()
}

pub(super) fn inlines(inlines: &[Inline]) -> Value {
    inlines.iter().map(inline).collect()
}

/// The content of nodes whose content is a caption: left out when there is none.
fn caption(content: &[Inline]) -> Option<Value> {
    (!content.is_empty()).then(|| inlines(content))
}

fn block(block: &Block) -> Value {
    let put = Put::new();
    match block {
        Block::Paragraph(n) => node("paragraph", put.rest(&n.extra), caption(&n.content)),
        Block::Heading(n) => node(
            "heading",
            put.value("level", Some(n.level)).rest(&n.extra),
            caption(&n.content),
        ),
        Block::List(n) => node(
            if n.ordered { "orderedList" } else { "bulletList" },
            put.value("start", n.start).rest(&n.extra),
            Some(n.items.iter().map(item).collect()),
        ),
        Block::Quote(n) => node(
            "blockquote",
            put.text("speaker", &n.speaker)
                .flag("pull", n.pull)
                .rest(&n.extra),
            Some(blocks(&n.content)),
        ),
        Block::Code(n) => node(
            "codeBlock",
            put.text("language", &n.language)
                .inlines("caption", &n.caption)
                .rest(&n.extra),
            (!n.text.is_empty()).then(|| json!([{"type": "text", "text": n.text}])),
        ),
        Block::Divider => node("horizontalRule", Attrs::new(), None),
        Block::Paywall => node("paywall", Attrs::new(), None),
        Block::Table(n) => node(
            "table",
            put.inlines("caption", &n.caption).rest(&n.extra),
            Some(n.rows.iter().map(row).collect()),
        ),
        Block::Callout(n) => node(
            "callout",
            put.text("emoji", &n.emoji).text("tone", &n.tone).rest(&n.extra),
            Some(blocks(&n.content)),
        ),
        Block::Toggle(n) => node(
            "details",
            put.flag("open", n.open).rest(&n.extra),
            Some(json!([
                node("detailsSummary", Attrs::new(), Some(inlines(&n.summary))),
                node("detailsContent", Attrs::new(), Some(blocks(&n.content))),
            ])),
        ),
        Block::EditorsNote(n) => node("editorsNote", put.rest(&n.extra), Some(blocks(&n.content))),
        Block::EmailOnly(n) => node(
            "emailOnly",
            put.button(&n.button).rest(&n.extra),
            Some(blocks(&n.content)),
        ),
        Block::Unknown(n) => n.json.clone(),
        Block::Picture(_)
        | Block::Gallery(_)
        | Block::Embed(_)
        | Block::Video(_)
        | Block::Audio(_)
        | Block::File(_) => media(block),
        Block::Button(_)
        | Block::Bookmark(_)
        | Block::RawHtml(_)
        | Block::RelatedStory(_)
        | Block::NewsletterBox(_)
        | Block::Banner(_)
        | Block::Product(_)
        | Block::CallToAction(_) => card(block),
    }
}

fn item(item: &ListItem) -> Value {
    node(
        "listItem",
        Put::new().rest(&item.extra),
        Some(blocks(&item.content)),
    )
}

fn row(row: &Row) -> Value {
    let cells = row.cells.iter().map(cell).collect();
    node("tableRow", Put::new().rest(&row.extra), Some(cells))
}

fn cell(cell: &Cell) -> Value {
    let attrs = Put::new()
        .align(cell.align)
        .value("colspan", cell.colspan)
        .value("rowspan", cell.rowspan)
        .rest(&cell.extra);
    node(
        if cell.header { "tableHeader" } else { "tableCell" },
        attrs,
        Some(blocks(&cell.content)),
    )
}

fn media(block: &Block) -> Value {
    let put = Put::new();
    match block {
        Block::Picture(n) => node(
            "image",
            put.url("src", &n.src)
                .value("width", n.width)
                .value("height", n.height)
                .value("alt", (!n.alt.is_empty()).then_some(n.alt.as_str()))
                .text("title", &n.title)
                .text("credit", &n.credit)
                .url("href", &n.href)
                .layout(n.layout)
                .rest(&n.extra),
            caption(&n.caption),
        ),
        Block::Gallery(n) => node(
            "gallery",
            put.inlines("caption", &n.caption).rest(&n.extra),
            Some(
                n.pictures
                    .iter()
                    .map(|picture| media(&Block::Picture(picture.clone())))
                    .collect(),
            ),
        ),
        Block::Embed(n) => node(
            "embed",
            put.url("url", &n.url)
                .text("provider", &n.provider)
                .text("title", &n.title)
                .url("thumbnail", &n.thumbnail)
                .value("width", n.width)
                .value("height", n.height)
                .text("html", &n.html)
                .rest(&n.extra),
            caption(&n.caption),
        ),
        Block::Video(n) => node(
            "video",
            put.url("src", &n.src)
                .url("poster", &n.poster)
                .value("width", n.width)
                .value("height", n.height)
                .seconds("duration", n.duration)
                .flag("repeats", n.repeats)
                .layout(n.layout)
                .text("credit", &n.credit)
                .rest(&n.extra),
            caption(&n.caption),
        ),
        Block::Audio(n) => node(
            "audio",
            put.url("src", &n.src)
                .text("title", &n.title)
                .seconds("duration", n.duration)
                .url("thumbnail", &n.thumbnail)
                .rest(&n.extra),
            caption(&n.caption),
        ),
        Block::File(n) => node(
            "file",
            put.url("src", &n.src)
                .text("title", &n.title)
                .text("description", &n.description)
                .text("name", &n.name)
                .value("size", n.size)
                .rest(&n.extra),
            None,
        ),
        _ => Value::Null,
    }
}

fn card(block: &Block) -> Value {
    let put = Put::new();
    match block {
        Block::Button(n) => node(
            "button",
            put.value("text", (!n.link.text.is_empty()).then_some(n.link.text.as_str()))
                .url("url", &n.link.url)
                .align(n.align)
                .rest(&n.extra),
            None,
        ),
        Block::Bookmark(n) => node(
            "bookmark",
            put.url("url", &n.url)
                .text("title", &n.title)
                .text("description", &n.description)
                .text("author", &n.author)
                .text("publisher", &n.publisher)
                .url("icon", &n.icon)
                .url("thumbnail", &n.thumbnail)
                .rest(&n.extra),
            caption(&n.caption),
        ),
        Block::RawHtml(n) => node(
            "rawHtml",
            put.value("html", (!n.html.is_empty()).then_some(n.html.as_str()))
                .flag("trusted", n.trusted)
                .flag("membersOnly", n.members_only)
                .rest(&n.extra),
            None,
        ),
        Block::RelatedStory(n) => node(
            "relatedStory",
            put.value("post", n.post.map(|id| id.to_string()))
                .text("slug", &n.slug)
                .rest(&n.extra),
            None,
        ),
        Block::NewsletterBox(n) => node(
            "newsletterBox",
            put.text("slug", &n.slug)
                .inlines("heading", &n.heading)
                .inlines("text", &n.text)
                .inlines("disclaimer", &n.disclaimer)
                .text("button", &n.button)
                .text("success", &n.success)
                .rest(&n.extra),
            None,
        ),
        Block::Banner(n) => node(
            "banner",
            put.inlines("heading", &n.heading)
                .inlines("text", &n.text)
                .button(&n.button)
                .url("image", &n.image)
                .align(n.align)
                .layout(n.layout)
                .rest(&n.extra),
            None,
        ),
        Block::Product(n) => node(
            "product",
            put.inlines("title", &n.title)
                .url("image", &n.image)
                .value("width", n.width)
                .value("height", n.height)
                .value("rating", n.rating)
                .button(&n.button)
                .rest(&n.extra),
            Some(blocks(&n.content)),
        ),
        Block::CallToAction(n) => node(
            "callToAction",
            put.inlines("label", &n.label)
                .button(&n.button)
                .url("image", &n.image)
                .text("tone", &n.tone)
                .flag("immersive", n.immersive)
                .flag("membersOnly", n.members_only)
                .rest(&n.extra),
            Some(blocks(&n.content)),
        ),
        _ => Value::Null,
    }
}

fn inline(inline: &Inline) -> Value {
    let with_marks = |mut node: Value, marks: &[Mark]| {
        if !marks.is_empty() {
            node["marks"] = marks.iter().map(mark).collect();
        }
        node
    };
    match inline {
        Inline::Text { text, marks } => with_marks(json!({"type": "text", "text": text}), marks),
        Inline::Break { marks } => with_marks(json!({"type": "hardBreak"}), marks),
        Inline::Footnote(n) => node(
            "footnote",
            Put::new().text("label", &n.label).rest(&n.extra),
            caption(&n.content),
        ),
        Inline::Unknown(n) => n.json.clone(),
    }
}

fn mark(mark: &Mark) -> Value {
    let put = match &mark.kind {
        MarkKind::Link(link) => Put::new()
            .value("href", Some(link.href.as_str()))
            .text("title", &link.title)
            .value("target", link.new_tab.then_some("_blank"))
            .value("rel", (!link.rel.is_empty()).then(|| link.rel.join(" "))),
        _ => Put::new(),
    };
    node(mark.kind.name(), put.rest(&mark.extra), None)
}
