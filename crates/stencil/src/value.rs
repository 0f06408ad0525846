//! What templates are filled with: the values of JSON, `undefined`, and text that needs no escaping.

mod convert;
mod equal;
mod number;
mod overlay;
mod text;

use std::fmt::Debug;
use std::sync::Arc;

pub(crate) use equal::loosely_equal;
pub(crate) use overlay::Overlay;

/// Something with named fields. Fields may be made when they are asked for.
pub trait Object: Send + Sync + Debug {
    /// The field `key`, or nothing when there is none (which reads as `undefined`).
    fn get(&self, key: &str) -> Option<Value>;

    /// The names of the fields, in the order in which `{{#each}}` goes through them.
    fn keys(&self) -> Vec<Arc<str>>;
}

/// A value of a template. Cloning costs a reference count at most.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// A field that does not exist.
    #[default]
    Undefined,
    /// A field that is known to be empty.
    Null,
    /// True or false.
    Bool(bool),
    /// A number; all numbers are JavaScript's.
    Number(f64),
    /// Text that is escaped when it is printed by `{{…}}`.
    String(Arc<str>),
    /// Markup that is printed as it is (`SafeString`).
    Safe(Arc<str>),
    /// A list.
    Array(Arc<[Value]>),
    /// Something with fields.
    Object(Arc<dyn Object>),
}

impl Value {
    /// An object value.
    pub fn object(object: impl Object + 'static) -> Self {
        Self::Object(Arc::new(object))
    }

    /// Markup that is printed as it is.
    pub fn safe(markup: impl Into<Arc<str>>) -> Self {
        Self::Safe(markup.into())
    }

    /// Output that a block has rendered, to be printed as it is.
    pub fn from_output(output: String) -> Self {
        Self::Safe(output.into())
    }

    /// The property `key`: a field, an element (`"0"`), or `length` of an array or a string.
    pub fn get(&self, key: &str) -> Self {
        match self {
            Self::Object(object) => object.get(key).unwrap_or_default(),
            Self::Array(items) if key == "length" => Self::from(items.len()),
            Self::Array(items) => element(items, key).cloned().unwrap_or_default(),
            Self::String(string) if key == "length" => Self::from(string.encode_utf16().count()),
            Self::String(string) => unit(string, key).unwrap_or_default(),
            Self::Safe(markup) if key == "string" => Self::String(markup.clone()),
            _ => Self::Undefined,
        }
    }

    /// Whether `{{#if}}` takes its first branch: false for `undefined`, `null`, `false`, `0`, `NaN`, `""` and `[]`.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Array(items) => !items.is_empty(),
            _ => self.is_true(),
        }
    }

    /// Truth as JavaScript has it: as [`is_truthy`](Self::is_truthy), but an empty array is true.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Bool(truth) => *truth,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::String(string) => !string.is_empty(),
            Self::Safe(_) | Self::Array(_) | Self::Object(_) => true,
        }
    }

    /// Whether Handlebars calls it empty: as "not truthy", but `0` is not empty.
    pub fn is_empty(&self) -> bool {
        !self.is_truthy() && !matches!(self, Self::Number(number) if *number == 0.0)
    }

    /// Whether this is `undefined` or `null`.
    pub fn is_nullish(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// The text of a string or of markup.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) | Self::Safe(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&dyn Object> {
        match self {
            Self::Object(object) => Some(&**object),
            _ => None,
        }
    }

    /// The names of the own enumerable properties, as `Object.keys` gives them.
    pub fn keys(&self) -> Vec<Arc<str>> {
        match self {
            Self::Object(object) => object.keys(),
            Self::Array(items) => (0..items.len()).map(|at| at.to_string().into()).collect(),
            Self::String(string) => (0..string.encode_utf16().count())
                .map(|at| at.to_string().into())
                .collect(),
            Self::Safe(_) => vec!["string".into()],
            _ => Vec::new(),
        }
    }

    /// A copy of this value in which the fields of `fields` take the place of its own.
    #[must_use]
    pub fn merged(&self, fields: Map) -> Self {
        Self::object(Overlay::new(self.clone(), fields))
    }
}

use crate::map::{Map, array_index};

fn element<'v>(items: &'v [Value], key: &str) -> Option<&'v Value> {
    items.get(array_index(key)? as usize)
}

fn unit(string: &str, key: &str) -> Option<Value> {
    let unit = string.encode_utf16().nth(array_index(key)? as usize)?;
    let character = char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER);
    Some(Value::from(character.to_string()))
}
