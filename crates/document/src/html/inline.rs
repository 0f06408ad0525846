//! Lines of text: runs with marks. Marks that neighbours share are written once around them.

use super::{attribute, text, write::Writer};
use crate::{
    Inline,
    marks::{Mark, MarkKind},
};
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        let mut open: Vec<&Mark> = Vec::new();
        for inline in content {
            let marks: &[Mark] = match inline {
                Inline::Text { marks, .. } | Inline::Break { marks } => marks,
                Inline::Footnote(_) | Inline::Unknown(_) => &[],
            };
            let mut wanted: Vec<&Mark> = Vec::new();
            for mark in marks {
                // A mark twice is once, and a link in a link cannot be written.
                let link = matches!(mark.kind, MarkKind::Link(_));
                let twice = |known: &&Mark| {
                    known.kind == mark.kind || (link && matches!(known.kind, MarkKind::Link(_)))
                };
                if !wanted.iter().any(twice) {
                    wanted.push(mark);
                }
            }
            wanted.sort_by_key(|mark| order(mark, &open));
            let shared = open
                .iter()
                .zip(&wanted)
                .take_while(|(a, b)| a.kind == b.kind)
                .count();
            self.close(&mut open, shared);
            for mark in wanted.into_iter().skip(shared) {
                self.open(mark, inline);
                open.push(mark);
            }
            match inline {
                Inline::Text { text: run, .. } => text(&mut self.out, run),
                Inline::Break { .. } => self.out.push_str("<br>"),
                Inline::Footnote(note) => self.footnote(note),
                Inline::Unknown(unknown) => {
                    self.out.push_str("<span class=\"unknown\"");
                    attribute(&mut self.out, "data-node", unknown.name());
                    self.out.push('>');
                    text(&mut self.out, &unknown.text().join(" "));
                    self.out.push_str("</span>");
                }
            }
        }
        self.close(&mut open, 0);
    }

    /// Opens what marks this and perhaps more.
    fn open(&mut self, mark: &Mark, first: &Inline) {
        if let MarkKind::Link(link) = &mark.kind {
            self.out.push_str("<a");
            if says_its_address(first, link.href.as_str()) {
                attribute(&mut self.out, "class", "address");
            }
            attribute(&mut self.out, "href", link.href.as_str());
            if let Some(title) = &link.title {
                attribute(&mut self.out, "title", title);
            }
            if link.new_tab {
                attribute(&mut self.out, "target", "_blank");
            }
            let rel = link.rel_to_write();
            if !rel.is_empty() {
                attribute(&mut self.out, "rel", &rel);
            }
            self.out.push('>');
        } else if let Some(name) = mark.kind.element() {
            let _ = write!(self.out, "<{name}>");
        }
    }

    fn close(&mut self, open: &mut Vec<&Mark>, keep: usize) {
        while open.len() > keep {
            match open.pop().map(|mark| &mark.kind) {
                Some(MarkKind::Link(_)) => self.out.push_str("</a>"),
                Some(kind) => {
                    if let Some(name) = kind.element() {
                        let _ = write!(self.out, "</{name}>");
                    }
                }
                None => {}
            }
        }
    }
}

/// Whether the text of a link is where it leads, so that on paper nothing needs to be added.
fn says_its_address(inline: &Inline, href: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim();
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        text.trim_end_matches('/').to_owned()
    };
    matches!(inline, Inline::Text { text, .. } if href.contains("://") && bare(text) == bare(href))
}

/// Links outermost, then what is open already, then the rest in the order given.
fn order(mark: &Mark, open: &[&Mark]) -> usize {
    match open.iter().position(|known| known.kind == mark.kind) {
        _ if matches!(mark.kind, MarkKind::Link(_)) => 0,
        Some(at) => 1 + at,
        None => usize::MAX,
    }
}
