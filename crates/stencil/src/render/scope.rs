//! What a program sees: context, contexts above it, data, block parameters, inline partials.
//!
//! All of it are linked lists on the stack; nothing is copied when a block begins.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use crate::error::{Error, Place};
use crate::map::Map;
use crate::program::{Program, Template};
use crate::value::{Value, loosely_equal};

/// The `this` of helpers where there is no context.
static NULL_CONTEXT: LazyLock<Value> = LazyLock::new(|| Map::new().into_value());

pub(crate) fn null_context() -> &'static Value {
    &NULL_CONTEXT
}

#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub this: &'s Value,
    pub depths: Option<&'s Depth<'s>>,
    pub data: &'s Frame<'s>,
    pub params: Option<&'s Params<'s>>,
    pub inlines: Option<&'s Inlines<'s>>,
    pub template: &'s Template,
}

/// A context and those above it.
pub(crate) struct Depth<'s> {
    pub value: &'s Value,
    pub parent: Option<&'s Depth<'s>>,
}

/// What a block gave to the names after `as |`, and what the blocks around it gave.
pub(crate) struct Params<'s> {
    pub names: &'s [Arc<str>],
    /// `None` when the block gave nothing: then its names cannot be read.
    pub values: Option<&'s [Value]>,
    pub parent: Option<&'s Params<'s>>,
}

/// One level of `@` variables.
pub(crate) struct Frame<'s> {
    pub vars: Vars<'s>,
    /// Set when this level (re)defines `@partial-block`.
    pub block: Option<Option<&'s PartialBlock<'s>>>,
    pub parent: Option<&'s Frame<'s>>,
}

pub(crate) enum Vars<'s> {
    None,
    Map(&'s Map),
    Root(&'s Value),
    Loop {
        index: usize,
        key: &'s Value,
        first: bool,
        last: bool,
    },
    Pairs(&'s [(&'s str, Value)]),
}

/// The body of `{{#> partial}}`, with the scope it was written in.
pub(crate) struct PartialBlock<'s> {
    pub program: &'s Program,
    pub scope: Scope<'s>,
    /// The `@partial-block` that the body itself sees.
    pub outer: Option<&'s PartialBlock<'s>>,
}

/// Inline partials of one program.
pub(crate) struct Inlines<'s> {
    pub partials: Vec<(Cow<'s, str>, &'s Program)>,
    /// The scope that they were written in.
    pub scope: Scope<'s>,
    /// Whether the program that defines them is running, so that they see each other.
    pub running: bool,
    pub parent: Option<&'s Inlines<'s>>,
}

impl<'s> Scope<'s> {
    /// The `this` that a helper gets.
    pub(crate) fn helper_this(&self) -> &'s Value {
        if self.this.is_nullish() {
            null_context()
        } else {
            self.this
        }
    }

    /// Whether a block with this context makes a level for `../`.
    pub(crate) fn is_new_context(&self, context: &Value) -> bool {
        let Some(current) = self.depths.map(|depth| depth.value) else {
            return !context.is_nullish();
        };
        let both_null = matches!(current, Value::Null) && context.is_same(null_context());
        !both_null && !loosely_equal(context, current)
    }

    /// The context `levels` above.
    pub(crate) fn context(&self, levels: u32) -> Option<&'s Value> {
        if levels == 0 {
            return Some(self.this);
        }
        let mut depth = self.depths;
        for _ in 0..levels {
            depth = depth?.parent;
        }
        depth.map(|depth| depth.value)
    }

    /// The block parameter of this name, for paths that are only known now.
    pub(crate) fn param(&self, name: &str) -> Option<Value> {
        let mut level = self.params;
        while let Some(params) = level {
            if let Some(at) = params.names.iter().position(|other| &**other == name) {
                return params.values.and_then(|values| values.get(at)).cloned();
            }
            level = params.parent;
        }
        None
    }

    /// The inline partial of this name.
    pub(crate) fn inline(&self, name: &str) -> Option<(&'s Inlines<'s>, &'s Program)> {
        let mut level = self.inlines;
        while let Some(inlines) = level {
            // Of two with the same name the later one counts.
            if let Some((_, program)) = inlines.partials.iter().rev().find(|(other, _)| other == name) {
                return Some((inlines, program));
            }
            level = inlines.parent;
        }
        None
    }

    pub(crate) fn error(&self, place: Place, message: impl Into<String>) -> Error {
        place.error(&self.template.name, message)
    }
}

impl<'s> Frame<'s> {
    /// The frame `levels` above.
    pub(crate) fn up(&'s self, levels: u32) -> Option<&'s Frame<'s>> {
        let mut frame = self;
        for _ in 0..levels {
            frame = frame.parent?;
        }
        Some(frame)
    }

    /// The variable `name`, of the nearest frame that has it.
    pub(crate) fn get(&self, name: &str) -> Value {
        let mut level = Some(self);
        while let Some(frame) = level {
            if let Some(value) = frame.vars.get(name) {
                return value;
            }
            level = frame.parent;
        }
        Value::Undefined
    }

    pub(crate) fn root(&self) -> Value {
        self.get("root")
    }

    pub(crate) fn partial_block(&self) -> Option<&'s PartialBlock<'s>> {
        let mut level = Some(self);
        while let Some(frame) = level {
            if let Some(block) = frame.block {
                return block;
            }
            level = frame.parent;
        }
        None
    }
}

impl Vars<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        match self {
            Self::None => None,
            Self::Map(map) => map.get(name).cloned(),
            Self::Root(root) => (name == "root").then(|| (*root).clone()),
            Self::Loop {
                index,
                key,
                first,
                last,
            } => match name {
                "index" => Some(Value::from(*index)),
                "key" => Some((*key).clone()),
                "first" => Some(Value::Bool(*first)),
                "last" => Some(Value::Bool(*last)),
                _ => None,
            },
            Self::Pairs(pairs) => pairs
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| value.clone()),
        }
    }
}
