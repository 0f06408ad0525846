//! The owner makes somebody else the owner.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
};
use askama::Template;
use axum::{Extension, extract::State};
use http::StatusCode;
use newsroom::NewsroomError;

#[derive(Template)]
#[template(path = "hand-over.html")]
struct Page {
    shell: Shell,
    problem: String,
    /// Ids and names of those who could be it.
    heirs: Vec<(String, String)>,
}

async fn page(desk: &Desk, asker: &Asker, nonce: &Nonce, problem: String) -> Answer {
    let person = staff(asker)?;
    let people = desk.newsroom().people(person).await.map_err(Refusal::page)?;
    let heirs = people.colleagues.into_iter().map(|one| one.user);
    let heirs = heirs.filter(|user| user.id != person.id && user.disabled_at.is_none());
    let status = match problem.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        shell: Shell::of(desk, asker, nonce, "people").await?,
        problem,
        heirs: heirs
            .map(|user| (user.id.to_string(), format!("{}, {}", user.name, user.role)))
            .collect(),
    };
    Ok(html_with(status, &page))
}

pub(crate) async fn form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
) -> Answer {
    page(&desk, &asker, &nonce, String::new()).await
}

pub(crate) async fn send(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let Some(to) = fields.parse("to") else {
        return page(&desk, &asker, &nonce, "Choose who is to be the owner.".into()).await;
    };
    let done = desk
        .newsroom()
        .hand_over_ownership(staff(&asker)?, to, fields.exact("password"))
        .await;
    match done {
        Ok(()) => Ok(see_other("/desk/people/?done=handed-over")),
        Err(NewsroomError::Invalid(why)) => page(&desk, &asker, &nonce, why).await,
        Err(error) => Err(Refusal::page(error)),
    }
}
