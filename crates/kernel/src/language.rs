//! Languages of posts and of the site.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A BCP 47 tag of a language, in its usual case: `en`, `uk`, `pt-BR`. At most 35 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// English.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region and script: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::english()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Language {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid(format!("“{text}” is not a language tag such as en, uk or pt-BR"));
        if text.len() > 35 {
            return Err(wrong());
        }
        let mut out = String::with_capacity(text.len());
        for (i, part) in text.split(['-', '_']).enumerate() {
            let fits = if i == 0 {
                (2..=3).contains(&part.len())
            } else {
                (1..=8).contains(&part.len())
            };
            let letters = |c: u8| c.is_ascii_alphabetic() || (i > 0 && c.is_ascii_digit());
            if !fits || !part.bytes().all(letters) {
                return Err(wrong());
            }
            match (i, part.len()) {
                (0, _) => out.push_str(&part.to_ascii_lowercase()),
                (_, 2) => {
                    out.push('-');
                    out.push_str(&part.to_ascii_uppercase());
                }
                (_, 4) => {
                    out.push('-');
                    out.push_str(&part[..1].to_ascii_uppercase());
                    out.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => {
                    out.push('-');
                    out.push_str(&part.to_ascii_lowercase());
                }
            }
        }
        Ok(Self(out))
    }
}

impl TryFrom<String> for Language {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_put_in_their_usual_case() {
        assert_eq!("PT_br".parse::<Language>().unwrap().as_str(), "pt-BR");
        assert_eq!("zh-hant-tw".parse::<Language>().unwrap().as_str(), "zh-Hant-TW");
        for bad in ["", "e", "engl", "en-", "../x", "en-über"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }
}
