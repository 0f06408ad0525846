//! Blocks of text; what stands in other files is called from here.

use super::{HtmlOptions, attribute, ids::Ids, notes::Notes, text};
use crate::{
    Block, Document, Inline,
    nodes::{Code, Heading, List, Quote, Unknown},
};
use std::{collections::HashMap, fmt::Write};

/// A page being written.
pub(super) struct Writer<'o> {
    pub(super) out: String,
    pub(super) options: &'o HtmlOptions,
    /// Only text: no pictures, films or cards.
    pub(super) text_only: bool,
    pub(super) ids: Ids,
    pub(super) notes: Notes,
    /// How often each name was given to a region.
    names: HashMap<String, u32>,
}

impl<'o> Writer<'o> {
    pub(super) fn new(options: &'o HtmlOptions, text_only: bool) -> Self {
        Self {
            out: String::new(),
            options,
            text_only,
            ids: Ids::default(),
            notes: Notes::default(),
            names: HashMap::new(),
        }
    }

    pub(super) fn document(mut self, document: &Document) -> String {
        self.blocks(&document.content);
        self.footnotes();
        self.out
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(n) => self.element("p", "", |w| w.inlines(&n.content)),
            Block::Heading(n) => self.heading(n),
            Block::List(n) => self.list(n),
            Block::Quote(n) => self.quote(n),
            Block::Code(n) => self.code(n),
            Block::Divider => self.out.push_str("<hr>"),
            Block::Paywall => self.out.push_str("<!--members-only-->"),
            Block::Table(n) => self.table(n),
            Block::Picture(n) => self.picture(n),
            Block::Gallery(n) => self.gallery(n),
            Block::Embed(n) => self.embed(n),
            Block::Video(n) => self.video(n),
            Block::Audio(n) => self.audio(n),
            Block::File(n) => self.file(n),
            Block::Callout(n) => self.callout(n),
            Block::Toggle(n) => self.toggle(n),
            Block::Button(n) => self.button(n),
            Block::Bookmark(n) => self.bookmark(n),
            Block::RawHtml(n) => self.raw(n),
            Block::RelatedStory(n) => {
                if let Some(post) = n.post {
                    let _ = write!(self.out, "<!--broadsheet:related {post}-->");
                }
            }
            Block::NewsletterBox(n) => self.newsletter(n),
            Block::EditorsNote(n) => {
                self.out.push_str("<div class=\"editors-note\" role=\"note\">");
                self.blocks(&n.content);
                self.out.push_str("</div>");
            }
            Block::Banner(n) => self.banner(n),
            Block::Product(n) => self.product(n),
            Block::CallToAction(n) => self.call_to_action(n),
            Block::EmailOnly(_) => {}
            Block::Unknown(n) => self.unknown(n),
        }
    }

    /// The name of a region, such as no other on the page has.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let times = self.names.entry(wanted.to_owned()).or_default();
        *times += 1;
        match *times {
            1 => wanted.to_owned(),
            times => format!("{wanted} {times}"),
        }
    }

    /// `<name class="…">…</name>`
    pub(super) fn element(&mut self, name: &str, class: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push('<');
        self.out.push_str(name);
        if !class.is_empty() {
            attribute(&mut self.out, "class", class);
        }
        self.out.push('>');
        inside(self);
        let _ = write!(self.out, "</{name}>");
    }

    /// An element around text that is a person's; nothing when there is none.
    pub(super) fn words(&mut self, name: &str, class: &str, words: Option<&str>) {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.element(name, class, |w| text(&mut w.out, words));
        }
    }

    /// An element around inline nodes; nothing when there are none.
    pub(super) fn line(&mut self, name: &str, class: &str, content: &[Inline]) {
        if !content.is_empty() {
            self.element(name, class, |w| w.inlines(content));
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.clamp(1, 6);
        let _ = write!(self.out, "<h{level}");
        let id = self.ids.for_heading(&crate::plain::of_inlines(&heading.content));
        if let Some(id) = id {
            attribute(&mut self.out, "id", &format!("{}{id}", self.options.id_prefix));
        }
        self.out.push('>');
        self.inlines(&heading.content);
        let _ = write!(self.out, "</h{level}>");
    }

    fn list(&mut self, list: &List) {
        let name = if list.ordered { "ol" } else { "ul" };
        let _ = write!(self.out, "<{name}");
        if let (true, Some(start)) = (list.ordered, list.start) {
            let _ = write!(self.out, " start=\"{start}\"");
        }
        self.out.push('>');
        for item in &list.items {
            self.element("li", "", |w| w.tight(&item.content));
        }
        let _ = write!(self.out, "</{name}>");
    }

    /// Blocks of a list item or a cell: a single paragraph, alone or before lists, stands without `<p>`.
    pub(super) fn tight(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(first), rest @ ..] if rest.iter().all(|b| matches!(b, Block::List(_))) => {
                self.inlines(&first.content);
                self.blocks(rest);
            }
            _ => self.blocks(blocks),
        }
    }

    fn quote(&mut self, quote: &Quote) {
        let class = if quote.pull {
            "pull-quote kg-blockquote-alt"
        } else {
            "quote"
        };
        self.element("blockquote", class, |w| {
            w.blocks(&quote.content);
            if let Some(speaker) = &quote.speaker {
                w.element("footer", "speaker", |w| w.words("cite", "", Some(speaker)));
            }
        });
    }

    fn code(&mut self, code: &Code) {
        let figure = !code.caption.is_empty();
        if figure {
            self.out.push_str("<figure class=\"code kg-card kg-code-card\">");
        }
        // Long lines scroll: the keyboard must reach them (WCAG 2.1.1).
        self.out.push_str("<pre tabindex=\"0\"><code");
        if let Some(language) = &code.language {
            attribute(&mut self.out, "class", &format!("language-{language}"));
        }
        self.out.push('>');
        text(&mut self.out, &code.text);
        self.out.push_str("</code></pre>");
        if figure {
            self.line("figcaption", "", &code.caption);
            self.out.push_str("</figure>");
        }
    }

    fn unknown(&mut self, unknown: &Unknown) {
        self.out.push_str("<div class=\"unknown\"");
        attribute(&mut self.out, "data-node", unknown.name());
        self.out.push('>');
        for piece in unknown.text() {
            self.words("p", "", Some(&piece));
        }
        self.out.push_str("</div>");
    }
}
