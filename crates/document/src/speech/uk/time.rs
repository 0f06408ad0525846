//! Days, years and times of day in Ukrainian.

use super::{
    count::th,
    numbers::{Case, Form, Gender, cardinal},
    said,
    tables::{MONTHS, ORDERED},
};
use crate::speech::{
    en::numbers::roman,
    number::small,
    tokens::{Cursor, Said, Token},
};

fn two(token: Option<Token<'_>>) -> Option<u64> {
    small(token, 2)
}

/// “23 листопада”, “23.11.2026”, “2026-11-23”. A day is said in the genitive, as it stands in a text. The year behind a
/// month is read by [`years`].
pub(super) fn date(at: Cursor<'_, '_>) -> Option<Said> {
    if let [Token::Digits(_), Token::Space, Token::Word(name), ..] = at.rest()
        && MONTHS.contains(name)
        && let Some(day @ 1..=31) = two(at.get(0))
    {
        return said(format!("{} {name}", th(day, Form::Genitive)?), 3);
    }
    let [
        Token::Digits(first),
        Token::Mark(mark),
        Token::Digits(_),
        Token::Mark(again),
        Token::Digits(last),
        after @ ..,
    ] = at.rest()
    else {
        return None;
    };
    let (day, year) = match (mark, again, first.len(), last.len()) {
        ('-', '-', 4, 2) => (at.get(4), at.get(0)),
        ('.', '.', 1 | 2, 4) | ('/', '/', 1 | 2, 4) => (at.get(0), at.get(4)),
        _ => return None,
    };
    let day = two(day).filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(usize::try_from(two(at.get(2))?).ok()?.checked_sub(1)?)?;
    let year = th(small(year, 4)?, Form::Genitive)?;
    // “23.11.2026 року” says it itself.
    let has_noun = matches!(after, [Token::Space, Token::Word("року"), ..]);
    let noun = if has_noun { "" } else { " року" };
    said(format!("{} {month} {year}{noun}", th(day, Form::Genitive)?), 5)
}

/// “о 14:05”, “до 9.30”, “14:00”
pub(super) fn clock(at: Cursor<'_, '_>) -> Option<Said> {
    let [
        Token::Digits(_),
        Token::Mark(mark @ (':' | '.')),
        Token::Digits(text),
        after @ ..,
    ] = at.rest()
    else {
        return None;
    };
    let hour = two(at.get(0)).filter(|hour| *hour < 25)?;
    let minute = two(at.get(2)).filter(|minute| *minute < 60 && text.len() == 2)?;
    if matches!(after, [Token::Mark('.' | ':' | '/' | '%'), Token::Digits(_), ..]) {
        return None;
    }
    let before = at.word_before().map(str::to_lowercase);
    let (form, told) = match before.as_deref() {
        Some("о" | "об" | "в" | "у" | "на" | "близько") => (Form::FeminineLocative, true),
        Some("до" | "від" | "з" | "із" | "після" | "біля") => (Form::FeminineGenitive, true),
        _ => (Form::Feminine, false),
    };
    // A figure with a point is a time only where a word says so.
    let told =
        *mark == ':' || told && matches!(before.as_deref(), Some("о" | "об" | "до" | "після" | "близько"));
    let form = if before.as_deref() == Some("близько") {
        Form::FeminineGenitive
    } else {
        form
    };
    if !told {
        return None;
    }
    let minutes = match minute {
        0 => "нуль нуль".to_owned(),
        1..10 => format!("нуль {}", cardinal(minute, Gender::Feminine, Case::Nominative)),
        _ => cardinal(minute, Gender::Feminine, Case::Nominative),
    };
    said(format!("{} {minutes}", th(hour, form)?), 3)
}

