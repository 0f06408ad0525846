//! From Lexical, Ghost's format since 2023: `{"root":{"children":[…]}}`.
//!
//! Text nodes carry their marks as bits; cards carry their words as properties, many of them as HTML. A node that is
//! not understood is kept whole ([`crate::nodes::Unknown`]) and named in [`Imported::unknown`].

mod cards;
mod props;
mod text;

use cards::CARDS;
pub(crate) use cards::card;
pub(crate) use props::Props;
use text::Lines;

use crate::{
    Block, Document, DocumentError, Imported,
    nodes::{Code, Heading, List, ListItem, Paragraph, Quote, Unknown},
};
use serde_json::Value;

/// The document that a Lexical document shows.
///
/// # Errors
/// When it is no JSON, has no root, or is nested more than any story.
pub fn from_lexical(json: &str) -> Result<Imported, DocumentError> {
    let value = crate::json::parse(json)?;
    let root = value
        .get("root")
        .and_then(|root| root.get("children"))
        .and_then(Value::as_array);
    let mut reader = Reader::default();
    let mut content = reader.blocks(root.ok_or(DocumentError::NotADocument)?);
    // Ghost's editor leaves an empty paragraph at the end.
    while matches!(content.last(), Some(Block::Paragraph(p)) if p.content.is_empty()) {
        content.pop();
    }
    Ok(Imported {
        document: Document::new(content),
        unknown: reader.unknown,
    })
}

#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) unknown: Vec<String>,
}

fn kind(node: &Value) -> &str {
    node.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn children(node: &Value) -> &[Value] {
    node.get("children")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

impl Reader {
    fn blocks(&mut self, nodes: &[Value]) -> Vec<Block> {
        let mut out = Vec::new();
        for node in nodes {
            self.block(node, &mut out);
        }
        out
    }

    fn block(&mut self, node: &Value, out: &mut Vec<Block>) {
        match kind(node) {
            "paragraph" => {
                let (lines, behind) = self.lines(node);
                if behind.is_empty() || !lines.is_empty() {
                    out.push(Block::Paragraph(Paragraph {
                        content: lines,
                        ..Paragraph::default()
                    }));
                }
                out.extend(behind);
            }
            "heading" | "extended-heading" => {
                let (content, behind) = self.lines(node);
                let level = node
                    .get("tag")
                    .and_then(Value::as_str)
                    .and_then(|tag| tag.strip_prefix('h')?.parse().ok());
                let level = level.unwrap_or(2).clamp(1, 6);
                out.push(Block::Heading(Heading {
                    level,
                    content,
                    extra: Default::default(),
                }));
                out.extend(behind);
            }
            name @ ("quote" | "extended-quote" | "aside") => {
                let (content, behind) = self.lines(node);
                let words = Block::Paragraph(Paragraph {
                    content,
                    ..Paragraph::default()
                });
                let pull = name == "aside";
                out.push(Block::Quote(Quote {
                    content: vec![words],
                    pull,
                    ..Quote::default()
                }));
                out.extend(behind);
            }
            "list" => out.push(Block::List(self.list(node))),
            "code" => {
                let mut text = String::new();
                code_text(node, &mut text);
                out.push(Block::Code(Code {
                    text,
                    ..Code::default()
                }));
            }
            "root" => children(node).iter().for_each(|child| self.block(child, out)),
            name if CARDS.contains(&name) => {
                let props = Props::of(node);
                match card(name, &props, &mut self.unknown) {
                    Some(blocks) => out.extend(blocks),
                    None => out.push(self.unknown(node)),
                }
            }
            "text" | "extended-text" | "link" | "autolink" | "linebreak" | "tab" => {
                let mut lines = Lines::default();
                self.inline(node, &[], &mut lines);
                let content = lines.content;
                out.push(Block::Paragraph(Paragraph {
                    content,
                    ..Paragraph::default()
                }));
            }
            _ => {
                let unknown = self.unknown(node);
                out.push(unknown);
            }
        }
    }

    pub(crate) fn unknown(&mut self, node: &Value) -> Block {
        let unknown = Unknown::of_format("lexical", node.clone());
        self.unknown.push(unknown.name().to_owned());
        Block::Unknown(unknown)
    }

    fn list(&mut self, node: &Value) -> List {
        let tag = node.get("tag").and_then(Value::as_str);
        let ordered = tag == Some("ol") || node.get("listType").and_then(Value::as_str) == Some("number");
        let start = node
            .get("start")
            .and_then(Value::as_u64)
            .and_then(|n| u32::try_from(n).ok());
        let mut list = List {
            ordered,
            start: start.filter(|n| ordered && *n > 1),
            ..List::default()
        };
        for child in children(node) {
            let only_lists =
                !children(child).is_empty() && children(child).iter().all(|node| kind(node) == "list");
            let mut content = Vec::new();
            if kind(child) == "listitem" {
                let (lines, behind) = self.lines(child);
                if !lines.is_empty() {
                    content.push(Block::Paragraph(Paragraph {
                        content: lines,
                        ..Paragraph::default()
                    }));
                }
                content.extend(behind);
            } else {
                self.block(child, &mut content);
            }
            // Lexical keeps a nested list in an item of its own behind the item that it belongs to.
            match list.items.last_mut() {
                Some(last) if only_lists => last.content.extend(content),
                _ => list.items.push(ListItem {
                    content,
                    ..ListItem::default()
                }),
            }
        }
        list
    }
}

fn code_text(node: &Value, out: &mut String) {
    for child in children(node) {
        match kind(child) {
            "linebreak" => out.push('\n'),
            "tab" => out.push('\t'),
            _ => {
                out.push_str(child.get("text").and_then(Value::as_str).unwrap_or_default());
                code_text(child, out);
            }
        }
    }
}
