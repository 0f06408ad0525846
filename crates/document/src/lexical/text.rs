//! Lines of text in Lexical.

use super::{Reader, children, kind};
use crate::{
    Block, Inline, Url,
    marks::{Link, Mark, MarkKind},
};
use serde_json::Value;

/// Lexical's bits and their marks, outermost first as Ghost writes them.
const BITS: [(u64, MarkKind); 8] = [
    (1, MarkKind::Bold),
    (2, MarkKind::Italic),
    (4, MarkKind::Strike),
    (8, MarkKind::Underline),
    (16, MarkKind::Code),
    (32, MarkKind::Subscript),
    (64, MarkKind::Superscript),
    (128, MarkKind::Highlight),
];

/// A line and the blocks that stood in it.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) content: Vec<Inline>,
    behind: Vec<Block>,
}

impl Reader {
    /// What is in a text block as one line, and what cannot stand in a line.
    pub(super) fn lines(&mut self, node: &Value) -> (Vec<Inline>, Vec<Block>) {
        let mut lines = Lines::default();
        for child in children(node) {
            self.inline(child, &[], &mut lines);
        }
        (lines.content, lines.behind)
    }

    pub(super) fn inline(&mut self, node: &Value, around: &[Mark], lines: &mut Lines) {
        match kind(node) {
            "text" | "extended-text" | "code-highlight" | "hashtag" | "overflow" => {
                let text = node.get("text").and_then(Value::as_str).unwrap_or_default();
                let bits = node.get("format").and_then(Value::as_u64).unwrap_or(0);
                if !text.is_empty() {
                    lines.content.push(Inline::Text {
                        text: text.to_owned(),
                        marks: marks(bits, around),
                    });
                }
            }
            "linebreak" => lines.content.push(Inline::Break {
                marks: around.to_vec(),
            }),
            "tab" => lines.content.push(Inline::Text {
                text: "\t".to_owned(),
                marks: around.to_vec(),
            }),
            "link" | "autolink" => {
                let mut inner = around.to_vec();
                inner.extend(link(node));
                for child in children(node) {
                    self.inline(child, &inner, lines);
                }
            }
            // Ghost's search for a link that was not finished, its invisible cursor stops and the like.
            "at-link" | "at-link-search" | "zwnj" => {
                for child in children(node) {
                    self.inline(child, around, lines);
                }
            }
            "paragraph" => {
                if !lines.content.is_empty() {
                    lines.content.push(Inline::Break { marks: Vec::new() });
                }
                for child in children(node) {
                    self.inline(child, around, lines);
                }
            }
            "" => {}
            _ => self.block(node, &mut lines.behind),
        }
    }
}

fn marks(bits: u64, around: &[Mark]) -> Vec<Mark> {
    let own = BITS
        .iter()
        .filter(|(bit, _)| bits & bit != 0)
        .map(|(_, kind)| Mark::new(kind.clone()));
    around.iter().cloned().chain(own).collect()
}

fn link(node: &Value) -> Option<Mark> {
    let said = |key: &str| {
        node.get(key)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    Some(Mark::new(MarkKind::Link(Link {
        href: Url::parse(said("url")?)?,
        title: said("title").map(str::to_owned),
        new_tab: said("target") == Some("_blank"),
        rel: said("rel").map(Link::parse_rel).unwrap_or_default(),
    })))
}
