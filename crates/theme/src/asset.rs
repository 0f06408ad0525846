//! Files that a theme serves under `/assets/`.

use std::{fmt::Write, sync::Arc};

/// A file of the theme's `assets` folder.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// Its media type.
    pub content_type: &'static str,
    /// Hash of its content, as in `?v=…`: the file may be cached for ever under it.
    pub hash: Arc<str>,
}

impl Asset {
    pub(crate) fn new(path: &str, bytes: Vec<u8>) -> Self {
        Self {
            content_type: content_type(path),
            hash: content_hash(&bytes).into(),
            bytes: bytes.into(),
        }
    }
}

/// Sixteen hexadecimal digits that change with the content.
pub(crate) fn content_hash(bytes: &[u8]) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(bytes);
    digest
        .iter()
        .take(8)
        .fold(String::with_capacity(16), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}

fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "html" => "text/html; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
