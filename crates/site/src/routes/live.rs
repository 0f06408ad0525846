//! The stream of the live feed where it is not streamed: to HEAD, and where there is none. A GET that is let in never
//! comes here, for the front takes it.

use super::{Context, RequestId, bare};
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{
    HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};

pub(super) async fn stream(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    if *request.method() != Method::HEAD || !context.0.live.offers(request.uri().path()) {
        return bare(StatusCode::NOT_FOUND, &id);
    }
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
