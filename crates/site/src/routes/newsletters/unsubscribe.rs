//! Leaving. A person opens the link and presses the button; a mail program sends the POST by itself (RFC 8058), in
//! whatever form, so its body does not matter.

use super::{Context, RequestId, Visit};
use axum::{
    Extension,
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use newsroom::Leaving;
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
    match visit.context.0.newsroom.leaving(&visit.query("u")).await {
        Ok(Some(leaving)) => answer(&visit, NewsletterView::Leave, &leaving).await,
        Ok(None) => visit.dead().await,
        Err(error) => visit.failed(&error),
    }
}

pub(super) async fn leave(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let visit = match Visit::begin(context, id, request).await {
        Ok((visit, _)) => visit,
        Err(response) => return response,
    };
    let origin = visit.own_origin("unsubscribe");
    match visit.context.0.newsroom.leave(&visit.query("u"), origin).await {
        Ok(Some(left)) => answer(&visit, NewsletterView::Left, &left).await,
        Ok(None) => visit.dead().await,
        Err(error) => visit.failed(&error),
    }
}

async fn answer(visit: &Visit, view: NewsletterView, leaving: &Leaving) -> Response {
    let mut page = NewsletterPage::new(view);
    page.newsletters = visit.newsletters(leaving.newsletter.as_slice());
    page.token = visit.query("u");
    visit.show(StatusCode::OK, page).await
}
