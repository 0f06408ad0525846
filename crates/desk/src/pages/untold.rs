//! Letters about a story that could not be sent, at the story.

use super::{copy::post, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    guard::Asker,
};
use axum::{
    Extension,
    extract::{Path, State},
};
use kernel::JobId;

/// Sends one again, and comes back to the story.
pub(crate) async fn again(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path((id, job)): Path<(String, String)>,
) -> Answer {
    let (person, story) = (staff(&asker)?, post(&id)?);
    let job: JobId = job.parse().map_err(|_| Refusal::nothing())?;
    let told = desk.newsroom().tell_again(person, story, job).await;
    told.map_err(Refusal::page)?;
    Ok(see_other(&format!("/desk/stories/{id}/?done=told-again")))
}