/// “2026 року”, “у 2019–2021 роках”, “2026 р.”, “о 9 годині”, “1990-ті” stands elsewhere.
pub(super) fn years(at: Cursor<'_, '_>) -> Option<Said> {
    let value = small(at.get(0), 4)?;
    if let [
        Token::Mark('–' | '-'),
        Token::Digits(_),
        Token::Space,
        Token::Word(noun),
        after @ ..,
    ] = at.skip(1).rest()
    {
        let to = small(at.get(2), 4).filter(|to| *to > 1000 && value > 1000)?;
        let stop = matches!(after, [Token::Mark('.'), ..]);
        return match *noun {
            "рр" if stop => said(
                format!(
                    "{}, {} років",
                    th(value, Form::Genitive)?,
                    th(to, Form::Genitive)?
                ),
                6,
            ),
            "роки" => said(
                format!(
                    "{}, {} роки",
                    th(value, Form::Masculine)?,
                    th(to, Form::Masculine)?
                ),
                5,
            ),
            "років" => said(
                format!(
                    "{}, {} років",
                    th(value, Form::Genitive)?,
                    th(to, Form::Genitive)?
                ),
                5,
            ),
            "роках" => said(
                format!(
                    "{}, {} роках",
                    th(value, Form::Locative)?,
                    th(to, Form::Locative)?
                ),
                5,
            ),
            _ => None,
        };
    }
    let gap = usize::from(matches!(at.get(1), Some(Token::Space)));
    let Some(Token::Word(noun)) = at.skip(1 + gap).get(0) else {
        return None;
    };
    let is_year = (1000..2200).contains(&value);
    // “2026 р.”
    if noun == "р" && matches!(at.skip(2 + gap).get(0), Some(Token::Mark('.'))) && is_year {
        let ends = at.skip(3 + gap).may_end();
        return said(
            format!(
                "{} року{}",
                th(value, Form::Genitive)?,
                if ends { "." } else { "" }
            ),
            3 + gap,
        );
    }
    if is_year && let Some((_, form)) = ORDERED.iter().find(|(word, _)| *word == noun) {
        let form = match (noun, at.word_before().map(str::to_lowercase).as_deref()) {
            // “у 1990 роках” is a slip for a decade; “5 років” a quantity.
            ("років" | "роках", _) => return None,
            (_, _) => *form,
        };
        return said(format!("{} {noun}", th(value, form)?), 2 + gap);
    }
    // “о 9 годині”, “до 9 години” with a word that says that it is a time of day.
    let form = match (noun, at.word_before().map(str::to_lowercase).as_deref()) {
        ("годині", _) => Form::FeminineLocative,
        ("години", Some("до" | "від" | "з" | "після" | "близько")) if value < 25 => {
            Form::FeminineGenitive
        }
        _ => return None,
    };
    said(format!("{} {noun}", th(value, form)?), 2 + gap)
}

/// “XXI століття”, “у XX ст.”
pub(super) fn century(at: Cursor<'_, '_>, word: &str) -> Option<Said> {
    let value = match word {
        "I" => 1,
        word => roman(word)?,
    };
    let [Token::Space, Token::Word(noun), after @ ..] = at.skip(1).rest() else {
        return None;
    };
    let within = matches!(at.word_before(), Some("у" | "в" | "У" | "В" | "на" | "На"));
    let of = at.word_before().is_some_and(|before| !before.is_empty());
    let (form, noun, tokens) = match *noun {
        "століття" | "сторіччя" if of && !within => (Form::Genitive, *noun, 3),
        "століття" | "сторіччя" => (Form::Neuter, *noun, 3),
        "столітті" | "сторіччі" => (Form::Locative, *noun, 3),
        "ст" if matches!(after, [Token::Mark('.'), ..]) && within => (Form::Locative, "столітті", 4),
        "ст" if matches!(after, [Token::Mark('.'), ..]) => (Form::Genitive, "століття", 4),
        _ => return None,
    };
    let end = if tokens == 4 && at.skip(4).may_end() {
        "."
    } else {
        ""
    };
    said(format!("{} {noun}{end}", th(value, form)?), tokens)
}
