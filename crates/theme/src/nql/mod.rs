//! NQL, the filter language of `{{#get filter="…"}}`: `tag:news+published_at:>now-7d`, `id:-[a,b],featured:true`.

mod fields;
mod lexer;
mod parser;
mod posts;

pub(crate) use fields::fits;
pub(crate) use parser::parse;
pub(crate) use posts::{order_of_posts, to_filter};

/// A filter: conditions joined by `+` (and) and `,` (or).
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Is(String, Test),
}

/// What is asked of a property.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    Equals(Value),
    Differs(Value),
    Compares(Comparison, Value),
    In(Vec<Value>),
    NotIn(Vec<Value>),
    All(Vec<Value>),
    Matches(Place, String),
    MatchesNot(Place, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// Where a text stands in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Anywhere,
    Start,
    End,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// `now-7d`: the sign and number, and the unit (`d w M y h m s`).
    Now(i64, char),
}

/// Why a filter cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FilterError {
    #[error("the filter “{0}” cannot be read at character {1}")]
    Syntax(String, usize),
    #[error("the filter is too long or too deeply nested")]
    TooMuch,
    #[error("posts cannot be filtered by “{0}”")]
    UnknownProperty(String),
    #[error("“{0}” cannot be compared in that way")]
    WrongTest(String),
}
