//! Quantities in Ukrainian: of something, of money, in an order.

use super::{
    matches, number,
    numbers::{Case, Form, Gender, Noun, cardinal, digits, ordinal},
    said,
    tables::{CENT, CURRENCIES, GENDERS, GENITIVE, KOPIYKA, SCALES, SUFFIXES, UNITS},
};
use crate::speech::{
    number::Number,
    tokens::{Cursor, Said, Token},
};

/// What a number counts.
struct Counted {
    noun: Option<Noun>,
    scale: Option<Noun>,
    money: bool,
    tail: &'static str,
    tokens: usize,
}

/// The case that the words before ask for.
fn case(at: Cursor<'_, '_>) -> Case {
    match at.word_before() {
        Some(word) if GENITIVE.contains(&word.to_lowercase().as_str()) => Case::Genitive,
        _ => Case::Nominative,
    }
}

/// “5-й”, “90-х”, “21-ша”
pub(super) fn ordinal_with_suffix(at: Cursor<'_, '_>) -> Option<Said> {
    let value = number(at).filter(|number| number.tokens == 1)?.value()?;
    let [Token::Mark('-' | '‑'), Token::Word(suffix), ..] = at.skip(1).rest() else {
        return None;
    };
    let (_, form) = SUFFIXES.iter().find(|(written, _)| written == suffix)?;
    said(ordinal(value, *form)?, 3)
}

/// A number with its unit or currency, a range, or a number alone.
pub(super) fn counted(at: Cursor<'_, '_>) -> Option<Said> {
    let from = number(at)?;
    if from.whole.len() > 1 && from.whole.starts_with('0') && from.fraction.is_none() {
        return said(digits(&from.whole), from.tokens);
    }
    let case = case(at);
    let after = at.skip(from.tokens);
    if let [Token::Mark('–' | '-' | '−'), Token::Digits(_), ..] = after.rest()
        && !matches!(at.get(-1), Some(Token::Mark('-' | '–' | '/' | '.')))
        && let Some(to) = number(after.skip(1))
        && !matches!(after.skip(1 + to.tokens).rest(), [Token::Mark('-' | '–'), ..])
    {
        let counted = counted_behind(after.skip(1 + to.tokens));
        let first = words(
            &from,
            &Counted {
                noun: None,
                scale: None,
                ..counted
            },
            gender(&counted, after),
            case,
        );
        let first = first.trim_end().to_owned();
        let last = words(&to, &counted, gender(&counted, after.skip(1 + to.tokens)), case);
        let length = from.tokens + 1 + to.tokens + counted.tokens;
        return said(format!("{first} – {last}").replace(" – ", ", "), length);
    }
    let counted = counted_behind(after);
    let gender = gender(&counted, after.skip(counted.tokens));
    said(words(&from, &counted, gender, case), from.tokens + counted.tokens)
}

/// “$5 млн”, “€20”, “₴100”
pub(super) fn money_before(at: Cursor<'_, '_>) -> Option<Said> {
    let Some(Token::Mark(sign)) = at.get(0) else {
        return None;
    };
    let (_, noun) = CURRENCIES
        .iter()
        .find(|(signs, _)| signs.contains(&&*sign.to_string()))?;
    let amount = number(at.skip(1))?;
    let (scale, more) = scale(at.skip(1 + amount.tokens));
    let counted = Counted {
        noun: Some(*noun),
        scale,
        money: true,
        tail: "",
        tokens: more,
    };
    said(
        words(&amount, &counted, noun.gender, case(at)),
        1 + amount.tokens + more,
    )
}

fn space(at: Cursor<'_, '_>) -> usize {
    usize::from(matches!(at.get(0), Some(Token::Space)))
}

/// “млн”, “тис.” behind a number.
fn scale(at: Cursor<'_, '_>) -> (Option<Noun>, usize) {
    let space = space(at);
    for (short, noun) in SCALES {
        if let Some(tokens) = matches(at.skip(space), short) {
            let stop = stop(at.skip(space + tokens));
            return (Some(*noun), space + tokens + stop);
        }
    }
    (None, 0)
}

/// A full stop that belongs to the abbreviation before it: one behind which the sentence goes on.
fn stop(at: Cursor<'_, '_>) -> usize {
    usize::from(matches!(at.get(0), Some(Token::Mark('.'))) && !at.skip(1).may_end())
}

