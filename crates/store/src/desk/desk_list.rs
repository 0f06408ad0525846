//! The desk's lists of posts, the last edited first.
//!
//! Where an index of their own gives the order (`posts_edited…`), lists are read along it; what is looked for by words,
//! people, or several things at once is found by `post_words`. Either way no list reads through what it does not show.

use super::{
    found,
    list_ways::{Along, NEWEST, along_edits, found},
    work::PostWork,
};
use crate::{Reader, Result, filter::Statement, sql::Row};
use kernel::{AuthorId, Invalid, Language, PostId, PostKind, PostState, TagId, Timestamp, UserId};
use std::{fmt, str::FromStr};

/// A person as a list knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// They began it or are to go on with it …
    pub user: Option<UserId>,
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
    /// Of each of these people.
    pub people: Vec<Person>,
    /// Last edited in this second or later.
    pub since: Option<Timestamp>,
    /// Last edited before this second.
    pub until: Option<Timestamp>,
    /// What is written, the names of its tags or its bylines hold each of these words, or one that begins like it (of
    /// three letters or more).
    pub words: Option<String>,
    /// The same of its headline alone.
    pub title: Option<String>,
    /// Only those that come after this place.
    pub after: Option<DeskPlace>,
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
            people: Vec::new(),
            since: None,
            until: None,
            words: None,
            title: None,
            after: None,
            limit: 50,
        }
    }
}

/// Where a line stands in a list, so that a page can begin behind it: `1764075600000.ID`, or `w7225653657600`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskPlace {
    /// By the time of the last edit and the id.
    Edited(Timestamp, PostId),
    /// By the place in the order of all posts.
    Ordered(i64),
}

impl fmt::Display for DeskPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edited(at, id) => write!(f, "{}.{id}", at.millis()),
            Self::Ordered(place) => write!(f, "w{place}"),
        }
    }
}

impl FromStr for DeskPlace {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let unfit = || Invalid(format!("“{text}” is no place in a list"));
        if let Some(place) = text.strip_prefix('w') {
            return place.parse().map(Self::Ordered).map_err(|_| unfit());
        }
        let (at, id) = text.split_once('.').ok_or_else(unfit)?;
        let at = at.parse().map_err(|_| unfit())?;
        Ok(Self::Edited(Timestamp::from_millis(at), id.parse()?))
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
    /// Where it stands in this list.
    pub place: DeskPlace,
}

impl Reader {
    /// A list of the desk.
    pub fn desk_list(&self, query: &DeskQuery) -> Result<Vec<DeskRow>> {
        if self.is_found_by_words(query)? {
            let Some(expression) = found::expression(query, &*self.session().taxonomy()?) else {
                return Ok(Vec::new());
            };
            if !self.session().connection.is_postgres() {
                return self.lines(&found(query, &expression.for_sqlite(), Along::Sqlite), true);
            }
            // PostgreSQL cannot know how often words come together. What much holds fills the page with the newest posts;
            // of what little holds the index gives all, and so of a state that few are in.
            let expression = expression.for_postgres();
            let few = match query.state {
                Some(state) if state != PostState::Published => self.are_few(query.kind, state)?,
                _ => false,
            };
            if !few {
                let newest = self.lines(&found(query, &expression, Along::Newest), true)?;
                if newest.len() == query.limit as usize {
                    return Ok(newest);
                }
            }
            return self.lines(&found(query, &expression, Along::Index), true);
        }
        let list = along_edits(query, self.session().connection.is_postgres());
        self.lines(&list, false)
    }

    /// Whether no more posts are in a state than [`Along::Newest`] looks at.
    fn are_few(&self, kind: PostKind, state: PostState) -> Result<bool> {
        let one = DeskQuery {
            state: Some(state),
            limit: 1,
            ..DeskQuery::of(kind)
        };
        let mut more = along_edits(&one, true);
        more.push(" OFFSET ").value(i64::from(NEWEST));
        let more = self.session().first(&more.sql, &more.params, |_| Ok(()))?;
        Ok(more.is_none())
    }

    fn lines(&self, list: &Statement, by_words: bool) -> Result<Vec<DeskRow>> {
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
                let (words, published_at, order) =
                    (columns.count()?, columns.opt_time()?, columns.opt_int()?);
                let work = PostWork::columns(&mut columns)?;
                let edited_at = work.edited_at.unwrap_or(Timestamp::from_millis(0));
                Ok(DeskRow {
                    id,
                    state,
                    slug,
                    language,
                    title,
                    section,
                    authors,
                    words,
                    published_at,
                    work,
                    place: match order.filter(|_| by_words) {
                        Some(order) => DeskPlace::Ordered(order),
                        None => DeskPlace::Edited(edited_at, id),
                    },
                })
            })
    }

    /// Whether a list is read along `post_words`. Without words it is so only when nothing is missing there.
    fn is_found_by_words(&self, query: &DeskQuery) -> Result<bool> {
        let several = query.section.is_some() && query.state.is_some();
        let rare = several || query.language.is_some() || !query.people.is_empty();
        Ok(query.words.is_some() || query.title.is_some() || rare && self.words_are_whole()?)
    }
}
