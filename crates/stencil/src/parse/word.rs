//! The words inside a tag: names, literals, punctuation.

use std::borrow::Cow;

use super::is_space;
use super::token::{Id, Kind};

/// The token inside a tag that `rest` begins with.
pub(super) fn word(rest: &str) -> Option<(usize, Kind<'_>)> {
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
pub(super) fn id_length(rest: &str) -> usize {
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
