//! The words of posts as they are written, kept with each write, and the order of the desk's lists.
//!
//! An index of words answers "which of these come next in the order of the list" without looking at the others, since a
//! post's place in it is its place in the list (`posts.desk_order`). What lists choose by (state, section, people …)
//! stands in it as *marks*, words that nobody can type, so that a rare word in a large section costs no more than the
//! word alone. Names of tags and bylines are not in it: they are looked up when they are asked for, and so may change.

use crate::{
    Reader, Result, Tx,
    plain::text_of_html,
    sql::{Param, Row},
};
use kernel::{PostId, Timestamp, words};
use std::{collections::HashSet, fmt::Display};

/// Posts that may stand in one second of the order; more stand in the next.
const PLACES: i64 = 4096;
/// Of a text that has more different words, in bytes, the first are found. An entry of PostgreSQL holds 1 MB.
const MOST: usize = 400_000;

const READ: &str = "SELECT p.kind, p.state, p.language, p.section, p.created_by, p.assignee, p.tag_ids, p.author_ids, \
     p.title, p.standfirst, b.html, c.plain, p.edited_at, p.desk_order FROM posts p \
     LEFT JOIN post_bodies b ON b.post_id = p.id LEFT JOIN copies c ON c.post_id = p.id WHERE p.id = $1";

/// The word by which lists choose posts: `_state_draft`. No text has such words.
pub(super) fn mark(what: &str, value: impl Display) -> String {
    format!("_{what}_{}", value.to_string().replace('-', "_"))
}

/// The word of a headline that is looked for in headlines only.
pub(super) fn in_headline(word: &str) -> String {
    format!("_headline_{word}")
}

/// The first place in the order of a time, in which seconds are counted.
pub(super) fn first_place(at: Timestamp) -> i64 {
    (at.millis().div_euclid(1000)).clamp(0, 1 << 50) * PLACES
}

/// The time of a place in the order.
pub(super) fn time_of(place: i64) -> Timestamp {
    Timestamp::from_millis(place / PLACES * 1000)
}

/// A post as its words are kept.
struct Entry {
    words: String,
    edited_at: Timestamp,
    /// Where it stands.
    place: Option<i64>,
}

impl Entry {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        let mut kept = Kept::default();
        for what in ["kind", "state", "language"] {
            kept.push(&mark(what, columns.str()?));
        }
        for what in ["section", "user", "user"] {
            if let Some(id) = columns.opt_str()? {
                kept.push(&mark(what, id));
            }
        }
        for what in ["tag", "author"] {
            for id in columns.str()?.split_ascii_whitespace() {
                kept.push(&mark(what, id));
            }
        }
        let title = columns.str()?;
        words::compared(title, |word| kept.push(&in_headline(word)));
        let (standfirst, html, copy) = (columns.opt_str()?, columns.opt_str()?, columns.opt_str()?);
        kept.text(title);
        match copy {
            Some(copy) => kept.text(copy),
            None => {
                kept.text(standfirst.unwrap_or_default());
                kept.text(&text_of_html(html.unwrap_or_default()));
            }
        }
        Ok(Self {
            words: kept.words,
            edited_at: columns.time()?,
            place: columns.opt_int()?,
        })
    }
}

/// Different words, with spaces between them.
#[derive(Default)]
struct Kept {
    known: HashSet<Box<str>>,
    words: String,
}

impl Kept {
    fn push(&mut self, word: &str) {
        if self.words.len() + word.len() >= MOST || self.known.contains(word) {
            return;
        }
        self.known.insert(word.into());
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(word);
    }

    fn text(&mut self, text: &str) {
        words::compared(text, |word| self.push(word));
    }
}

