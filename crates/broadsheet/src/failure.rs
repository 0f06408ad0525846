//! What ends a command: one sentence that says what is wrong and what to do, and exit code 2.

use std::fmt;

/// The sentence.
#[derive(Debug)]
pub struct Failure(pub String);

/// What a command gives back.
pub type Outcome<T = ()> = Result<T, Failure>;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_errno(&self.0))
    }
}

/// A failure with this sentence.
pub fn fail<T>(sentence: impl Into<String>) -> Outcome<T> {
    Err(Failure(sentence.into()))
}

impl From<newsroom::NewsroomError> for Failure {
    fn from(error: newsroom::NewsroomError) -> Self {
        Self(error.to_string())
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self(error.to_string())
    }
}

/// The words without “(os error 111)”, which tells people nothing.
fn without_errno(text: &str) -> String {
    match text.split_once(" (os error ") {
        Some((before, rest)) => format!("{before}{}", rest.split_once(')').map_or("", |(_, after)| after)),
        None => text.to_owned(),
    }
}
