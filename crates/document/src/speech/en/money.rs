//! Amounts of money in English.

use super::{
    WRITING, matches, quantity, said,
    tables::{CURRENCIES, Currency, SCALES},
};
use crate::speech::{
    number::Number,
    tokens::{Cursor, Said, Token},
};

/// “$5.50”, “€3bn”, “UAH 100”.
pub(crate) fn before(at: Cursor<'_, '_>) -> Option<Said> {
    let (currency, sign) = CURRENCIES.iter().find_map(|currency| {
        let tokens = currency.0.iter().find_map(|sign| prefix(at, sign))?;
        Some((currency, tokens))
    })?;
    let space = usize::from(matches!(at.skip(sign).get(0), Some(Token::Space)));
    let (words, tokens) = amount(at.skip(sign + space), currency)?;
    said(words, sign + space + tokens)
}

/// As [`matches`], but a number may follow.
fn prefix(at: Cursor<'_, '_>, sign: &str) -> Option<usize> {
    match at.rest() {
        [Token::Word(word), ..] if *word == sign => Some(1),
        [Token::Word(word), Token::Mark(mark), ..]
            if sign.strip_prefix(word) == Some(&mark.to_string()[..]) =>
        {
            Some(2)
        }
        [Token::Mark(mark), ..] if sign.chars().eq([*mark]) => Some(1),
        _ => None,
    }
}

/// “100 UAH”, “5 €”.
pub(crate) fn behind(at: Cursor<'_, '_>) -> Option<Said> {
    let number = Number::at(at, WRITING)?;
    let (scale, more) = scale(at.skip(number.tokens));
    let after = at.skip(number.tokens + more);
    let space = usize::from(matches!(after.get(0), Some(Token::Space)));
    // A sign before another number belongs to that one.
    let (currency, sign) = CURRENCIES.iter().find_map(|currency| {
        let tokens = currency
            .0
            .iter()
            .find_map(|sign| matches(after.skip(space), sign))?;
        Some((currency, tokens))
    })?;
    said(
        words(&number, scale, currency),
        number.tokens + more + space + sign,
    )
}

fn amount(at: Cursor<'_, '_>, currency: &Currency) -> Option<(String, usize)> {
    let number = Number::at(at, WRITING)?;
    let (scale, more) = scale(at.skip(number.tokens));
    // $10–15m
    if let [Token::Mark('–' | '-'), ..] = at.skip(number.tokens + more).rest() {
        let after = at.skip(number.tokens + more + 1);
        let sign = currency
            .0
            .iter()
            .find_map(|sign| prefix(after, sign))
            .unwrap_or(0);
        if let Some(to) = Number::at(after.skip(sign), WRITING) {
            let (to_scale, to_more) = self::scale(after.skip(sign + to.tokens));
            let from = [Some(quantity(&number)), scale.map(str::to_owned)];
            let from = from.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let tokens = number.tokens + more + 1 + sign + to.tokens + to_more;
            return Some((format!("{from} to {}", words(&to, to_scale, currency)), tokens));
        }
    }
    Some((words(&number, scale, currency), number.tokens + more))
}

/// “bn”, “ million” behind a number.
fn scale(at: Cursor<'_, '_>) -> (Option<&'static str>, usize) {
    let Some((word, tokens)) = at.next_word() else {
        return (None, 0);
    };
    match SCALES
        .iter()
        .find(|(short, long)| *short == word && (tokens == 1 || short == long || short.len() == 2))
    {
        Some((_, long)) => (Some(long), tokens),
        None => (None, 0),
    }
}

fn words(number: &Number, scale: Option<&str>, currency: &Currency) -> String {
    let (_, one, many, cent, cents) = currency;
    if let Some(scale) = scale {
        return format!("{} {scale} {many}", quantity(number));
    }
    let whole = Number {
        fraction: None,
        ..number.clone()
    };
    let unit = if number.whole == "1" { one } else { many };
    match number.fraction.as_deref() {
        None => format!("{} {unit}", quantity(number)),
        Some("00") => format!("{} {unit}", quantity(&whole)),
        Some(fraction) if fraction.len() == 2 => {
            let hundredths = fraction.parse::<u64>().unwrap_or_default();
            let small = super::numbers::cardinal(hundredths);
            let name = if hundredths == 1 { cent } else { cents };
            match number.whole.as_str() {
                "0" => format!("{small} {name}"),
                _ => format!("{} {unit} and {small} {name}", quantity(&whole)),
            }
        }
        Some(_) => format!("{} {many}", quantity(number)),
    }
}
