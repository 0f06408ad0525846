//! The part of an address that names a post, tag or author: `mayor-reopens-the-bridge`.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// The longest slug in bytes: Ghost's limit, so that its slugs can be kept.
pub const MAX_LEN: usize = 185;

/// 1 to 185 characters of `a-z`, `0-9`, `-` and `_`, as Ghost writes them, so that imported addresses stay valid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The slug for a title, or `None` when nothing of it can be written in an address (`"東京"`, `"!"`).
    ///
    /// Ukrainian follows the national romanisation (resolution 55 of 2010); accents are dropped.
    pub fn from_title(title: &str) -> Option<Self> {
        let mut out = String::with_capacity(title.len());
        let mut word_start = true;
        for c in title.nfc() {
            let before = out.len();
            match romanise(c, word_start) {
                Some(latin) => out.push_str(latin),
                None => c.nfkd().flat_map(char::to_lowercase).for_each(|c| match c {
                    'a'..='z' | '0'..='9' | '_' => out.push(c),
                    'ß' => out.push_str("ss"),
                    'æ' => out.push_str("ae"),
                    'ø' => out.push('o'),
                    'ł' => out.push('l'),
                    'đ' => out.push('d'),
                    'œ' => out.push_str("oe"),
                    _ => {}
                }),
            }
            let silent = matches!(c, '\'' | '’' | 'ʼ' | 'ь' | 'Ь') || ('\u{300}'..='\u{36f}').contains(&c);
            if out.len() == before && !silent && !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
            if !silent {
                word_start = !c.is_alphabetic();
            }
        }
        if out.len() > MAX_LEN {
            let cut = out[..MAX_LEN]
                .rfind('-')
                .filter(|cut| *cut > 0)
                .unwrap_or(MAX_LEN);
            out.truncate(cut);
        }
        let trimmed = out.trim_matches('-');
        (!trimmed.is_empty()).then(|| Self(trimmed.to_owned()))
    }

    /// The text of the slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This slug with `-n` behind it, shortened where it would grow too long: for a second post of the same title.
    pub fn numbered(&self, n: u32) -> Self {
        let tail = format!("-{n}");
        let keep = self.0.len().min(MAX_LEN - tail.len());
        Self(format!("{}{tail}", self.0[..keep].trim_end_matches('-')))
    }
}

/// The Latin letters for a Ukrainian (or other Cyrillic) letter; some differ at the start of a word.
fn romanise(c: char, word_start: bool) -> Option<&'static str> {
    let lower = c.to_lowercase().next()?;
    Some(match (lower, word_start) {
        ('є', true) => "ye",
        ('ї', true) => "yi",
        ('й', true) => "y",
        ('ю', true) => "yu",
        ('я', true) => "ya",
        ('а', _) => "a",
        ('б', _) => "b",
        ('в', _) => "v",
        ('г', _) => "h",
        ('ґ', _) => "g",
        ('д', _) => "d",
        ('е', _) => "e",
        ('є', _) => "ie",
        ('ж', _) => "zh",
        ('з', _) => "z",
        ('и', _) => "y",
        ('і', _) | ('ї', _) | ('й', _) => "i",
        ('к', _) => "k",
        ('л', _) => "l",
        ('м', _) => "m",
        ('н', _) => "n",
        ('о', _) => "o",
        ('п', _) => "p",
        ('р', _) => "r",
        ('с', _) => "s",
        ('т', _) => "t",
        ('у', _) => "u",
        ('ф', _) => "f",
        ('х', _) => "kh",
        ('ц', _) => "ts",
        ('ч', _) => "ch",
        ('ш', _) => "sh",
        ('щ', _) => "shch",
        ('ю', _) => "iu",
        ('я', _) => "ia",
        ('ё', _) => "yo",
        ('ы', _) => "y",
        ('э', _) => "e",
        ('ъ', _) => "",
        ('ў', _) => "u",
        _ => return None,
    })
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        if text.is_empty() || text.len() > MAX_LEN || !text.bytes().all(plain) {
            return Err(Invalid(format!(
                "“{}” is not a slug: 1 to {MAX_LEN} of a-z, 0-9, - and _",
                text.chars().take(60).collect::<String>()
            )));
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Slug {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(title: &str) -> String {
        Slug::from_title(title).map(String::from).unwrap_or_default()
    }

    #[test]
    fn titles_become_slugs() {
        assert_eq!(slug("Mayor’s bridge: it’s open!"), "mayors-bridge-its-open");
        assert_eq!(
            slug("Titre accentué : été à Zürich — 東京"),
            "titre-accentue-ete-a-zurich"
        );
        assert_eq!(slug("Straße, Łódź, Ærø"), "strasse-lodz-aero");
        assert_eq!(slug("東京"), "");
    }

    #[test]
    fn ukrainian_follows_the_national_romanisation() {
        assert_eq!(
            slug("Єнакієве, Їжакевич, Йосипівка, Стрий"),
            "yenakiieve-yizhakevych-yosypivka-stryi"
        );
        assert_eq!(
            slug("Щастя, Знам’янка, Львів, Яготин"),
            "shchastia-znamianka-lviv-yahotyn"
        );
        assert_eq!(slug("Об'єднання"), "obiednannia");
    }

    #[test]
    fn every_slug_made_is_a_slug() {
        for title in [
            "a".repeat(500),
            "слово ".repeat(100),
            "--x--".into(),
            "ÀÉ_ñ 1".into(),
        ] {
            let made = Slug::from_title(&title).unwrap();
            assert_eq!(made.as_str().parse::<Slug>().unwrap(), made);
            assert_eq!(
                made.numbered(12).as_str().parse::<Slug>().unwrap(),
                made.numbered(12)
            );
        }
    }
}
