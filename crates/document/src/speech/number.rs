//! Numbers as they are written in texts.

use super::tokens::{Cursor, Token};

/// A number: digits before and after the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Digits of the whole, without separators.
    pub whole: String,
    /// Digits after the decimal sign.
    pub fraction: Option<String>,
    /// Written with separators between thousands: surely a quantity.
    pub grouped: bool,
    /// Its length.
    pub tokens: usize,
}

/// How a language writes numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writing {
    /// Between the whole and the fraction.
    pub decimal: char,
    /// Between thousands; a space stands for blanks of any kind.
    pub thousands: char,
}

impl Number {
    /// The number that begins here.
    pub(crate) fn at(at: Cursor<'_, '_>, writing: Writing) -> Option<Self> {
        let Some(Token::Digits(first)) = at.get(0) else {
            return None;
        };
        let mut number = Self {
            whole: first.to_owned(),
            fraction: None,
            grouped: false,
            tokens: 1,
        };
        let separator = match writing.thousands {
            ' ' => Token::Space,
            c => Token::Mark(c),
        };
        let group = |at: Cursor<'_, '_>| match at.rest() {
            [mark, Token::Digits(three), ..] if *mark == separator && three.len() == 3 => {
                Some(three.to_string())
            }
            _ => None,
        };
        if first.len() <= 3 && !first.starts_with('0') {
            while let Some(three) = group(at.skip(number.tokens)) {
                number.whole.push_str(&three);
                number.grouped = true;
                number.tokens += 2;
            }
        }
        if let [Token::Mark(mark), Token::Digits(fraction), after @ ..] = at.skip(number.tokens).rest()
            && *mark == writing.decimal
            // 23.11.2026, 10.0.0.1
            && !matches!(after, [Token::Mark('.' | ','), Token::Digits(_), ..])
        {
            number.fraction = Some((*fraction).to_owned());
            number.tokens += 2;
        }
        Some(number)
    }

    /// Its whole part, when that is no longer than a number can be said.
    pub(crate) fn value(&self) -> Option<u64> {
        (self.whole.len() <= 15)
            .then(|| self.whole.parse().ok())
            .flatten()
    }
}

/// A number of so many digits at most, written without a sign; `None` for anything else.
pub(crate) fn small(token: Option<Token<'_>>, digits: usize) -> Option<u64> {
    match token {
        Some(Token::Digits(text)) if text.len() <= digits => text.parse().ok(),
        _ => None,
    }
}
