//! Pages that are not answered straight from the cache: the first time, after a change, in a new encoding, or not at
//! all.

use super::{Context, RequestId, bare};
use crate::{
    cache::{Encoding, Failure, Missing, Served, Source},
    front::{answer, is_reading},
    render::error_path,
};
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{ALLOW, CACHE_CONTROL, LOCATION},
};

pub(super) async fn page(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return super::small::wrong_method(Extension(id)).await;
    }
    let path = request.uri().path();
    if !path.starts_with('/') {
        return bare(StatusCode::BAD_REQUEST, &id);
    }
    let metrics = &context.0.metrics;
    match context.0.cache.page(path).await {
        Served::Page(entry, source) => {
            match source {
                Source::Hit => metrics.late_hit(),
                Source::Miss => metrics.miss(),
                Source::Stale => metrics.stale(),
            }
            let response = send(&context, &entry, request.headers(), &id).await;
            if context.0.limits.count_reads
                && entry.stamp.is_story()
                && *request.method() == Method::GET
                && response.status() == StatusCode::OK
                && is_reading(request.headers())
            {
                entry.stamp.read();
            }
            response
        }
        Served::Moved { to, permanent } => moved(&to, permanent, request.uri().query(), &id),
        Served::Missing(missing) => nothing(&context, &missing, request.headers(), &id).await,
        Served::Failed(failure) => {
            metrics.failed();
            failed(&failure, &id)
        }
    }
}

async fn send(
    context: &Context,
    entry: &std::sync::Arc<crate::cache::Entry>,
    request: &HeaderMap,
    id: &RequestId,
) -> Response {
    let encoding = Encoding::wanted(request);
    context.0.cache.prepare(entry, encoding).await;
    match answer(entry, encoding, request) {
        Some(response) => response.map(Body::new),
        None => bare(StatusCode::INTERNAL_SERVER_ERROR, id),
    }
}

/// The page that says that nothing is there: one for each edition and status, kept like other pages.
async fn nothing(context: &Context, missing: &Missing, request: &HeaderMap, id: &RequestId) -> Response {
    let mut response = match context.0.cache.page(&error_path(missing)).await {
        Served::Page(entry, _) => send(context, &entry, request, id).await,
        _ => bare(missing.status, id),
    };
    response.headers_mut().insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=0, must-revalidate"),
    );
    response
}

/// The query goes along, so that a campaign's link still counts where it was meant to.
fn moved(to: &str, permanent: bool, query: Option<&str>, id: &RequestId) -> Response {
    let to = match query {
        Some(query) if !to.contains(['?', '#']) => format!("{to}?{query}"),
        _ => to.to_owned(),
    };
    let Ok(location) = HeaderValue::try_from(to) else {
        return bare(StatusCode::NOT_FOUND, id);
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = if permanent {
        StatusCode::MOVED_PERMANENTLY
    } else {
        StatusCode::FOUND
    };
    response.headers_mut().insert(LOCATION, location);
    // Asked again each time, “permanent” or not: an editor may take a redirect back, or give a story its former address,
    // and a browser that had kept the way would go in a circle.
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

pub(super) fn failed(failure: &Failure, id: &RequestId) -> Response {
    match failure {
        Failure::Broken(why) => {
            tracing::error!("a page could not be rendered: {why}");
            bare(StatusCode::INTERNAL_SERVER_ERROR, id)
        }
        Failure::Unavailable(_) | Failure::Crowded => {
            tracing::warn!("a page could not be rendered: {failure}");
            bare(StatusCode::SERVICE_UNAVAILABLE, id)
        }
    }
}

/// For the small routes.
pub(super) fn allow_reading(response: &mut Response) {
    response
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
}
