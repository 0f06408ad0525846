//! What can be wrong with a theme.

/// Why a theme cannot be used, or a page not rendered. Says the file and line where there is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// Something is wrong in a file of the theme.
    #[error("{file}{}: {message}", place(*.line, *.column))]
    File {
        /// The file, as the theme's author knows it: `partials/card.hbs`.
        file: String,
        /// Its line, from 1; 0 when none can be named.
        line: usize,
        /// The column, from 1; 0 when none can be named.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// The theme as a whole cannot be read.
    #[error("The theme cannot be read: {0}")]
    Unreadable(String),
    /// It works, but there is no name under which it may be kept.
    #[error("{0}")]
    Unnamed(String),
    /// The list has no page of that number: answer 404.
    #[error("There is no such page.")]
    NoSuchPage,
    /// The store could not be read: answer 503, or an older page.
    #[error("The store could not be read: {0}")]
    Store(#[from] store::StoreError),
}

fn place(line: usize, column: usize) -> String {
    match (line, column) {
        (0, _) => String::new(),
        (line, 0) => format!(" line {line}"),
        (line, column) => format!(" line {line}, column {column}"),
    }
}

impl ThemeError {
    pub(crate) fn file(file: &str, message: impl Into<String>) -> Self {
        ThemeError::File {
            file: file.to_owned(),
            line: 0,
            column: 0,
            message: message.into(),
        }
    }
}
