//! What colleagues say to each other about a story. Forms come back to the story's page; scripts get JSON.

use super::{
    copy::{self, post},
    staff,
};
use crate::{
    Desk,
    answer::{Answer, Refusal, json, see_other, wants_json},
    fields::Fields,
    guard::Asker,
};
use axum::{
    Extension,
    extract::{Path, State},
};
use http::HeaderMap;
use kernel::CommentId;
use newsroom::{CommentInput, NewsroomError};
use serde_json::{Value, json};
use store::Comment;

fn as_json(comment: &Comment) -> Value {
    json!({
        "id": comment.id.to_string(),
        "parent": comment.parent.map(|id| id.to_string()),
        "who": comment.who, "at": comment.at.millis(),
        "quote": comment.quote, "nth": comment.nth, "now": copy::passage(comment), "text": comment.text,
        "resolved_at": comment.resolved_at.map(|at| at.millis()), "resolved_by": comment.resolved_by,
    })
}

/// All comments, the oldest first; a browser that asks for where its form went is led to the story.
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    if !wants_json(&headers) {
        return Ok(see_other(&format!("/desk/stories/{}/#comments", post(&id)?)));
    }
    let all = desk.newsroom().comments(staff(&asker)?, post(&id)?).await;
    let all = all.map_err(Refusal::json)?;
    Ok(json(&all.iter().map(as_json).collect::<Vec<_>>()))
}

fn refusal(headers: &HeaderMap) -> impl Fn(NewsroomError) -> Refusal {
    let script = wants_json(headers);
    move |error| Refusal::failed(error, script)
}

pub(crate) async fn add(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let input = CommentInput {
        post: post(&id)?,
        parent: fields.parse("parent"),
        quote: fields.text("quote"),
        nth: fields.parse("nth").unwrap_or(0),
        text: fields.text("text"),
    };
    let comment = desk.newsroom().comment(staff(&asker)?, input).await;
    let comment = comment.map_err(refusal(&headers))?;
    Ok(match wants_json(&headers) {
        true => json(&as_json(&comment)),
        false => see_other(&format!("/desk/stories/{id}/#comment-{}", comment.id)),
    })
}

pub(crate) async fn resolve(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path((id, comment)): Path<(String, String)>,
    headers: HeaderMap,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let comment: CommentId = comment.parse().map_err(|_| Refusal::nothing())?;
    let resolved = fields.text("resolved") != "0";
    let done = desk
        .newsroom()
        .resolve_comment(staff(&asker)?, post(&id)?, comment, resolved)
        .await;
    done.map_err(refusal(&headers))?;
    if wants_json(&headers) {
        return Ok(json(&json!({})));
    }
    let all = desk.newsroom().comments(staff(&asker)?, post(&id)?).await;
    let next = match resolved {
        true => next_open(&all.map_err(Refusal::page)?, comment),
        false => Some(comment),
    };
    let place = next.map_or_else(|| "comments-title".into(), |id| format!("settle-{id}"));
    Ok(see_other(&format!("/desk/stories/{id}/#{place}")))
}

/// Whoever settles one comment goes on with the next that is open.
fn next_open(all: &[Comment], settled: CommentId) -> Option<CommentId> {
    let mut begun = all.iter().filter(|one| one.parent.is_none());
    begun.find(|one| one.id == settled)?;
    begun.find(|one| one.resolved_at.is_none()).map(|one| one.id)
}
