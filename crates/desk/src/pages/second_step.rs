//! The second step of signing in: the code of an authenticator, a passkey, or a recovery code. The ticket that the first
//! step gave stands in the form, never in an address.

use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    pages::{passkeys, sign_in},
    session_cookie::set_cookie,
    shell::{Nonce, Shell, html_with},
    times,
};
use askama::Template;
use axum::{Extension, extract::State, response::Response};
use http::{StatusCode, header::SET_COOKIE};
use newsroom::{NewsroomError, SecondStep};

#[derive(Template)]
#[template(path = "second-step.html")]
struct Page {
    shell: Shell,
    problem: String,
    ticket: String,
    next: String,
    /// Whether they have an authenticator.
    authenticator: bool,
    /// The ids of their passkeys, with spaces between.
    passkeys: String,
    challenge: String,
}

/// The page that asks for it.
pub(super) async fn page(
    desk: &Desk,
    shell: Shell,
    ticket: String,
    next: String,
    status: StatusCode,
    problem: String,
) -> Answer {
    let ways = desk.newsroom().second_step_ways(&ticket).await;
    let Some(ways) = ways.map_err(Refusal::page)? else {
        return sign_in::page_again(desk, shell, next).await;
    };
    let page = Page {
        shell,
        problem,
        ticket,
        next,
        authenticator: ways.authenticator,
        passkeys: ways.passkeys.join(" "),
        challenge: ways.challenge,
    };
    Ok(html_with(status, &page))
}

/// Opened by its address there is no ticket: the first step comes first.
pub(crate) async fn form() -> Response {
    see_other("/desk/sign-in/")
}

pub(crate) async fn send(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (ticket, code) = (fields.text("ticket"), fields.text("code-of-factor"));
    let done = desk
        .newsroom()
        .second_step(&ticket, &code, &asker.agent, &asker.network)
        .await;
    let wrong = "That code is not right. Each works once: wait for the next one.";
    after(&desk, &asker, &nonce, &fields, done, wrong).await
}

pub(crate) async fn passkey(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (ticket, answer) = (fields.text("ticket"), passkeys::answered(&desk, &fields));
    let done = desk
        .newsroom()
        .second_step_with_passkey(&ticket, answer, &asker.agent, &asker.network)
        .await;
    let wrong = "That passkey is not yours here. Try again, or use a code.";
    after(&desk, &asker, &nonce, &fields, done, wrong).await
}

async fn after(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    fields: &Fields,
    done: Result<SecondStep, NewsroomError>,
    wrong: &str,
) -> Answer {
    let (ticket, next) = (fields.text("ticket"), sign_in::next(fields));
    let shell = Shell::of(desk, asker, nonce, "sign-in").await?;
    let (status, problem) = match done.map_err(Refusal::page)? {
        SecondStep::In(secret) => {
            let mut response = see_other(if next.is_empty() { "/desk/" } else { &next });
            response
                .headers_mut()
                .insert(SET_COOKIE, set_cookie(desk, Some(&secret)));
            return Ok(response);
        }
        SecondStep::Ended => return sign_in::page_again(desk, shell, next).await,
        SecondStep::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, wrong.to_owned()),
        SecondStep::TooMany(until) => (
            StatusCode::TOO_MANY_REQUESTS,
            format!(
                "Too many tries. The next one counts at {} ({}).",
                times::short(&shell.settings, until),
                shell.settings.timezone
            ),
        ),
    };
    page(desk, shell, ticket, next, status, problem).await
}
