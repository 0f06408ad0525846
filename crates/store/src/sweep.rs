//! Posts by their ids, for what is derived from all of them: the search index reads them in pages, or as a change names
//! them. With HTML, without the body it was made from.

use crate::{
    Reader, Result,
    filter::Statement,
    post_row,
    sql::{Param, Row},
};
use kernel::{AuthorId, Key, Post, PostId, TagId};
use std::sync::{Arc, LazyLock};

static SELECT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {}, '' AS body, b.html FROM posts p LEFT JOIN post_bodies b ON b.post_id = p.id WHERE p.id",
        post_row::COLUMNS
    )
});

impl Reader {
    /// The posts of any state that come after this id, at most `limit`, in the order of their ids; `None` begins with the
    /// first. Notes nothing.
    pub fn posts_after(&self, id: Option<PostId>, limit: u32) -> Result<Vec<Arc<Post>>> {
        let mut page = Statement::default();
        page.push(&SELECT).push(" > ");
        page.value(id.map_or_else(String::new, |id| id.to_string()));
        page.push(" ORDER BY p.id").limit(limit);
        self.with_html(&page)
    }

    /// Those of these posts that exist, in any state, in no order. Notes each that was asked for.
    pub fn posts_by_ids(&self, ids: &[PostId]) -> Result<Vec<Arc<Post>>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut some = Statement::default();
        some.push(&SELECT).push(" IN (");
        for (i, id) in ids.iter().enumerate() {
            some.push(if i > 0 { ", " } else { "" }).value(Param::id(*id));
        }
        some.push(")");
        let found = self.with_html(&some)?;
        self.note_all(ids.iter().map(|id| Key::Post(*id)));
        found.iter().for_each(|post| self.note_post(post));
        Ok(found)
    }

    fn with_html(&self, statement: &Statement) -> Result<Vec<Arc<Post>>> {
        let taxonomy = self.session().taxonomy()?;
        let read = |row: Row<'_>| post_row::read(row, &taxonomy, true).map(Arc::new);
        self.session()
            .connection
            .all(&statement.sql, &statement.params, read)
    }

    /// The ids of all posts with this tag, of any state, in order.
    pub fn post_ids_of_tag(&self, id: TagId) -> Result<Vec<PostId>> {
        self.ids_of("SELECT post_id FROM posts_tags WHERE tag_id = $1", Param::id(id))
    }

    /// The ids of all posts with this byline, of any state, in order.
    pub fn post_ids_of_author(&self, id: AuthorId) -> Result<Vec<PostId>> {
        self.ids_of(
            "SELECT post_id FROM posts_authors WHERE author_id = $1",
            Param::id(id),
        )
    }

    fn ids_of(&self, sql: &str, id: Param<'_>) -> Result<Vec<PostId>> {
        let mut ids: Vec<PostId> = self
            .session()
            .connection
            .all(sql, &[id], |row| row.columns().parse())?;
        ids.sort_unstable();
        Ok(ids)
    }
}
