//! Where the desk begins.

use crate::answer::{Answer, Refusal, see_other};
use axum::response::Response;

/// `/desk/`: the list of stories.
pub(crate) async fn home() -> Response {
    see_other("/desk/stories/")
}

/// `/desk` without its slash.
pub(crate) async fn slash() -> Response {
    see_other("/desk/")
}

/// An address that the desk does not have.
pub(crate) async fn nothing() -> Answer {
    Err(Refusal::nothing())
}
