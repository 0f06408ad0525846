//! Who shows a file of the library, and which files took the place of others.

use crate::{Reader, Result, Tx, filter::Statement, sql::Connection};
use kernel::{PostId, Timestamp};

/// Addresses that are looked up with one statement.
const AT_ONCE: usize = 200;

impl Tx<'_> {
    /// Posts that show a file, in the order of their ids, behind that one, at most `limit`.
    pub fn posts_showing(&self, path: &str, after: Option<PostId>, limit: u32) -> Result<Vec<PostId>> {
        let after = after.map_or_else(String::new, |id| id.to_string());
        self.session.connection.all(
            "SELECT post_id FROM media_uses WHERE path = $1 AND post_id > $2 ORDER BY post_id LIMIT $3",
            &[path.into(), after.into(), limit.into()],
            |row| row.parse(0),
        )
    }

    /// Posts that show a file and are approved, scheduled or published: on the site, or as they will be there.
    pub fn ready_showing(&self, path: &str) -> Result<Vec<PostId>> {
        ready(&self.session.connection, path)
    }
}

fn ready(connection: &Connection, path: &str) -> Result<Vec<PostId>> {
    connection.all(
        "SELECT p.id FROM media_uses u CROSS JOIN posts p WHERE p.id = u.post_id AND u.path = $1 AND p.state IN ('approved', 'scheduled', 'published') \
         ORDER BY p.id",
        &[path.into()],
        |row| row.parse(0),
    )
}

impl Reader {
    /// Posts that show a file and are approved, scheduled or published: on the site, or as they will be there.
    pub fn ready_showing(&self, path: &str) -> Result<Vec<PostId>> {
        ready(&self.session().connection, path)
    }

    /// Which of these files took the place of others, and when. Notes nothing: what shows a file has the keys of it.
    pub fn replaced_media(&self, paths: &[String]) -> Result<Vec<(String, Timestamp)>> {
        let mut found = Vec::new();
        for some in paths.chunks(AT_ONCE) {
            let mut list = Statement::default();
            list.push("SELECT path, replaced_at FROM media WHERE replaced_at IS NOT NULL AND path")
                .is_one_of(some);
            found.extend(self.session().connection.all(&list.sql, &list.params, |row| {
                let mut columns = row.columns();
                Ok((columns.text()?, columns.time()?))
            })?);
        }
        Ok(found)
    }
}
