//! The desk's lists of posts, and what only the desk knows of a post.

use crate::{
    Reader, Result, StoreError, Tx,
    filter::Statement,
    session::Session,
    sql::{Param, Row},
};
use kernel::{AuthorId, Language, Post, PostId, PostKind, PostState, TagId, Timestamp, UserId};

/// What only the desk knows of a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostWork {
    /// When somebody last worked on it; `None` reads as the beginning of time.
    pub edited_at: Option<Timestamp>,
    /// Who last worked on it.
    pub edited_by: Option<UserId>,
    /// Who began it.
    pub created_by: Option<UserId>,
    /// Who is to go on with it.
    pub assignee: Option<UserId>,
    /// What the one who handed it over says.
    pub handover: Option<String>,
    /// It must not be published before then.
    pub embargo_until: Option<Timestamp>,
    /// Why it was withdrawn.
    pub withdrawn_because: Option<String>,
}

/// A person as a list knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mine {
    /// They began it or are to go on with it …
    pub user: UserId,
    /// … or this byline stands on it.
    pub author: Option<AuthorId>,
}

/// Which posts a list of the desk shows, the last edited first.
#[derive(Debug, Clone)]
pub struct DeskQuery {
    /// Of this kind.
    pub kind: PostKind,
    /// In this state; `None`: in any.
    pub state: Option<PostState>,
    /// Of this section.
    pub section: Option<TagId>,
    /// In this language.
    pub language: Option<Language>,
    /// Of this person.
    pub mine: Option<Mine>,
    /// Edited at this time or later.
    pub since: Option<Timestamp>,
    /// Edited before this time.
    pub until: Option<Timestamp>,
    /// Whose headline holds these words (any case of ASCII letters).
    pub title: Option<String>,
    /// Only those that come after this one: its `edited_at` and id.
    pub after: Option<(Timestamp, PostId)>,
    /// At most so many.
    pub limit: u32,
}

impl DeskQuery {
    /// All posts of a kind.
    pub fn of(kind: PostKind) -> Self {
        Self {
            kind,
            state: None,
            section: None,
            language: None,
            mine: None,
            since: None,
            until: None,
            title: None,
            after: None,
            limit: 50,
        }
    }
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// The post.
    pub id: PostId,
    /// How far it has come.
    pub state: PostState,
    /// Its slug.
    pub slug: kernel::Slug,
    /// Its language.
    pub language: Language,
    /// Its headline.
    pub title: String,
    /// Its section.
    pub section: Option<String>,
    /// Its bylines.
    pub authors: Vec<String>,
    /// Words in it.
    pub words: u32,
    /// When it was or will be published.
    pub published_at: Option<Timestamp>,
    /// What only the desk knows.
    pub work: PostWork,
}

const WORK: &str =
    "p.edited_at, p.edited_by, p.created_by, p.assignee, p.handover, p.embargo_until, p.withdrawn_because";

impl PostWork {
    fn columns(columns: &mut crate::sql::Columns<'_>) -> Result<Self> {
        Ok(Self {
            edited_at: Some(columns.time()?),
            edited_by: columns.opt_parse()?,
            created_by: columns.opt_parse()?,
            assignee: columns.opt_parse()?,
            handover: columns.opt_text()?,
            embargo_until: columns.opt_time()?,
            withdrawn_because: columns.opt_text()?,
        })
    }
}

fn work(session: &Session, post: PostId) -> Result<Option<PostWork>> {
    let sql = format!("SELECT {WORK} FROM posts p WHERE p.id = $1");
    session.first(&sql, &[Param::id(post)], |row| {
        PostWork::columns(&mut row.columns())
    })
}

impl Tx<'_> {
    /// What only the desk knows of a post.
    pub fn work(&self, post: PostId) -> Result<Option<PostWork>> {
        work(self.session, post)
    }

    /// Writes what only the desk knows of a post.
    pub fn set_work(&mut self, post: PostId, work: &PostWork) -> Result<()> {
        let params: [Param<'_>; 8] = [
            work.edited_at.unwrap_or(Timestamp::from_millis(0)).into(),
            Param::maybe_id(work.edited_by),
            Param::maybe_id(work.created_by),
            Param::maybe_id(work.assignee),
            (&work.handover).into(),
            work.embargo_until.into(),
            (&work.withdrawn_because).into(),
            Param::id(post),
        ];
        let sql = "UPDATE posts SET edited_at = $1, edited_by = $2, created_by = $3, assignee = $4, handover = $5, \
                   embargo_until = $6, withdrawn_because = $7 WHERE id = $8";
        match self.run(sql, &params)? {
            0 => Err(StoreError::Missing("post")),
            _ => Ok(()),
        }
    }

    /// Notes who has just worked on a post.
    pub fn note_edit(&mut self, post: PostId, user: Option<UserId>, at: Timestamp) -> Result<()> {
        self.run(
            "UPDATE posts SET edited_at = $1, edited_by = $2 WHERE id = $3",
            &[at.into(), Param::maybe_id(user), Param::id(post)],
        )?;
        Ok(())
    }

    /// Keeps the section beside the post, for the desk's lists.
    pub(crate) fn set_section(&mut self, post: &Post) -> Result<()> {
        self.run(
            "UPDATE posts SET section = $1 WHERE id = $2",
            &[
                Param::maybe_id(post.section().map(|tag| tag.id)),
                Param::id(post.id),
            ],
        )?;
        Ok(())
    }
}

