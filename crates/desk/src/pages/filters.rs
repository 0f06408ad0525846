//! Lists that a person comes back to.

use super::{choices::CHOICES, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    paging,
};
use axum::{
    Extension,
    extract::{Path, State},
};

pub(crate) async fn save(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let mut query = paging::same(&fields, &CHOICES);
    let saved = desk
        .newsroom()
        .save_filter(staff(&asker)?, fields.text("name"), query.clone())
        .await;
    saved.map_err(Refusal::page)?;
    if !query.is_empty() {
        query.push('&');
    }
    Ok(see_other(&format!("/desk/stories/?{query}done=kept")))
}

pub(crate) async fn remove(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let id = id.parse().map_err(|_| Refusal::nothing())?;
    let removed = desk.newsroom().remove_filter(staff(&asker)?, id).await;
    removed.map_err(Refusal::page)?;
    Ok(see_other("/desk/stories/?done=removed"))
}
