//! Posts: writing them, and finding one.

use crate::{Reader, Result, StoreError, post_row, session::Session, sql::Param, tx::Tx};
use kernel::{Key, Post, PostId, Slug, Timestamp};
use std::sync::LazyLock;

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let values: Vec<_> = (1..=post_row::WRITTEN.split(',').count() + 2)
        .map(|n| format!("${n}"))
        .collect();
    format!(
        "INSERT INTO posts ({}, section, edited_at) VALUES ({})",
        post_row::WRITTEN,
        values.join(", ")
    )
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let columns = post_row::WRITTEN.split(", ").enumerate().skip(1);
    let set: Vec<_> = columns.map(|(i, name)| format!("{name} = ${}", i + 1)).collect();
    format!("UPDATE posts SET {} WHERE id = $1", set.join(", "))
});

static BY_SLUG: LazyLock<String> = LazyLock::new(|| one("p.slug"));
static BY_ID: LazyLock<String> = LazyLock::new(|| one("p.id"));
static BY_ORIGIN: LazyLock<String> = LazyLock::new(|| one("p.origin"));

fn one(column: &str) -> String {
    format!(
        "SELECT {}, b.body, b.html FROM posts p LEFT JOIN post_bodies b ON b.post_id = p.id WHERE {column} = $1",
        post_row::COLUMNS
    )
}

fn find(session: &Session, sql: &str, value: Param<'_>) -> Result<Option<Post>> {
    let taxonomy = session.taxonomy()?;
    session.first(sql, &[value], |row| post_row::read(row, &taxonomy, true))
}

impl Tx<'_> {
    /// Writes a new post. Its slug and origin must be free ([`StoreError::Taken`] names `posts.slug` or `posts.origin`).
    pub fn insert_post(&mut self, post: &Post) -> Result<()> {
        let mut params = post_row::params(post);
        params.push(Param::maybe_id(post.section().map(|tag| tag.id)));
        params.push(post.updated_at.into());
        self.run(&INSERT, &params)?;
        self.run(
            "INSERT INTO post_bodies (post_id, body, html) VALUES ($1, $2, $3)",
            &[
                Param::id(post.id),
                post.body.as_ref().into(),
                post.html.as_ref().into(),
            ],
        )?;
        self.insert_lists(post)?;
        self.counts.post(post, 1);
        self.unread.insert(post.id);
        Ok(())
    }

    /// Writes over a post.
    pub fn update_post(&mut self, post: &Post) -> Result<()> {
        let old = self.post_by_id(post.id)?.ok_or(StoreError::Missing("post"))?;
        self.run(&UPDATE, &post_row::params(post))?;
        if old.body != post.body || old.html != post.html {
            self.run(
                "UPDATE post_bodies SET body = $1, html = $2 WHERE post_id = $3",
                &[
                    post.body.as_ref().into(),
                    post.html.as_ref().into(),
                    Param::id(post.id),
                ],
            )?;
        }
        if in_lists(&old) != in_lists(post) {
            self.delete_lists(post.id)?;
            self.insert_lists(post)?;
            self.set_section(post)?;
            self.counts.post(&old, -1);
            self.counts.post(post, 1);
        }
        self.unread.insert(post.id);
        Ok(())
    }

    /// Removes a post for good, with its revisions and its places.
    pub fn delete_post(&mut self, id: PostId) -> Result<()> {
        let old = self.post_by_id(id)?.ok_or(StoreError::Missing("post"))?;
        self.forget_words_of(id)?;
        self.run("DELETE FROM posts WHERE id = $1", &[Param::id(id)])?;
        self.counts.post(&old, -1);
        Ok(())
    }

    pub(crate) fn insert_lists(&mut self, post: &Post) -> Result<()> {
        let rest = |id: String, leading: bool| -> [Param<'_>; 7] {
            [
                Param::id(post.id),
                id.into(),
                leading.into(),
                post.kind.as_str().into(),
                post.state.as_str().into(),
                post.language.as_str().into(),
                post.published_at.into(),
            ]
        };
        let section = post.section().map(|tag| tag.id);
        for tag in &post.tags {
            self.run(
                "INSERT INTO posts_tags (post_id, tag_id, is_first, kind, state, language, published_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (post_id, tag_id) DO NOTHING",
                &rest(tag.id.to_string(), Some(tag.id) == section),
            )?;
        }
        for (i, author) in post.authors.iter().enumerate() {
            self.run(
                "INSERT INTO posts_authors (post_id, author_id, is_first, kind, state, language, published_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (post_id, author_id) DO NOTHING",
                &rest(author.id.to_string(), i == 0),
            )?;
        }
        Ok(())
    }

    pub(crate) fn delete_lists(&mut self, id: PostId) -> Result<()> {
        self.run("DELETE FROM posts_tags WHERE post_id = $1", &[Param::id(id)])?;
        self.run("DELETE FROM posts_authors WHERE post_id = $1", &[Param::id(id)])?;
        Ok(())
    }

    /// The post as this transaction sees it, whole.
    pub fn post_by_id(&self, id: PostId) -> Result<Option<Post>> {
        find(self.session, &BY_ID, Param::id(id))
    }

    /// The post as this transaction sees it, whole.
    pub fn post_by_slug(&self, slug: &Slug) -> Result<Option<Post>> {
        find(self.session, &BY_SLUG, slug.into())
    }

    /// The post that was imported from there, whole.
    pub fn post_by_origin(&self, origin: &str) -> Result<Option<Post>> {
        find(self.session, &BY_ORIGIN, origin.into())
    }

    /// Whether a post other than `except` has this slug.
    pub fn slug_taken(&self, slug: &Slug, except: Option<PostId>) -> Result<bool> {
        let id: Option<PostId> =
            self.session
                .first("SELECT id FROM posts WHERE slug = $1", &[slug.into()], |row| {
                    row.parse(0)
                })?;
        Ok(id.is_some_and(|id| Some(id) != except))
    }

    /// The scheduled posts whose time has come, the earliest first.
    pub fn scheduled_until(&self, now: Timestamp, limit: u32) -> Result<Vec<PostId>> {
        self.session.connection.all(
            "SELECT id FROM posts WHERE state = 'scheduled' AND published_at <= $1 ORDER BY published_at, id LIMIT $2",
            &[now.into(), limit.into()],
            |row| row.parse(0),
        )
    }
}

