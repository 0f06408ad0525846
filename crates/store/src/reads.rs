//! What is read most: counts by hours, and the lists that pages show.

use crate::{Reader, Result, post_row, sql::Param, tx::Tx};
use kernel::{Key, Language, Post, PostId, TagId, Timestamp};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

const HOUR: i64 = 3_600_000;

/// The time that is counted over, back from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// 24 hours.
    Day,
    /// Seven times that.
    Week,
}

impl Period {
    /// Both.
    pub const ALL: [Period; 2] = [Period::Day, Period::Week];

    fn as_str(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
        }
    }

    /// The hour with which it begins.
    fn since(self, now: Timestamp) -> i64 {
        let hours = match self {
            Period::Day => 24,
            Period::Week => 7 * 24,
        };
        now.millis() / HOUR - hours + 1
    }
}

static SHOWN: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM most_read m CROSS JOIN posts p WHERE p.id = m.post_id AND m.period = $1 AND m.language = $2 \
         AND p.state = 'published' AND p.published_at <= $3 ORDER BY m.position LIMIT $4",
        post_row::COLUMNS
    )
});

static SHOWN_OF_TAG: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM most_read_of_tag m CROSS JOIN posts p WHERE p.id = m.post_id AND m.period = $1 \
         AND m.language = $2 AND p.state = 'published' AND p.published_at <= $3 AND m.tag_id = $4 \
         ORDER BY m.position LIMIT $5",
        post_row::COLUMNS
    )
});

/// The most read stories of each tag.
pub type MostReadOfTags = BTreeMap<TagId, Vec<PostId>>;

impl Tx<'_> {
    /// Adds to the counts of this hour. Posts that are not there any more are left out.
    pub fn add_reads(&mut self, reads: &[(PostId, u32)], at: Timestamp) -> Result<()> {
        let hour = at.millis() / HOUR;
        for (post, count) in reads {
            self.run(
                "INSERT INTO reads (hour, post_id, reads) SELECT CAST($1 AS BIGINT), id, CAST($2 AS BIGINT) FROM posts \
                 WHERE id = $3 ON CONFLICT (hour, post_id) DO UPDATE SET reads = reads.reads + excluded.reads",
                &[hour.into(), (*count).into(), Param::id(*post)],
            )?;
        }
        Ok(())
    }

    /// Removes the counts of the hours before `at`.
    pub fn forget_reads_before(&mut self, at: Timestamp) -> Result<u64> {
        let hour = at.millis() / HOUR;
        self.run("DELETE FROM reads WHERE hour < $1", &[hour.into()])
    }

    /// Replaces the list that pages show.
    pub fn set_most_read(&mut self, period: Period, language: &Language, posts: &[PostId]) -> Result<()> {
        self.run(
            "DELETE FROM most_read WHERE period = $1 AND language = $2",
            &[period.as_str().into(), language.as_str().into()],
        )?;
        for (position, post) in (0_i64..).zip(posts) {
            self.run(
                "INSERT INTO most_read (period, language, position, post_id) SELECT $1, $2, CAST($3 AS BIGINT), id \
                 FROM posts WHERE id = $4",
                &[
                    period.as_str().into(),
                    language.as_str().into(),
                    position.into(),
                    Param::id(*post),
                ],
            )?;
        }
        Ok(())
    }

    /// Replaces the list that the tag's page shows; an empty one removes it.
    pub fn set_most_read_of_tag(
        &mut self,
        tag: TagId,
        period: Period,
        language: &Language,
        posts: &[PostId],
    ) -> Result<()> {
        self.run(
            "DELETE FROM most_read_of_tag WHERE tag_id = $1 AND period = $2 AND language = $3",
            &[Param::id(tag), period.as_str().into(), language.as_str().into()],
        )?;
        for (position, post) in (0_i64..).zip(posts) {
            self.run(
                "INSERT INTO most_read_of_tag (tag_id, period, language, position, post_id) \
                 SELECT t.id, $1, $2, CAST($3 AS BIGINT), p.id FROM posts p, tags t WHERE p.id = $4 AND t.id = $5",
                &[
                    period.as_str().into(),
                    language.as_str().into(),
                    position.into(),
                    Param::id(*post),
                    Param::id(tag),
                ],
            )?;
        }
        Ok(())
    }
}

