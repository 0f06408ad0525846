//! The editor's page talks to the desk here: saving what is written, and the pen. All of it is JSON.
//!
//! | request | body | answer |
//! |---|---|---|
//! | `GET …/copy` | | `{"version", "text", "saved_at", "by", "own", "code", "me", "user", "passages"}` |
//! | `PUT …/copy` | `{"version", "holder", "text", "by_hand", "replaces", "leaving", "load", "passages"}` | 200 `{"version", "saved_at", "problem"}`; 409 `{"error", "reason": "overtaken" or "pen", "version", "by", "own", "kept"}` |
//! | `POST …/pen` | `{"holder", "take_over"}` | `{"mine", "by", "same_person", "since", "version", "comment": {"id", "who", "by_me"} or null (the newest), "story": {"state", "words", "seen", "at", "by", "by_me"}}` |
//! | `POST …/pen/drop` | `{"holder"}` | `{}` |
//!
//! `code`, `me` and `user` are of the session that asks, for a page whose own session has ended. A page that is
//! `leaving` lays the pen down after it has saved. `passages` say where the words of comments are in the text: `{"id",
//! "words", "nth", "gone"}` each; `story` tells a page that is open of another state than it was drawn with.
//!
//! 401 says that the session has ended, 403 that the person may not, 422 what does not fit, 503 that nothing was saved
//! (the database is away, the disk is full); each with `{"error": sentence}`. Times are milliseconds since 1970.

use super::{staff, stories::state_in_words};
use crate::{
    Desk,
    answer::{Answer, Refusal, json},
    guard::Asker,
};
use axum::{
    Extension, Json,
    extract::{Path, State, rejection::JsonRejection},
    response::Response,
};
use http::StatusCode;
use kernel::{PostId, UserId};
use newsroom::{CopySave, CopySaved, CopyText, NewsroomError, PassageNow, PenAsk};
use serde::Deserialize;
use serde_json::{Value, json};

/// The id in an address.
pub(crate) fn post(id: &str) -> Result<PostId, Refusal> {
    id.parse().map_err(|_| Refusal::nothing())
}

/// A body of JSON that has the shape it must have.
pub(crate) fn body<T>(given: Result<Json<T>, JsonRejection>) -> Result<T, Refusal> {
    given.map(|Json(value)| value).map_err(|why| {
        Refusal::json(NewsroomError::Invalid(format!(
            "The request does not fit: {why}."
        )))
    })
}

async fn name(desk: &Desk, user: Option<UserId>) -> Result<String, Refusal> {
    let Some(id) = user else {
        return Ok("Somebody outside the desk".into());
    };
    let found = desk
        .newsroom()
        .store
        .read(move |reader| Ok::<_, NewsroomError>(reader.user_by_id(id)?))
        .await
        .map_err(Refusal::json)?;
    Ok(found.map_or_else(|| "Somebody".into(), |user| user.name))
}

pub(crate) async fn read(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let open = desk
        .newsroom()
        .open_copy(staff(&asker)?, post(&id)?)
        .await
        .map_err(Refusal::json)?;
    let by = name(&desk, open.work.edited_by).await?;
    let saved_at = open.saved_at.map(|at| at.millis());
    let person = staff(&asker)?;
    let comments = desk.newsroom().comments(person, post(&id)?).await;
    let passages: Vec<Value> = comments
        .map_err(Refusal::json)?
        .iter()
        .filter_map(passage)
        .collect();
    Ok(json(&json!({
        "version": open.version, "text": open.text, "saved_at": saved_at, "by": by,
        "own": open.work.edited_by == Some(person.id),
        "code": asker.code, "me": person.name, "user": person.id.to_string(),
        "passages": passages,
    })))
}

/// What the editor's page sends to be saved.
#[derive(Deserialize)]
pub(crate) struct Save {
    version: i64,
    holder: String,
    text: CopyText,
    #[serde(default)]
    by_hand: bool,
    #[serde(default)]
    leaving: bool,
    /// Whether what stands there gives way to it, whoever wrote that.
    #[serde(default)]
    replaces: bool,
    /// The name by which this load of the page has the pen.
    #[serde(default)]
    load: Option<String>,
    #[serde(default)]
    passages: Vec<PassageSaved>,
}

/// Where the passage of a comment is.
#[derive(Deserialize)]
struct PassageSaved {
    id: String,
    words: String,
    #[serde(default)]
    nth: u32,
    #[serde(default)]
    gone: bool,
}

/// The most passages that a save tells of: as many as a story has comments that are shown.
const MOST_PASSAGES: usize = 1000;

