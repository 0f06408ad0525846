//! Splits a source into tokens, with the rules (and the order of the rules) of Handlebars.js.

use std::borrow::Cow;

use super::is_space;
use super::token::{Id, Kind, Token};
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

/// The token inside a tag that `rest` begins with.
fn word(rest: &str) -> Option<(usize, Kind<'_>)> {
    let first = rest.chars().next()?;
    let simple = match first {
        '(' => Some((1, Kind::OpenSub)),
        ')' => Some((1, Kind::CloseSub)),
        '}' | '~' => Some(close(rest)?),
        '=' => Some((1, Kind::Equals)),
        '.' if rest.starts_with("..") => Some((2, plain(".."))),
        '.' if rest[1..].starts_with(ends_name) => Some((1, plain("."))),
        '.' | '/' => Some((1, Kind::Separator(first))),
        '"' | '\'' => {
            let length = quoted_length(rest, first)?;
            Some((length, Kind::String(unescape_quotes(&rest[1..length - 1], first))))
        }
        '@' => Some((1, Kind::Data)),
        '|' => Some((1, Kind::CloseParams)),
        '[' => {
            let length = quoted_length(rest, ']')?;
            Some((length, Kind::Id(bracketed(&rest[..length]))))
        }
        _ => None,
    };
    simple
        .or_else(|| literal(rest))
        .or_else(|| params(rest))
        .or_else(|| {
            let length = id_length(rest);
            (length > 0 && rest[length..].starts_with(ends_name)).then(|| (length, plain(&rest[..length])))
        })
}

fn plain(name: &str) -> Kind<'_> {
    Kind::Id(Id {
        part: Cow::Borrowed(name),
        literal: false,
    })
}

fn close(rest: &str) -> Option<(usize, Kind<'_>)> {
    let options = [
        ("}}}}", Kind::CloseRaw),
        ("}}}", Kind::CloseUnescaped { tilde: false }),
        ("}~}}", Kind::CloseUnescaped { tilde: true }),
        ("}}", Kind::Close { tilde: false }),
        ("~}}", Kind::Close { tilde: true }),
    ];
    options
        .into_iter()
        .find(|(text, _)| rest.starts_with(text))
        .map(|(text, kind)| (text.len(), kind))
}

fn literal(rest: &str) -> Option<(usize, Kind<'_>)> {
    let ends = |length: usize| rest[length..].starts_with(|c| matches!(c, '~' | '}' | ')') || is_space(c));
    let words = [
        ("true", Kind::Bool(true)),
        ("false", Kind::Bool(false)),
        ("undefined", Kind::Undefined),
        ("null", Kind::Null),
    ];
    for (word, kind) in words {
        if rest.starts_with(word) && ends(word.len()) {
            return Some((word.len(), kind));
        }
    }
    let digits = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(rest.starts_with('-'));
    let whole = sign + digits(sign);
    if whole == sign {
        return None;
    }
    let fraction = if rest[whole..].starts_with('.') {
        digits(whole + 1)
    } else {
        0
    };
    let length = if fraction > 0 { whole + 1 + fraction } else { whole };
    if !ends(length) {
        return None;
    }
    Some((length, Kind::Number(rest[..length].parse().ok()?)))
}

/// `as |`
fn params(rest: &str) -> Option<(usize, Kind<'_>)> {
    let after = rest.strip_prefix("as")?;
    let bar = after.trim_start_matches(is_space);
    (bar.len() < after.len() && bar.starts_with('|')).then(|| (rest.len() - bar.len() + 1, Kind::OpenParams))
}

/// The characters that may follow a name.
fn ends_name(c: char) -> bool {
    matches!(c, '=' | '~' | '}' | '/' | '.' | ')' | '|') || is_space(c)
}

/// The length of the name that `rest` begins with.
fn id_length(rest: &str) -> usize {
    let ends = |c: char| {
        matches!(c, '!' | '"' | '#' | '%'..=',' | '.' | '/' | ';'..='>' | '@' | '['..='^' | '`' | '{'..='~')
            || is_space(c)
    };
    rest.find(ends).unwrap_or(rest.len())
}

/// The length of a text in quotes or brackets; a backslash keeps the closing one from closing.
fn quoted_length(rest: &str, closing: char) -> Option<usize> {
    let mut escaped = None;
    let mut backslash = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == closing {
            if !backslash {
                return Some(at + 1);
            }
            escaped = Some(at + 1);
        }
        backslash = c == '\\';
    }
    // Nothing closes it: the last escaped one does after all.
    escaped
}

fn unescape_quotes(text: &str, quote: char) -> Cow<'_, str> {
    let escaped = if quote == '"' { "\\\"" } else { "\\'" };
    if text.contains(escaped) {
        text.replace(escaped, &escaped[1..]).into()
    } else {
        text.into()
    }
}

/// `[name]`. Across lines the brackets belong to the name, as in Handlebars.js.
fn bracketed(text: &str) -> Id<'_> {
    let mut part = Cow::Borrowed(text);
    if text.contains("\\\\") || text.contains("\\]") {
        let mut unescaped = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match chars.peek() {
                Some(&next @ ('\\' | ']')) if c == '\\' => {
                    unescaped.push(next);
                    chars.next();
                }
                _ => unescaped.push(c),
            }
        }
        part = Cow::Owned(unescaped);
    }
    let one_line = !part.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    if !one_line || !part.ends_with(']') || part.len() < 2 {
        return Id { part, literal: false };
    }
    let inner = match part {
        Cow::Borrowed(part) => Cow::Borrowed(&part[1..part.len() - 1]),
        Cow::Owned(part) => Cow::Owned(part[1..part.len() - 1].to_owned()),
    };
    Id {
        part: inner,
        literal: true,
    }
}