/// What decides the lists that a post is in, and its place in them.
fn in_lists(post: &Post) -> impl PartialEq + use<> {
    (
        post.kind.as_str(),
        post.state.as_str(),
        post.language.clone(),
        post.published_at,
        post.tags.iter().map(|tag| tag.id).collect::<Vec<_>>(),
        post.section().map(|tag| tag.id),
        post.authors.iter().map(|author| author.id).collect::<Vec<_>>(),
    )
}

impl Reader {
    /// The post at an address, whole, in any state. Notes it, or that nothing is there.
    pub fn post_by_slug(&self, slug: &Slug) -> Result<Option<Post>> {
        let found = find(self.session(), &BY_SLUG, slug.into())?;
        match &found {
            Some(post) => self.note_post(post),
            None => self.note(Key::Slug(slug.clone())),
        }
        Ok(found)
    }

    /// The post, whole, in any state. Notes it.
    pub fn post_by_id(&self, id: PostId) -> Result<Option<Post>> {
        let found = find(self.session(), &BY_ID, Param::id(id))?;
        self.note(Key::Post(id));
        found.iter().for_each(|post| self.note_post(post));
        Ok(found)
    }

    /// When the next scheduled post is due.
    pub fn next_scheduled(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT published_at FROM posts WHERE state = 'scheduled' AND published_at IS NOT NULL \
                   ORDER BY published_at LIMIT 1";
        self.session().first(sql, &[], |row| row.columns().time())
    }

    /// A page that shows a post shows its tags and authors too.
    pub(crate) fn note_post(&self, post: &Post) {
        self.note(Key::Post(post.id));
        post.tags.iter().for_each(|tag| self.note(Key::Tag(tag.id)));
        post.authors
            .iter()
            .for_each(|author| self.note(Key::Author(author.id)));
        post.feature_image
            .iter()
            .for_each(|picture| self.focals.expect(&picture.src));
    }
}
