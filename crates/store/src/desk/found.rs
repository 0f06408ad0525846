//! What a list of the desk looks for, as an expression of the index of words (`post_words`).

use super::{
    desk_list::DeskQuery,
    post_words::{in_headline, mark},
};
use crate::taxonomy::Taxonomy;
use kernel::words;
use std::collections::BTreeMap;

/// Words of a query that count.
const MOST: usize = 12;
/// Tags and bylines whose names one word may mean; a word that begins more of them means the first.
const NAMES: usize = 40;
/// A shorter word, in characters, means itself: too much begins like it for either engine to be quick.
const BEGINNING: usize = 3;

/// A word of the index, or all that begin like it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    word: String,
    beginning: bool,
}

impl Term {
    fn mark(what: &str, value: impl std::fmt::Display) -> Self {
        Self {
            word: mark(what, value),
            beginning: false,
        }
    }
}

/// One of each of these must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression(Vec<Vec<Term>>);

impl Expression {
    pub(super) fn for_sqlite(&self) -> String {
        self.write(" AND ", " OR ", |term| {
            format!("\"{}\"{}", term.word, if term.beginning { " *" } else { "" })
        })
    }

    pub(super) fn for_postgres(&self) -> String {
        self.write(" & ", " | ", |term| {
            format!("'{}'{}", term.word, if term.beginning { ":*" } else { "" })
        })
    }

    fn write(&self, and: &str, or: &str, term: impl Fn(&Term) -> String) -> String {
        let any = |terms: &Vec<Term>| format!("({})", terms.iter().map(&term).collect::<Vec<_>>().join(or));
        self.0.iter().map(any).collect::<Vec<_>>().join(and)
    }
}

/// What a list looks for. `None`: nothing that could be found.
pub(super) fn expression(query: &DeskQuery, taxonomy: &Taxonomy) -> Option<Expression> {
    let mut all = Vec::new();
    for (text, in_headlines) in [(&query.words, false), (&query.title, true)] {
        let Some(text) = text else { continue };
        let asked = words::asked(text, MOST);
        if asked.is_empty() {
            return None;
        }
        for word in asked {
            let beginning = word.chars().count() >= BEGINNING;
            let mut any = Vec::new();
            if !in_headlines {
                any = named(&word, beginning, taxonomy);
            }
            any.insert(
                0,
                Term {
                    word: if in_headlines { in_headline(&word) } else { word },
                    beginning,
                },
            );
            all.push(any);
        }
    }
    all.push(vec![Term::mark("kind", query.kind.as_str())]);
    let one = |term| vec![term];
    all.extend(query.state.map(|state| one(Term::mark("state", state.as_str()))));
    all.extend(query.section.map(|section| one(Term::mark("section", section))));
    let language = query.language.as_ref();
    all.extend(language.map(|language| one(Term::mark("language", language))));
    for person in &query.people {
        let user = person.user.map(|user| Term::mark("user", user));
        let author = person.author.map(|author| Term::mark("author", author));
        let any: Vec<_> = user.into_iter().chain(author).collect();
        if any.is_empty() {
            return None;
        }
        all.push(any);
    }
    Some(Expression(all))
}

/// The tags and bylines with a name, in any language, in which a word is this one or begins like it.
fn named(word: &str, beginning: bool, taxonomy: &Taxonomy) -> Vec<Term> {
    let is_meant = |name: &String, names: &BTreeMap<String, String>| {
        std::iter::once(name).chain(names.values()).any(|name| {
            let mut is_meant = false;
            words::compared(name, |other| {
                is_meant |= other == word || beginning && other.starts_with(word);
            });
            is_meant
        })
    };
    let tags = taxonomy
        .tags
        .all()
        .filter(|tag| is_meant(&tag.name, &tag.names))
        .map(|tag| Term::mark("tag", tag.id));
    let authors = taxonomy
        .authors
        .all()
        .filter(|author| is_meant(&author.name, &author.names))
        .map(|author| Term::mark("author", author.id));
    let mut all: Vec<_> = tags.chain(authors).collect();
    all.sort_by(|a, b| a.word.cmp(&b.word));
    all.truncate(NAMES);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{PostKind, PostState};
    use proptest::prelude::*;

    fn query(words: &str) -> DeskQuery {
        DeskQuery {
            state: Some(PostState::Draft),
            words: Some(words.to_owned()),
            ..DeskQuery::of(PostKind::Story)
        }
    }

    #[test]
    fn words_and_marks_are_written_as_each_engine_reads_them() {
        let found = expression(&query("Їжа x\" OR *"), &Taxonomy::default()).unwrap();
        assert_eq!(
            found.for_sqlite(),
            r#"("їжа" *) AND ("x") AND ("or") AND ("_kind_story") AND ("_state_draft")"#
        );
        assert_eq!(
            found.for_postgres(),
            "('їжа':*) & ('x') & ('or') & ('_kind_story') & ('_state_draft')"
        );
        assert_eq!(expression(&query("— “” *"), &Taxonomy::default()), None);
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_is_an_error(typed in "\\PC{0,40}|[\"'*:&|!()^{}a-zё\\\\ -]{0,40}") {
            let Some(found) = expression(&query(&typed), &Taxonomy::default()) else { return Ok(()) };
            let connection = rusqlite::Connection::open_in_memory().unwrap();
            connection.execute_batch(include_str!("../migrations/0011_words_of_posts.sql").lines()
                .find_map(|line| line.strip_prefix("--sqlite ")).unwrap()).unwrap();
            let counted: i64 = connection
                .query_row("SELECT COUNT(*) FROM post_words WHERE post_words MATCH ?1", [found.for_sqlite()], |row| row.get(0))
                .unwrap();
            prop_assert_eq!(counted, 0);
        }
    }
}
