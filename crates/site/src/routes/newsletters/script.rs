//! The script that makes the sign-up forms of Ghost's themes work; `{{ghost_head}}` names it.

use axum::{body::Body, response::Response};
use http::{
    HeaderValue,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};

/// Its address; the version stands behind it.
pub(super) const PATH: &str = theme::GHOST_FORMS_PATH;

pub(super) async fn script() -> Response {
    let mut response = Response::new(Body::from(theme::GHOST_FORMS));
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/javascript; charset=utf-8"),
    );
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
