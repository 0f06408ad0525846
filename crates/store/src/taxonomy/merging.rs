//! What it takes to merge two tags or two authors: in steps, each of some posts.

use crate::{Result, post_row, sql::Param, tx::Tx};
use kernel::{AuthorId, Language, PlacementName, Post, PostId, TagId};
use std::sync::LazyLock;

static LIGHT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {} FROM posts p WHERE p.id = $1", post_row::COLUMNS));

impl Tx<'_> {
    /// Some posts of any state and kind that carry a tag.
    pub fn some_with_tag(&self, tag: TagId, limit: u32) -> Result<Vec<PostId>> {
        let sql = "SELECT post_id FROM posts_tags WHERE tag_id = $1 LIMIT $2";
        let params = [Param::id(tag), limit.into()];
        self.session.connection.all(sql, &params, |row| row.parse(0))
    }

    /// Some posts of any state and kind that carry a byline.
    pub fn some_by_author(&self, author: AuthorId, limit: u32) -> Result<Vec<PostId>> {
        let sql = "SELECT post_id FROM posts_authors WHERE author_id = $1 LIMIT $2";
        let params = [Param::id(author), limit.into()];
        self.session.connection.all(sql, &params, |row| row.parse(0))
    }

    /// Lets `change` work on the tags and bylines of a post, without reading or writing its text. Returns it as it was and
    /// as it is, both without text; nothing when it is not there.
    pub fn relist_post(
        &mut self,
        id: PostId,
        change: impl FnOnce(&mut Post),
    ) -> Result<Option<(Post, Post)>> {
        let taxonomy = self.session.taxonomy()?;
        let before = self.session.first(&LIGHT, &[Param::id(id)], |row| {
            post_row::read(row, &taxonomy, false)
        })?;
        let Some(before) = before else {
            return Ok(None);
        };
        let mut after = before.clone();
        change(&mut after);
        let join = |ids: Vec<String>| ids.join(" ");
        let tags = join(after.tags.iter().map(|tag| tag.id.to_string()).collect());
        let authors = join(after.authors.iter().map(|author| author.id.to_string()).collect());
        self.run(
            "UPDATE posts SET tag_ids = $1, author_ids = $2 WHERE id = $3",
            &[tags.into(), authors.into(), Param::id(id)],
        )?;
        self.delete_lists(id)?;
        self.insert_lists(&after)?;
        self.set_section(&after)?;
        self.counts.post(&before, -1);
        self.counts.post(&after, 1);
        self.unread.insert(id);
        Ok(Some((before, after)))
    }

    /// Whoever works here under that byline does so under the other.
    pub fn move_byline(&mut self, from: AuthorId, into: AuthorId) -> Result<()> {
        let params = [Param::id(into), Param::id(from)];
        self.run("UPDATE users SET author_id = $1 WHERE author_id = $2", &params)?;
        Ok(())
    }

    /// The languages in which something stands in a placement.
    pub fn languages_of_placement(&self, name: &PlacementName) -> Result<Vec<Language>> {
        let sql = "SELECT DISTINCT language FROM placements WHERE name = $1 ORDER BY language";
        self.session
            .connection
            .all(sql, &[name.as_str().into()], |row| row.parse(0))
    }
}
