//! Lists of posts.

use crate::{
    Reader, Result, Tx, counts,
    filter::{self, Statement},
    post_row,
    query::PostQuery,
    source::Source,
    sql::{Connection, Param},
    taxonomy::Taxonomy,
};
use kernel::{AuthorId, Key, Language, Post, PostId, PostKind, PostState, Slug, TagId, Timestamp};
use std::sync::Arc;

/// Some of the posts of a list.
#[derive(Debug, Clone, Default)]
pub struct PostList {
    /// The posts, in their order.
    pub posts: Vec<Arc<Post>>,
    /// How many there are without `limit` and `offset`; 0 when that was not asked.
    pub total: u64,
}

/// Which neighbour of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The one published before it.
    Previous,
    /// The one published after it.
    Next,
}

/// Among which posts a neighbour is looked for: those of the same kind and language, and
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// all of them.
    All,
    /// with this section.
    Section(TagId),
    /// with this first author.
    Author(AuthorId),
}

/// A post in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLink {
    /// Its id.
    pub id: PostId,
    /// Its language.
    pub language: Language,
    /// Its slug.
    pub slug: Slug,
    /// Its headline.
    pub title: String,
}

/// Which part of the news feed.
#[derive(Debug, Clone)]
pub struct FeedQuery {
    /// Of one language; `None` takes all.
    pub language: Option<Language>,
    /// What readers may see at that moment.
    pub now: Timestamp,
    /// Only what comes after this item in the feed, which is older.
    pub before: Option<(Timestamp, PostId)>,
    /// At most so many.
    pub limit: u32,
}

impl Reader {
    /// A list of posts. Notes each post and the list.
    pub fn posts(&self, query: &PostQuery) -> Result<PostList> {
        let taxonomy = self.session().taxonomy()?;
        self.note_list(query, &taxonomy);
        let source = Source::narrowest(&query.filter, &taxonomy);
        let total = if query.with_total {
            self.total(query, &source, &taxonomy)?
        } else {
            0
        };
        // Anybody may ask for page 100,000: what is known to be empty is not looked for behind all that comes before it.
        if query.with_total && query.offset >= total.max(1) {
            return Ok(PostList { posts: vec![], total });
        }
        let mut list = Statement::default();
        list.push("SELECT ").push(post_row::COLUMNS);
        list.push(if query.with_body { ", b.body, b.html" } else { "" });
        source.which(query, query.with_body, &taxonomy, &mut list);
        source.order(query, &mut list);
        list.limit(query.limit);
        if query.offset > 0 {
            list.push(" OFFSET ")
                .value(i64::try_from(query.offset).unwrap_or(i64::MAX));
        }
        let posts = self.read_posts(&list, &taxonomy, query.with_body)?;
        Ok(PostList { posts, total })
    }

    fn read_posts(&self, list: &Statement, taxonomy: &Taxonomy, bodies: bool) -> Result<Vec<Arc<Post>>> {
        self.session().connection.all(&list.sql, &list.params, |row| {
            let post = post_row::read(row, taxonomy, bodies)?;
            self.note_post(&post);
            Ok(Arc::new(post))
        })
    }

    /// How many posts a list has: from the counts that are kept where they know it, else by counting.
    fn total(&self, query: &PostQuery, source: &Source, taxonomy: &Taxonomy) -> Result<u64> {
        let kept = source.whole_list().zip(query.public_at);
        let Some((list, now)) = kept else {
            return self.count(query, source, taxonomy);
        };
        let connection = &self.session().connection;
        let published = counts::read(connection, &list, query.kind, query.language.as_ref())?;
        // Published with a time that has not come: next to none, but they are not to be seen.
        let mut later = Statement::default();
        later.push("SELECT COUNT(*)");
        source.published(query, &mut later);
        later
            .push(" AND ")
            .push(source.list())
            .push(".published_at > ")
            .value(now);
        let later = self
            .session()
            .first(&later.sql, &later.params, |row| row.int(0))?;
        Ok(published.saturating_sub(later.unwrap_or(0).max(0).cast_unsigned()))
    }

    fn count(&self, query: &PostQuery, source: &Source, taxonomy: &Taxonomy) -> Result<u64> {
        let mut count = Statement::default();
        count.push("SELECT COUNT(*)");
        source.which(query, false, taxonomy, &mut count);
        let counted = self
            .session()
            .first(&count.sql, &count.params, |row| row.int(0))?;
        Ok(counted.unwrap_or(0).max(0).cast_unsigned())
    }

    fn note_list(&self, query: &PostQuery, taxonomy: &Taxonomy) {
        match query.kind {
            PostKind::Story => filter::keys(&query.filter, taxonomy)
                .into_iter()
                .for_each(|key| self.note(key)),
            PostKind::FeedItem => self.note(Key::Feed),
            PostKind::Page => self.note(Key::PostsAny),
        }
    }

