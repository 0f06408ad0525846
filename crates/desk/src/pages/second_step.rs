//! The second step of signing in: the code of an authenticator, or a recovery code. The ticket that the first step gave
//! stands in the form, never in an address.

use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::{Asker, set_cookie},
    pages::sign_in,
    shell::{Nonce, Shell, html_with},
    times,
};
use askama::Template;
use axum::{Extension, extract::State, response::Response};
use http::{StatusCode, header::SET_COOKIE};
use newsroom::SecondStep;

#[derive(Template)]
#[template(path = "second-step.html")]
struct Page {
    shell: Shell,
    problem: String,
    ticket: String,
    next: String,
}

/// The page that asks for the code.
pub(super) fn page(shell: Shell, ticket: String, next: String) -> Response {
    with_problem(shell, ticket, next, StatusCode::OK, String::new())
}

fn with_problem(shell: Shell, ticket: String, next: String, status: StatusCode, problem: String) -> Response {
    let page = Page {
        shell,
        problem,
        ticket,
        next,
    };
    html_with(status, &page)
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
    let (ticket, next) = (fields.text("ticket"), sign_in::next(&fields));
    let code = fields.text("code-of-factor");
    let done = desk
        .newsroom()
        .second_step(&ticket, &code, &asker.agent, &asker.network)
        .await;
    let shell = Shell::of(&desk, &asker, &nonce, "sign-in").await?;
    let (status, problem) = match done.map_err(Refusal::page)? {
        SecondStep::In(secret) => {
            let mut response = see_other(if next.is_empty() { "/desk/" } else { &next });
            response
                .headers_mut()
                .insert(SET_COOKIE, set_cookie(&desk, Some(&secret)));
            return Ok(response);
        }
        SecondStep::Ended => return sign_in::page_again(&desk, shell, next).await,
        SecondStep::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "That code is not right. Each works once: wait for the next one.".to_owned(),
        ),
        SecondStep::TooMany(until) => (
            StatusCode::TOO_MANY_REQUESTS,
            format!(
                "Too many tries. The next one counts at {} ({}).",
                times::short(&shell.settings, until),
                shell.settings.timezone
            ),
        ),
    };
    Ok(with_problem(shell, ticket, next, status, problem))
}
