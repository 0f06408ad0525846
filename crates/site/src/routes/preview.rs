//! `/preview/SECRET/`: unpublished work, in the theme that readers see, for whoever has the link, until it ends. Kept by
//! nobody, counted by nobody.

use super::{Context, RequestId, bare, newsletters::keep_private, pages};
use crate::cache::{Answer, Failure};
use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    response::Response,
};
use http::StatusCode;
use kernel::{PostState, Timestamp};
use newsroom::Previewed;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// The longest secret that is looked up.
const LONGEST: usize = 64;

pub(super) async fn page(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    Path(secret): Path<String>,
) -> Response {
    let inner = context.0;
    let Ok(_place) = inner.personal.acquire().await else {
        return bare(StatusCode::SERVICE_UNAVAILABLE, &id);
    };
    let found = match secret.len() <= LONGEST {
        true => inner.newsroom.previewed(&secret).await,
        false => Ok(None),
    };
    let shown = match found {
        Ok(Some(shown)) => shown,
        Ok(None) => {
            let mut response = bare(StatusCode::GONE, &id);
            keep_private(response.headers_mut());
            return response;
        }
        Err(error) => {
            tracing::error!(%error, "a preview cannot be shown");
            return bare(StatusCode::SERVICE_UNAVAILABLE, &id);
        }
    };
    let renderer = inner.renderer.clone();
    let rendered = spawn_blocking(move || match shown {
        Previewed::Story(post) => renderer.reading("/preview/", |asked| {
            let mut post = *post;
            // As it will be once it is out.
            post.state = PostState::Published;
            post.published_at.get_or_insert(Timestamp::now());
            let (language, page) = (post.language.clone(), theme::Page::Post(Arc::new(post)));
            renderer.through_theme(asked, language, StatusCode::OK, &page)
        }),
        Previewed::Arrangement(arrangement) => renderer.arranged(arrangement),
    });
    match rendered.await {
        Ok(Ok(Answer::Page(page))) => {
            let mut response = Response::new(Body::from(page.body));
            *response.status_mut() = page.status;
            *response.headers_mut() = (*page.headers).clone();
            keep_private(response.headers_mut());
            response
        }
        Ok(Ok(_)) => bare(StatusCode::NOT_FOUND, &id),
        Ok(Err(failure)) => pages::failed(&failure, &id),
        Err(_) => pages::failed(&Failure::Broken("a preview was cut off".into()), &id),
    }
}
