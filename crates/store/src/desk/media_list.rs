//! The media library as the desk lists it, and which posts show a file.

use crate::{
    Reader, Result, Tx,
    filter::Statement,
    media::{Media, SELECT},
    sql::Param,
};
use kernel::{MediaId, PostId, PostState, Timestamp, UserId};

/// Which files a list shows, the newest first.
#[derive(Debug, Clone, Default)]
pub struct MediaQuery {
    /// Whose address, alt text, caption or credit holds these words (any case of ASCII letters).
    pub words: Option<String>,
    /// Brought in by this person.
    pub user: Option<UserId>,
    /// Brought in at this time or later.
    pub since: Option<Timestamp>,
    /// Brought in before this time.
    pub until: Option<Timestamp>,
    /// Whether a post or something else shows it.
    pub used: Option<bool>,
    /// The files that something else shows, for `used`.
    pub placed: Vec<String>,
    /// Pictures only.
    pub pictures: bool,
    /// Only those that come after this one: its `created_at` and id.
    pub after: Option<(Timestamp, MediaId)>,
    /// At most so many.
    pub limit: u32,
}

/// A post that shows a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaUse {
    /// The post.
    pub post: PostId,
    /// Its headline.
    pub title: String,
    /// How far it has come.
    pub state: PostState,
}

impl Tx<'_> {
    /// The file with this id.
    pub fn media_by_id(&self, id: MediaId) -> Result<Option<Media>> {
        self.session
            .first(&format!("{SELECT} WHERE id = $1"), &[Param::id(id)], Media::read)
    }

    /// Which files a post shows, instead of what was known.
    pub fn set_media_uses(&mut self, post: PostId, paths: &[String]) -> Result<()> {
        let known: Vec<String> = self.session.connection.all(
            "SELECT path FROM media_uses WHERE post_id = $1",
            &[Param::id(post)],
            |row| row.columns().text(),
        )?;
        for gone in known.iter().filter(|path| !paths.contains(path)) {
            self.run(
                "DELETE FROM media_uses WHERE post_id = $1 AND path = $2",
                &[Param::id(post), gone.into()],
            )?;
        }
        for new in paths.iter().filter(|path| !known.contains(path)) {
            self.run(
                "INSERT INTO media_uses (path, post_id) VALUES ($1, $2) ON CONFLICT (path, post_id) DO NOTHING",
                &[new.into(), Param::id(post)],
            )?;
        }
        Ok(())
    }
}

impl Reader {
    /// The file with this id.
    pub fn media_by_id(&self, id: MediaId) -> Result<Option<Media>> {
        self.session()
            .first(&format!("{SELECT} WHERE id = $1"), &[Param::id(id)], Media::read)
    }

    /// The posts that show a file, the last edited first.
    pub fn media_uses(&self, path: &str) -> Result<Vec<MediaUse>> {
        self.session().connection.all(
            "SELECT p.id, p.title, p.state FROM media_uses u CROSS JOIN posts p WHERE p.id = u.post_id AND u.path = $1 \
             ORDER BY p.edited_at DESC, p.id DESC LIMIT 200",
            &[path.into()],
            |row| {
                let mut columns = row.columns();
                Ok(MediaUse {
                    post: columns.parse()?,
                    title: columns.text()?,
                    state: columns.parse()?,
                })
            },
        )
    }

    /// A list of the library.
    pub fn media_list(&self, query: &MediaQuery) -> Result<Vec<Media>> {
        let mut list = Statement::default();
        list.push(SELECT).push(" WHERE 1 = 1");
        if let Some(user) = query.user {
            list.push(" AND user_id = ").value(Param::id(user));
        }
        if let Some(since) = query.since {
            list.push(" AND created_at >= ").value(since);
        }
        if let Some(until) = query.until {
            list.push(" AND created_at < ").value(until);
        }
        if query.pictures {
            list.push(" AND content_type LIKE 'image/%'");
        }
        if let Some(used) = query.used {
            list.push(if used { " AND (EXISTS" } else { " AND (NOT EXISTS" });
            list.push(" (SELECT 1 FROM media_uses u WHERE u.path = media.path)");
            list.push(if used { " OR path IN" } else { " AND path NOT IN" });
            // However many they are, they are one value: a statement has places for some ten thousand at most, and takes a
            // second on SQLite with so many.
            let (elements, end) = match self.session().connection.is_postgres() {
                true => ("jsonb_array_elements_text(", "::text::jsonb)"),
                false => ("value FROM json_each(", ")"),
            };
            list.push(" (SELECT ").push(elements);
            list.value(serde_json::json!(query.placed).to_string());
            list.push(end).push("))");
        }
        if let Some(words) = &query.words {
            let pattern = super::pattern(words);
            list.push(" AND (lower(path) LIKE ")
                .value(pattern.clone())
                .push(" ESCAPE '\\'");
            for column in ["alt", "caption", "credit"] {
                list.push(" OR lower(").push(column).push(") LIKE ");
                list.value(pattern.clone()).push(" ESCAPE '\\'");
            }
            list.push(")");
        }
        if let Some((at, id)) = query.after {
            list.push(" AND (created_at < ").value(at);
            list.push(" OR (created_at = ").value(at);
            list.push(" AND id < ").value(Param::id(id)).push("))");
        }
        list.push(" ORDER BY created_at DESC, id DESC").limit(query.limit);
        self.session()
            .connection
            .all(&list.sql, &list.params, Media::read)
    }
}
