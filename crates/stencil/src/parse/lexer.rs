//! Splits a source into tokens, with the rules (and the order of the rules) of Handlebars.js.

use super::is_space;
use super::token::{Kind, Token};
use super::word::{id_length, word};
use crate::error::{Error, Place, Source};

/// All tokens of `source`, the last one being [`Kind::End`].
pub(super) fn tokens<'s>(source: &Source<'s>) -> Result<Vec<Token<'s>>, Error> {
    let mut lexer = Lexer {
        source,
        rest: source.text,
        place: Place { line: 1, column: 1 },
        tokens: Vec::new(),
    };
    lexer.template()?;
    lexer.push("", Kind::End);
    Ok(lexer.tokens)
}

pub(super) struct Lexer<'a, 's> {
    source: &'a Source<'s>,
    pub(super) rest: &'s str,
    place: Place,
    tokens: Vec<Token<'s>>,
}

impl<'s> Lexer<'_, 's> {
    /// Text up to the next tag, and the tag; a backslash before the braces makes them text.
    fn template(&mut self) -> Result<(), Error> {
        while !self.rest.is_empty() {
            let Some(at) = self.rest.find("{{") else {
                return self.content(self.rest, 0);
            };
            let text = &self.rest[..at];
            if text.ends_with("\\\\") {
                self.content(&text[..at - 1], 1)?;
                self.tag()?;
            } else if text.ends_with('\\') {
                self.content(&text[..at - 1], 1)?;
                let end = escaped_end(self.rest);
                self.content(&self.rest[..end], 0)?;
            } else {
                self.content(text, 0)?;
                self.tag()?;
            }
        }
        Ok(())
    }

    /// Takes `text` as content, and `dropped` bytes after it as nothing.
    fn content(&mut self, text: &'s str, dropped: usize) -> Result<(), Error> {
        if let Some(at) = text.find('\0') {
            self.advance(at);
            return Err(self.error("the source has a NUL character in its text"));
        }
        let taken = text.len() + dropped;
        if text.is_empty() {
            self.advance(taken);
        } else {
            self.push(&self.rest[..taken], Kind::Content(text));
        }
        Ok(())
    }

    /// One tag, from its opening braces to its closing ones.
    fn tag(&mut self) -> Result<(), Error> {
        let Some((length, kind)) = super::opening::opening(self.rest) else {
            return Err(self.error("this comment has no end"));
        };
        let whole = matches!(kind, Kind::Comment(_) | Kind::Inverse(_));
        self.push(&self.rest[..length], kind);
        if whole { Ok(()) } else { self.words() }
    }

    /// What is inside a tag, with its closing braces.
    fn words(&mut self) -> Result<(), Error> {
        loop {
            let skipped = self.rest.len() - self.rest.trim_start_matches(is_space).len();
            self.advance(skipped);
            let Some((length, kind)) = word(self.rest) else {
                return Err(self.error(self.unexpected()));
            };
            let closed = matches!(kind, Kind::Close { .. } | Kind::CloseUnescaped { .. });
            let raw = kind == Kind::CloseRaw;
            self.push(&self.rest[..length], kind);
            if raw {
                return self.raw();
            }
            if closed {
                return Ok(());
            }
        }
    }

    fn unexpected(&self) -> String {
        match self.rest.chars().next() {
            None => "this tag has no end: \"}}\" is missing".to_owned(),
            Some('{') if self.rest.starts_with("{{") => {
                "a tag begins inside another tag: \"}}\" is missing before it".to_owned()
            }
            Some(c @ ('"' | '\'')) => format!("this string has no closing {c}"),
            Some(_) if !self.rest.contains("}}") => "this tag has no end: \"}}\" is missing".to_owned(),
            Some(c) => format!("{c:?} does not belong here"),
        }
    }

    /// The verbatim text of a raw block; raw blocks inside it are text too.
    fn raw(&mut self) -> Result<(), Error> {
        let mut depth = 1;
        while !self.rest.is_empty() {
            if let Some(length) = raw_end(self.rest) {
                depth -= 1;
                let text = &self.rest[..length];
                if depth == 0 {
                    self.push(text, Kind::EndRaw(&text[5..length - 4]));
                    return Ok(());
                }
                self.push(text, Kind::Content(text));
                continue;
            }
            if self.rest.starts_with("{{{{") && self.rest[4..].chars().next().is_some_and(|c| c != '/') {
                depth += 1;
                self.push(&self.rest[..4], Kind::Content(&self.rest[..4]));
                continue;
            }
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            let Some(at) = self.rest[first..].find("{{{{") else {
                break;
            };
            self.content(&self.rest[..first + at], 0)?;
        }
        Err(self.error("a raw block has no end"))
    }

    fn push(&mut self, text: &str, kind: Kind<'s>) {
        self.tokens.push(Token {
            kind,
            place: self.place,
        });
        self.advance(text.len());
    }

    fn advance(&mut self, length: usize) {
        let (passed, rest) = self.rest.split_at(length);
        match passed.rfind('\n') {
            Some(at) => {
                self.place.line += passed.bytes().filter(|&b| b == b'\n').count() as u32;
                self.place.column = passed[at + 1..].chars().count() as u32 + 1;
            }
            None => self.place.column += passed.chars().count() as u32,
        }
        self.rest = rest;
    }

    fn error(&self, message: impl Into<String>) -> Error {
        self.place.error(&self.source.name, message)
    }
}

/// Where the text after an escaping backslash ends: before the next braces and the backslashes that belong to them.
fn escaped_end(rest: &str) -> usize {
    let Some(at) = rest[2..].find("{{").map(|at| at + 2) else {
        return rest.len();
    };
    let backslashes = rest[2..at]
        .bytes()
        .rev()
        .take(2)
        .take_while(|&b| b == b'\\')
        .count();
    at - backslashes
}

/// The length of `{{{{/name}}}}`.
fn raw_end(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix("{{{{/")?;
    let length = id_length(name);
    (length > 0 && name[length..].starts_with("}}}}")).then_some(length + 9)
}
