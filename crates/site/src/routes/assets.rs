//! Files of the theme. Under the hash that the theme's pages give them they hold for ever.

use super::{Context, RequestId, bare, saving};
use crate::{
    cache::{Effort, Encoding},
    look,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Request, State},
    response::Response,
};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// Compressed files, by hash and encoding. A theme has few; those of earlier themes go when there are too many.
#[derive(Default)]
pub(super) struct Assets(Mutex<HashMap<(Arc<str>, Encoding), Bytes>>);

const MANY: usize = 500;

impl Assets {
    async fn encoded(&self, hash: &Arc<str>, encoding: Encoding, plain: &Bytes) -> Bytes {
        let key = (hash.clone(), encoding);
        if let Some(bytes) = self.0.lock().unwrap_or_else(|e| e.into_inner()).get(&key) {
            return bytes.clone();
        }
        let bytes = plain.clone();
        let made =
            tokio::task::spawn_blocking(move || Bytes::from(encoding.encode(&bytes, Effort::Thorough))).await;
        let Ok(made) = made else { return plain.clone() };
        let mut known = self.0.lock().unwrap_or_else(|e| e.into_inner());
        if known.len() >= MANY {
            known.clear();
        }
        known.insert(key, made.clone());
        made
    }
}

pub(super) async fn asset(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    let look = context.0.looks.current();
    let Some((plain, content_type, hash)) = look::asset(&look, &path) else {
        return bare(StatusCode::NOT_FOUND, &id);
    };
    let varies = content_type == "text/css"
        || content_type.starts_with("text/css;")
        || content_type.starts_with("font/");
    let saves = varies && saving::saves(request.headers());
    let (plain, hash) = match saves {
        true if content_type.starts_with("font/") => (Bytes::new(), Arc::from(format!("{hash}-saving"))),
        true => (saving::without_fonts(&plain), Arc::from(format!("{hash}-saving"))),
        false => (plain, hash),
    };
    let encoding = match Encoding::wanted(request.headers()) {
        wanted if is_text(content_type) && plain.len() > 500 => wanted,
        _ => Encoding::Identity,
    };
    let asked = request
        .uri()
        .query()
        .and_then(|q| q.split('&').find_map(|pair| pair.strip_prefix("v=")));
    let lifetime = if asked.is_some_and(|v| hash.starts_with(v) && v.len() >= 8) {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600"
    };
    let tag = format!(
        "\"{hash}{}\"",
        encoding.name().map(|name| format!("-{name}")).unwrap_or_default()
    );
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(lifetime));
    headers.insert(
        VARY,
        HeaderValue::from_static(match varies {
            true => "accept-encoding, save-data",
            false => "accept-encoding",
        }),
    );
    let known = request.headers().get(IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let unchanged = known.is_some_and(|tags| {
        tags.split(',')
            .any(|known| known.trim().trim_start_matches("W/") == tag)
    });
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(ETAG, tag);
    }
    let mut response = if unchanged {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        if let Some(name) = encoding.name() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        let bytes = match encoding {
            Encoding::Identity => plain,
            encoding => context.0.assets.encoded(&hash, encoding, &plain).await,
        };
        let mut response = Response::new(Body::from(bytes));
        if saves && content_type.starts_with("font/") {
            *response.status_mut() = StatusCode::NO_CONTENT;
        }
        response
    };
    *response.headers_mut() = headers;
    response
}

fn is_text(content_type: &str) -> bool {
    content_type.starts_with("text/")
        || ["javascript", "json", "svg", "xml", "manifest"]
            .iter()
            .any(|word| content_type.contains(word))
}
