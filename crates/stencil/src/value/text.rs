//! What a value looks like in print.

use std::borrow::Cow;

use super::{Value, number};

/// Arrays in arrays are printed this deep; deeper ones print nothing.
const DEPTH: usize = 64;

impl Value {
    /// What `{{{value}}}` prints: nothing for `undefined` and `null`, arrays joined by commas.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::String(text) | Self::Safe(text) => Cow::Borrowed(text),
            Self::Undefined | Self::Null => Cow::Borrowed(""),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
            Self::Object(_) => Cow::Borrowed("[object Object]"),
            Self::Number(_) | Self::Array(_) => {
                let mut out = String::new();
                self.write(&mut out, DEPTH);
                Cow::Owned(out)
            }
        }
    }

    /// The name of the property that this value stands for in `object[value]`.
    pub fn to_key(&self) -> Cow<'_, str> {
        match self {
            Self::Undefined => Cow::Borrowed("undefined"),
            Self::Null => Cow::Borrowed("null"),
            _ => self.to_text(),
        }
    }

    /// Appends the text to `out`.
    pub(crate) fn write_text(&self, out: &mut String) {
        self.write(out, DEPTH);
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Number(number) => number::write(*number, out),
            Self::Array(items) if depth > 0 => {
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    item.write(out, depth - 1);
                }
            }
            Self::Array(_) => {}
            _ => out.push_str(&self.to_text()),
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_text())
    }
}
