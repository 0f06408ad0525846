//! How many published posts each list has, kept with every write.

use crate::{
    Result,
    sql::{Connection, Param},
};
use kernel::{AuthorId, Language, Post, PostKind, PostState, TagId};
use std::collections::{BTreeMap, BTreeSet};

/// The list of all posts of a kind.
pub(crate) const ALL: &str = "all";

/// The list of a tag.
pub(crate) fn of_tag(id: TagId) -> String {
    format!("tag:{id}")
}

/// The list of an author.
pub(crate) fn of_author(id: AuthorId) -> String {
    format!("author:{id}")
}

/// By how much a write changes the counts: (list, kind, language) → difference.
#[derive(Default)]
pub(crate) struct Counts(BTreeMap<(String, PostKindWord, String), i64>);

type PostKindWord = &'static str;

impl Counts {
    /// A post enters (`by` 1) or leaves (`by` -1) the lists it belongs to, when it is published.
    pub(crate) fn post(&mut self, post: &Post, by: i64) {
        if post.state != PostState::Published {
            return;
        }
        let lists = post.tags.iter().map(|tag| of_tag(tag.id));
        let lists = lists.chain(post.authors.iter().map(|author| of_author(author.id)));
        // A tag may be named twice; the post is in its list once.
        for list in lists.chain([ALL.to_owned()]).collect::<BTreeSet<_>>() {
            *self
                .0
                .entry((list, post.kind.as_str(), post.language.to_string()))
                .or_default() += by;
        }
    }

    pub(crate) fn write(self, connection: &Connection) -> Result<()> {
        for ((list, kind, language), by) in self.0 {
            if by != 0 {
                connection.execute(
                    "INSERT INTO post_counts (list, kind, language, posts) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (list, kind, language) DO UPDATE SET posts = post_counts.posts + $4",
                    &[list.into(), kind.into(), language.into(), by.into()],
                )?;
            }
        }
        Ok(())
    }
}

/// How many published posts of a kind a list has, in one language or in all.
pub(crate) fn read(
    connection: &Connection,
    list: &str,
    kind: PostKind,
    language: Option<&Language>,
) -> Result<u64> {
    let kind = Param::from(kind.as_str());
    let read = match language {
        Some(language) => connection.first(
            "SELECT posts FROM post_counts WHERE list = $1 AND kind = $2 AND language = $3",
            &[list.into(), kind, language.as_str().into()],
            |row| row.int(0),
        ),
        None => connection.first(
            "SELECT CAST(COALESCE(SUM(posts), 0) AS BIGINT) FROM post_counts WHERE list = $1 AND kind = $2",
            &[list.into(), kind],
            |row| row.int(0),
        ),
    };
    Ok(read?.unwrap_or(0).max(0).cast_unsigned())
}
