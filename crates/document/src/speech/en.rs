//! English, written out in words.
//!
//! A number of four digits from 1100 to 2099 without a comma is read as a year. Not known: what a fraction with a slash
//! or a score means, how a name is said.

mod money;
pub(crate) mod numbers;
pub(crate) mod tables;
mod time;

use super::{
    number::{Number, Writing, small},
    tokens::{Cursor, Said, Token},
};
use numbers::{cardinal, decade, digits, ordinal, roman, year};
use tables::{ABBREVIATIONS, COUNTED, DOTTED, Then, UNITS};

const WRITING: Writing = Writing {
    decimal: '.',
    thousands: ',',
};

pub(super) fn say(at: Cursor<'_, '_>) -> Option<Said> {
    match at.get(0)? {
        Token::Space => None,
        Token::Word(word) => of_word(at, word),
        Token::Digits(_) => time::date(at)
            .or_else(|| time::clock(at))
            .or_else(|| money::behind(at))
            .or_else(|| of_number(at)),
        Token::Mark(mark) => money::before(at).or_else(|| of_mark(at, mark)),
    }
}

fn said(words: impl Into<String>, tokens: usize) -> Option<Said> {
    Some(Said {
        words: words.into(),
        tokens,
    })
}

/// A number with its fraction, in words.
pub(crate) fn quantity(number: &Number) -> String {
    let whole = match number.value() {
        Some(value) => cardinal(value),
        None => digits(&number.whole),
    };
    match &number.fraction {
        None => whole,
        Some(fraction) => format!("{whole} point {}", digits(fraction)),
    }
}

/// A number by itself: a year where it looks like one, digits where it is no quantity.
fn plain(number: &Number) -> String {
    match number.value() {
        Some(value @ 1100..=2099)
            if number.fraction.is_none() && !number.grouped && number.whole.len() == 4 =>
        {
            year(value)
        }
        // 007, 044
        Some(_) if number.whole.len() > 1 && number.whole.starts_with('0') => digits(&number.whole),
        _ => quantity(number),
    }
}

fn of_number(at: Cursor<'_, '_>) -> Option<Said> {
    let number = Number::at(at, WRITING)?;
    let after = at.skip(number.tokens);
    if let [Token::Word(suffix), ..] = after.rest() {
        match (*suffix, number.value()) {
            ("st" | "nd" | "rd" | "th", Some(value)) => return said(ordinal(value), number.tokens + 1),
            ("s", Some(value)) if value.is_multiple_of(10) => return said(decade(value), number.tokens + 1),
            _ => {}
        }
    }
    // 10–15, 2019–2021, 5-10 km
    if let [Token::Mark('–' | '-' | '−'), Token::Digits(_), ..] = after.rest()
        && !matches!(at.get(-1), Some(Token::Mark('-' | '–' | '/' | '.' | '+')))
        && let Some(to) = Number::at(after.skip(1), WRITING)
        && !matches!(
            after.skip(1 + to.tokens).rest(),
            [Token::Mark('-' | '–' | '/'), Token::Digits(_), ..]
        )
    {
        let length = number.tokens + 1 + to.tokens;
        let (to_words, more) = match unit(at.skip(length), &to) {
            Some((unit, tokens)) => (format!("{} {unit}", quantity(&to)), tokens),
            None => (plain(&to), 0),
        };
        let from = if more > 0 {
            quantity(&number)
        } else {
            plain(&number)
        };
        return said(format!("{from} to {to_words}"), length + more);
    }
    if let Some((unit, tokens)) = unit(after, &number) {
        return said(format!("{} {unit}", quantity(&number)), number.tokens + tokens);
    }
    said(plain(&number), number.tokens)
}

/// The unit behind a number, with or without a space: words and tokens.
fn unit(at: Cursor<'_, '_>, number: &Number) -> Option<(&'static str, usize)> {
    let space = usize::from(matches!(at.get(0), Some(Token::Space)));
    let at = at.skip(space);
    if let Some(Token::Mark('%')) = at.get(0) {
        return Some(("per cent", space + 1));
    }
    let one = number.fraction.is_none() && number.whole == "1";
    UNITS.iter().find_map(|(sign, singular, plural)| {
        let tokens = matches(at, sign)?;
        Some((if one { *singular } else { *plural }, space + tokens))
    })
}

/// How many tokens a sign takes, when it stands here and no letter follows.
pub(crate) fn matches(at: Cursor<'_, '_>, sign: &str) -> Option<usize> {
    let mut rest = sign;
    let mut tokens = 0;
    while !rest.is_empty() {
        let length = match at.skip(tokens).get(0)? {
            Token::Word(text) | Token::Digits(text) => rest.starts_with(text).then_some(text.len())?,
            Token::Mark(c) => rest.starts_with(c).then_some(c.len_utf8())?,
            Token::Space => return None,
        };
        rest = &rest[length..];
        tokens += 1;
    }
    let goes_on = matches!(at.skip(tokens).get(0), Some(Token::Word(_) | Token::Digits(_)));
    (!goes_on).then_some(tokens)
}