fn passages(given: Vec<PassageSaved>) -> Vec<PassageNow> {
    let known = given.into_iter().take(MOST_PASSAGES).filter_map(|one| {
        Some(PassageNow {
            comment: one.id.parse().ok()?,
            words: one.words,
            nth: one.nth,
            gone: one.gone,
        })
    });
    known.collect()
}

/// Where the passage of a comment that is open is now; `None` for other comments.
pub(super) fn passage(comment: &store::Comment) -> Option<Value> {
    let is_open = comment.parent.is_none() && comment.resolved_at.is_none();
    (is_open && !comment.quote.trim().is_empty()).then(|| {
        let now = comment.now.as_ref();
        json!({
            "id": comment.id.to_string(),
            "words": now.map_or(&comment.quote, |now| &now.words),
            "nth": now.map_or(comment.nth, |now| now.nth),
            "gone": now.is_some_and(|now| now.gone),
        })
    })
}

pub(crate) async fn save(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    given: Result<Json<Save>, JsonRejection>,
) -> Answer {
    let given = body(given)?;
    let load = given.load.unwrap_or_else(|| given.holder.clone());
    let leaves = given.leaving.then_some(load);
    let save = CopySave {
        post: post(&id)?,
        version: given.version,
        holder: given.holder,
        text: given.text,
        by_hand: given.by_hand,
        replaces: given.replaces,
        passages: passages(given.passages),
    };
    let person = staff(&asker)?;
    let saved = desk.newsroom().save_copy(person, save).await;
    let conflict = |value: Value| -> Response {
        let mut response = json(&value);
        *response.status_mut() = StatusCode::CONFLICT;
        response
    };
    let saved = saved.map_err(Refusal::json)?;
    if let Some(holder) = leaves {
        let dropped = desk.newsroom().drop_pen(staff(&asker)?, post(&id)?, holder);
        dropped.await.map_err(Refusal::json)?;
    }
    Ok(match saved {
        CopySaved::Saved { version, at, problem } => {
            json(&json!({"version": version, "saved_at": at.millis(), "problem": problem}))
        }
        CopySaved::Overtaken { version, by, kept } => {
            let own = by == Some(person.id);
            let by = name(&desk, by).await?;
            let who = if own {
                "You have changed this story in another window"
            } else {
                &format!("{by} has changed this story")
            };
            conflict(json!({
                "error": format!("{who} meanwhile. Your text is kept among the revisions."),
                "reason": "overtaken", "version": version, "by": by, "own": own, "kept": kept.to_string(),
            }))
        }
        CopySaved::NoPen { by, kept } => {
            let own = by == person.id;
            let by = name(&desk, Some(by)).await?;
            let who = if own {
                "You are writing at this story in another window"
            } else {
                &format!("{by} is writing at this story")
            };
            conflict(json!({
                "error": format!("{who} now. Your text is kept among the revisions."),
                "reason": "pen", "by": by, "own": own, "kept": kept.to_string(),
            }))
        }
    })
}

/// Who wants the pen.
#[derive(Deserialize)]
pub(crate) struct Pen {
    holder: String,
    #[serde(default)]
    take_over: bool,
}

pub(crate) async fn ask_pen(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    given: Result<Json<Pen>, JsonRejection>,
) -> Answer {
    let given = body(given)?;
    let ask = PenAsk {
        post: post(&id)?,
        holder: given.holder,
        take_over: given.take_over,
    };
    let (person, story) = (staff(&asker)?, ask.post);
    let state = desk
        .newsroom()
        .ask_pen(person, ask)
        .await
        .map_err(Refusal::json)?;
    let read = desk
        .newsroom()
        .store
        .read(move |reader| reader.last_comment(story));
    let comment = read.await.map_err(|error| Refusal::json(error.into()))?;
    Ok(json(&json!({
        "mine": state.mine, "by": state.by, "same_person": state.same_person,
        "since": state.since.millis(), "version": state.version,
        "comment": comment.map(|one| json!({
            "id": one.id.to_string(), "who": one.who, "by_me": one.user == Some(person.id),
        })),
        "story": {
            "state": state.story.state.as_str(), "words": state_in_words(state.story.state),
            "seen": state.story.seen,
            "at": state.story.at.map(|at| at.millis()), "by": state.story.by, "by_me": state.story.by_asker,
        },
    })))
}

pub(crate) async fn drop_pen(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    given: Result<Json<Pen>, JsonRejection>,
) -> Answer {
    let given = body(given)?;
    let dropped = desk.newsroom().drop_pen(staff(&asker)?, post(&id)?, given.holder);
    dropped.await.map_err(Refusal::json)?;
    Ok(json(&json!({})))
}
