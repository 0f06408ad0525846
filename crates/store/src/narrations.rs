//! Stories read aloud: what is known of each audio file. The files themselves are kept by `files`.

use crate::{
    Reader, Result,
    sql::{Param, Row},
    tx::Tx,
};
use kernel::{Key, Language, Narration, Post, PostId, Timestamp};
use std::sync::Arc;

const SELECT: &str = "SELECT n.post_id, n.language, n.spoken, n.voice, n.path, n.duration_ms, n.bytes, n.paragraphs, \
                      n.source, n.made_at FROM";

/// A story and its audio.
#[derive(Debug, Clone)]
pub struct ReadAloud {
    /// The story.
    pub post: Arc<Post>,
    /// Its audio.
    pub narration: Narration,
}

fn read(row: Row<'_>) -> Result<Narration> {
    let mut columns = row.columns();
    Ok(Narration {
        post: columns.parse()?,
        language: columns.parse()?,
        spoken: columns.text()?,
        voice: columns.text()?,
        path: columns.text()?,
        duration_ms: columns.count()?,
        bytes: columns.int()?,
        paragraphs: columns.json()?,
        source: columns.parse()?,
        made_at: columns.time()?,
    })
}

impl Tx<'_> {
    /// Writes what is known of a story's audio, in the place of what was known before.
    pub fn set_narration(&mut self, narration: &Narration) -> Result<()> {
        let paragraphs = serde_json::to_string(&narration.paragraphs).unwrap_or_default();
        let params: [Param<'_>; 10] = [
            Param::id(narration.post),
            narration.language.as_str().into(),
            (&narration.spoken).into(),
            (&narration.voice).into(),
            (&narration.path).into(),
            narration.duration_ms.into(),
            narration.bytes.into(),
            (&paragraphs).into(),
            narration.source.as_str().into(),
            narration.made_at.into(),
        ];
        self.run(
            "INSERT INTO narrations (post_id, language, spoken, voice, path, duration_ms, bytes, paragraphs, source, \
             made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (post_id) DO UPDATE SET \
             language = $2, spoken = $3, voice = $4, path = $5, duration_ms = $6, bytes = $7, paragraphs = $8, \
             source = $9, made_at = $10",
            &params,
        )?;
        Ok(())
    }

    /// The story has no audio any more. The file stays until somebody sweeps it.
    pub fn delete_narration(&mut self, post: PostId) -> Result<()> {
        self.run("DELETE FROM narrations WHERE post_id = $1", &[Param::id(post)])?;
        Ok(())
    }

    /// The audio of a story.
    pub fn narration(&self, post: PostId) -> Result<Option<Narration>> {
        let sql = format!("{SELECT} narrations n WHERE n.post_id = $1");
        self.session.first(&sql, &[Param::id(post)], read)
    }

    /// Whether a story plays this file.
    pub fn narration_file_is_used(&self, path: &str) -> Result<bool> {
        let sql = "SELECT post_id FROM narrations WHERE path = $1 LIMIT 1";
        let used = self
            .session
            .first(sql, &[path.into()], |row| row.parse::<PostId>(0))?;
        Ok(used.is_some())
    }

    /// Whether a post is there; where it is, nobody else changes it before the end of this transaction.
    pub fn hold_post(&mut self, id: PostId) -> Result<bool> {
        // SQLite lets one write at a time anyway.
        let sql = match self.session.connection.is_postgres() {
            true => "SELECT id FROM posts WHERE id = $1 FOR UPDATE",
            false => "SELECT id FROM posts WHERE id = $1",
        };
        let found = self
            .session
            .first(sql, &[Param::id(id)], |row| row.parse::<PostId>(0))?;
        Ok(found.is_some())
    }
}

impl Reader {
    /// The audio of a story.
    pub fn narration(&self, post: PostId) -> Result<Option<Narration>> {
        self.note(Key::Narration(post));
        let sql = format!("{SELECT} narrations n WHERE n.post_id = $1");
        self.session().first(&sql, &[Param::id(post)], read)
    }

    /// The newest stories of an edition that are read aloud, at most so many, with their texts. Notes what is read aloud,
    /// the list of all stories, and each story that it returns.
    pub fn read_aloud(&self, language: &Language, now: Timestamp, limit: u32) -> Result<Vec<ReadAloud>> {
        self.note(Key::Narrations);
        self.note(Key::Posts);
        // The stories first, in the order of their index, until there are enough.
        let sql = format!(
            "{SELECT} posts p CROSS JOIN narrations n WHERE n.post_id = p.id AND p.kind = 'story' AND p.state = 'published' \
             AND p.language = $1 AND p.published_at <= $2 ORDER BY p.published_at DESC, p.id DESC LIMIT $3"
        );
        let params = [language.as_str().into(), now.into(), limit.into()];
        let narrations = self.session().connection.all(&sql, &params, read)?;
        let ids: Vec<PostId> = narrations.iter().map(|narration| narration.post).collect();
        let posts = self.posts_by_ids(&ids)?;
        let with_post = narrations.into_iter().filter_map(|narration| {
            let post = posts.iter().find(|post| post.id == narration.post)?.clone();
            Some(ReadAloud { post, narration })
        });
        Ok(with_post.collect())
    }
}
