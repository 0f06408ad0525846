//! A link that shows unpublished work, in the real theme, on a phone and on a desktop.

use super::{copy::post, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    guard::Asker,
    shell::{Nonce, Shell, html},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
};

#[derive(Template)]
#[template(path = "preview.html")]
struct Page {
    shell: Shell,
    id: String,
    title: String,
    language: String,
    link: String,
    path: String,
}

/// Makes a link and shows it, with the page itself below.
pub(crate) async fn make(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
) -> Answer {
    let (person, story) = (staff(&asker)?, post(&id)?);
    let open = desk
        .newsroom()
        .open_copy(person, story)
        .await
        .map_err(Refusal::page)?;
    let secret = desk
        .newsroom()
        .make_preview(person, story)
        .await
        .map_err(Refusal::page)?;
    let path = format!("/preview/{secret}/");
    Ok(html(&Page {
        shell: Shell::of(&desk, &asker, &nonce, "stories").await?,
        id,
        language: open.post.language.to_string(),
        title: open.post.title,
        link: format!("{}{path}", desk.0.public_url),
        path,
    }))
}

/// Ends all links to a story.
pub(crate) async fn end(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let ended = desk.newsroom().end_previews(staff(&asker)?, post(&id)?).await;
    ended.map_err(Refusal::page)?;
    Ok(see_other(&format!("/desk/stories/{id}/?done=previews-ended")))
}
