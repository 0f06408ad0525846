//! The words of a text as they are compared when something is looked for.
//!
//! A word is a run of letters and digits, apostrophes within it included; in scripts without spaces between words each
//! character is one. It is compared without case, without the accents of Latin and Greek letters, and without
//! apostrophes, however they were typed: `п'ять`, `п’ять` and `пʼять` are one word. Letters that only look alike stay
//! apart: `и` and `і`, `е` and `є`, `г` and `ґ`.

use std::ops::Range;
use unicode_normalization::{
    UnicodeNormalization,
    char::{decompose_canonical, is_combining_mark},
};

/// Longer words are cut, in characters: nobody types them, and each would stay in an index for ever.
pub const LONGEST: usize = 40;

/// Each word of a text as it is compared. Of a word with an apostrophe also what follows it (`l’homme`: `lhomme` and
/// `homme`), where that is a word, so that no language need be known.
pub fn compared(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    for at in runs(text, false) {
        let run = &text[at];
        compare_as(run, &mut word);
        if word.is_empty() {
            continue;
        }
        each(&word);
        if let Some((_, rest)) = run.split_once(is_apostrophe)
            && rest.chars().nth(1).is_some()
        {
            compare_as(rest, &mut word);
            each(&word);
        }
    }
}

/// The words that somebody looks for, in their order, at most `most`.
pub fn asked(text: &str, most: usize) -> Vec<String> {
    let words = runs(text, false).map(|at| {
        let mut word = String::new();
        compare_as(&text[at], &mut word);
        word
    });
    words.filter(|word| !word.is_empty()).take(most).collect()
}

fn compare_as(run: &str, word: &mut String) {
    word.clear();
    // What nearly all words are made of needs no tables.
    for (i, c) in run.chars().enumerate() {
        match c {
            _ if i == LONGEST => return,
            'a'..='z' | '0'..='9' | 'а'..='я' | 'є' | 'і' | 'ї' | 'ґ' => word.push(c),
            'A'..='Z' => word.push(c.to_ascii_lowercase()),
            'А'..='Я' | 'Є' | 'І' | 'Ї' | 'Ґ' => word.extend(c.to_lowercase()),
            _ => return compare_any(run, word),
        }
    }
}

fn compare_any(run: &str, word: &mut String) {
    let lower: String = run.nfkc().flat_map(char::to_lowercase).collect();
    let letters: String = lower
        .chars()
        .filter(|c| !is_stress(*c) && !is_apostrophe(*c))
        .collect();
    // Compatibility forms of one character (`℡`, `½`) may come apart into more than letters and digits.
    let folded = fold(&letters);
    word.clear();
    word.extend(folded.chars().filter(|c| is_inside(*c)).take(LONGEST));
}

/// Where words stand in a text, in bytes. `elides`: what stands before an apostrophe is a word of its own (`l'homme`).
pub fn runs(text: &str, elides: bool) -> Runs<'_> {
    Runs { text, at: 0, elides }
}

/// The apostrophe as people and machines write it.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | '′' | '＇')
}

/// A mark over or under a letter of a European script, or a soft hyphen.
pub fn is_stress(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}'
}

/// A word in lower case without the accents of Latin and Greek letters.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
                decompose_canonical(c, |part| {
                    if !is_stress(part) {
                        out.push(part);
                    }
                });
            }
            c => out.push(c),
        }
    }
    out
}

/// Where words stand.
pub struct Runs<'a> {
    text: &'a str,
    at: usize,
    elides: bool,
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || c == '\u{ad}'
}

/// Scripts that put no space between words.
fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x2fdf | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff
        | 0x0e00..=0x0e7f | 0x20000..=0x3ffff)
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        // `ʼ` is a letter to Unicode, and an apostrophe before a word is none of it.
        let start = self.at + rest.find(|c: char| c.is_alphanumeric() && !is_apostrophe(c))?;
        let mut end = start;
        let mut chars = self.text[start..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let goes_on = if stands_alone(c) {
                if i == 0 {
                    end = start + c.len_utf8();
                }
                false
            } else if is_apostrophe(c) {
                !self.elides && i > 0 && next.is_some_and(char::is_alphabetic)
            } else {
                is_inside(c)
            };
            if !goes_on {
                break;
            }
            end = start + i + c.len_utf8();
        }
        self.at = end;
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        compared(text, |word| all.push(word.to_owned()));
        all
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        assert_eq!(of("Café CAFÉ cafe\u{301} CAFE"), ["cafe"; 4]);
        assert_eq!(of("Їжа їжа ЇЖА"), ["їжа"; 3]);
        assert_eq!(of("п'ять"), ["пять", "ять"]);
        assert_eq!(asked("П’ЯТЬ пʼять пять", 9), ["пять"; 3]);
        assert_eq!(of("l’homme don't"), ["lhomme", "homme", "dont"]);
        assert_eq!(
            of("Straße, 2026–27: ﬁnal ½"),
            ["strasse", "2026", "27", "final", "12"]
        );
        assert_eq!(of("東京2026"), ["東", "京", "2026"]);
        assert_ne!(of("лис"), of("ліс"));
        assert_eq!(of(&"ab".repeat(90)), ["ab".repeat(20)]);
        assert_eq!(asked("a b c d", 2), ["a", "b"]);
        assert_eq!(of("ʼЯна ʼʼ і ʼ, 'Яна' ʼʼдім"), ["яна", "і", "яна", "дім"]);
        assert_eq!(asked(" — !", 9), [""; 0]);
    }

    proptest! {
        #[test]
        fn what_is_compared_is_found_when_it_is_asked_for(text in "\\PC{0,60}|([a-zàßÉŁєЇґПЯ'’ʼ]{1,9} ){1,6}") {
            let all = of(&text);
            for word in asked(&text, 99) {
                prop_assert!(all.contains(&word), "{word:?} {all:?}");
                // An index takes it as one word, whatever marks the words off from each other.
                prop_assert!(!word.is_empty() && word.chars().all(is_inside) && word.chars().count() <= LONGEST, "{word:?}");
            }
        }
    }
}
