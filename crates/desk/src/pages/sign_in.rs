//! Signing in and out.

use super::{second_step, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    session_cookie::set_cookie,
    shell::{Nonce, Shell, html_with},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::IntoResponse,
};
use http::{StatusCode, header::SET_COOKIE};
use newsroom::{Credentials, SignedIn};

#[derive(Template)]
#[template(path = "sign-in.html")]
struct Page {
    shell: Shell,
    problem: String,
    done: &'static str,
    email: String,
    next: String,
    challenge: String,
}

/// The page, when the second step took too long.
pub(super) async fn page_again(desk: &Desk, shell: Shell, next: String) -> Answer {
    let page = Page {
        shell,
        problem: "That took too long, or the password was changed: sign in again.".into(),
        done: "",
        email: String::new(),
        next,
        challenge: challenge(desk).await?,
    };
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// A page of the desk to go to; nothing else, so that no link leads away.
pub(super) fn next(fields: &Fields) -> String {
    fields
        .get("next")
        .filter(|next| next.starts_with("/desk/") && !next.contains("//") && !next.contains('\\'))
        .unwrap_or_default()
}

pub(crate) async fn form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    if desk.newsroom().is_unclaimed().await.map_err(Refusal::page)? {
        return Ok(see_other("/desk/set-up/"));
    }
    let query = Fields::read(query.unwrap_or_default().as_bytes());
    let next = next(&query);
    if asker.staff.is_some() {
        return Ok(see_other(if next.is_empty() { "/desk/" } else { &next }));
    }
    let problem = match query.get("sent") {
        Some(_) => "Your session has ended: what you sent was not done. Sign in, and do it again.",
        None => "",
    };
    let page = Page {
        shell: Shell::of(&desk, &asker, &nonce, "sign-in").await?,
        problem: problem.into(),
        done: match query.get("chosen") {
            Some(_) => "The new password holds. Sign in with it.",
            None => "",
        },
        email: String::new(),
        next,
        challenge: challenge(&desk).await?,
    };
    Ok(html_with(StatusCode::OK, &page))
}

pub(crate) async fn send(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let given = Credentials {
        email: fields.text("email"),
        password: fields.exact("password"),
        network: asker.network.clone(),
        agent: asker.agent.clone(),
    };
    let shell = Shell::of(&desk, &asker, &nonce, "sign-in").await?;
    let signed_in = desk.newsroom().sign_in(given).await.map_err(Refusal::page)?;
    after(
        &desk,
        shell,
        signed_in,
        "Address or password are not right.",
        &fields,
    )
    .await
}

/// The answer to a try to sign in; `wrong` is said where it failed.
pub(super) async fn after(
    desk: &Desk,
    shell: Shell,
    signed_in: SignedIn,
    wrong: &str,
    fields: &Fields,
) -> Answer {
    let next = next(fields);
    let (status, problem) = match signed_in {
        SignedIn::In(secret) => {
            let mut response = see_other(if next.is_empty() { "/desk/" } else { &next });
            response
                .headers_mut()
                .insert(SET_COOKIE, set_cookie(desk, Some(&secret)));
            return Ok(response);
        }
        SignedIn::SecondStep(ticket) => {
            return second_step::page(desk, shell, ticket, next, StatusCode::OK, String::new()).await;
        }
        SignedIn::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, wrong.to_owned()),
        SignedIn::TooMany(until) => (
            StatusCode::TOO_MANY_REQUESTS,
            format!(
                "Too many tries. The next one counts at {} ({}).",
                times::short(&shell.settings, until),
                shell.settings.timezone
            ),
        ),
    };
    let page = Page {
        shell,
        problem,
        done: "",
        email: fields.text("email"),
        next,
        challenge: challenge(desk).await?,
    };
    Ok(html_with(status, &page))
}

async fn challenge(desk: &Desk) -> Result<String, Refusal> {
    desk.newsroom().passkey_challenge("").await.map_err(Refusal::page)
}

pub(crate) async fn sign_out(State(desk): State<Desk>, Extension(asker): Extension<Asker>) -> Answer {
    // Where the session cannot be ended, this browser is signed out at least.
    let mut response = match desk.newsroom().sign_out(staff(&asker)?).await {
        Ok(()) => see_other("/desk/sign-in/"),
        Err(error) => Refusal::page(error).into_response(),
    };
    response.headers_mut().insert(SET_COOKIE, set_cookie(&desk, None));
    Ok(response)
}
