//! To plain text: for search, excerpts, counting. A line per block, an empty line between them.

use crate::{Block, Document, Inline, nodes::ButtonLink};

impl Document {
    /// Everything there is to read, captions and credits and footnotes with it, as plain text.
    pub fn to_plain_text(&self) -> String {
        let mut lines = Lines::default();
        lines.blocks(&self.content);
        let mut done = 0;
        while done < lines.notes.len() {
            let note = lines.notes[done].clone();
            done += 1;
            lines.inlines(&note);
        }
        lines.done.join("\n\n")
    }
}

/// The text of a line, without its footnotes.
pub(crate) fn of_inlines(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text { text, .. } => out.extend(text.chars().filter(|c| *c == '\t' || !c.is_control())),
            Inline::Break { .. } => out.push('\n'),
            Inline::Footnote(_) => {}
            Inline::Unknown(unknown) => out.push_str(&unknown.text().join(" ")),
        }
    }
    out
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    notes: Vec<Vec<Inline>>,
}

impl Lines {
    fn push(&mut self, line: &str) {
        let line: String = line
            .chars()
            .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
            .collect();
        if !line.trim().is_empty() {
            self.done.push(line.trim().to_owned());
        }
    }

    fn maybe(&mut self, line: &Option<String>) {
        self.push(line.as_deref().unwrap_or_default());
    }

    fn button(&mut self, button: &Option<ButtonLink>) {
        self.push(button.as_ref().map_or("", |button| &button.text));
    }

    fn inlines(&mut self, content: &[Inline]) {
        self.push(&of_inlines(content));
        for inline in content {
            if let Inline::Footnote(note) = inline
                && !note.content.is_empty()
            {
                self.notes.push(note.content.clone());
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(n) => self.inlines(&n.content),
            Block::Heading(n) => self.inlines(&n.content),
            Block::List(n) => n.items.iter().for_each(|item| self.blocks(&item.content)),
            Block::Quote(n) => {
                self.blocks(&n.content);
                self.maybe(&n.speaker);
            }
            Block::Code(n) => {
                self.push(&n.text);
                self.inlines(&n.caption);
            }
            Block::Divider | Block::Paywall | Block::RelatedStory(_) => {}
            Block::Picture(n) => {
                self.inlines(&n.caption);
                self.maybe(&n.credit);
            }
            Block::Gallery(n) => {
                for picture in &n.pictures {
                    self.inlines(&picture.caption);
                    self.maybe(&picture.credit);
                }
                self.inlines(&n.caption);
            }
            Block::Table(n) => {
                self.inlines(&n.caption);
                for row in &n.rows {
                    let before = self.done.len();
                    row.cells.iter().for_each(|cell| self.blocks(&cell.content));
                    let cells = self.done.split_off(before);
                    self.push(&cells.join("\t"));
                }
            }
            Block::Embed(n) => {
                self.maybe(&n.title);
                self.push(&crate::markup::text_of(n.html.as_deref().unwrap_or_default()));
                self.inlines(&n.caption);
            }
            Block::Video(n) => {
                self.inlines(&n.caption);
                self.maybe(&n.credit);
            }
            Block::Audio(n) => {
                self.maybe(&n.title);
                self.inlines(&n.caption);
            }
            Block::File(n) => {
                for text in [&n.title, &n.description, &n.name] {
                    self.maybe(text);
                }
                self.maybe(&n.size.map(crate::html::size_in_words));
            }
            Block::Callout(n) => {
                self.maybe(&n.emoji);
                self.blocks(&n.content);
            }
            Block::Toggle(n) => {
                self.inlines(&n.summary);
                self.blocks(&n.content);
            }
            Block::Button(n) => self.push(&n.link.text),
            Block::Bookmark(n) => {
                for text in [&n.title, &n.description, &n.publisher, &n.author] {
                    self.maybe(text);
                }
                self.inlines(&n.caption);
            }
            Block::RawHtml(n) => self.push(&crate::markup::text_of(&n.html)),
            Block::NewsletterBox(n) => {
                self.inlines(&n.heading);
                self.inlines(&n.text);
                self.maybe(&n.button);
                self.maybe(&n.success);
                self.inlines(&n.disclaimer);
            }
            Block::EditorsNote(n) => self.blocks(&n.content),
            Block::Banner(n) => {
                self.inlines(&n.heading);
                self.inlines(&n.text);
                self.button(&n.button);
            }
            Block::Product(n) => {
                self.inlines(&n.title);
                self.blocks(&n.content);
                self.button(&n.button);
            }
            Block::CallToAction(n) => {
                self.inlines(&n.label);
                self.blocks(&n.content);
                self.button(&n.button);
            }
            // Not on the page.
            Block::EmailOnly(_) => {}
            Block::Unknown(n) => n.text().iter().for_each(|text| self.push(text)),
        }
    }
}
