//! Where the desk begins.

use crate::answer::{Answer, Refusal, see_other};
use axum::response::Response;
use http::{HeaderValue, header::CACHE_CONTROL};

/// `/desk/`: the list of stories.
pub(crate) async fn home() -> Response {
    see_other("/desk/stories/")
}

/// `/desk` without its slash.
pub(crate) async fn slash() -> Response {
    let mut response = see_other("/desk/");
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An address that the desk does not have.
pub(crate) async fn nothing() -> Answer {
    Err(Refusal::nothing())
}
