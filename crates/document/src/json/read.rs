//! JSON to tree. What does not fit the schema is kept as it came ([`Unknown`]).

use super::attrs::Take;
use crate::{
    Block, Document, DocumentError, Inline,
    marks::{Link, Mark, MarkKind},
    nodes::*,
};
use serde_json::Value;

pub(super) fn document(value: &Value) -> Result<Document, DocumentError> {
    if kind(value) != "doc" {
        return Err(DocumentError::NotADocument);
    }
    Ok(Document {
        content: blocks(content(value)),
        extra: Take::from(value).rest(),
    })
}

fn kind(value: &Value) -> &str {
    value.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn content(value: &Value) -> &[Value] {
    value
        .get("content")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Blocks; text that stands between them without a paragraph gets one.
fn blocks(values: &[Value]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut stray = Vec::new();
    for value in values {
        if matches!(kind(value), "text" | "hardBreak" | "footnote") {
            stray.extend(inline(value));
            continue;
        }
        flush(&mut stray, &mut out);
        out.push(block(value).unwrap_or_else(|| unknown(value)));
    }
    flush(&mut stray, &mut out);
    out
}

fn flush(stray: &mut Vec<Inline>, out: &mut Vec<Block>) {
    if !stray.is_empty() {
        out.push(Block::Paragraph(Paragraph {
            content: std::mem::take(stray),
            ..Paragraph::default()
        }));
    }
}

fn unknown(value: &Value) -> Block {
    Block::Unknown(Unknown { json: value.clone() })
}

fn block(value: &Value) -> Option<Block> {
    let mut a = Take::from(value);
    let inner = content(value);
    Some(match kind(value) {
        "paragraph" => Block::Paragraph(Paragraph {
            content: inlines(inner),
            extra: a.rest(),
        }),
        "heading" => {
            let level = a.number("level").unwrap_or(2).clamp(1, 6) as u8;
            a.forget("level");
            Block::Heading(Heading {
                level,
                content: inlines(inner),
                extra: a.rest(),
            })
        }
        name @ ("bulletList" | "orderedList") => Block::List(List {
            ordered: name == "orderedList",
            start: a.number("start").filter(|n| *n != 1),
            items: all(inner, item)?,
            extra: a.rest(),
        }),
        "blockquote" => Block::Quote(Quote {
            content: blocks(inner),
            speaker: a.text("speaker"),
            pull: a.flag("pull"),
            extra: a.rest(),
        }),
        "codeBlock" => Block::Code(Code {
            text: all(inner, |v| (kind(v) == "text").then_some(v.get("text")?.as_str()?))?.concat(),
            language: a.text("language").filter(|l| Code::is_language(l)),
            caption: a.inlines("caption"),
            extra: a.rest(),
        }),
        "horizontalRule" => Block::Divider,
        "paywall" => Block::Paywall,
        "table" => Block::Table(Table {
            caption: a.inlines("caption"),
            rows: all(inner, row)?,
            extra: a.rest(),
        }),
        "callout" => Block::Callout(Callout {
            emoji: a.text("emoji"),
            tone: a.word("tone"),
            content: blocks(inner),
            extra: a.rest(),
        }),
        "details" => match inner {
            [summary, body] if kind(summary) == "detailsSummary" && kind(body) == "detailsContent" => {
                Block::Toggle(Toggle {
                    open: a.flag("open"),
                    summary: inlines(content(summary)),
                    content: blocks(content(body)),
                    extra: a.rest(),
                })
            }
            _ => return None,
        },
        "editorsNote" => Block::EditorsNote(EditorsNote {
            content: blocks(inner),
            extra: a.rest(),
        }),
        "emailOnly" => Block::EmailOnly(EmailOnly {
            content: blocks(inner),
            button: a.button(),
            extra: a.rest(),
        }),
        _ => return media(value).or_else(|| card(value)),
    })
}

/// Each of them read, or nothing when one does not fit.
fn all<'v, T>(values: &'v [Value], read: impl Fn(&'v Value) -> Option<T>) -> Option<Vec<T>> {
    values.iter().map(read).collect()
}

fn item(value: &Value) -> Option<ListItem> {
    (kind(value) == "listItem").then(|| ListItem {
        content: blocks(content(value)),
        extra: Take::from(value).rest(),
    })
}

fn row(value: &Value) -> Option<Row> {
    (kind(value) == "tableRow").then_some(())?;
    Some(Row {
        cells: all(content(value), cell)?,
        extra: Take::from(value).rest(),
    })
}

fn cell(value: &Value) -> Option<Cell> {
    let header = match kind(value) {
        "tableHeader" => true,
        "tableCell" => false,
        _ => return None,
    };
    let mut a = Take::from(value);
    Some(Cell {
        header,
        align: a.align(),
        colspan: a.number("colspan").filter(|n| (2..=1000).contains(n)),
        rowspan: a.number("rowspan").filter(|n| (2..=1000).contains(n)),
        content: blocks(content(value)),
        extra: a.rest(),
    })
}

fn picture(value: &Value) -> Option<Picture> {
    (kind(value) == "image").then_some(())?;
    let mut a = Take::from(value);
    Some(Picture {
        src: a.source("src"),
        width: a.number("width"),
        height: a.number("height"),
        alt: a.text("alt").unwrap_or_default(),
        title: a.text("title"),
        caption: inlines(content(value)),
        credit: a.text("credit"),
        href: a.url("href"),
        layout: a.layout(),
        extra: a.rest(),
    })
}

fn media(value: &Value) -> Option<Block> {
    let mut a = Take::from(value);
    let caption = || inlines(content(value));
    Some(match kind(value) {
        "image" => Block::Picture(picture(value)?),
        "gallery" => Block::Gallery(Gallery {
            pictures: all(content(value), picture)?,
            caption: a.inlines("caption"),
            extra: a.rest(),
        }),
        "embed" => Block::Embed(Embed {
            url: a.source("url"),
            provider: a.text("provider"),
            title: a.text("title"),
            thumbnail: a.source("thumbnail"),
            width: a.number("width"),
            height: a.number("height"),
            html: a.text("html"),
            caption: caption(),
            extra: a.rest(),
        }),
        "video" => Block::Video(Video {
            src: a.source("src"),
            poster: a.source("poster"),
            width: a.number("width"),
            height: a.number("height"),
            duration: a.seconds("duration"),
            repeats: a.flag("repeats"),
            layout: a.layout(),
            caption: caption(),
            credit: a.text("credit"),
            extra: a.rest(),
        }),
        "audio" => Block::Audio(Audio {
            src: a.source("src"),
            title: a.text("title"),
            duration: a.seconds("duration"),
            thumbnail: a.source("thumbnail"),
            caption: caption(),
            extra: a.rest(),
        }),
        "file" => Block::File(File {
            src: a.source("src"),
            title: a.text("title"),
            description: a.text("description"),
            name: a.text("name"),
            size: a.size("size"),
            extra: a.rest(),
        }),
        _ => return None,
    })
}

fn card(value: &Value) -> Option<Block> {
    let mut a = Take::from(value);
    Some(match kind(value) {
        "button" => Block::Button(Button {
            link: ButtonLink {
                text: a.text("text").unwrap_or_default(),
                url: a.url("url"),
            },
            align: a.align(),
            extra: a.rest(),
        }),
        "bookmark" => Block::Bookmark(Bookmark {
            url: a.url("url"),
            title: a.text("title"),
            description: a.text("description"),
            author: a.text("author"),
            publisher: a.text("publisher"),
            icon: a.source("icon"),
            thumbnail: a.source("thumbnail"),
            caption: inlines(content(value)),
            extra: a.rest(),
        }),
        "rawHtml" => Block::RawHtml(RawHtml {
            html: a.text("html").unwrap_or_default(),
            trusted: a.flag("trusted"),
            members_only: a.flag("membersOnly"),
            extra: a.rest(),
        }),
        "relatedStory" => Block::RelatedStory(RelatedStory {
            post: a.text("post").and_then(|id| id.parse().ok()),
            slug: a.text("slug"),
            extra: a.rest(),
        }),
        "newsletterBox" => Block::NewsletterBox(NewsletterBox {
            slug: a.text("slug").filter(|slug| NewsletterBox::is_slug(slug)),
            heading: a.inlines("heading"),
            text: a.inlines("text"),
            disclaimer: a.inlines("disclaimer"),
            button: a.text("button"),
            success: a.text("success"),
            extra: a.rest(),
        }),
        "banner" => Block::Banner(Banner {
            heading: a.inlines("heading"),
            text: a.inlines("text"),
            button: a.button(),
            image: a.source("image"),
            align: a.align(),
            layout: a.layout(),
            extra: a.rest(),
        }),
        "product" => Block::Product(Product {
            title: a.inlines("title"),
            content: blocks(content(value)),
            image: a.source("image"),
            width: a.number("width"),
            height: a.number("height"),
            rating: a.number("rating").map(|n| n.min(5) as u8),
            button: a.button(),
            extra: a.rest(),
        }),
        "callToAction" => Block::CallToAction(CallToAction {
            label: a.inlines("label"),
            content: blocks(content(value)),
            button: a.button(),
            image: a.source("image"),
            tone: a.word("tone"),
            immersive: a.flag("immersive"),
            members_only: a.flag("membersOnly"),
            extra: a.rest(),
        }),
        _ => return None,
    })
}

pub(super) fn inlines(values: &[Value]) -> Vec<Inline> {
    values.iter().filter_map(inline).collect()
}

/// `None` for text that is empty.
fn inline(value: &Value) -> Option<Inline> {
    Some(match kind(value) {
        "text" => match value.get("text").and_then(Value::as_str) {
            Some("") => return None,
            Some(text) => Inline::Text {
                text: text.to_owned(),
                marks: marks(value),
            },
            None => Inline::Unknown(Unknown { json: value.clone() }),
        },
        "hardBreak" => Inline::Break { marks: marks(value) },
        "footnote" => {
            let mut a = Take::from(value);
            Inline::Footnote(Footnote {
                content: inlines(content(value)),
                label: a.text("label"),
                extra: a.rest(),
            })
        }
        _ => Inline::Unknown(Unknown { json: value.clone() }),
    })
}

fn marks(value: &Value) -> Vec<Mark> {
    let all = value.get("marks").and_then(Value::as_array);
    all.map_or(&[][..], Vec::as_slice)
        .iter()
        .filter_map(mark)
        .collect()
}

/// `None` for a link that must not be followed, and for what has no name.
fn mark(value: &Value) -> Option<Mark> {
    let mut a = Take::from(value);
    let kind = match kind(value) {
        "" => return None,
        "link" => MarkKind::Link(Link {
            href: a.url("href")?,
            title: a.text("title"),
            new_tab: a.text("target").as_deref() == Some("_blank"),
            rel: a.text("rel").map(|rel| Link::parse_rel(&rel)).unwrap_or_default(),
        }),
        name => MarkKind::simple(name).unwrap_or_else(|| MarkKind::Unknown(name.to_owned())),
    };
    Some(Mark {
        kind,
        extra: a.rest(),
    })
}
