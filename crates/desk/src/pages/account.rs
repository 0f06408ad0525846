//! A person's own account: name, address, password, and where they are signed in.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    browser,
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
use newsroom::NewsroomError;

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    shell: Shell,
    problem: String,
    typed: Typed,
    done: &'static str,
    name: String,
    email: String,
    role: String,
    has_factor: bool,
    codes_left: usize,
    devices: Vec<Device>,
    id: String,
    challenge: String,
    passkeys: Vec<Key>,
    /// Their ids, so that no device makes a second one.
    known: String,
}

struct Key {
    id: String,
    name: String,
    begun: String,
    used: String,
}

struct Device {
    id: String,
    words: String,
    network: String,
    begun: String,
    used: String,
    is_this: bool,
}

/// What was done, by the word that stands in the address after it.
fn done(word: &str) -> &'static str {
    match word {
        "name" => "Your name was changed.",
        "email" => "Your address was changed: sign in with it from now on.",
        "password" => "Your password was changed. You are signed out everywhere but here.",
        "passkey" => {
            "The passkey was added: sign in with it, or use it after the password. You are signed out everywhere but here."
        }
        "no-passkey" => "The passkey was removed. You are signed out everywhere but here.",
        "ended" => "You are signed out there.",
        "others" => "You are signed out everywhere but here.",
        "factor-on" => {
            "The authenticator is on; your recovery codes are the same. You are signed out everywhere but here."
        }
        "factor-off" => "The authenticator is switched off. You are signed out everywhere but here.",
        _ => "",
    }
}

/// What was typed that is not saved; empty for nothing.
#[derive(Default)]
struct Typed {
    name: String,
    email: String,
}

async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    word: &str,
    problem: String,
    typed: Typed,
) -> Answer {
    let person = staff(asker)?;
    let shell = Shell::of(desk, asker, nonce, "account").await?;
    let user = desk.newsroom().own_entry(person).await.map_err(Refusal::page)?;
    let sessions = desk.newsroom().sessions_of(person).await.map_err(Refusal::page)?;
    let devices = sessions.into_iter().map(|one| Device {
        is_this: one.id == person.session,
        words: browser::in_words(&one.agent),
        network: match one.network.is_empty() {
            true => "unknown".to_owned(),
            false => one.network,
        },
        begun: times::short(&shell.settings, one.created_at),
        used: times::short(&shell.settings, one.seen_at),
        id: one.id,
    });
    let challenge = desk
        .newsroom()
        .passkey_challenge(&person.session)
        .await
        .map_err(Refusal::page)?;
    let keys = desk.newsroom().passkeys_of(person).await.map_err(Refusal::page)?;
    let known: Vec<&str> = keys.iter().map(|key| key.id.as_str()).collect();
    let known = known.join(" ");
    let passkeys = keys.into_iter().map(|key| Key {
        id: key.id,
        name: key.name,
        begun: times::short(&shell.settings, key.created_at),
        used: key
            .used_at
            .map_or_else(|| "Never".to_owned(), |at| times::short(&shell.settings, at)),
    });
    let status = match problem.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let or = |typed: String, kept: &str| match typed.is_empty() {
        true => kept.to_owned(),
        false => typed,
    };
    let page = Page {
        typed: Typed {
            name: or(typed.name, &user.name),
            email: or(typed.email, user.email.as_str()),
        },
        problem,
        done: done(word),
        name: user.name,
        email: user.email.to_string(),
        role: user.role.to_string(),
        has_factor: user.totp.is_some(),
        codes_left: user.recovery.split(' ').filter(|one| !one.is_empty()).count(),
        devices: devices.collect(),
        id: user.id.to_string(),
        challenge,
        passkeys: passkeys.collect(),
        known,
        shell,
    };
    Ok(html_with(status, &page))
}

pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let word = Fields::read(query.unwrap_or_default().as_bytes()).text("done");
    page(&desk, &asker, &nonce, &word, String::new(), Typed::default()).await
}

/// To the page that says what was done, or the page with what is wrong.
pub(super) async fn after(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    word: &str,
    done: Result<(), NewsroomError>,
) -> Answer {
    after_typing(desk, asker, nonce, word, done, Typed::default()).await
}

async fn after_typing(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    word: &str,
    done: Result<(), NewsroomError>,
    typed: Typed,
) -> Answer {
    match done {
        Ok(()) => Ok(see_other(&format!("/desk/account/?done={word}"))),
        Err(NewsroomError::Invalid(why) | NewsroomError::Conflict(why)) => {
            page(desk, asker, nonce, "", why, typed).await
        }
        Err(error) => Err(Refusal::page(error)),
    }
}

pub(crate) async fn name(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let done = desk
        .newsroom()
        .change_own_name(staff(&asker)?, &fields.text("name"))
        .await;
    let typed = Typed {
        name: fields.text("name"),
        ..Typed::default()
    };
    after_typing(&desk, &asker, &nonce, "name", done, typed).await
}

pub(crate) async fn email(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let person = staff(&asker)?;
    let done = match fields.text("email").parse() {
        Ok(email) => {
            desk.newsroom()
                .change_own_email(person, email, fields.exact("password"))
                .await
        }
        Err(kernel::Invalid(why)) => Err(NewsroomError::Invalid(format!("{why}."))),
    };
    let typed = Typed {
        email: fields.text("email"),
        ..Typed::default()
    };
    after_typing(&desk, &asker, &nonce, "email", done, typed).await
}

pub(crate) async fn password(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (old, new) = (fields.exact("old"), fields.exact("new"));
    let done = desk
        .newsroom()
        .change_own_password(staff(&asker)?, old, new)
        .await;
    after(&desk, &asker, &nonce, "password", done).await
}

pub(crate) async fn end_session(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Answer {
    let person = staff(&asker)?;
    desk.newsroom()
        .end_session(person, id)
        .await
        .map_err(Refusal::page)?;
    Ok(see_other("/desk/account/?done=ended"))
}

pub(crate) async fn end_others(State(desk): State<Desk>, Extension(asker): Extension<Asker>) -> Answer {
    let person = staff(&asker)?;
    desk.newsroom()
        .end_other_sessions(person)
        .await
        .map_err(Refusal::page)?;
    Ok(see_other("/desk/account/?done=others"))
}