impl Reader {
    /// What only the desk knows of a post.
    pub fn work(&self, post: PostId) -> Result<Option<PostWork>> {
        work(self.session(), post)
    }

    /// A list of the desk.
    pub fn desk_list(&self, query: &DeskQuery) -> Result<Vec<DeskRow>> {
        let mut list = Statement::default();
        list.push("SELECT p.id, p.state, p.slug, p.language, p.title, p.tag_ids, p.author_ids, p.words, p.published_at, ")
            .push(WORK)
            .push(" FROM posts p WHERE p.kind = ")
            .value(query.kind.as_str());
        conditions(query, &mut list);
        list.push(" ORDER BY p.edited_at DESC, p.id DESC")
            .limit(query.limit);
        let taxonomy = self.session().taxonomy()?;
        self.session()
            .connection
            .all(&list.sql, &list.params, |row: Row<'_>| {
                let mut columns = row.columns();
                let (id, state, slug, language) = (
                    columns.parse()?,
                    columns.parse()?,
                    columns.parse()?,
                    columns.parse()?,
                );
                let title = columns.text()?;
                let tags = columns.str()?;
                let mut tags = tags
                    .split_ascii_whitespace()
                    .filter_map(|id| taxonomy.tags.by_id(id.parse().ok()?));
                let section = tags.find(|tag| !tag.internal).map(|tag| tag.name.clone());
                let authors = columns.str()?;
                let authors = authors
                    .split_ascii_whitespace()
                    .filter_map(|id| Some(taxonomy.authors.by_id(id.parse().ok()?)?.name.clone()))
                    .collect();
                Ok(DeskRow {
                    id,
                    state,
                    slug,
                    language,
                    title,
                    section,
                    authors,
                    words: columns.count()?,
                    published_at: columns.opt_time()?,
                    work: PostWork::columns(&mut columns)?,
                })
            })
    }

    /// How many posts of a kind are in a state that readers do not see, at most 1,000.
    pub fn desk_count(&self, kind: PostKind, state: PostState) -> Result<u64> {
        let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM posts WHERE kind = $1 AND state = $2 LIMIT 1000) AS some";
        let found = self
            .session()
            .first(sql, &[kind.as_str().into(), state.as_str().into()], |row| {
                row.int(0)
            })?;
        Ok(found.unwrap_or(0).unsigned_abs())
    }
}

fn conditions(query: &DeskQuery, list: &mut Statement) {
    if let Some(state) = query.state {
        list.push(" AND p.state = ").value(state.as_str());
    }
    if let Some(section) = query.section {
        list.push(" AND p.section = ").value(Param::id(section));
    }
    if let Some(language) = &query.language {
        list.push(" AND p.language = ")
            .value(language.as_str().to_owned());
    }
    if let Some(mine) = query.mine {
        list.push(" AND p.id IN (SELECT id FROM posts WHERE created_by = ")
            .value(Param::id(mine.user));
        list.push(" UNION SELECT id FROM posts WHERE assignee = ")
            .value(Param::id(mine.user));
        if let Some(author) = mine.author {
            list.push(" UNION SELECT post_id FROM posts_authors WHERE author_id = ")
                .value(Param::id(author));
        }
        list.push(")");
    }
    if let Some(since) = query.since {
        list.push(" AND p.edited_at >= ").value(since);
    }
    if let Some(until) = query.until {
        list.push(" AND p.edited_at < ").value(until);
    }
    if let Some(title) = &query.title {
        list.push(" AND lower(p.title) LIKE ")
            .value(super::pattern(title))
            .push(" ESCAPE '\\'");
    }
    if let Some((at, id)) = query.after {
        list.push(" AND (p.edited_at < ").value(at);
        list.push(" OR (p.edited_at = ").value(at);
        list.push(" AND p.id < ").value(Param::id(id)).push("))");
    }
}

impl Reader {
    /// The tags that readers see, by name: id and name.
    pub fn sections(&self) -> Result<Vec<(String, String)>> {
        let taxonomy = self.session().taxonomy()?;
        let mut all: Vec<_> = taxonomy
            .tags
            .all()
            .filter(|tag| !tag.internal)
            .map(|tag| (tag.id.to_string(), tag.name.clone()))
            .collect();
        all.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(all)
    }

    /// The tags that readers see, by name: slug and name.
    pub fn section_slugs(&self) -> Result<Vec<(String, String)>> {
        let taxonomy = self.session().taxonomy()?;
        let mut all: Vec<_> = taxonomy
            .tags
            .all()
            .filter(|tag| !tag.internal)
            .map(|tag| (tag.slug.to_string(), tag.name.clone()))
            .collect();
        all.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(all)
    }

    /// The people of the bylines, by name: slug and name.
    pub fn author_names(&self) -> Result<Vec<(String, String)>> {
        let taxonomy = self.session().taxonomy()?;
        let mut all: Vec<_> = taxonomy
            .authors
            .all()
            .map(|author| (author.slug.to_string(), author.name.clone()))
            .collect();
        all.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(all)
    }
}