/// What a number counts, by what stands behind it.
fn counted_behind(at: Cursor<'_, '_>) -> Counted {
    let (scale, more) = scale(at);
    let after = at.skip(more);
    let gap = space(after);
    for (signs, noun) in CURRENCIES {
        for sign in *signs {
            if let Some(tokens) = matches(after.skip(gap), sign) {
                let stop = match *sign {
                    "грн" | "коп" | "дол" => stop(after.skip(gap + tokens)),
                    _ => 0,
                };
                let tokens = more + gap + tokens + stop;
                return Counted {
                    noun: Some(*noun),
                    scale,
                    money: true,
                    tail: "",
                    tokens,
                };
            }
        }
    }
    for (sign, noun, tail) in UNITS {
        if let Some(tokens) = matches(after.skip(gap), sign) {
            // “5 с. Іванівка” and “5 м. Київ” are no seconds and metres.
            let name = matches!(after.skip(gap + tokens).rest(), [Token::Mark('.'), Token::Space, Token::Word(word), ..]
                if word.starts_with(char::is_uppercase) && sign.chars().count() == 1);
            if !name {
                let stop = match *sign {
                    "год" | "хв" | "сек" => stop(after.skip(gap + tokens)),
                    _ => 0,
                };
                let tokens = more + gap + tokens + stop;
                return Counted {
                    noun: Some(*noun),
                    scale,
                    money: false,
                    tail,
                    tokens,
                };
            }
        }
    }
    Counted {
        noun: None,
        scale,
        money: false,
        tail: "",
        tokens: more,
    }
}

/// The gender of what is counted: of the noun that is said, or of the word that follows.
fn gender(counted: &Counted, after: Cursor<'_, '_>) -> Gender {
    if let Some(noun) = counted.scale.or(counted.noun) {
        return noun.gender;
    }
    let next = after.next_word().map(|(word, _)| word.to_lowercase());
    GENDERS
        .iter()
        .find(|(begin, _)| next.as_ref().is_some_and(|next| next.starts_with(begin)))
        .map_or(Gender::Masculine, |(_, gender)| *gender)
}

fn words(number: &Number, counted: &Counted, gender: Gender, case: Case) -> String {
    let mut out = Vec::new();
    let Some(value) = number.value() else {
        return digits(&number.whole);
    };
    match (number.fraction.as_deref(), counted.scale, counted.noun) {
        // 12,50 грн
        (Some(cents), None, Some(noun)) if counted.money && cents.len() == 2 => {
            let small = cents.parse::<u64>().unwrap_or_default();
            let part = if noun.one == "гривня" { KOPIYKA } else { CENT };
            out.push(cardinal(value, noun.gender, case));
            out.push(noun.behind(value, case).into());
            if small > 0 {
                out.push(cardinal(small, part.gender, case));
                out.push(part.behind(small, case).into());
            }
            return out.join(" ");
        }
        (Some(fraction), scale, noun) => {
            out.push(self::fraction(value, fraction));
            let first = scale.or(noun);
            out.extend(first.map(|noun| noun.part.to_owned()));
            out.extend(scale.and(noun).map(|noun| noun.many.to_owned()));
        }
        (None, Some(scale), noun) => {
            out.push(cardinal(value, scale.gender, case));
            out.push(scale.behind(value, case).into());
            out.extend(noun.map(|noun| noun.many.to_owned()));
        }
        (None, None, noun) => {
            out.push(cardinal(value, gender, case));
            out.extend(noun.map(|noun| noun.behind(value, case).to_owned()));
        }
    }
    if !counted.tail.is_empty() {
        out.push(counted.tail.into());
    }
    out.join(" ")
}

/// “дві цілих п’ять десятих”; from four digits on, digit by digit.
fn fraction(whole: u64, fraction: &str) -> String {
    let name = match fraction.len() {
        1 => ["десята", "десятих"],
        2 => ["сота", "сотих"],
        3 => ["тисячна", "тисячних"],
        _ => {
            return format!(
                "{} кома {}",
                cardinal(whole, Gender::Masculine, Case::Nominative),
                digits(fraction)
            );
        }
    };
    let ends_in_one = |n: u64| n % 10 == 1 && n % 100 != 11;
    let part = fraction.parse::<u64>().unwrap_or_default();
    format!(
        "{} {} {} {}",
        cardinal(whole, Gender::Feminine, Case::Nominative),
        if ends_in_one(whole) {
            "ціла"
        } else {
            "цілих"
        },
        cardinal(part, Gender::Feminine, Case::Nominative),
        name[usize::from(!ends_in_one(part))],
    )
}

/// “+380 44 123 45 67”: digit by digit, a short rest between the groups.
pub(super) fn phone(at: Cursor<'_, '_>) -> Option<Said> {
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
            ] if !groups.is_empty() => {
                tokens += 1;
            }
            _ => break,
        }
    }
    (count >= 9).then(|| Said {
        words: format!("плюс {}", groups.join(", ")),
        tokens,
    })
}

/// For dates and times: the ordinal of a number.
pub(super) fn th(n: u64, form: Form) -> Option<String> {
    ordinal(n, form)
}
