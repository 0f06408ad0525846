//! What went wrong, and where in which template.

use std::sync::Arc;

/// A template that cannot be read or rendered, with the place in its source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{template}{}: {message}", self.place())]
pub struct Error {
    /// The name under which the template or partial was registered.
    pub template: String,
    /// Line, from 1; 0 when the error has no place in a source.
    pub line: usize,
    /// Column in characters, from 1; 0 when the error has no place in a source.
    pub column: usize,
    /// A sentence that says what is wrong.
    pub message: String,
}

impl Error {
    /// This error, at `place` if it has no place yet.
    pub(crate) fn placed(mut self, place: Place, template: &str) -> Self {
        if self.line == 0 && self.template == template {
            (self.line, self.column) = (place.line as usize, place.column as usize);
        }
        self
    }

    fn place(&self) -> String {
        match self.line {
            0 => String::new(),
            line => format!(", line {line}, column {}", self.column),
        }
    }
}

/// A place in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub line: u32,
    pub column: u32,
}

impl Place {
    pub(crate) fn error(self, template: &str, message: impl Into<String>) -> Error {
        Error {
            template: template.to_owned(),
            line: self.line as usize,
            column: self.column as usize,
            message: message.into(),
        }
    }
}

/// A source text with its name, for errors.
#[derive(Debug, Clone)]
pub(crate) struct Source<'s> {
    pub name: Arc<str>,
    pub text: &'s str,
}
