//! Ukrainian, written out in words.
//!
//! Cardinals agree in gender with the units, currencies and nouns that are known (`tables`), and stand in the genitive
//! behind prepositions that take it; years, days and hours are ordinals in the case of their noun. Not known: the
//! dative and the instrumental of cardinals, the gender of nouns outside the table (taken for masculine), and what
//! “з” takes where it is not the genitive.

mod count;
pub(crate) mod numbers;
pub(crate) mod tables;
mod time;

use super::{
    number::{Number, Writing},
    tokens::{Cursor, Said, Token},
};
use crate::speech::en::numbers::roman;
use numbers::{Form, ordinal};
use tables::{ABBREVIATIONS, DOTTED, SHORT, Then, letter};

const WRITING: Writing = Writing {
    decimal: ',',
    thousands: ' ',
};

pub(super) fn say(at: Cursor<'_, '_>) -> Option<Said> {
    match at.get(0)? {
        Token::Space => None,
        Token::Word(word) => of_word(at, word),
        Token::Digits(_) => time::date(at)
            .or_else(|| time::clock(at))
            .or_else(|| time::years(at))
            .or_else(|| count::ordinal_with_suffix(at))
            .or_else(|| count::counted(at)),
        Token::Mark(mark) => count::money_before(at).or_else(|| of_mark(at, mark)),
    }
}

fn said(words: impl Into<String>, tokens: usize) -> Option<Said> {
    Some(Said {
        words: words.into(),
        tokens,
    })
}

/// How many tokens a text takes, when it stands here and no letter follows.
fn matches(at: Cursor<'_, '_>, text: &str) -> Option<usize> {
    let mut rest = text;
    let mut tokens = 0;
    while !rest.is_empty() {
        let length = match at.skip(tokens).get(0)? {
            Token::Word(part) | Token::Digits(part) => rest.starts_with(part).then_some(part.len())?,
            Token::Mark(c) => rest.starts_with(c).then_some(c.len_utf8())?,
            Token::Space => rest.starts_with(' ').then_some(1)?,
        };
        rest = &rest[length..];
        tokens += 1;
    }
    let goes_on = matches!(at.skip(tokens).get(0), Some(Token::Word(_)));
    (!goes_on).then_some(tokens)
}

fn of_word(at: Cursor<'_, '_>, word: &str) -> Option<Said> {
    for (written, spoken) in DOTTED {
        if let Some(tokens) = matches(at, written) {
            return said(ended(at, spoken, tokens), tokens);
        }
    }
    for (written, spoken) in SHORT {
        if let Some(tokens) = matches(at, written) {
            return said(*spoken, tokens);
        }
    }
    if let Some(said) = time::century(at, word) {
        return Some(said);
    }
    if matches!(at.get(1), Some(Token::Mark('.'))) {
        let after = at.skip(2);
        let number = matches!(
            after.rest(),
            [Token::Digits(_), ..] | [Token::Space, Token::Digits(_), ..]
        );
        let name = match after.rest() {
            [Token::Space, Token::Mark('«' | '“' | '"'), ..] => true,
            _ => after
                .next_word()
                .is_some_and(|(next, _)| next.starts_with(char::is_uppercase)),
        };
        let behind_number = matches!(
            (at.get(-2), at.get(-1)),
            (Some(Token::Digits(_)), Some(Token::Space))
        );
        for (short, long, then) in ABBREVIATIONS {
            if *short != word {
                continue;
            }
            match then {
                Then::GoesOn => return said(*long, 2),
                Then::MayEnd => return said(ended(at, long, 2), 2),
                Then::Number if number => return said(*long, 2),
                Then::Name if name && !behind_number => return said(*long, 2),
                Then::Number | Then::Name => {}
            }
        }
        if let Some(said) = initial(at, word) {
            return Some(said);
        }
    }
    // “Олександр II”, “Частина III”
    let value = roman(word)?;
    let before = at
        .word_before()
        .filter(|before| before.starts_with(char::is_uppercase))?;
    let form = match before.ends_with(['а', 'я']) {
        true => Form::Feminine,
        false => Form::Masculine,
    };
    said(ordinal(value, form)?, 1)
}

/// What is said for an abbreviation, with a full stop when the sentence ends there too.
fn ended(at: Cursor<'_, '_>, spoken: &str, tokens: usize) -> String {
    match at.skip(tokens).may_end() {
        true => format!("{spoken}."),
        false => spoken.to_owned(),
    }
}

/// “О. В. Коваль”: letters by their names, so that none is taken for a preposition.
fn initial(at: Cursor<'_, '_>, word: &str) -> Option<Said> {
    let mut letters = word.chars();
    let (Some(c), None) = (letters.next(), letters.next()) else {
        return None;
    };
    let (next, _) = at.skip(2).next_word()?;
    if !c.is_uppercase() || !next.starts_with(char::is_uppercase) {
        return None;
    }
    said(letter(c).map_or_else(|| word.to_owned(), str::to_owned), 2)
}

fn of_mark(at: Cursor<'_, '_>, mark: char) -> Option<Said> {
    let before_number = matches!(at.get(1), Some(Token::Digits(_)));
    let number_behind_space = matches!(at.skip(1).rest(), [Token::Space, Token::Digits(_), ..]);
    let behind_space = matches!(
        at.get(-1),
        None | Some(Token::Space | Token::Mark('(' | '«' | '“'))
    );
    match mark {
        '№' | '#' if before_number || number_behind_space => said("номер", 1),
        '&' => said("і", 1),
        '+' if before_number && behind_space => count::phone(at).or_else(|| said("плюс", 1)),
        '-' | '−' if before_number && behind_space => said("мінус", 1),
        '½' => said(
            if behind_space {
                "половина"
            } else {
                "з половиною"
            },
            1,
        ),
        '×' => said("на", 1),
        '=' => said("дорівнює", 1),
        _ => None,
    }
}

/// The number that begins here.
fn number(at: Cursor<'_, '_>) -> Option<Number> {
    Number::at(at, WRITING)
}
