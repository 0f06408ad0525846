//! From Mobiledoc 0.3, Ghost's format before Lexical: `{"version":…,"markups":[…],"atoms":[…],"cards":[…],"sections":[…]}`.

use crate::{
    Block, Document, DocumentError, Imported, Inline, Url,
    lexical::{Props, card},
    marks::{Mark, MarkKind},
    nodes::{Heading, List, ListItem, Paragraph, Picture, Quote, Unknown},
};
use serde_json::{Value, json};

/// The document that a Mobiledoc document shows.
///
/// # Errors
/// When it is no JSON, has no sections, or is nested more than any story.
pub fn from_mobiledoc(json: &str) -> Result<Imported, DocumentError> {
    let value = crate::json::parse(json)?;
    let sections = value
        .get("sections")
        .and_then(Value::as_array)
        .ok_or(DocumentError::NotADocument)?;
    let mut reader = Reader {
        markups: entries(&value, "markups"),
        atoms: entries(&value, "atoms"),
        cards: entries(&value, "cards"),
        unknown: Vec::new(),
    };
    let mut content = Vec::new();
    for section in sections {
        reader.section(section, &mut content);
    }
    // Ghost's editor leaves an empty paragraph at the end.
    while matches!(content.last(), Some(Block::Paragraph(p)) if p.content.is_empty()) {
        content.pop();
    }
    Ok(Imported {
        document: Document::new(content),
        unknown: reader.unknown,
    })
}

fn entries<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

struct Reader<'a> {
    markups: &'a [Value],
    atoms: &'a [Value],
    cards: &'a [Value],
    unknown: Vec<String>,
}

fn index(value: Option<&Value>) -> Option<usize> {
    value?.as_u64().and_then(|n| usize::try_from(n).ok())
}

impl Reader<'_> {
    fn section(&mut self, section: &Value, out: &mut Vec<Block>) {
        let known = match section.get(0).and_then(Value::as_u64) {
            Some(1) => self.text_section(section),
            Some(2) => section.get(1).and_then(Value::as_str).map(|src| {
                Block::Picture(Picture {
                    src: Url::parse_source(src),
                    ..Picture::default()
                })
            }),
            Some(3) => self.list(section),
            Some(10) => return self.card(section, out),
            _ => None,
        };
        let block = known.unwrap_or_else(|| self.keep("section", section.clone()));
        out.push(block);
    }

    fn keep(&mut self, what: &str, value: Value) -> Block {
        let unknown = Unknown::of_format("mobiledoc", json!({ "type": what, "content": value }));
        self.unknown.push(unknown.name().to_owned());
        Block::Unknown(unknown)
    }

    fn text_section(&mut self, section: &Value) -> Option<Block> {
        let tag = section.get(1)?.as_str()?.to_ascii_lowercase();
        let content = self.line(section.get(2)?.as_array()?);
        let paragraph = |content| {
            Block::Paragraph(Paragraph {
                content,
                ..Paragraph::default()
            })
        };
        Some(match tag.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tag.as_bytes().get(1).map_or(2, |digit| digit - b'0');
                Block::Heading(Heading {
                    level,
                    content,
                    extra: Default::default(),
                })
            }
            "blockquote" | "pull-quote" | "aside" => Block::Quote(Quote {
                content: vec![paragraph(content)],
                pull: tag != "blockquote",
                ..Quote::default()
            }),
            _ => paragraph(content),
        })
    }

    fn list(&mut self, section: &Value) -> Option<Block> {
        let ordered = section.get(1)?.as_str()? == "ol";
        let items = section.get(2)?.as_array()?;
        let items = items.iter().map(|item| {
            let content = self.line(item.as_array().map_or(&[], Vec::as_slice));
            ListItem {
                content: vec![Block::Paragraph(Paragraph {
                    content,
                    ..Paragraph::default()
                })],
                ..ListItem::default()
            }
        });
        Some(Block::List(List {
            ordered,
            items: items.collect(),
            ..List::default()
        }))
    }

    fn card(&mut self, section: &Value, out: &mut Vec<Block>) {
        let found = index(section.get(1)).and_then(|at| self.cards.get(at));
        let name = found
            .and_then(|card| card.get(0))
            .and_then(Value::as_str)
            .unwrap_or("card");
        let payload = found.and_then(|card| card.get(1)).unwrap_or(&Value::Null);
        let known = match name {
            "card-markdown" => "markdown",
            "code" => "codeblock",
            name => name,
        };
        match card(known, &Props::of(payload), &mut self.unknown) {
            Some(blocks) => out.extend(blocks),
            None => {
                let block = self.keep(name, payload.clone());
                out.push(block);
            }
        }
    }

    /// Markers `[type, opened markups, closed count, text or atom]`.
    fn line(&mut self, markers: &[Value]) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut open: Vec<Option<Mark>> = Vec::new();
        for marker in markers {
            for opened in marker.get(1).and_then(Value::as_array).into_iter().flatten() {
                let markup = index(Some(opened)).and_then(|at| self.markups.get(at));
                open.push(markup.and_then(mark));
            }
            let marks: Vec<Mark> = open.iter().flatten().cloned().collect();
            match marker.get(0).and_then(Value::as_u64) {
                Some(1) => {
                    let atom = index(marker.get(3)).and_then(|at| self.atoms.get(at));
                    let name = atom
                        .and_then(|atom| atom.get(0))
                        .and_then(Value::as_str)
                        .unwrap_or("atom");
                    let text = atom
                        .and_then(|atom| atom.get(1))
                        .and_then(Value::as_str)
                        .unwrap_or_default();
                    if name == "soft-return" {
                        out.push(Inline::Break { marks });
                    } else {
                        self.unknown.push(name.to_owned());
                        push(text, marks, &mut out);
                    }
                }
                _ => push(
                    marker.get(3).and_then(Value::as_str).unwrap_or_default(),
                    marks,
                    &mut out,
                ),
            }
            let closed = index(marker.get(2)).unwrap_or(0).min(open.len());
            open.truncate(open.len() - closed);
        }
        out
    }
}

fn push(text: &str, marks: Vec<Mark>, out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline::Text {
            text: text.to_owned(),
            marks,
        });
    }
}

/// `["strong"]`, `["a", ["href", "https://…"]]`
fn mark(markup: &Value) -> Option<Mark> {
    let kind = match markup.get(0)?.as_str()?.to_ascii_lowercase().as_str() {
        "strong" | "b" => MarkKind::Bold,
        "em" | "i" => MarkKind::Italic,
        "u" => MarkKind::Underline,
        "s" | "strike" | "del" => MarkKind::Strike,
        "code" => MarkKind::Code,
        "sub" => MarkKind::Subscript,
        "sup" => MarkKind::Superscript,
        "mark" => MarkKind::Highlight,
        "a" => {
            let attributes = markup.get(1)?.as_array()?;
            let href = attributes
                .chunks(2)
                .find(|pair| pair[0] == "href")?
                .get(1)?
                .as_str()?;
            return Some(Mark::link(Url::parse(href)?));
        }
        _ => return None,
    };
    Some(Mark::new(kind))
}
