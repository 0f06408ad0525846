//! Equality: `===` for helpers, `==` for the question whether a block has a context of its own.

use std::sync::Arc;

use super::{Value, number};

impl Value {
    /// `===`: equal in kind and value; arrays and objects are equal only to themselves.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Undefined, Self::Undefined) | (Self::Null, Self::Null) => true,
            (Self::Bool(one), Self::Bool(two)) => one == two,
            (Self::Number(one), Self::Number(two)) => one == two,
            (Self::String(one), Self::String(two)) => one == two,
            (Self::Safe(one), Self::Safe(two)) => Arc::ptr_eq(one, two),
            (Self::Array(one), Self::Array(two)) => Arc::ptr_eq(one, two),
            (Self::Object(one), Self::Object(two)) => std::ptr::addr_eq(Arc::as_ptr(one), Arc::as_ptr(two)),
            _ => false,
        }
    }
}

/// `==`.
pub(crate) fn loosely_equal(one: &Value, two: &Value) -> bool {
    use Value::{Array, Bool, Null, Number, Object, Safe, String, Undefined};
    match (one, two) {
        (Undefined | Null, Undefined | Null) => true,
        (Undefined | Null, _) | (_, Undefined | Null) => false,
        (Number(number), String(text)) | (String(text), Number(number)) => number::read(text) == *number,
        (Bool(truth), other) if !matches!(other, Bool(_)) => {
            loosely_equal(&Value::from(u8::from(*truth)), other)
        }
        (other, Bool(truth)) if !matches!(other, Bool(_)) => {
            loosely_equal(other, &Value::from(u8::from(*truth)))
        }
        (compound @ (Array(_) | Object(_) | Safe(_)), other @ (Number(_) | String(_))) => {
            loosely_equal(&Value::from(&*compound.to_text()), other)
        }
        (other @ (Number(_) | String(_)), compound @ (Array(_) | Object(_) | Safe(_))) => {
            loosely_equal(other, &Value::from(&*compound.to_text()))
        }
        _ => one.is_same(two),
    }
}
