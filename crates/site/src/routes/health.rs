//! For whoever watches over the server.

use super::Context;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header::CACHE_CONTROL};

/// The process lives.
pub(super) async fn lives() -> Response {
    told(StatusCode::OK, "alive\n".into())
}

/// The database answers and there is a theme. A theme that should be in use and is broken is told, but does not make
/// the server unready: the last good one is served.
pub(super) async fn is_ready(State(context): State<Context>) -> Response {
    let ping = tokio::time::timeout(std::time::Duration::from_secs(3), context.0.store.ping()).await;
    let problem = match ping {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("no answer within 3 seconds".to_owned()),
    };
    match (problem, context.0.looks.problem()) {
        // What the database said may name paths and hosts: that is for the log, not for strangers.
        (Some(problem), _) => {
            tracing::warn!(problem, "not ready");
            told(
                StatusCode::SERVICE_UNAVAILABLE,
                "not ready: the database does not answer\n".into(),
            )
        }
        (None, Some(theme)) => told(StatusCode::OK, format!("ready, but: {theme}\n")),
        (None, None) => told(StatusCode::OK, "ready\n".into()),
    }
}

fn told(status: StatusCode, text: String) -> Response {
    let mut response = (status, text).into_response();
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
