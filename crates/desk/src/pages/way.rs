//! The way of a story to its readers: handing it over, publishing it, taking it off. Forms, which come back to the
//! story's page.

use super::{copy::post, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    times,
};
use axum::{
    Extension,
    extract::{Path, State},
};
use kernel::{PostState, SiteSettings, Timestamp};
use newsroom::{Edition, HandOver, NewsroomError, Publishing, When};
use std::sync::Arc;

fn unfit(sentence: &str) -> Refusal {
    Refusal::page(NewsroomError::Invalid(sentence.into()))
}

fn back(id: &str, done: &str) -> axum::response::Response {
    see_other(&format!("/desk/stories/{id}/?done={done}"))
}

async fn settings(desk: &Desk) -> Result<Arc<SiteSettings>, Refusal> {
    let read = desk
        .newsroom()
        .store
        .read(|reader| Ok::<_, NewsroomError>(reader.settings()?));
    read.await.map_err(Refusal::page)
}

/// A field of date and time: milliseconds since 1970 from a script, or the newsroom's own time from a form.
async fn time(desk: &Desk, fields: &Fields, name: &str) -> Result<Option<Timestamp>, Refusal> {
    let Some(text) = fields.get(name) else {
        return Ok(None);
    };
    let read = times::read(&*settings(desk).await?, &text);
    read.map(Some)
        .ok_or_else(|| unfit("That is no date and time: write it as 2026-11-25T14:05."))
}

pub(crate) async fn hand_over(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let to: PostState = fields
        .parse("to")
        .ok_or_else(|| unfit("Say where the story goes."))?;
    let over = HandOver {
        post: post(&id)?,
        to,
        assignee: fields.parse("assignee"),
        note: fields.text("note"),
    };
    let done = desk.newsroom().hand_over(staff(&asker)?, over).await;
    done.map_err(Refusal::page)?;
    Ok(back(&id, to.as_str()))
}

pub(crate) async fn publish(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let when = match (fields.text("when").as_str(), time(&desk, &fields, "at").await?) {
        ("at", Some(at)) => When::At(at),
        ("at", None) => return Err(unfit("Say when the story is to be published.")),
        _ => When::Now,
    };
    let edition = match fields.text("edition").as_str() {
        "silent" => Edition::Silent,
        "correction" => Edition::Correction(fields.text("correction")),
        _ => Edition::Update,
    };
    let publishing = Publishing {
        post: post(&id)?,
        version: fields
            .parse("version")
            .ok_or_else(|| unfit("The form does not say which state of the story you saw."))?,
        when,
        edition,
        seen: fields.get("seen"),
    };
    let saved = desk.newsroom().publish(staff(&asker)?, publishing).await;
    let saved = saved.map_err(Refusal::page)?;
    Ok(back(&id, saved.state.as_str()))
}

pub(crate) async fn unpublish(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let done = desk.newsroom().unpublish(staff(&asker)?, post(&id)?).await;
    done.map_err(Refusal::page)?;
    Ok(back(&id, "unpublished"))
}

pub(crate) async fn withdraw(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let reason = fields.text("reason");
    let done = desk.newsroom().withdraw(staff(&asker)?, post(&id)?, reason).await;
    done.map_err(Refusal::page)?;
    Ok(back(&id, "withdrawn"))
}

pub(crate) async fn embargo(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let until = time(&desk, &fields, "until").await?;
    let done = desk.newsroom().embargo(staff(&asker)?, post(&id)?, until).await;
    done.map_err(Refusal::page)?;
    Ok(back(&id, "embargo"))
}
