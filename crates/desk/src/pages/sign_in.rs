//! Signing in and out.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::{Asker, set_cookie},
    shell::{Nonce, Shell, html_with},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use http::{StatusCode, header::SET_COOKIE};
use newsroom::{Credentials, SignedIn};

#[derive(Template)]
#[template(path = "sign-in.html")]
struct Page {
    shell: Shell,
    problem: String,
    email: String,
    next: String,
}

/// A page of the desk to go to; nothing else, so that no link leads away.
fn next(fields: &Fields) -> String {
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
    let next = next(&Fields::read(query.unwrap_or_default().as_bytes()));
    if asker.staff.is_some() {
        return Ok(see_other(if next.is_empty() { "/desk/" } else { &next }));
    }
    let page = Page {
        shell: Shell::of(&desk, &asker, &nonce, "sign-in").await?,
        problem: String::new(),
        email: String::new(),
        next,
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
    let next = next(&fields);
    let shell = Shell::of(&desk, &asker, &nonce, "sign-in").await?;
    let signed_in = desk.newsroom().sign_in(given).await.map_err(Refusal::page)?;
    let (status, problem) = match signed_in {
        SignedIn::In(secret) => {
            let mut response = see_other(if next.is_empty() { "/desk/" } else { &next });
            response
                .headers_mut()
                .insert(SET_COOKIE, set_cookie(&desk, Some(&secret)));
            return Ok(response);
        }
        SignedIn::SecondStep(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "This account asks for a second factor.".to_owned(),
        ),
        SignedIn::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Address or password are not right.".to_owned(),
        ),
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
        email: fields.text("email"),
        next,
    };
    Ok(html_with(status, &page))
}

pub(crate) async fn sign_out(State(desk): State<Desk>, Extension(asker): Extension<Asker>) -> Answer {
    desk.newsroom()
        .sign_out(staff(&asker)?)
        .await
        .map_err(Refusal::page)?;
    let mut response = see_other("/desk/sign-in/");
    response.headers_mut().insert(SET_COOKIE, set_cookie(&desk, None));
    Ok(response)
}
