//! The link of a confirmation mail. Opening it changes nothing, since scanners open every link; the button does.

use super::{Context, RequestId, Visit};
use axum::{
    Extension,
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use kernel::consent;
use theme::{NewsletterPage, NewsletterView};

pub(super) async fn page(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let visit = match Visit::begin(context, id, request).await {
        Ok((visit, _)) => visit,
        Err(response) => return response,
    };
    let token = visit.query("c");
    let asked = match visit.context.0.newsroom.asked(&token).await {
        Ok(Some(asked)) => asked,
        Ok(None) => return visit.dead().await,
        Err(error) => return visit.failed(&error),
    };
    let paper = visit.settings.title_in(&visit.language);
    let moving = asked.confirmation.email.as_ref();
    let mut page = NewsletterPage::new(NewsletterView::Confirm);
    match moving {
        Some(new) if asked.confirmation.confirmed_at.is_none() => {
            page.words = consent::moved(&visit.language, paper, new.as_str());
            page.moving = true;
        }
        None if !asked.newsletters.is_empty() => {
            page.newsletters = visit.newsletters(&asked.newsletters);
            let names: Vec<&str> = page
                .newsletters
                .iter()
                .map(|(one, _)| one.name.as_str())
                .collect();
            page.words = consent::confirmed(&visit.language, paper, asked.subscriber.email.as_str(), &names);
        }
        _ => {
            page.view = NewsletterView::Confirmed;
            page.moving = moving.is_some();
            page.email = asked.subscriber.email.to_string();
        }
    }
    page.token = if page.view == NewsletterView::Confirm {
        token
    } else {
        String::new()
    };
    visit.show(StatusCode::OK, page).await
}

pub(super) async fn confirm(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let (visit, fields) = match Visit::form(context, id, request).await {
        Ok(both) => both,
        Err(response) => return response,
    };
    let origin = visit.own_origin("confirm");
    let newsroom = &visit.context.0.newsroom;
    match newsroom
        .confirm(&visit.query("c"), fields.newsletters, origin)
        .await
    {
        Ok(Some(done)) => {
            let mut page = NewsletterPage::new(NewsletterView::Confirmed);
            page.newsletters = visit.newsletters(&done.newsletters);
            page.moving = done.newsletters.is_empty() && done.preferences.is_some();
            page.email = done.subscriber.email.to_string();
            page.token = done.preferences.unwrap_or_default();
            visit.show(StatusCode::OK, page).await
        }
        Ok(None) => visit.dead().await,
        Err(error) => visit.failed(&error),
    }
}
