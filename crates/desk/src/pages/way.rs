//! The way of a story to its readers: handing it over, publishing it, taking it off. Forms, which come back to the
//! story's page.

use super::{copy::post, staff, story};
use crate::{
    Desk,
    answer::{Answer, see_other},
    fields::Fields,
    guard::Asker,
    shell::Nonce,
    times,
};
use axum::{
    Extension,
    extract::{Path, State},
};
use kernel::{PostState, Timestamp};
use newsroom::{Edition, HandOver, NewsroomError, Publishing, When};

fn unfit(sentence: &str) -> NewsroomError {
    NewsroomError::Invalid(sentence.into())
}

fn back(id: &str, done: &str) -> axum::response::Response {
    see_other(&format!("/desk/stories/{id}/?done={done}"))
}

/// A field of date and time: milliseconds since 1970 from a script, or the newsroom's own time from a form.
async fn time(desk: &Desk, fields: &Fields, name: &str) -> Result<Option<Timestamp>, NewsroomError> {
    let Some(text) = fields.get(name) else {
        return Ok(None);
    };
    let read = desk
        .newsroom()
        .store
        .read(|reader| Ok::<_, NewsroomError>(reader.settings()?));
    times::read(&*read.await?, &text)
        .map(Some)
        .ok_or_else(|| unfit("That is no date and time: write it as 2026-11-25T14:05."))
}

/// Back to the story: with what was done, or with what was typed and why it cannot be done.
async fn after(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    id: &str,
    done: Result<&str, NewsroomError>,
    fields: Fields,
) -> Answer {
    match done {
        Ok(done) => Ok(back(id, done)),
        Err(error) => story::refused(desk, asker, nonce, id, error, fields).await,
    }
}

pub(crate) async fn hand_over(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (person, story) = (staff(&asker)?, post(&id)?);
    let done = async {
        let to: PostState = fields
            .parse("to")
            .ok_or_else(|| unfit("Say where the story goes."))?;
        let over = HandOver {
            post: story,
            to,
            assignee: fields.parse("assignee"),
            note: fields.text("note"),
            seen: fields.get("seen"),
        };
        desk.newsroom().hand_over(person, over).await?;
        Ok(to.as_str())
    };
    let done = done.await;
    after(&desk, &asker, &nonce, &id, done, fields).await
}

pub(crate) async fn publish(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (person, story) = (staff(&asker)?, post(&id)?);
    let done = async {
        let when = match (fields.text("when").as_str(), time(&desk, &fields, "at").await?) {
            ("at", Some(at)) => When::At(at),
            ("at", None) => return Err(unfit("Say when the story is to be published.")),
            _ => When::Now,
        };
        let edition = match fields.text("edition").as_str() {
            "correction" => Edition::Correction(fields.text("correction")),
            _ if !fields.text("correction").trim().is_empty() => {
                return Err(unfit(
                    "A correction is written, but it would not be shown: choose “A correction, shown for ever”, or empty its text.",
                ));
            }
            "silent" => Edition::Silent,
            _ => Edition::Update,
        };
        let publishing = Publishing {
            post: story,
            version: fields
                .parse("version")
                .ok_or_else(|| unfit("The form does not say which state of the story you saw."))?,
            when,
            edition,
            seen: fields.get("seen"),
        };
        let saved = desk.newsroom().publish(person, publishing).await?;
        Ok(saved.state.as_str())
    };
    let done = done.await;
    after(&desk, &asker, &nonce, &id, done, fields).await
}

pub(crate) async fn unpublish(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let seen = fields.get("seen");
    let done = desk.newsroom().unpublish(staff(&asker)?, post(&id)?, seen);
    let done = done.await;
    after(&desk, &asker, &nonce, &id, done.map(|()| "unpublished"), fields).await
}

pub(crate) async fn withdraw(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (reason, seen) = (fields.text("reason"), fields.get("seen"));
    let done = desk.newsroom().withdraw(staff(&asker)?, post(&id)?, reason, seen);
    let done = done.await;
    after(&desk, &asker, &nonce, &id, done.map(|()| "withdrawn"), fields).await
}

pub(crate) async fn embargo(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (person, story) = (staff(&asker)?, post(&id)?);
    let done = async {
        let until = time(&desk, &fields, "until").await?;
        desk.newsroom().embargo(person, story, until).await?;
        Ok(until.map_or("embargo-lifted", |_| "embargo"))
    };
    let done = done.await;
    after(&desk, &asker, &nonce, &id, done, fields).await
}
