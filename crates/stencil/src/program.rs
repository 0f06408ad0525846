//! The compact program that a template becomes.

use std::sync::Arc;

use crate::error::Place;
use crate::value::Value;

/// A compiled template or partial.
#[derive(Debug)]
pub(crate) struct Template {
    pub name: Arc<str>,
    pub program: Program,
    /// The layout named by `{{!< layout}}`.
    pub layout: Option<Box<str>>,
}

/// A list of things to do.
#[derive(Debug, Default)]
pub(crate) struct Program {
    pub ops: Box<[Op]>,
    /// Inline partials that are defined here.
    pub inlines: Box<[Inline]>,
    /// The names after `as |`.
    pub params: Box<[Arc<str>]>,
}

#[derive(Debug)]
pub(crate) enum Op {
    Text(Box<str>),
    /// `{{value}}` or `{{{value}}}`
    Print(Print),
    /// A block that calls a helper.
    Block(Box<Call>),
    /// A block on a field, or on a helper without parameters.
    Section(Box<Section>),
    Partial(Box<Partial>),
}

#[derive(Debug)]
pub(crate) struct Print {
    pub value: Expression,
    pub escape: bool,
    pub place: Place,
}

/// `key=value` pairs.
pub(crate) type Hash = Box<[(Arc<str>, Expression)]>;

/// A value to be computed.
#[derive(Debug)]
pub(crate) enum Expression {
    Literal(Value),
    Path(Path),
    /// A helper without parameters if there is one of that name, else the field.
    Either(Box<Either>),
    Call(Box<Call>),
}

/// `{{name}}`: helper or field.
#[derive(Debug)]
pub(crate) struct Either {
    pub slot: Slot,
    pub path: Path,
    /// The call, if `slot` has a helper.
    pub call: Call,
}

/// A call of a helper, in a block or not.
#[derive(Debug)]
pub(crate) struct Call {
    pub target: Target,
    pub name: Arc<str>,
    pub args: Box<[Expression]>,
    /// In the order in which JavaScript would list the keys.
    pub hash: Hash,
    /// The branches of a block; `None` for a call in a tag or in parentheses.
    pub block: Option<Branches>,
    pub place: Place,
}

/// What a call calls.
#[derive(Debug)]
pub(crate) enum Target {
    /// The helper in this slot, which must be there when Handlebars knows the name (`if`, `each`…).
    Known(Slot),
    /// The helper in this slot, else whatever the field holds (which cannot be called).
    Slot(Slot, Path),
    /// Never a helper: `{{a.b 1}}`.
    Field(Path),
}

#[derive(Debug, Default)]
pub(crate) struct Branches {
    pub program: Option<Program>,
    pub inverse: Option<Program>,
}

/// `{{#field}}…{{/field}}`
#[derive(Debug)]
pub(crate) struct Section {
    /// The helper that takes precedence over the field, with its call.
    pub helper: Option<(Slot, Call)>,
    pub path: Path,
    pub place: Place,
    pub branches: Branches,
}

/// `{{> name}}` or `{{#> name}}…{{/name}}`
#[derive(Debug)]
pub(crate) struct Partial {
    pub name: PartialName,
    pub context: Option<Expression>,
    pub hash: Option<Hash>,
    pub block: Option<Program>,
    pub place: Place,
}

#[derive(Debug)]
pub(crate) enum PartialName {
    Static(Arc<str>, Slot),
    Dynamic(Expression),
}

/// `{{#*inline "name"}}`
#[derive(Debug)]
pub(crate) struct Inline {
    pub name: Expression,
    pub program: Program,
}

/// The number of a helper or partial in the engine.
pub(crate) type Slot = usize;

/// Where a value is found.
#[derive(Debug)]
pub(crate) struct Path {
    pub root: Root,
    pub parts: Box<[Arc<str>]>,
    /// In the place of a helper's name, a falsy value ends the search and is the result.
    pub falsy: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Root {
    /// The context, or the one this many levels up.
    Context(u32),
    /// The data (`@…`), or the one this many frames up.
    Data(u32),
    /// A name after `as |`: so many blocks up, at that position.
    Param(u32, u32),
}