    /// The published post before or after another. Notes it and the list.
    pub fn neighbour(
        &self,
        post: &Post,
        direction: Direction,
        within: Within,
        now: Timestamp,
    ) -> Result<Option<Arc<Post>>> {
        let (source, key) = match within {
            Within::All => (Source::posts(), Key::Posts),
            Within::Section(id) => (Source::of_tag(id), Key::PostsOfTag(id)),
            Within::Author(id) => (Source::of_author(id), Key::PostsOfAuthor(id)),
        };
        self.note(key);
        let Some(at) = post.published_at else {
            return Ok(None);
        };
        let mut query = PostQuery::new(post.kind, now);
        query.language = Some(post.language.clone());
        let (list, id) = (source.list(), source.id());
        let mut one = Statement::default();
        one.push("SELECT ").push(post_row::COLUMNS);
        source.published(&query, &mut one);
        one.push(&format!(" AND ({list}.published_at, {id}) "));
        // One upper bound only: of two, SQLite may take the one that makes it read everything in between.
        match direction {
            Direction::Previous => one.push("< (").value(at.min(now)),
            Direction::Next => one.push("> (").value(at),
        };
        one.push(", ").value(Param::id(post.id)).push(")");
        let way = match direction {
            Direction::Previous => "DESC",
            Direction::Next => {
                one.push(&format!(" AND {list}.published_at <= ")).value(now);
                "ASC"
            }
        };
        one.push(&format!(
            " ORDER BY {list}.published_at {way}, {id} {way} LIMIT 1"
        ));
        let taxonomy = self.session().taxonomy()?;
        Ok(self.read_posts(&one, &taxonomy, false)?.pop())
    }

    /// The published posts that tell the same story in other languages. Notes each of them and the post itself.
    pub fn translations(&self, post: &Post, now: Timestamp) -> Result<Vec<PostLink>> {
        let first = post.translation_of.unwrap_or(post.id);
        let found = tied(&self.session().connection, first, post.id)?;
        // Whether readers may see them is looked at here: asked for in the statement, PostgreSQL may begin with the
        // index of all that is published.
        let is_out = |state: PostState, at: Option<Timestamp>| {
            state == PostState::Published && at.is_some_and(|at| at <= now)
        };
        let shown = found.into_iter().filter(|(_, state, at)| is_out(*state, *at));
        let mut links: Vec<PostLink> = shown.map(|(link, ..)| link).collect();
        links.sort_by(|a, b| {
            let by_language = a.language.as_str().cmp(b.language.as_str());
            by_language.then_with(|| a.id.cmp(&b.id))
        });
        self.note(Key::Post(first));
        self.note(Key::Post(post.id));
        links.iter().for_each(|link| self.note(Key::Post(link.id)));
        Ok(links)
    }

    /// Items of the news feed with their text, newest first. Notes the feed and each item.
    pub fn feed(&self, feed: &FeedQuery) -> Result<Vec<Arc<Post>>> {
        self.note(Key::Feed);
        let mut query = PostQuery::new(PostKind::FeedItem, feed.now);
        query.language.clone_from(&feed.language);
        let taxonomy = self.session().taxonomy()?;
        let source = Source::posts();
        let mut items = Statement::default();
        items
            .push("SELECT ")
            .push(post_row::COLUMNS)
            .push(", b.body, b.html");
        source.from(true, &mut items);
        source.published_of(&query, &mut items);
        match feed.before {
            Some((at, id)) => {
                items
                    .push(" AND (p.published_at, p.id) < (")
                    .value(at.min(feed.now))
                    .push(", ")
                    .value(Param::id(id));
                items.push(")")
            }
            None => items.push(" AND p.published_at <= ").value(feed.now),
        };
        source.order(&query, &mut items);
        items.limit(feed.limit);
        self.read_posts(&items, &taxonomy, true)
    }
}

impl Tx<'_> {
    /// The posts that tell the story of this one, which stands for all of them, each with its state; without `other`.
    pub fn tied_to(&self, first: PostId, other: PostId) -> Result<Vec<(PostLink, PostState)>> {
        let found = tied(&self.session.connection, first, other)?;
        Ok(found.into_iter().map(|(link, state, _)| (link, state)).collect())
    }

    /// Ties to another post what is tied to this one.
    pub fn tie_anew(&mut self, from: PostId, to: PostId) -> Result<()> {
        let sql = "UPDATE posts SET translation_of = $1 WHERE translation_of = $2";
        self.run(sql, &[Param::id(to), Param::id(from)]).map(|_| ())
    }
}

/// The posts that are tied to one, and that one, without `other`; each with its state and when it is published.
fn tied(
    connection: &Connection,
    first: PostId,
    other: PostId,
) -> Result<Vec<(PostLink, PostState, Option<Timestamp>)>> {
    let sql = "SELECT id, language, slug, title, state, published_at FROM posts \
               WHERE (translation_of = $1 OR id = $1) AND id <> $2";
    connection.all(sql, &[Param::id(first), Param::id(other)], |row| {
        let mut columns = row.columns();
        let link = PostLink {
            id: columns.parse()?,
            language: columns.parse()?,
            slug: columns.parse()?,
            title: columns.text()?,
        };
        Ok((link, columns.parse()?, columns.opt_time()?))
    })
}
