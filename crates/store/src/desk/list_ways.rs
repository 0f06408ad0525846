//! The statements by which the desk's lists are read: along the time of the last edit, or by words.

use super::{
    desk_list::{DeskPlace, DeskQuery},
    post_words::{first_place, time_of},
    work::WORK,
};
use crate::{filter::Statement, sql::Param};

/// How a list by words is read.
#[derive(Clone, Copy)]
pub(super) enum Along {
    /// SQLite's index, which gives what it finds in the order of the list.
    Sqlite,
    /// The newest posts, one by one.
    Newest,
    /// All that PostgreSQL's index finds.
    Index,
}

/// Posts that [`Along::Newest`] looks at.
pub(super) const NEWEST: u32 = 1000;

fn chosen() -> Statement {
    let mut list = Statement::default();
    list.push("SELECT p.id, p.state, p.slug, p.language, p.title, p.tag_ids, p.author_ids, p.words, p.published_at, p.desk_order, ")
        .push(WORK);
    list
}

/// A list by words.
pub(super) fn found(query: &DeskQuery, expression: &str, along: Along) -> Statement {
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
