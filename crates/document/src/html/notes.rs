//! Footnotes: a number in the text, the notes at the end.

use super::{spoken, write::Writer};
use crate::{Inline, nodes::Footnote};
use std::{collections::HashMap, fmt::Write};

/// The notes met so far, in order.
#[derive(Default)]
pub(super) struct Notes {
    notes: Vec<Vec<Inline>>,
    labels: HashMap<String, usize>,
}

impl Notes {
    /// The number of this note, from 1.
    fn number(&mut self, note: &Footnote) -> usize {
        if let Some(&known) = note.label.as_ref().and_then(|label| self.labels.get(label)) {
            if self.notes[known].is_empty() {
                self.notes[known].clone_from(&note.content);
                return known + 1;
            }
            if note.content.is_empty() || note.content == self.notes[known] {
                return known + 1;
            }
        }
        let index = self.notes.len();
        self.notes.push(note.content.clone());
        if let Some(label) = &note.label {
            self.labels.insert(label.clone(), index);
        }
        index + 1
    }
}

impl Writer<'_> {
    pub(super) fn footnote(&mut self, note: &Footnote) {
        let known = self.notes.notes.len();
        let number = self.notes.number(note);
        let prefix = &self.options.id_prefix;
        let again = number <= known;
        let href = format!("#{prefix}fn-{number}");
        let id = format!("{prefix}fnref-{number}");
        self.out.push_str("<sup class=\"footnote\"><a");
        super::attribute(&mut self.out, "href", &href);
        if !again {
            super::attribute(&mut self.out, "id", &id);
        }
        let _ = write!(self.out, ">{number}</a></sup>");
    }

    pub(super) fn footnotes(&mut self) {
        if self.notes.notes.is_empty() {
            return;
        }
        self.out.push_str("<div class=\"footnotes\"><ol>");
        let mut done = 0;
        // A note may hold another: the list grows while it is written.
        while done < self.notes.notes.len() {
            let note = self.notes.notes[done].clone();
            done += 1;
            let prefix = self.options.id_prefix.clone();
            self.out.push_str("<li");
            super::attribute(&mut self.out, "id", &format!("{prefix}fn-{done}"));
            self.out.push('>');
            self.inlines(&note);
            self.out.push_str(" <a class=\"footnote-back\"");
            super::attribute(&mut self.out, "href", &format!("#{prefix}fnref-{done}"));
            let label = spoken::back_to_mark(&self.options.language, done);
            super::attribute(&mut self.out, "aria-label", &label);
            self.out.push_str(">↩\u{fe0e}</a></li>");
        }
        self.out.push_str("</ol></div>");
    }
}
