//! Saved states of a story: the list, one beside another, and going back.

use super::{copy::post, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    paging,
    shell::{Nonce, Shell, html, html_with},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use http::StatusCode;
use kernel::RevisionId;
use newsroom::{ComparedRow, NewsroomError};

/// States of a page.
const LINES: usize = 100;

#[derive(Template)]
#[template(path = "revisions.html")]
struct List {
    shell: Shell,
    id: String,
    title: String,
    language: String,
    lines: Vec<Line>,
    /// Where the older ones are.
    next: Option<String>,
    is_first: bool,
}

struct Line {
    id: String,
    /// The state before it, to compare with.
    earlier: String,
    at: String,
    by: String,
    note: String,
    title: String,
}

#[derive(Template)]
#[template(path = "revision.html")]
struct One {
    shell: Shell,
    id: String,
    revision: String,
    title: String,
    language: String,
    at: String,
    by: String,
    other: String,
    may_write: bool,
    rows: Vec<ComparedRow>,
    /// Why it could not come back.
    problem: String,
}

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let (person, story) = (staff(&asker)?, post(&id)?);
    let newsroom = desk.newsroom();
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let after = paging::after(&fields);
    // One more than is shown: to compare the last with, and to know whether there are more.
    let all = newsroom.revisions(person, story, after, LINES as u32 + 1).await;
    let all = all.map_err(Refusal::page)?;
    let open = newsroom.open_copy(person, story).await.map_err(Refusal::page)?;
    let names = super::names(&desk).await?;
    let shell = Shell::of(&desk, &asker, &nonce, "stories").await?;
    let is_more = all.len() > LINES;
    let last = all.get(LINES - 1).filter(|_| is_more);
    let next = last.map(|last| paging::behind(&fields, &[], paging::Line(last.at, last.id)));
    let lines = all
        .iter()
        .take(LINES)
        .enumerate()
        .map(|(i, one)| Line {
            id: one.id.to_string(),
            earlier: all
                .get(i + 1)
                .map_or_else(String::new, |earlier| earlier.id.to_string()),
            at: times::short(&shell.settings, one.at),
            by: super::name_in(&names, one.user),
            note: times::in_words(&shell.settings, one.note.as_deref().unwrap_or_default()),
            title: one.title.clone(),
        })
        .collect();
    Ok(html(&List {
        shell,
        id,
        language: open.post.language.to_string(),
        title: open.post.title,
        lines,
        next,
        is_first: after.is_none(),
    }))
}

pub(crate) async fn one(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path((id, revision)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let place = (id, revision);
    Ok(html(
        &compared(
            &desk,
            &asker,
            &nonce,
            place,
            fields.parse("beside"),
            String::new(),
        )
        .await?,
    ))
}

async fn compared(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    (id, revision): (String, String),
    other: Option<RevisionId>,
    problem: String,
) -> Result<One, Refusal> {
    let (person, story) = (staff(asker)?, post(&id)?);
    let before: RevisionId = revision.parse().map_err(|_| Refusal::nothing())?;
    let newsroom = desk.newsroom();
    let open = newsroom.open_copy(person, story).await.map_err(Refusal::page)?;
    let this = newsroom.revision(person, story, before).await;
    let this = this.map_err(Refusal::page)?.ok_or_else(Refusal::nothing)?;
    let beside = match other {
        Some(id) => newsroom
            .revision(person, story, id)
            .await
            .map_err(Refusal::page)?,
        None => None,
    };
    let rows = newsroom
        .compare_revisions(person, story, before, other)
        .await
        .map_err(Refusal::page)?;
    let names = super::names(desk).await?;
    let shell = Shell::of(desk, asker, nonce, "stories").await?;
    let other = match beside {
        Some(other) => times::short(&shell.settings, other.at),
        None => "What is written now".to_owned(),
    };
    Ok(One {
        id,
        revision,
        language: open.post.language.to_string(),
        title: open.post.title,
        at: times::short(&shell.settings, this.at),
        by: super::name_in(&names, this.user),
        other,
        may_write: open.may_write,
        rows,
        shell,
        problem,
    })
}

pub(crate) async fn restore(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
    Path((id, named)): Path<(String, String)>,
) -> Answer {
    let revision: RevisionId = named
        .parse()
        .map_err(|_| Refusal::page(NewsroomError::NotFound("That revision is not there.".into())))?;
    let holder = format!("revisions-{}", crate::guard::random());
    let story = post(&id)?;
    let person = staff(&asker)?;
    let restored = desk
        .newsroom()
        .restore_revision(
            person,
            story,
            revision,
            holder.clone(),
            fields.get("take_over").is_some(),
        )
        .await;
    // The editor's page takes the pen for itself.
    let dropped = desk.newsroom().drop_pen(person, story, holder).await;
    if let Err(NewsroomError::Conflict(why)) = restored {
        let page = compared(&desk, &asker, &nonce, (id, named), None, why).await?;
        return Ok(html_with(StatusCode::CONFLICT, &page));
    }
    restored.map_err(Refusal::page)?;
    dropped.map_err(Refusal::page)?;
    Ok(see_other(&format!("/desk/stories/{id}/?done=restored")))
}
