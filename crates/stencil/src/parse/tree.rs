//! The syntax tree.

use std::borrow::Cow;

pub(crate) use super::token::Strip;
use crate::error::Place;

/// A list of nodes: the template, or one branch of a block.
#[derive(Debug, Default)]
pub(crate) struct Body<'s> {
    pub nodes: Vec<Node<'s>>,
    /// The branch of an `{{else if …}}`: its only node is that block.
    pub chained: bool,
    /// Names after `as |`.
    pub params: Vec<Cow<'s, str>>,
}

#[derive(Debug)]
pub(crate) enum Node<'s> {
    Text(Text<'s>),
    Comment(Strip),
    Print {
        call: Call<'s>,
        escape: bool,
        strip: Strip,
    },
    Partial(Box<Partial<'s>>),
    Block(Box<Block<'s>>),
}

/// Text as written, and what whitespace control has left of it.
#[derive(Debug)]
pub(crate) struct Text<'s> {
    pub original: &'s str,
    pub value: &'s str,
    pub stripped_left: bool,
    pub stripped_right: bool,
}

/// `{{> name}}`
#[derive(Debug)]
pub(crate) struct Partial<'s> {
    pub call: Call<'s>,
    /// Whitespace before a partial that stands alone on its line.
    pub indent: &'s str,
    pub strip: Strip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// `{{#name}}`, `{{^name}}` and raw blocks.
    Helper,
    /// `{{#> name}}`
    Partial,
    /// `{{#*inline "name"}}`
    Inline,
}

#[derive(Debug)]
pub(crate) struct Block<'s> {
    pub kind: BlockKind,
    pub call: Call<'s>,
    pub program: Option<Body<'s>>,
    pub inverse: Option<Body<'s>>,
    pub open: Strip,
    pub middle: Strip,
    pub close: Strip,
}

/// A name with its parameters.
#[derive(Debug)]
pub(crate) struct Call<'s> {
    pub name: Expression<'s>,
    pub args: Vec<Expression<'s>>,
    /// `None` when there are no `key=value` pairs.
    pub hash: Option<Vec<(Cow<'s, str>, Expression<'s>)>>,
    pub place: Place,
}

#[derive(Debug)]
pub(crate) enum Expression<'s> {
    Path(Path<'s>),
    Sub(Box<Call<'s>>),
    String(Cow<'s, str>),
    Number(f64),
    Bool(bool),
    Undefined,
    Null,
}

/// `../a.[b c]`, `@index`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path<'s> {
    pub data: bool,
    pub depth: u32,
    pub parts: Vec<Cow<'s, str>>,
    /// The path as written, without brackets.
    pub original: String,
}

impl Path<'_> {
    /// Whether the path says itself where to look (`this.x`, `./x`), as Handlebars.js decides it.
    pub fn is_scoped(&self) -> bool {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        self.original.starts_with('.')
            || self
                .original
                .match_indices("this")
                .any(|(at, name)| !self.original[at + name.len()..].starts_with(word))
    }

    /// Whether the path is one name, which a helper could have.
    pub fn is_simple(&self) -> bool {
        self.parts.len() == 1 && self.depth == 0 && !self.is_scoped()
    }
}
