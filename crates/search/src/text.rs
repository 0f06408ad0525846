//! From text to words: where they stand, and the form in which they are compared.
//!
//! What a word is says [`kernel::words`]; here the language of a text adds its stems, and where it parts words.

use crate::stem::Stem;
use kernel::{
    Language,
    words::{LONGEST, Runs, fold, is_apostrophe, is_stress, runs},
};
use std::{collections::HashSet, ops::Range};
use unicode_normalization::UnicodeNormalization;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// As it is compared.
    pub folded: String,
    /// What its inflected forms share.
    pub stem: String,
}

/// Reads texts of one language.
#[derive(Clone, Copy)]
pub struct Analyser {
    stem: Stem,
    /// `l'homme` is two words.
    elides: bool,
    english: bool,
}

impl Analyser {
    /// For texts in this language.
    pub fn of(language: &Language) -> Self {
        let primary = language.primary();
        Self {
            stem: Stem::of(primary),
            elides: matches!(primary, "fr" | "it" | "ca"),
            english: primary == "en",
        }
    }

    /// The words of a text, in their order.
    pub fn words(self, text: &str) -> impl Iterator<Item = Word> + '_ {
        self.runs(text).filter_map(move |at| self.word(text, at))
    }

    /// Those that begin with one of these letters ([`Analyser::initials`]): what is to be marked in a text is found among
    /// them, many times sooner than among all.
    pub fn words_with(self, text: &str, initials: &HashSet<char>) -> impl Iterator<Item = Word> {
        let begins = |at: &Range<usize>| {
            text[at.start..]
                .chars()
                .next()
                .is_some_and(|c| initials.contains(&initial(c)))
        };
        self.runs(text)
            .filter(begins)
            .filter_map(move |at| self.word(text, at))
    }

    /// The letters with which words of these stems may begin.
    pub fn initials<'s>(stems: impl Iterator<Item = &'s String>) -> HashSet<char> {
        let mut initials = HashSet::new();
        for first in stems.filter_map(|stem| stem.chars().next()) {
            initials.insert(first);
            // The vowels that Ukrainian stems exchange, where a word begins with them.
            match first {
                'о' => initials.insert('і'),
                'є' => initials.insert('ї'),
                _ => false,
            };
        }
        initials
    }

    fn runs(self, text: &str) -> Runs<'_> {
        runs(text, self.elides)
    }

    fn word(self, text: &str, at: Range<usize>) -> Option<Word> {
        let lower = self.lower(&text[at.clone()]);
        let folded = fold(&lower);
        let stem = fold(&self.stem.of_word(&lower));
        (!folded.is_empty()).then(|| Word {
            stem: if stem.is_empty() { folded.clone() } else { stem },
            at,
            folded,
        })
    }

    /// The stem of a word that is folded already.
    pub fn stem(self, folded: &str) -> String {
        fold(&self.stem.of_word(folded))
    }

    /// Lower case, in one way of writing; accents are still there, since stems depend on them.
    fn lower(self, word: &str) -> String {
        let composed = word.nfkc().flat_map(char::to_lowercase);
        let mut out: String = composed.filter(|c| !is_stress(*c)).take(LONGEST + 4).collect();
        if self.english
            && let Some((begin, "s" | "")) = out.rsplit_once(is_apostrophe)
        {
            out.truncate(begin.len());
        }
        out.retain(|c| !is_apostrophe(c));
        if let Some((end, _)) = out.char_indices().nth(LONGEST) {
            out.truncate(end);
        }
        out
    }
}

/// The letter with which a word is compared that begins with this character.
fn initial(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let lower: String = std::iter::once(c).nfkc().flat_map(char::to_lowercase).collect();
    fold(&lower).chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(language: &str, text: &str) -> Vec<String> {
        let analyser = Analyser::of(&language.parse().unwrap());
        analyser.words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        assert_eq!(folded("en", "Café CAFÉ cafe\u{301}"), ["cafe"; 3]);
        assert_eq!(folded("uk", "п'ять п’ять пʼять П`ЯТЬ пять"), ["пять"; 5]);
        assert_eq!(folded("en", "the harbour’s don't"), ["the", "harbour", "dont"]);
        assert_eq!(folded("fr", "l’homme"), ["l", "homme"]);
        assert_eq!(folded("de", "Straße"), ["strasse"]);
        assert_eq!(
            folded("uk", "за\u{301}мок"),
            ["замок"],
            "a stress mark is no letter"
        );
    }

    #[test]
    fn ukrainian_letters_that_look_alike_stay_apart() {
        for (one, other) in [
            ("лис", "ліс"),
            ("є", "е"),
            ("ґрати", "грати"),
            ("йод", "иод"),
            ("їжа", "іжа"),
        ] {
            assert_ne!(folded("uk", one), folded("uk", other));
        }
        assert_eq!(folded("uk", "и\u{306}од"), ["йод"], "й in two characters");
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        assert_eq!(folded("ja", "東京2026"), ["東", "京", "2026"]);
    }

    proptest! {
        #[test]
        fn every_word_is_among_those_with_its_initial(text in "([a-zA-ZàÉßØœñа-яА-ЯіїєґІЇЄҐ'’]{1,12} ){1,8}", language in "en|uk|fr|de|es|pl|ru|tr") {
            let analyser = Analyser::of(&language.parse().unwrap());
            for word in analyser.words(&text) {
                let initials = Analyser::initials([&word.stem].into_iter());
                prop_assert!(analyser.words_with(&text, &initials).any(|other| other == word), "{:?}", word);
            }
        }

        #[test]
        fn words_stand_where_they_say(text in "\\PC{0,60}", language in "en|uk|fr|ja") {
            let analyser = Analyser::of(&language.parse().unwrap());
            let mut end = 0;
            for word in analyser.words(&text) {
                prop_assert!(word.at.start >= end && !word.folded.is_empty() && !word.stem.is_empty());
                prop_assert!(text.get(word.at.clone()).is_some());
                end = word.at.end;
            }
        }
    }
}
