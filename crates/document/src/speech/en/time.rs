//! Days and times of day in English.

use super::{
    numbers::{cardinal, ordinal, year},
    said,
    tables::{BEFORE_TIME, MONTHS},
    two,
};
use crate::speech::{
    number::small,
    tokens::{Cursor, Said, Token},
};

/// The month of a word: “November”, “Nov”.
fn month(word: &str) -> Option<&'static str> {
    MONTHS
        .into_iter()
        .find(|month| *month == word || word.len() >= 3 && word != "May" && month.starts_with(word))
}

/// A year behind a day: “ 2026”, “, 2026”.
fn year_behind(at: Cursor<'_, '_>) -> Option<(String, usize)> {
    let tokens = match at.rest() {
        [Token::Space, Token::Digits(_), ..] => 2,
        [Token::Mark(','), Token::Space, Token::Digits(_), ..] => 3,
        _ => return None,
    };
    let value = small(at.get(tokens as isize - 1), 4).filter(|year| (1000..2200).contains(year))?;
    Some((year(value), tokens))
}

/// “23 November 2026”, “2026-11-23”, “23.11.2026”, “23/11/2026”.
pub(crate) fn date(at: Cursor<'_, '_>) -> Option<Said> {
    if let [Token::Digits(_), Token::Space, Token::Word(name), ..] = at.rest()
        && let Some(month) = month(name)
        && let Some(day @ 1..=31) = two(at.get(0))
    {
        let stop = usize::from(*name != month && matches!(at.get(3), Some(Token::Mark('.'))));
        let words = format!("the {} of {month}", ordinal(day));
        return match year_behind(at.skip(3 + stop)) {
            Some((year, tokens)) => said(format!("{words} {year}"), 3 + stop + tokens),
            None => said(words, 3 + stop),
        };
    }
    let [
        Token::Digits(first),
        Token::Mark(mark),
        Token::Digits(_),
        Token::Mark(again),
        Token::Digits(last),
        ..,
    ] = at.rest()
    else {
        return None;
    };
    let (day, year_of) = match (mark, again, first.len(), last.len()) {
        ('-', '-', 4, 2) => (at.get(4), at.get(0)),
        ('.', '.', 1 | 2, 4) | ('/', '/', 1 | 2, 4) => (at.get(0), at.get(4)),
        _ => return None,
    };
    let (day, month) = match (two(day)?, two(at.get(2))?) {
        // Written the American way.
        (month @ 1..=12, day @ 13..=31) => (day, month),
        other => other,
    };
    let name = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let year = year(small(year_of, 4)?);
    said(format!("the {} of {name} {year}", ordinal(day)), 5)
}

/// “November 23, 2026”, “Nov. 23”.
pub(crate) fn month_first(at: Cursor<'_, '_>, word: &str) -> Option<Said> {
    let month = month(word)?;
    let [Token::Space, Token::Digits(_), after @ ..] = at.skip(1).rest() else {
        return None;
    };
    let day = two(at.get(2)).filter(|day| (1..=31).contains(day))?;
    if matches!(after, [Token::Mark('.' | ':' | '%'), Token::Digits(_), ..]) {
        return None;
    }
    let suffix = usize::from(matches!(after, [Token::Word("st" | "nd" | "rd" | "th"), ..]));
    let words = format!("{month} the {}", ordinal(day));
    match year_behind(at.skip(3 + suffix)) {
        Some((year, tokens)) => said(format!("{words}, {year}"), 3 + suffix + tokens),
        None => said(words, 3 + suffix),
    }
}

/// “14:05”, “9.30am”, “9 a.m.”, “at 6.12”.
pub(crate) fn clock(at: Cursor<'_, '_>) -> Option<Said> {
    let hour = two(at.get(0)).filter(|hour| *hour < 25)?;
    let (minute, tokens, sure) = match at.rest() {
        [_, Token::Mark(mark @ (':' | '.')), Token::Digits(text), ..] if text.len() == 2 => {
            (two(at.get(2)).filter(|minute| *minute < 60)?, 3, *mark == ':')
        }
        _ => (0, 1, false),
    };
    if matches!(
        at.skip(tokens).rest(),
        [Token::Mark(':' | '.' | '/'), Token::Digits(_), ..]
    ) {
        return None;
    }
    let (half, more) = half(at.skip(tokens));
    if let Some(half) = half {
        let minute = if tokens == 1 {
            String::new()
        } else {
            minutes(minute)
        };
        return said(format!("{}{minute} {half}", cardinal(hour)), tokens + more);
    }
    // A figure with a point is a time only behind a word of time, and before no sign of a quantity.
    let told = at.word_before().is_some_and(|word| BEFORE_TIME.contains(&word));
    let figure = matches!(
        at.skip(tokens).rest(),
        [Token::Mark('%' | '°'), ..] | [Token::Space, Token::Mark('%'), ..]
    ) || at.skip(tokens).next_word().is_some_and(|(word, _)| {
        [
            "per", "percent", "million", "billion", "thousand", "km", "m", "kg", "metres", "points",
            "degrees",
        ]
        .contains(&word)
    });
    let long = matches!(at.get(0), Some(Token::Digits(text)) if text.len() == 2) || sure;
    (tokens == 3 && (sure || told && !figure))
        .then(|| match (minute, hour) {
            (0, 13..) | (0, 0) if long => format!("{} hundred hours", cardinal(hour)),
            (0, _) => format!("{} o’clock", cardinal(hour)),
            _ => format!("{}{}", cardinal(hour), minutes(minute)),
        })
        .map(|words| Said { words, tokens })
}

fn minutes(minute: u64) -> String {
    match minute {
        0 => String::new(),
        1..10 => format!(" oh {}", cardinal(minute)),
        _ => format!(" {}", cardinal(minute)),
    }
}

/// “am”, “ a.m.”
fn half(at: Cursor<'_, '_>) -> (Option<&'static str>, usize) {
    let space = usize::from(matches!(at.get(0), Some(Token::Space)));
    let (half, dotted) = match at.skip(space).rest() {
        [Token::Word("am" | "AM"), ..] => ("A M", false),
        [Token::Word("pm" | "PM"), ..] => ("P M", false),
        [
            Token::Word("a"),
            Token::Mark('.'),
            Token::Word("m"),
            Token::Mark('.'),
            ..,
        ] => ("A M", true),
        [
            Token::Word("p"),
            Token::Mark('.'),
            Token::Word("m"),
            Token::Mark('.'),
            ..,
        ] => ("P M", true),
        _ => return (None, 0),
    };
    match dotted {
        // The last full stop is left where the sentence may end with it.
        true => (Some(half), space + 3 + usize::from(!at.skip(space + 4).may_end())),
        false => (Some(half), space + 1),
    }
}
