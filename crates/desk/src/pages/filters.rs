//! Lists that a person comes back to.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
};
use axum::{
    Extension,
    extract::{Path, State},
};

/// What of a list's address is kept.
const KEPT: [&str; 5] = ["kind", "state", "section", "mine", "words"];

pub(crate) async fn save(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let query = kept(&fields);
    let saved = desk
        .newsroom()
        .save_filter(staff(&asker)?, fields.text("name"), query.clone())
        .await;
    saved.map_err(Refusal::page)?;
    Ok(see_other(&format!("/desk/stories/?{query}")))
}

pub(crate) async fn remove(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let id = id.parse().map_err(|_| Refusal::nothing())?;
    let removed = desk.newsroom().remove_filter(staff(&asker)?, id).await;
    removed.map_err(Refusal::page)?;
    Ok(see_other("/desk/stories/"))
}

pub(crate) fn kept(fields: &Fields) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in KEPT {
        if let Some(value) = fields.get(name) {
            query.append_pair(name, &value);
        }
    }
    query.finish()
}
