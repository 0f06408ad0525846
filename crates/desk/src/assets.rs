//! Style sheets, scripts and fonts of the desk, as part of the program (`desk/dist`, made by `scripts/build-desk`).

use crate::guard::status;
use axum::{body::Body, extract::Path, response::Response};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY},
};
use rust_embed::{EmbeddedFile, RustEmbed};

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

/// The file in the smallest form that lies there and that the browser takes: `desk.js.br`, `desk.js.gz`, `desk.js`.
fn smallest(path: &str, accepted: &str) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let takes = |name: &str| accepted.split(',').any(|one| one.trim() == name);
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        if takes(coding)
            && let Some(file) = Files::get(&format!("{path}.{ending}"))
        {
            return Some((file, Some(coding)));
        }
    }
    Some((Files::get(path)?, None))
}

/// Sends a file.
pub(crate) async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let Some((file, coding)) = smallest(&path, accepted.unwrap_or_default()) else {
        let mut nothing = status(StatusCode::NOT_FOUND);
        nothing
            .headers_mut()
            .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return nothing;
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
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