impl Reader {
    /// The stories that were read most, added up now, the first one first.
    pub fn count_most_read(
        &self,
        period: Period,
        language: &Language,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<PostId>> {
        self.session().connection.all(
            "SELECT r.post_id, SUM(r.reads) AS total FROM reads r JOIN posts p ON p.id = r.post_id \
             WHERE r.hour >= $1 AND p.language = $2 AND p.kind = 'story' AND p.state = 'published' \
             AND p.published_at <= $3 GROUP BY r.post_id ORDER BY total DESC, r.post_id DESC LIMIT $4",
            &[
                period.since(now).into(),
                language.as_str().into(),
                now.into(),
                limit.into(),
            ],
            |row| row.parse(0),
        )
    }

    /// The list that pages show, whatever became of its stories. Notes nothing.
    pub fn most_read_ids(&self, period: Period, language: &Language) -> Result<Vec<PostId>> {
        self.session().connection.all(
            "SELECT post_id FROM most_read WHERE period = $1 AND language = $2 ORDER BY position",
            &[period.as_str().into(), language.as_str().into()],
            |row| row.parse(0),
        )
    }

    /// The stories of each tag that were read most, added up now, the first one first; at most `limit` of each.
    pub fn count_most_read_of_tags(
        &self,
        period: Period,
        language: &Language,
        now: Timestamp,
        limit: u32,
    ) -> Result<MostReadOfTags> {
        let rows = self.session().connection.all(
            "SELECT tag_id, post_id FROM (SELECT c.tag_id, c.post_id, ROW_NUMBER() OVER \
             (PARTITION BY c.tag_id ORDER BY c.total DESC, c.post_id DESC) AS place FROM \
             (SELECT x.tag_id, r.post_id, SUM(r.reads) AS total FROM reads r \
             JOIN posts_tags x ON x.post_id = r.post_id JOIN tags t ON t.id = x.tag_id \
             WHERE r.hour >= $1 AND x.language = $2 AND x.kind = 'story' AND x.state = 'published' \
             AND x.published_at <= $3 AND t.internal = 0 GROUP BY x.tag_id, r.post_id) c) ranked \
             WHERE place <= $4 ORDER BY tag_id, place",
            &[
                period.since(now).into(),
                language.as_str().into(),
                now.into(),
                limit.into(),
            ],
            |row| Ok((row.parse(0)?, row.parse(1)?)),
        )?;
        Ok(by_tag(rows))
    }

    /// The lists that the pages of tags show, whatever became of their stories. Notes nothing.
    pub fn most_read_ids_of_tags(&self, period: Period, language: &Language) -> Result<MostReadOfTags> {
        let rows = self.session().connection.all(
            "SELECT tag_id, post_id FROM most_read_of_tag WHERE period = $1 AND language = $2 \
             ORDER BY tag_id, position",
            &[period.as_str().into(), language.as_str().into()],
            |row| Ok((row.parse(0)?, row.parse(1)?)),
        )?;
        Ok(by_tag(rows))
    }

    /// The list that pages show, of all stories or of a tag's: those that readers may see. Notes the list and each
    /// of them.
    pub fn most_read(
        &self,
        period: Period,
        tag: Option<TagId>,
        language: &Language,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Arc<Post>>> {
        self.note(tag.map_or(Key::MostRead, Key::MostReadOfTag));
        let taxonomy = self.session().taxonomy()?;
        let mut params = vec![period.as_str().into(), language.as_str().into(), now.into()];
        let sql = match tag {
            Some(tag) => {
                params.push(Param::id(tag));
                &SHOWN_OF_TAG
            }
            None => &SHOWN,
        };
        params.push(limit.into());
        let mut stories = self.session().connection.all(sql, &params, |row| {
            let post = post_row::read(row, &taxonomy, false)?;
            self.note_post(&post);
            Ok(Arc::new(post))
        })?;
        // What has left the tag since it was counted is not shown.
        if let Some(tag) = tag {
            stories.retain(|story| story.tags.iter().any(|one| one.id == tag));
        }
        Ok(stories)
    }
}

fn by_tag(rows: Vec<(TagId, PostId)>) -> MostReadOfTags {
    let mut lists = MostReadOfTags::new();
    for (tag, post) in rows {
        lists.entry(tag).or_default().push(post);
    }
    lists
}
