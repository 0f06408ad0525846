//! Taking an invitation up.

use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    session_cookie::set_cookie,
    shell::{Nonce, Shell, html_with},
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use http::{StatusCode, header::SET_COOKIE};
use newsroom::{Join, NewsroomError};

#[derive(Template)]
#[template(path = "join.html")]
struct Page {
    shell: Shell,
    problem: String,
    token: String,
    /// Who was asked; `None` when the link does not work.
    asked: Option<Asked>,
}

struct Asked {
    email: String,
    name: String,
    role: String,
    by: Option<String>,
}

async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    token: String,
    typed: Option<String>,
    problem: String,
) -> Answer {
    let invited = desk.newsroom().invited(&token).await.map_err(Refusal::page)?;
    let status = match (&invited, problem.is_empty()) {
        (None, _) => StatusCode::GONE,
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let page = Page {
        shell: Shell::of(desk, asker, nonce, "join").await?,
        problem,
        token,
        asked: invited.map(|invited| Asked {
            email: invited.invitation.email.to_string(),
            name: typed.unwrap_or(invited.invitation.name),
            role: invited.invitation.role.to_string(),
            by: invited.by,
        }),
    };
    Ok(html_with(status, &page))
}

pub(crate) async fn form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let token = Fields::read(query.unwrap_or_default().as_bytes()).text("t");
    page(&desk, &asker, &nonce, token, None, String::new()).await
}

pub(crate) async fn send(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (token, name) = (fields.text("t"), fields.text("name"));
    let join = Join {
        token: token.clone(),
        name: name.clone(),
        password: fields.exact("password"),
        agent: asker.agent.clone(),
        network: asker.network.clone(),
    };
    match desk.newsroom().join(join).await {
        Ok(Some(secret)) => {
            let mut response = see_other("/desk/");
            response
                .headers_mut()
                .insert(SET_COOKIE, set_cookie(&desk, Some(&secret)));
            Ok(response)
        }
        Ok(None) => page(&desk, &asker, &nonce, String::new(), None, String::new()).await,
        Err(NewsroomError::Invalid(why)) => page(&desk, &asker, &nonce, token, Some(name), why).await,
        Err(error) => Err(Refusal::page(error)),
    }
}
