//! `/preview/SECRET/`: unpublished work, in the theme that readers see, for whoever has the link, until it ends. Kept by
//! nobody, counted by nobody.

use super::{Context, RequestId, bare, newsletters::keep_private, pages};
use crate::{
    cache::{Answer, Failure},
    look,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery, State},
    response::Response,
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::CONTENT_SECURITY_POLICY,
    header::{CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
};
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
    RawQuery(query): RawQuery,
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
    let (renderer, looks) = (inner.renderer.clone(), inner.looks.clone());
    // A page of the site, where a theme is looked at.
    let at = query.and_then(|query| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs
            .find(|(name, _)| name == "at")
            .map(|(_, at)| at.into_owned())
    });
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
        Previewed::Theme(name) => {
            let look = looks
                .other(&name)
                .map_err(|error| Failure::Broken(error.to_string()))?;
            let answer = renderer.in_theme(look, at.as_deref().unwrap_or("/"))?;
            Ok(with_own_assets(answer, &secret))
        }
    });
    match rendered.await {
        Ok(Ok(Answer::Page(page))) => {
            let mut response = Response::new(Body::from(page.body));
            *response.status_mut() = page.status;
            *response.headers_mut() = (*page.headers).clone();
            keep_private(response.headers_mut());
            run_nothing(response.headers_mut());
            response
        }
        Ok(Ok(_)) => bare(StatusCode::NOT_FOUND, &id),
        Ok(Err(failure)) => pages::failed(&failure, &id),
        Err(_) => pages::failed(&Failure::Broken("a preview was cut off".into()), &id),
    }
}

/// What is looked at was not published by anybody who answers for it, and may stand at the desk's own address: no script
/// in it runs, and no form in it is sent.
fn run_nothing(headers: &mut HeaderMap) {
    let policy = headers
        .get(CONTENT_SECURITY_POLICY)
        .and_then(|policy| policy.to_str().ok());
    let policy = format!(
        "{}; sandbox allow-same-origin allow-popups",
        policy.unwrap_or("default-src 'self'")
    );
    let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("sandbox"));
    headers.insert(CONTENT_SECURITY_POLICY, policy);
}

/// Lets a page take the files of the theme that is looked at, instead of those of the theme in use.
fn with_own_assets(answer: Answer, secret: &str) -> Answer {
    let Answer::Page(mut page) = answer else {
        return answer;
    };
    let html = String::from_utf8_lossy(&page.body);
    page.body = html
        .replace("/assets/", &format!("/preview/{secret}/assets/"))
        .into();
    Answer::Page(page)
}

/// A file of a theme that is looked at.
pub(super) async fn asset(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    Path((secret, path)): Path<(String, String)>,
) -> Response {
    let inner = context.0;
    let Ok(_place) = inner.personal.acquire().await else {
        return bare(StatusCode::SERVICE_UNAVAILABLE, &id);
    };
    let found = match secret.len() <= LONGEST {
        true => inner.newsroom.previewed(&secret).await,
        false => Ok(None),
    };
    let Ok(Some(Previewed::Theme(name))) = found else {
        return bare(StatusCode::NOT_FOUND, &id);
    };
    let looks = inner.looks.clone();
    let read = spawn_blocking(move || {
        let look = looks.other(&name).ok()?;
        look::asset(&look, &path)
    });
    let Ok(Some((bytes, content_type, _))) = read.await else {
        return bare(StatusCode::NOT_FOUND, &id);
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    keep_private(headers);
    response
}
