//! What goes around every answer that does not come straight from the cache: a request id, a time limit, headers, the
//! log.

use super::{Context, bare};
use crate::request_id::{HEADER, RequestId};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::StatusCode;
use std::time::{Duration, Instant};
use tracing::Instrument;

/// How long a request of the desk may take, with all that it sends.
const DESK: Duration = Duration::from_secs(900);

pub(super) async fn around(State(context): State<Context>, mut request: Request, next: Next) -> Response {
    let inner = &context.0;
    let id = RequestId::of(request.headers(), inner.trusted_proxy == Some(true));
    request.extensions_mut().insert(id.clone());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let span = tracing::info_span!("request", id = id.as_str(), %method, path);
    let begun = Instant::now();
    // What the newsroom sends may be large and its connection slow.
    let limit = match path.starts_with("/desk/") {
        true => DESK,
        false => inner.limits.answer,
    };
    let answer = tokio::time::timeout(limit, next.run(request))
        .instrument(span.clone())
        .await;
    let mut response = answer.unwrap_or_else(|_| bare(StatusCode::SERVICE_UNAVAILABLE, &id));
    let status = response.status();
    span.in_scope(|| {
        let millis = begun.elapsed().as_millis() as u64;
        match status.as_u16() {
            500.. => tracing::warn!(status = status.as_u16(), millis, "answered"),
            _ => tracing::debug!(status = status.as_u16(), millis, "answered"),
        }
    });
    let headers = response.headers_mut();
    for (name, value) in &inner.safety {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), value.clone());
        }
    }
    headers.insert(HEADER, id.into());
    inner.metrics.answered(status);
    response.map(Body::new)
}
