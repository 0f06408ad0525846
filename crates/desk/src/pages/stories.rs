//! The list of stories, and beginning one.

use super::{
    choices::{CHOICES, Choices},
    staff,
};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    paging,
    shell::{Nonce, Shell, html},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use kernel::{PostKind, PostState, Timestamp};
use newsroom::{Begin, NewsroomError};
use std::collections::HashMap;
use store::{DeskRow, SavedFilter};

/// Lines of a page.
const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "stories.html")]
struct Page {
    shell: Shell,
    chosen: Chosen,
    choices: Choices,
    lines: Vec<Line>,
    next: Option<String>,
    saved: Vec<SavedFilter>,
    /// What is chosen, for a form that keeps it.
    kept: Vec<(&'static str, String)>,
    /// What was done, by the word in the address.
    done: String,
    /// Whether the words of old stories are still being read.
    reading: bool,
}

/// What the list was asked for, as the form shows it.
struct Chosen {
    kind: &'static str,
    state: &'static str,
    section: String,
    person: String,
    mine: bool,
    since: String,
    until: String,
    words: String,
}

struct Line {
    id: String,
    language: String,
    title: String,
    state: &'static str,
    embargo: String,
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

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?.clone();
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let shell = Shell::of(&desk, &asker, &nonce, "stories").await?;
    let (asked, around, asked_by) = (fields.clone(), shell.clone(), person.clone());
    let read = desk.newsroom().store.read(move |reader| {
        let choices = Choices::read(reader)?;
        let mut wanted = choices.query(&asked, &around, &asked_by);
        wanted.after = asked.parse("after");
        wanted.limit = LINES + 1;
        let rows = reader.desk_list(&wanted)?;
        let reading = wanted.words.is_some() && !reader.words_are_whole()?;
        Ok::<_, NewsroomError>((rows, wanted, choices, reading))
    });
    let (mut rows, wanted, choices, reading) = read.await.map_err(Refusal::page)?;
    let chosen = Chosen {
        kind: wanted.kind.as_str(),
        state: wanted.state.map_or("", PostState::as_str),
        section: fields.text("section"),
        person: fields.text("person"),
        mine: fields.get("mine").is_some(),
        since: fields.text("since"),
        until: fields.text("until"),
        words: fields.text("words"),
    };
    let next = paging::cut(&mut rows, LINES).map(|last| paging::behind(&fields, &CHOICES, last.place));
    let saved = desk
        .newsroom()
        .saved_filters(&person)
        .await
        .map_err(Refusal::page)?;
    let names = choices.names();
    let lines = rows.into_iter().map(|row| line(row, &shell, &names)).collect();
    Ok(html(&Page {
        done: fields.text("done"),
        kept: CHOICES.map(|name| (name, fields.text(name))).into(),
        shell,
        chosen,
        choices,
        lines,
        next,
        saved,
        reading,
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
        embargo: time(row.work.embargo_until.filter(|until| *until > Timestamp::now())),
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