fn of_word(at: Cursor<'_, '_>, word: &str) -> Option<Said> {
    if let Some(said) = money::before(at) {
        return Some(said);
    }
    for (written, spoken) in DOTTED {
        if let Some(tokens) = matches(at, written) {
            return said(ended(at, spoken, tokens), tokens);
        }
    }
    if matches!(at.get(1), Some(Token::Mark('.'))) {
        let number = matches!(
            at.skip(2).rest(),
            [Token::Digits(_), ..] | [Token::Space, Token::Digits(_), ..]
        );
        if word == "St" {
            // Before a name a saint, behind one a street.
            let saint = at
                .word_before()
                .is_none_or(|before| !before.starts_with(char::is_uppercase));
            return match saint && !at.skip(2).rest().is_empty() {
                true => said("Saint", 2),
                false => said(ended(at, "Street", 2), 2),
            };
        }
        for (short, long, then) in ABBREVIATIONS {
            if *short == word {
                return match then {
                    Then::GoesOn => said(*long, 2),
                    Then::MayEnd => said(ended(at, long, 2), 2),
                    Then::Number if number => said(*long, 2),
                    Then::Number => None,
                };
            }
        }
        if let Some(said) = initial(at, word) {
            return Some(said);
        }
    }
    if let Some(value) = roman(word) {
        let before = at
            .word_before()
            .filter(|before| before.starts_with(char::is_uppercase))?;
        return match COUNTED.contains(&before) {
            true => said(cardinal(value), 1),
            false => said(format!("the {}", ordinal(value)), 1),
        };
    }
    time::month_first(at, word).or_else(|| address(at))
}

/// What is said for an abbreviation, with a full stop when the sentence ends there too.
fn ended(at: Cursor<'_, '_>, spoken: &str, tokens: usize) -> String {
    match at.skip(tokens).may_end() {
        true => format!("{spoken}."),
        false => spoken.to_owned(),
    }
}

/// “J. R. Smith”: letters before a name lose their full stops.
fn initial(at: Cursor<'_, '_>, word: &str) -> Option<Said> {
    let one = |word: &str| word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    if !one(word) {
        return None;
    }
    let (next, _) = at.skip(2).next_word()?;
    let dotted_before = matches!(at.get(-1), Some(Token::Mark('.')) | None)
        || matches!(
            (at.get(-2), at.get(-1)),
            (Some(Token::Mark('.')), Some(Token::Space))
        );
    let behind_name = at
        .word_before()
        .is_some_and(|before| before.starts_with(char::is_uppercase));
    let sentence_may_end = at.word_before().is_some() && !behind_name && !dotted_before && word == "I";
    (next.starts_with(char::is_uppercase) && !sentence_may_end).then(|| Said {
        words: word.to_owned(),
        tokens: 2,
    })
}

/// Addresses of the web and of mail: the name of the site, with its dots.
fn address(at: Cursor<'_, '_>) -> Option<Said> {
    let rest = at.rest();
    let end = rest
        .iter()
        .position(|token| matches!(token, Token::Space))
        .unwrap_or(rest.len());
    let mut text = String::new();
    for token in &rest[..end] {
        match token {
            Token::Word(part) | Token::Digits(part) => text.push_str(part),
            Token::Mark(c) => text.push(*c),
            Token::Space => {}
        }
    }
    let web = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let web = web.or(text.starts_with("www.").then_some(&text[..]));
    let mail = text
        .split_once('@')
        .filter(|(name, host)| !name.is_empty() && host.contains('.'));
    let dots = |text: &str| {
        text.trim_end_matches(['.', ',', ';', ':', ')', '!', '?'])
            .replace('.', " dot ")
    };
    if let Some(web) = web {
        let host = web.split(['/', '?', '#']).next().unwrap_or(web);
        return said(dots(host.strip_prefix("www.").unwrap_or(host)), end);
    }
    let (name, host) = mail?;
    said(format!("{} at {}", dots(name), dots(host)), end)
}

fn of_mark(at: Cursor<'_, '_>, mark: char) -> Option<Said> {
    let before_number = matches!(at.get(1), Some(Token::Digits(_)));
    let behind_space = matches!(
        at.get(-1),
        None | Some(Token::Space | Token::Mark('(' | '“' | '"'))
    );
    match mark {
        '&' => said("and", 1),
        '#' | '№' if before_number => said("number", 1),
        '+' if before_number && behind_space => phone(at).or_else(|| said("plus", 1)),
        '-' | '−' if before_number && behind_space => said("minus", 1),
        '=' => said("equals", 1),
        '×' => said("times", 1),
        '½' => said(if behind_space { "half" } else { "and a half" }, 1),
        '¼' => said(
            if behind_space {
                "a quarter"
            } else {
                "and a quarter"
            },
            1,
        ),
        '¾' => said(
            if behind_space {
                "three quarters"
            } else {
                "and three quarters"
            },
            1,
        ),
        _ => None,
    }
}

/// “+44 20 7946 0018”: digit by digit, a short rest between the groups.
fn phone(at: Cursor<'_, '_>) -> Option<Said> {
    let (mut groups, mut tokens, mut count) = (Vec::new(), 1, 0);
    loop {
        match at.skip(tokens).rest() {
            [Token::Digits(group), ..] => {
                groups.push(digits(group));
                count += group.len();
                tokens += 1;
            }
            [
                Token::Space | Token::Mark('-' | '(' | ')'),
                Token::Digits(_) | Token::Mark('(' | ')') | Token::Space,
                ..,
            ] if !groups.is_empty() => tokens += 1,
            _ => break,
        }
    }
    (count >= 9).then(|| Said {
        words: format!("plus {}", groups.join(", ")),
        tokens,
    })
}

/// The value of a number of one or two digits.
pub(crate) fn two(token: Option<Token<'_>>) -> Option<u64> {
    small(token, 2)
}
