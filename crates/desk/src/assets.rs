//! Style sheets, scripts and fonts of the desk, as part of the program (`desk/dist`, made by `scripts/build-desk`).

use crate::guard::status;
use axum::{body::Body, extract::Path, response::Response};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../desk/dist"]
struct Files;

/// The address of a file, with its version, so that a browser may keep it for ever.
pub(crate) fn address(name: &str) -> String {
    match Files::get(name) {
        Some(file) => {
            let hash = file.metadata.sha256_hash();
            let version: String = hash[..6].iter().map(|byte| format!("{byte:02x}")).collect();
            format!("/desk/assets/{name}?v={version}")
        }
        None => format!("/desk/assets/{name}"),
    }
}

/// Sends a file.
pub(crate) async fn asset(Path(path): Path<String>) -> Response {
    let Some(file) = Files::get(&path) else {
        return status(StatusCode::NOT_FOUND);
    };
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = Response::new(Body::from(file.data.into_owned()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
