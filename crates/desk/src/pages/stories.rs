//! The list of stories, and beginning one.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use kernel::{PostId, PostKind, PostState, Role, Timestamp};
use newsroom::{Begin, NewsroomError};
use std::collections::HashMap;
use store::{DeskQuery, DeskRow, Mine, SavedFilter};

/// Lines of a page.
const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "stories.html")]
struct Page {
    shell: Shell,
    chosen: Chosen,
    sections: Vec<(String, String)>,
    lines: Vec<Line>,
    next: Option<String>,
    saved: Vec<SavedFilter>,
}

/// What the list was asked for, as the form shows it.
#[derive(Default)]
struct Chosen {
    kind: String,
    state: String,
    section: String,
    mine: bool,
    words: String,
}

struct Line {
    id: String,
    language: String,
    title: String,
    state: &'static str,
    section: String,
    authors: String,
    assignee: String,
    note: String,
    edited: String,
    edited_by: String,
    published: String,
}

/// A state in words.
pub(crate) fn state_in_words(state: PostState) -> &'static str {
    match state {
        PostState::Draft => "Draft",
        PostState::InReview => "In review",
        PostState::Approved => "Approved",
        PostState::Scheduled => "Scheduled",
        PostState::Published => "Published",
        PostState::Withdrawn => "Withdrawn",
    }
}

fn after(fields: &Fields) -> Option<(Timestamp, PostId)> {
    let text = fields.get("after")?;
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_millis(at.parse().ok()?), id.parse().ok()?))
}

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?.clone();
    let asked_by = person.clone();
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let mut wanted = DeskQuery::of(fields.parse("kind").unwrap_or(PostKind::Story));
    wanted.state = fields.parse("state");
    wanted.section = fields.parse("section");
    wanted.title = fields.get("words");
    wanted.after = after(&fields);
    wanted.limit = LINES + 1;
    let own_only = person.role == Role::Contributor;
    if own_only || fields.get("mine").is_some() {
        wanted.mine = Some(Mine {
            user: person.id,
            author: person.author,
        });
    }
    let chosen = Chosen {
        kind: wanted.kind.as_str().to_owned(),
        state: wanted
            .state
            .map_or_else(String::new, |state| state.as_str().to_owned()),
        section: fields.text("section"),
        mine: wanted.mine.is_some(),
        words: fields.text("words"),
    };
    let read = desk
        .newsroom()
        .store
        .read(move |reader| {
            let rows = reader.desk_list(&wanted)?;
            let people = reader.users()?;
            let sections = reader.sections()?;
            Ok::<_, NewsroomError>((rows, people, sections))
        })
        .await;
    let (mut rows, people, sections) = read.map_err(Refusal::page)?;
    let names: HashMap<_, _> = people.into_iter().map(|user| (user.id, user.name)).collect();
    let shell = Shell::of(&desk, &asker, &nonce, "stories").await?;
    let more = rows.len() > LINES as usize;
    rows.truncate(LINES as usize);
    let next = rows.last().filter(|_| more).map(|last| {
        let mut next = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("kind", chosen.kind.as_str()),
            ("state", &chosen.state),
            ("section", &chosen.section),
            ("words", &chosen.words),
            ("mine", if chosen.mine { "1" } else { "" }),
        ] {
            if !value.is_empty() {
                next.append_pair(name, value);
            }
        }
        let at = last.work.edited_at.map_or(0, Timestamp::millis);
        next.append_pair("after", &format!("{at}.{}", last.id));
        next.finish()
    });
    let saved = desk
        .newsroom()
        .saved_filters(&asked_by)
        .await
        .map_err(Refusal::page)?;
    let lines = rows.into_iter().map(|row| line(row, &shell, &names)).collect();
    Ok(html(&Page {
        shell,
        chosen,
        sections,
        lines,
        next,
        saved,
    }))
}

fn line(row: DeskRow, shell: &Shell, names: &HashMap<kernel::UserId, String>) -> Line {
    let name = |id: Option<kernel::UserId>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let time = |at: Option<Timestamp>| at.map_or_else(String::new, |at| times::short(&shell.settings, at));
    Line {
        id: row.id.to_string(),
        language: row.language.to_string(),
        title: row.title,
        state: state_in_words(row.state),
        section: row.section.unwrap_or_default(),
        authors: row.authors.join(", "),
        assignee: name(row.work.assignee),
        note: row.work.handover.unwrap_or_default(),
        edited: time(row.work.edited_at),
        edited_by: name(row.work.edited_by),
        published: time(row.published_at),
    }
}

pub(crate) async fn begin(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let begin = Begin {
        kind: fields.parse("kind").unwrap_or(PostKind::Story),
        language: fields.parse("language"),
        title: fields.text("title"),
        once: fields.text("once"),
    };
    let id = desk
        .newsroom()
        .begin(staff(&asker)?, begin)
        .await
        .map_err(Refusal::page)?;
    Ok(see_other(&format!("/desk/stories/{id}/")))
}
