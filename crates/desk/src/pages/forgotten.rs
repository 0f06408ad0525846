//! A forgotten password: asking for the letter, and choosing another one by its link.

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
};
use http::{StatusCode, header::SET_COOKIE};
use newsroom::{Forgotten, NewsroomError};

#[derive(Template)]
#[template(path = "forgotten.html")]
struct Page {
    shell: Shell,
    problem: String,
    is_sent: bool,
}

#[derive(Template)]
#[template(path = "choose-password.html")]
struct Choose {
    shell: Shell,
    problem: String,
    token: String,
    /// Whose password; `None` when the link does not work.
    email: Option<String>,
}

pub(crate) async fn form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
) -> Answer {
    let page = Page {
        shell: Shell::of(&desk, &asker, &nonce, "forgotten").await?,
        problem: String::new(),
        is_sent: false,
    };
    Ok(html_with(StatusCode::OK, &page))
}

pub(crate) async fn send(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let shell = Shell::of(&desk, &asker, &nonce, "forgotten").await?;
    let asked = desk
        .newsroom()
        .forget_password(&fields.text("email"), &asker.network)
        .await;
    let (status, problem) = match asked.map_err(Refusal::page)? {
        Forgotten::Sent => (StatusCode::OK, String::new()),
        Forgotten::TooMany(until) => (
            StatusCode::TOO_MANY_REQUESTS,
            format!(
                "Too many questions from your network. Ask again after {} ({}).",
                times::short(&shell.settings, until),
                shell.settings.timezone
            ),
        ),
    };
    let is_sent = problem.is_empty();
    Ok(html_with(
        status,
        &Page {
            shell,
            problem,
            is_sent,
        },
    ))
}

async fn choose_page(desk: &Desk, asker: &Asker, nonce: &Nonce, token: String, problem: String) -> Answer {
    let user = desk.newsroom().forgotten(&token).await.map_err(Refusal::page)?;
    let status = match (&user, problem.is_empty()) {
        (None, _) => StatusCode::GONE,
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let page = Choose {
        shell: Shell::of(desk, asker, nonce, "forgotten").await?,
        problem,
        token,
        email: user.map(|user| user.email.to_string()),
    };
    Ok(html_with(status, &page))
}

pub(crate) async fn choose_form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let token = Fields::read(query.unwrap_or_default().as_bytes()).text("t");
    choose_page(&desk, &asker, &nonce, token, String::new()).await
}

pub(crate) async fn choose(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let token = fields.text("t");
    match desk
        .newsroom()
        .choose_password(&token, fields.exact("password"))
        .await
    {
        Ok(true) => {
            let mut response = see_other("/desk/sign-in/?chosen=1");
            response.headers_mut().insert(SET_COOKIE, set_cookie(&desk, None));
            Ok(response)
        }
        Ok(false) => choose_page(&desk, &asker, &nonce, String::new(), String::new()).await,
        Err(NewsroomError::Invalid(why)) => choose_page(&desk, &asker, &nonce, token, why).await,
        Err(error) => Err(Refusal::page(error)),
    }
}
