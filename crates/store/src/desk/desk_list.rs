//! The desk's lists of posts, the last edited first.
//!
//! Where an index of their own gives the order (`posts_edited…`), lists are read along it; what is looked for by words,
//! people, or several things at once is found by `post_words`. Either way no list reads through what it does not show.

use super::{
    found,
    post_words::{first_place, time_of},
    work::{PostWork, WORK},
};
use crate::{
    Reader, Result,
    filter::Statement,
    sql::{Param, Row},
};
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
            // of what little holds the index gives all.
            let expression = expression.for_postgres();
            let newest = self.lines(&found(query, &expression, Along::Newest), true)?;
            return match newest.len() < query.limit as usize {
                true => self.lines(&found(query, &expression, Along::Index), true),
                false => Ok(newest),
            };
        }
        let list = along_edits(query, self.session().connection.is_postgres());
        self.lines(&list, false)
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

/// How a list by words is read.
#[derive(Clone, Copy)]
enum Along {
    /// SQLite's index, which gives what it finds in the order of the list.
    Sqlite,
    /// The newest posts, one by one.
    Newest,
    /// All that PostgreSQL's index finds.
    Index,
}

/// Posts that [`Along::Newest`] looks at.
const NEWEST: u32 = 4000;

fn chosen() -> Statement {
    let mut list = Statement::default();
    list.push("SELECT p.id, p.state, p.slug, p.language, p.title, p.tag_ids, p.author_ids, p.words, p.published_at, p.desk_order, ")
        .push(WORK);
    list
}

/// A list by words.
fn found(query: &DeskQuery, expression: &str, along: Along) -> Statement {
    let mut list = chosen();
    list.push(" FROM (SELECT rowid AS place FROM ");
    match along {
        Along::Sqlite => {
            list.push("post_words WHERE post_words MATCH ")
                .value(expression.to_owned());
            places(query, &mut list);
        }
        Along::Newest => {
            list.push("(SELECT rowid, words FROM post_words WHERE TRUE");
            places(query, &mut list);
            list.push(" ORDER BY rowid DESC")
                .limit(NEWEST)
                .push(") newest WHERE words @@ CAST(CAST(")
                .value(expression.to_owned())
                .push(" AS TEXT) AS TSQUERY)");
        }
        Along::Index => {
            list.push("(SELECT rowid FROM post_words WHERE words @@ CAST(CAST(")
                .value(expression.to_owned())
                .push(" AS TEXT) AS TSQUERY)");
            places(query, &mut list);
            // Keeps the order from being looked for in another index.
            list.push(" OFFSET 0) all_found");
        }
    }
    list.push(" ORDER BY rowid DESC")
        .limit(query.limit)
        .push(") i CROSS JOIN posts p WHERE p.desk_order = i.place ORDER BY i.place DESC");
    list
}

/// The conditions on the place in the order of all posts.
fn places(query: &DeskQuery, list: &mut Statement) {
    if let Some(since) = query.since {
        list.push(" AND rowid >= ").value(first_place(since));
    }
    if let Some(until) = query.until {
        list.push(" AND rowid < ").value(first_place(until));
    }
    match query.after {
        Some(DeskPlace::Ordered(place)) => drop(list.push(" AND rowid < ").value(place)),
        // Begun before all words were kept.
        Some(DeskPlace::Edited(at, _)) => drop(list.push(" AND rowid < ").value(first_place(at))),
        None => {}
    }
}

/// A list that is read along the time of the last edit.
///
/// PostgreSQL takes an index for what it holds of most posts: where nearly all are published, drafts cost it as many as
/// there are posts, and it looks for three of them among all. An order that begins with the state, which it does not
/// know to be one, has no index but the right one; and so for the section.
pub(crate) fn along_edits(query: &DeskQuery, is_postgres: bool) -> Statement {
    let mut list = chosen();
    list.push(" FROM posts p WHERE p.kind = ")
        .value(query.kind.as_str());
    let mut order = "";
    if let Some(state) = query.state {
        let state = state.as_str();
        if is_postgres && query.section.is_none() {
            list.push(" AND p.state >= ").value(state);
            list.push(" AND p.state <= ").value(state);
            order = "p.state, ";
        } else {
            list.push(" AND p.state = ").value(state);
        }
    }
    if let Some(section) = query.section {
        if is_postgres {
            list.push(" AND p.section >= ").value(Param::id(section));
            list.push(" AND p.section <= ").value(Param::id(section));
            order = "p.section, ";
        } else {
            list.push(" AND p.section = ").value(Param::id(section));
        }
    }
    conditions(query, &mut list);
    list.push(" ORDER BY ").push(order);
    list.push("p.edited_at DESC, p.id DESC").limit(query.limit);
    list
}

/// Its other conditions.
fn conditions(query: &DeskQuery, list: &mut Statement) {
    if let Some(language) = &query.language {
        list.push(" AND p.language = ")
            .value(language.as_str().to_owned());
    }
    for person in &query.people {
        list.push(" AND p.id IN (SELECT id FROM posts WHERE created_by = ")
            .value(Param::maybe_id(person.user));
        list.push(" UNION SELECT id FROM posts WHERE assignee = ")
            .value(Param::maybe_id(person.user));
        list.push(" UNION SELECT post_id FROM posts_authors WHERE author_id = ")
            .value(Param::maybe_id(person.author))
            .push(")");
    }
    if let Some(since) = query.since {
        list.push(" AND p.edited_at >= ").value(since);
    }
    if let Some(until) = query.until {
        list.push(" AND p.edited_at < ").value(until);
    }
    match query.after {
        Some(DeskPlace::Edited(at, id)) => {
            list.push(" AND (p.edited_at < ").value(at);
            list.push(" OR (p.edited_at = ").value(at);
            list.push(" AND p.id < ").value(Param::id(id)).push("))");
        }
        Some(DeskPlace::Ordered(place)) => drop(list.push(" AND p.edited_at < ").value(time_of(place))),
        None => {}
    }
}
