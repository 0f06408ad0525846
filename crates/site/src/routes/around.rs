//! What goes around every answer that does not come straight from the cache: a request id, a time limit, headers, the
//! log.

use super::{Context, bare};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, StatusCode};
use std::{
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::{Instant, SystemTime},
};
use tracing::Instrument;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// What a request is known by in the log and to the reader.
#[derive(Debug, Clone)]
pub struct RequestId(String);

impl RequestId {
    /// Its text: up to 64 letters, digits, `-` and `_`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn new() -> Self {
        static START: LazyLock<u64> = LazyLock::new(|| {
            let since = SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default();
            u64::from(std::process::id()) << 32 ^ since.as_nanos() as u64
        });
        static NEXT: AtomicU32 = AtomicU32::new(1);
        Self(format!("{:08x}{:08x}", *START as u32, NEXT.fetch_add(1, Relaxed)))
    }

    fn given(value: &HeaderValue) -> Option<Self> {
        let text = value.to_str().ok()?;
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        (plain && (1..=64).contains(&text.len())).then(|| Self(text.to_owned()))
    }
}

pub(super) async fn around(State(context): State<Context>, mut request: Request, next: Next) -> Response {
    let inner = &context.0;
    let given = request.headers().get(HEADER).filter(|_| inner.trusted_proxy);
    let id = given.and_then(RequestId::given).unwrap_or_else(RequestId::new);
    request.extensions_mut().insert(id.clone());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let span = tracing::info_span!("request", id = id.as_str(), %method, path);
    let begun = Instant::now();
    let answer = tokio::time::timeout(inner.limits.answer, next.run(request))
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
    if let Ok(value) = HeaderValue::try_from(id.0) {
        headers.insert(HEADER, value);
    }
    inner.metrics.answered(status);
    response.map(Body::new)
}