impl Tx<'_> {
    /// Reads the words of posts that were written before words were kept, the last edited first, at most `limit`. Says how
    /// many.
    pub fn read_old_words(&mut self, limit: u32) -> Result<usize> {
        let sql = "SELECT id FROM posts WHERE desk_order IS NULL ORDER BY edited_at DESC, id DESC LIMIT $1";
        let posts: Vec<PostId> = self
            .session
            .connection
            .all(sql, &[limit.into()], |row| row.parse(0))?;
        self.unread.extend(&posts);
        Ok(posts.len())
    }

    /// With the end of a write: the words of all posts that it has changed.
    pub(crate) fn write_words(&mut self) -> Result<()> {
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        for post in std::mem::take(&mut self.unread) {
            // One that was removed is in it no more.
            let Some(entry) = self.session.first(READ, &[Param::id(post)], Entry::read)? else {
                continue;
            };
            let first = first_place(entry.edited_at);
            let place = match entry
                .place
                .filter(|place| (first..first + PLACES).contains(place))
            {
                Some(place) => place,
                None => self.put_in_order(post, first)?,
            };
            gone.extend(entry.place);
            new.push((place, entry.words));
        }
        // Both engines do best in the order of the index.
        gone.sort_unstable();
        new.sort_unstable();
        for place in gone {
            self.forget_words(place)?;
        }
        let insert = match self.session.connection.is_postgres() {
            true => {
                "INSERT INTO post_words (rowid, words) VALUES ($1, array_to_tsvector(string_to_array(CAST($2 AS TEXT), ' ')))"
            }
            false => "INSERT INTO post_words (rowid, words) VALUES ($1, $2)",
        };
        for (place, words) in new {
            self.run(insert, &[place.into(), words.into()])?;
        }
        Ok(())
    }

    fn forget_words(&mut self, place: i64) -> Result<()> {
        self.run("DELETE FROM post_words WHERE rowid = $1", &[place.into()])?;
        Ok(())
    }

    /// Before a post is removed.
    pub(crate) fn forget_words_of(&mut self, post: PostId) -> Result<()> {
        let sql = "SELECT desk_order FROM posts WHERE id = $1";
        let place = self
            .session
            .first(sql, &[Param::id(post)], |row| row.opt_int(0))?
            .flatten();
        place.map_or(Ok(()), |place| self.forget_words(place))
    }

    /// Gives a post the next free place from `place` on, the first of a second.
    fn put_in_order(&mut self, post: PostId, mut place: i64) -> Result<i64> {
        let sql = "SELECT MAX(desk_order) FROM posts WHERE desk_order >= $1 AND desk_order < $2";
        loop {
            let end = place + PLACES;
            let last = self
                .session
                .first(sql, &[place.into(), end.into()], |row| row.opt_int(0))?
                .flatten();
            match last {
                Some(last) if last + 1 == end => place = end,
                Some(last) => break place = last + 1,
                None => break,
            }
        }
        self.run(
            "UPDATE posts SET desk_order = $1 WHERE id = $2",
            &[place.into(), Param::id(post)],
        )?;
        Ok(place)
    }
}

impl Reader {
    /// Whether the words of all posts are kept. Until then older ones are not found by them.
    pub fn words_are_whole(&self) -> Result<bool> {
        let sql = "SELECT 1 FROM posts WHERE desk_order IS NULL ORDER BY edited_at DESC, id DESC LIMIT 1";
        Ok(self.session().first(sql, &[], |_| Ok(()))?.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_in_the_order_of_time(one in any::<i32>(), other in any::<i32>()) {
            let at = |second: i32| Timestamp::from_millis(i64::from(second) * 1000 + 999);
            let (a, b) = (first_place(at(one)), first_place(at(other)));
            if one.max(0) < other.max(0) {
                prop_assert!(a + PLACES <= b);
            }
            prop_assert_eq!(time_of(b + PLACES - 1).millis(), i64::from(other.max(0)) * 1000);
        }
    }

    #[test]
    fn a_time_beyond_all_bounds_has_a_place() {
        for millis in [i64::MIN, -1, i64::MAX] {
            assert!(first_place(Timestamp::from_millis(millis)) >= 0);
        }
        assert_eq!(mark("language", "pt-BR"), "_language_pt_BR");
    }

    #[test]
    fn of_a_text_without_end_the_first_words_are_kept() {
        let mut kept = Kept::default();
        kept.text(&(0..200_000).map(|n| format!("w{n} ")).collect::<String>());
        assert!(kept.words.starts_with("w0 w1 ") && kept.words.len() <= MOST);
    }
}
