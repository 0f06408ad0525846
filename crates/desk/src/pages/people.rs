//! Who works here: asking people to join, roles, leaving and coming back.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use http::StatusCode;
use kernel::{EmailAddress, InvitationId, Role, Timestamp, UserId};
use newsroom::{Invite, NewsroomError, Staff};

#[derive(Template)]
#[template(path = "people.html")]
struct Page {
    shell: Shell,
    problem: String,
    done: &'static str,
    /// Who can be let in again: the undoing of what was done.
    undo: Option<String>,
    given: Given,
    roles: Vec<Role>,
    people: Vec<Line>,
    invitations: Vec<Asked>,
    sends_mail: bool,
}

/// What was typed, so that a mistake does not cost it.
#[derive(Default)]
struct Given {
    email: String,
    name: String,
    role: String,
}

struct Line {
    id: String,
    name: String,
    email: String,
    role: Role,
    byline: String,
    seen: String,
    has_factor: bool,
    factor: &'static str,
    is_disabled: bool,
    is_self: bool,
    /// Whether the one who looks may change them.
    is_open: bool,
}

struct Asked {
    id: String,
    name: String,
    email: String,
    role: Role,
    until: String,
    is_over: bool,
    is_open: bool,
}

/// What was done, by the word that stands in the address after it.
fn done(word: &str) -> &'static str {
    match word {
        "invited" => "The invitation is on its way. Its link works for seven days.",
        "taken-back" => "The invitation was taken back; its link works no longer.",
        "role" => "The role was changed.",
        "handed-over" => "The newsroom was handed over. You are an administrator now.",
        "disabled" => "They are signed out everywhere and cannot sign in any more. What they wrote stays.",
        "enabled" => "They may sign in again.",
        "factor" => "Their second factor and passkeys are gone, and they are signed out everywhere.",
        _ => "",
    }
}

async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    query: &Fields,
    problem: String,
    given: Given,
) -> Answer {
    let person = staff(asker)?;
    let shell = Shell::of(desk, asker, nonce, "people").await?;
    let people = desk.newsroom().people(person).await.map_err(Refusal::page)?;
    let time = |at: Timestamp| times::short(&shell.settings, at);
    let lines = people.colleagues.into_iter().map(|one| Line {
        id: one.user.id.to_string(),
        is_self: one.user.id == person.id,
        is_open: one.user.id != person.id && one.user.role <= person.role,
        name: one.user.name,
        email: one.user.email.to_string(),
        role: one.user.role,
        byline: one.byline.map_or_else(String::new, |author| author.name.clone()),
        seen: one.seen.map_or_else(|| "Never".to_owned(), time),
        has_factor: one.user.totp.is_some() || one.passkeys > 0,
        factor: match (one.user.totp.is_some(), one.passkeys > 0) {
            (true, true) => "Codes and passkey",
            (false, true) => "Passkey",
            _ => "Codes",
        },
        is_disabled: one.user.disabled_at.is_some(),
    });
    let now = Timestamp::now();
    let invitations = people.invitations.into_iter().map(|one| Asked {
        id: one.id.to_string(),
        name: one.name,
        email: one.email.to_string(),
        role: one.role,
        until: time(one.expires_at),
        is_over: one.expires_at <= now,
        is_open: one.role <= person.role,
    });
    let status = match problem.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let word = query.text("done");
    let page = Page {
        problem,
        done: done(&word),
        undo: query
            .parse::<UserId>("who")
            .filter(|_| word == "disabled")
            .map(|id| id.to_string()),
        given,
        roles: Role::ALL
            .into_iter()
            .filter(|role| *role <= person.role)
            .collect(),
        people: lines.collect(),
        invitations: invitations.collect(),
        sends_mail: desk.0.sends_mail,
        shell,
    };
    Ok(html_with(status, &page))
}

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Fields::read(query.unwrap_or_default().as_bytes());
    page(&desk, &asker, &nonce, &query, String::new(), Given::default()).await
}

pub(crate) async fn invite(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let given = Given {
        email: fields.text("email"),
        name: fields.text("name"),
        role: fields.text("role"),
    };
    let sent = async {
        let unfit = |kernel::Invalid(why)| NewsroomError::Invalid(format!("{}.", why.trim_end_matches('.')));
        let email: EmailAddress = given.email.parse().map_err(unfit)?;
        let role: Role = given.role.parse().map_err(unfit)?;
        let name = given.name.clone();
        let person = asker
            .staff
            .as_ref()
            .ok_or(NewsroomError::Forbidden(String::new()))?;
        desk.newsroom().invite(person, Invite { email, name, role }).await
    };
    match sent.await {
        Ok(_) => Ok(see_other("/desk/people/?done=invited")),
        Err(NewsroomError::Invalid(why) | NewsroomError::Conflict(why)) => {
            page(&desk, &asker, &nonce, &Fields::default(), why, given).await
        }
        Err(error) => Err(Refusal::page(error)),
    }
}

pub(crate) async fn invite_again(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let sent = desk
        .newsroom()
        .invite_again(staff(&asker)?, invitation(&id)?)
        .await;
    after(sent, "invited")
}

pub(crate) async fn take_back(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let taken = desk
        .newsroom()
        .take_invitation_back(staff(&asker)?, invitation(&id)?)
        .await;
    after(taken, "taken-back")
}

pub(crate) async fn role(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (person, id) = chosen(&asker, &id)?;
    let Some(role) = fields.parse("role") else {
        return Err(Refusal::page(NewsroomError::Invalid("Choose a role.".into())));
    };
    after(desk.newsroom().change_role(person, id, role).await, "role")
}

pub(crate) async fn disable(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let (person, id) = chosen(&asker, &id)?;
    let done = desk.newsroom().disable(person, id).await;
    after(done, &format!("disabled&who={id}"))
}

pub(crate) async fn enable(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let (person, id) = chosen(&asker, &id)?;
    after(desk.newsroom().enable(person, id).await, "enabled")
}

pub(crate) async fn take_factor(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let (person, id) = chosen(&asker, &id)?;
    after(desk.newsroom().take_factor(person, id).await, "factor")
}

fn after<T>(done: Result<T, NewsroomError>, word: &str) -> Answer {
    done.map_err(Refusal::page)?;
    Ok(see_other(&format!("/desk/people/?done={word}")))
}

fn chosen<'a>(asker: &'a Asker, id: &str) -> Result<(&'a Staff, UserId), Refusal> {
    Ok((staff(asker)?, id.parse().map_err(|_| Refusal::nothing())?))
}

fn invitation(id: &str) -> Result<InvitationId, Refusal> {
    id.parse().map_err(|_| Refusal::nothing())
}
