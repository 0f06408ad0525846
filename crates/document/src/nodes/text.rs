//! Nodes that are mostly text.

use super::Align;
use crate::{Attrs, Block, Inline};

/// Text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// Its text; an empty paragraph is a blank line of the writer's.
    pub content: Vec<Inline>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text.
    pub content: Vec<Inline>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// Numbers rather than bullets.
    pub ordered: bool,
    /// The number of the first item, when it is not 1.
    pub start: Option<u32>,
    /// The items.
    pub items: Vec<ListItem>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListItem {
    /// Usually a paragraph, then perhaps a list.
    pub content: Vec<Block>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// Words of another.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quote {
    /// The words.
    pub content: Vec<Block>,
    /// Who said them.
    pub speaker: Option<String>,
    /// A pull quote: words of the story set large (Ghost: aside, the alternative quote).
    pub pull: bool,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// Program text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Code {
    /// The text, line breaks and all.
    pub text: String,
    /// Letters, digits, `+`, `-`, `#`, `_`, `.`: `rust`, `c++`.
    pub language: Option<String>,
    /// What it shows.
    pub caption: Vec<Inline>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: Vec<Inline>,
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Cells in reading order.
    pub cells: Vec<Cell>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Names a row or a column.
    pub header: bool,
    /// How its text stands.
    pub align: Option<Align>,
    /// Columns it takes, when more than one.
    pub colspan: Option<u32>,
    /// Rows it takes, when more than one.
    pub rowspan: Option<u32>,
    /// What is in it.
    pub content: Vec<Block>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A footnote, at the place that refers to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Footnote {
    /// Its text; empty when it refers again to the note of the same label.
    pub content: Vec<Inline>,
    /// A name, needed only to refer to it twice.
    pub label: Option<String>,
    /// Unknown attributes.
    pub extra: Attrs,
}

impl Code {
    /// Whether it may stand in a class name as a language.
    pub(crate) fn is_language(text: &str) -> bool {
        (1..=40).contains(&text.len())
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-#_.".contains(c))
    }
}
