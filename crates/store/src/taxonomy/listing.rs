//! Lists of tags and authors, with how many posts each has.

use super::Shelf;
use crate::{Reader, Result, counts, sql::Connection};
use kernel::{Author, Key, Language, PostKind, Tag};
use std::{collections::HashMap, hash::Hash, sync::Arc};

/// How a list of tags or authors is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListedOrder {
    /// By name, without regard to case.
    #[default]
    Name,
    /// By slug.
    Slug,
    /// Those with the most published stories first.
    Posts,
    /// The oldest entry first.
    Created,
}

/// Which tags.
#[derive(Debug, Clone, Default)]
pub struct TagQuery {
    /// Count stories of this language only.
    pub language: Option<Language>,
    /// Internal ones (`#…`) too.
    pub internal: bool,
    /// Only those with a published story.
    pub with_posts: bool,
    /// Their order.
    pub order: ListedOrder,
    /// The other way round.
    pub descending: bool,
    /// At most so many; 0 gives all.
    pub limit: u32,
    /// Without the first so many.
    pub offset: u64,
}

/// Which authors.
#[derive(Debug, Clone, Default)]
pub struct AuthorQuery {
    /// Count stories of this language only.
    pub language: Option<Language>,
    /// Only those with a published story.
    pub with_posts: bool,
    /// Their order.
    pub order: ListedOrder,
    /// The other way round.
    pub descending: bool,
    /// At most so many; 0 gives all.
    pub limit: u32,
    /// Without the first so many.
    pub offset: u64,
}

/// Some of the tags or authors.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// Each with the number of its published stories.
    pub entries: Vec<(Arc<T>, u64)>,
    /// How many there are without `limit` and `offset`.
    pub total: u64,
}

impl Reader {
    /// Tags with the number of their stories. Notes each tag, its list and the list of all posts, since the
    /// numbers change with them.
    pub fn tags(&self, query: &TagQuery) -> Result<Listed<Tag>> {
        let session = self.session();
        let stories = stories(&session.connection, "tag:", query.language.as_ref())?;
        let taxonomy = session.taxonomy()?;
        let order = (query.order, query.descending, query.limit, query.offset);
        let wanted = |tag: &Tag| query.internal || !tag.internal;
        let sort = |tag: &Tag| {
            (
                tag.id,
                tag.name.to_lowercase(),
                tag.slug.to_string(),
                tag.created_at.millis(),
            )
        };
        let listed = list(&taxonomy.tags, &stories, wanted, query.with_posts, sort, order);
        self.note(Key::Posts);
        for (tag, _) in &listed.entries {
            self.note(Key::Tag(tag.id));
            self.note(Key::PostsOfTag(tag.id));
        }
        Ok(listed)
    }

    /// Authors with the number of their stories. Notes each author, their list and the list of all
    /// posts.
    pub fn authors(&self, query: &AuthorQuery) -> Result<Listed<Author>> {
        let session = self.session();
        let stories = stories(&session.connection, "author:", query.language.as_ref())?;
        let taxonomy = session.taxonomy()?;
        let order = (query.order, query.descending, query.limit, query.offset);
        let sort = |author: &Author| {
            (
                author.id,
                author.name.to_lowercase(),
                author.slug.to_string(),
                author.created_at.millis(),
            )
        };
        let listed = list(
            &taxonomy.authors,
            &stories,
            |_| true,
            query.with_posts,
            sort,
            order,
        );
        self.note(Key::Posts);
        for (author, _) in &listed.entries {
            self.note(Key::Author(author.id));
            self.note(Key::PostsOfAuthor(author.id));
        }
        Ok(listed)
    }

    /// How many published stories a tag has, in one language or in all. Notes the tag's list.
    pub fn stories_of_tag(&self, tag: &Tag, language: Option<&Language>) -> Result<u64> {
        self.note(Key::PostsOfTag(tag.id));
        counts::read(
            &self.session().connection,
            &counts::of_tag(tag.id),
            PostKind::Story,
            language,
        )
    }

    /// How many published stories an author has, in one language or in all. Notes the author's list.
    pub fn stories_of_author(&self, author: &Author, language: Option<&Language>) -> Result<u64> {
        self.note(Key::PostsOfAuthor(author.id));
        counts::read(
            &self.session().connection,
            &counts::of_author(author.id),
            PostKind::Story,
            language,
        )
    }
}

/// Id → stories, of every list whose name begins so.
fn stories(
    connection: &Connection,
    prefix: &str,
    language: Option<&Language>,
) -> Result<HashMap<String, u64>> {
    let mut stories = HashMap::new();
    let (from, to) = (prefix.to_owned(), format!("{}~", prefix));
    let sql =
        "SELECT list, language, posts FROM post_counts WHERE list >= $1 AND list < $2 AND kind = 'story'";
    connection.query(sql, &[from.into(), to.into()], |row| {
        if language.is_none_or(|wanted| row.text(1).is_ok_and(|found| found == wanted.as_str())) {
            let id = row.text(0)?.trim_start_matches(prefix).to_owned();
            *stories.entry(id).or_default() += row.int(2)?.max(0).cast_unsigned();
        }
        Ok(())
    })?;
    Ok(stories)
}

fn list<I: Eq + Hash + Ord + ToString, T>(
    shelf: &Shelf<I, T>,
    stories: &HashMap<String, u64>,
    wanted: impl Fn(&T) -> bool,
    with_posts: bool,
    sort: impl Fn(&T) -> (I, String, String, i64),
    (order, descending, limit, offset): (ListedOrder, bool, u32, u64),
) -> Listed<T> {
    let mut found: Vec<_> = shelf
        .all()
        .filter(|record| wanted(record))
        .map(|record| {
            let (id, name, slug, created) = sort(record);
            let posts = stories.get(&id.to_string()).copied().unwrap_or(0);
            (id, name, slug, created, posts, record)
        })
        .filter(|(.., posts, _)| !with_posts || *posts > 0)
        .collect();
    found.sort_by(|a, b| {
        let by = match order {
            ListedOrder::Name => a.1.cmp(&b.1),
            ListedOrder::Slug => a.2.cmp(&b.2),
            ListedOrder::Created => a.3.cmp(&b.3),
            ListedOrder::Posts => b.4.cmp(&a.4).then_with(|| a.1.cmp(&b.1)),
        };
        let by = by.then_with(|| a.0.cmp(&b.0));
        if descending { by.reverse() } else { by }
    });
    let total = found.len() as u64;
    let limit = if limit == 0 { usize::MAX } else { limit as usize };
    let skip = usize::try_from(offset).unwrap_or(usize::MAX);
    let entries = found
        .into_iter()
        .skip(skip)
        .take(limit)
        .map(|(.., posts, record)| (record.clone(), posts));
    Listed {
        entries: entries.collect(),
        total,
    }
}
