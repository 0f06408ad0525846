//! What the inflected forms of a word share, by language.

use crate::ukrainian;
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;

/// How words of a language are shortened.
#[derive(Clone, Copy)]
pub(crate) enum Stem {
    /// By a Snowball algorithm.
    Snowball(Stemmer),
    /// By our own, for which Snowball has none.
    Ukrainian,
    /// Not at all.
    Whole,
}

impl Stem {
    /// By the primary subtag of a language.
    pub(crate) fn of(primary: &str) -> Self {
        Self::Snowball(Stemmer::new(match primary {
            "uk" => return Self::Ukrainian,
            "en" => Algorithm::English,
            "ca" => Algorithm::Catalan,
            "cs" => Algorithm::Czech,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "nl" => Algorithm::Dutch,
            "pl" => Algorithm::Polish,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            "tr" => Algorithm::Turkish,
            _ => return Self::Whole,
        }))
    }

    /// The stem of a word in lower case.
    pub(crate) fn of_word(self, lower: &str) -> Cow<'_, str> {
        match self {
            Self::Snowball(stemmer) => stemmer.stem(lower),
            Self::Ukrainian => ukrainian::stem(lower).into(),
            Self::Whole => lower.into(),
        }
    }
}
