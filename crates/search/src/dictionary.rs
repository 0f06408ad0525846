//! The words that are in the index, as they are written: what somebody who mistyped may have meant, and how a word that
//! is being typed may go on.

use crate::{distance::distance, schema::Fields};
use kernel::Language;
use std::collections::HashMap;
use tantivy::{Searcher, Term, query::FuzzyTermQuery};

/// Words that are looked through; beginnings of one letter have thousands.
const MOST_LOOKED_AT: usize = 4000;

/// The words of a language in a snapshot of the index.
pub(crate) struct Dictionary<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub language: &'a Language,
}

impl Dictionary<'_> {
    /// Whether any post has the word.
    pub(crate) fn has(&self, folded: &str) -> tantivy::Result<bool> {
        Ok(self.searcher.doc_freq(&self.term(folded))? > 0)
    }

    /// The words with at most so many letters changed, left out, put in or exchanged with their neighbour: the nearest
    /// first, of equally near ones the most frequent.
    pub(crate) fn near(&self, folded: &str, limit: usize) -> tantivy::Result<Vec<String>> {
        let allowed = match folded.chars().count() {
            0..4 => return Ok(Vec::new()),
            4..8 => 1,
            _ => 2,
        };
        let mut found = HashMap::new();
        let begin = self.begin("");
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.words)?;
            let automaton = FuzzyTermQuery::new(self.term(folded), allowed, true).automaton()?;
            let words = index
                .terms()
                .search(automaton)
                .ge(begin.as_bytes())
                .lt(self.end("").as_bytes());
            let mut words = words.into_stream()?;
            while words.advance() {
                count(&mut found, words.key(), &begin, words.value().doc_freq);
            }
        }
        found.remove(folded);
        let mut all: Vec<_> = found
            .into_iter()
            .map(|(word, posts)| (distance(folded, &word), posts, word))
            .collect();
        all.retain(|(far, ..)| *far <= usize::from(allowed));
        all.sort_by(|a, b| (a.0, b.1, &a.2).cmp(&(b.0, a.1, &b.2)));
        Ok(all.into_iter().take(limit).map(|(.., word)| word).collect())
    }

    /// The words that begin so, the most frequent first.
    pub(crate) fn beginning(&self, with: &str, limit: usize) -> tantivy::Result<Vec<String>> {
        let mut found = HashMap::new();
        let (begin, first) = (self.begin(""), self.begin(with));
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.words)?;
            let words = index
                .terms()
                .range()
                .ge(first.as_bytes())
                .lt(self.end(with).as_bytes());
            let mut words = words.into_stream()?;
            for _ in 0..MOST_LOOKED_AT {
                if !words.advance() {
                    break;
                }
                count(&mut found, words.key(), &begin, words.value().doc_freq);
            }
        }
        let mut all: Vec<_> = found.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(all.into_iter().take(limit).map(|(word, _)| word).collect())
    }

    fn begin(&self, word: &str) -> String {
        format!("{}:{word}", self.language)
    }

    /// After everything that begins so.
    fn end(&self, word: &str) -> String {
        format!("{}\u{10ffff}", self.begin(word))
    }

    fn term(&self, word: &str) -> Term {
        Term::from_field_text(self.fields.words, &self.begin(word))
    }
}

fn count(found: &mut HashMap<String, u64>, key: &[u8], begin: &str, posts: u32) {
    let word = std::str::from_utf8(key)
        .ok()
        .and_then(|key| key.strip_prefix(begin));
    if let Some(word) = word {
        *found.entry(word.to_owned()).or_default() += u64::from(posts);
    }
}
