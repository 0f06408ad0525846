//! A text in words, digits and marks, and the walk over it that writes out what a language has rules for.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// Letters, with apostrophes within.
    Word(&'t str),
    /// ASCII digits.
    Digits(&'t str),
    /// One or more blanks.
    Space,
    /// Any other character.
    Mark(char),
}

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a, 't> {
    all: &'a [Token<'t>],
    at: usize,
}

/// What is said in the place of so many tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub words: String,
    pub tokens: usize,
}

impl<'a, 't> Cursor<'a, 't> {
    /// The tokens from here on.
    pub(crate) fn rest(&self) -> &'a [Token<'t>] {
        self.all.get(self.at..).unwrap_or_default()
    }

    /// The token so far from here; before the text and behind it is none.
    pub(crate) fn get(&self, offset: isize) -> Option<Token<'t>> {
        self.all.get(self.at.checked_add_signed(offset)?).copied()
    }

    /// The word before this place, over one space.
    pub(crate) fn word_before(&self) -> Option<&'t str> {
        let back = match self.get(-1)? {
            Token::Space => -2,
            _ => -1,
        };
        match self.get(back)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// So many tokens further.
    pub(crate) fn skip(&self, tokens: usize) -> Self {
        Self {
            all: self.all,
            at: self.at.saturating_add(tokens).min(self.all.len()),
        }
    }

    /// The next word after spaces, with how many tokens lie from here to its end.
    pub(crate) fn next_word(&self) -> Option<(&'t str, usize)> {
        match self.rest() {
            [Token::Word(word), ..] => Some((word, 1)),
            [Token::Space, Token::Word(word), ..] => Some((word, 2)),
            _ => None,
        }
    }

    /// Whether a sentence may end here: nothing follows, or a capital letter does.
    pub(crate) fn may_end(&self) -> bool {
        let next = self.rest().iter().find(|token| !matches!(token, Token::Space));
        match next {
            None => true,
            Some(Token::Word(word)) => word.starts_with(char::is_uppercase),
            Some(Token::Mark(c)) => matches!(c, '“' | '"' | '«' | '—' | '–' | '”' | '»' | ')'),
            Some(_) => false,
        }
    }
}

/// Without soft hyphens, control characters and marks of direction; blanks of all kinds are spaces, one apart.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{301}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = |of: fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
        let (token, taken) = if c.is_ascii_digit() {
            let end = length(|c| c.is_ascii_digit());
            (Token::Digits(&rest[..end]), end)
        } else if c.is_alphabetic() {
            let end = word_end(rest);
            (Token::Word(&rest[..end]), end)
        } else if c.is_whitespace() {
            (Token::Space, length(char::is_whitespace))
        } else {
            (Token::Mark(c), c.len_utf8())
        };
        out.push(token);
        rest = &rest[taken..];
    }
    out
}

/// Letters, and apostrophes between letters.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    let mut all = text.char_indices().peekable();
    while let Some((at, c)) = all.next() {
        let apostrophe = matches!(c, '\'' | '’' | 'ʼ');
        let goes_on = c.is_alphabetic() || apostrophe && all.peek().is_some_and(|(_, c)| c.is_alphabetic());
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Writes out a text: where the rules of a language have something to say, that is said, elsewhere the text itself.
pub(crate) fn say(text: &str, rules: fn(Cursor<'_, '_>) -> Option<Said>) -> String {
    let all = tokens(text);
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut cursor = Cursor { all: &all, at: 0 };
    while let Some(token) = cursor.get(0) {
        match rules(cursor).filter(|said| said.tokens > 0) {
            Some(said) => {
                // What is said for a mark or a number stands apart from what it was written together with.
                let apart =
                    |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')');
                let wordy = said.words.chars().next().is_some_and(char::is_alphanumeric);
                if wordy && out.ends_with(apart) {
                    out.push(' ');
                }
                out.push_str(&said.words);
                cursor = cursor.skip(said.tokens);
                let joined = matches!(cursor.get(0), Some(Token::Word(_) | Token::Digits(_)));
                if joined && said.words.ends_with(char::is_alphanumeric) {
                    out.push(' ');
                }
            }
            None => {
                match token {
                    Token::Word(text) | Token::Digits(text) => out.push_str(text),
                    Token::Space => out.push(' '),
                    Token::Mark(c) => out.push(c),
                }
                cursor = cursor.skip(1);
            }
        }
    }
    plain(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_words_digits_and_marks() {
        use Token::*;
        assert_eq!(
            tokens("don’t pay $5.50"),
            [
                Word("don’t"),
                Space,
                Word("pay"),
                Space,
                Mark('$'),
                Digits("5"),
                Mark('.'),
                Digits("50")
            ]
        );
        assert_eq!(tokens("п'ять’"), [Word("п'ять"), Mark('’')]);
    }

    #[test]
    fn blanks_are_spaces_and_what_is_not_heard_goes() {
        assert_eq!(plain(" a\u{a0}\n b\u{ad}c\u{200b} "), "a bc");
    }
}
