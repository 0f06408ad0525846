//! What this crate reads of others, bare, for the fuzz targets.

use crate::{fields::Fields, pages::choices, paging, times, upload};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, Request},
};
use http::header::CONTENT_TYPE;
use kernel::{AuditId, SiteSettings};

/// A form's or an address's fields: each name with the values that are not empty.
pub fn form(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
    let fields = Fields::read(bytes);
    let names = fields
        .names()
        .map(|name| (name.to_owned(), fields.all(name).collect()));
    names.collect()
}

fn settings() -> SiteSettings {
    SiteSettings {
        timezone: "Europe/Kyiv".into(),
        ..SiteSettings::default()
    }
}

/// What a list is asked for by this address, in words of an address again.
pub fn list(bytes: &[u8]) -> String {
    let fields = Fields::read(bytes);
    times::days(&settings(), &fields);
    match paging::after::<AuditId>(&fields) {
        Some((at, id)) => paging::behind(&fields, &choices::CHOICES, paging::Line(at, id)),
        None => paging::same(&fields, &choices::CHOICES),
    }
}

/// A field of date and time, in milliseconds since 1970, as it is shown again.
pub fn time(text: &str) -> Option<(i64, String)> {
    let settings = settings();
    let at = times::read(&settings, text)?;
    Some((
        at.millis(),
        times::short(&settings, at) + &times::field(&settings, at),
    ))
}

/// The files of an upload: each name with how many bytes it has. `None` where it is refused.
pub async fn upload(kind: &str, body: &[u8], most: usize) -> Option<Vec<(String, usize)>> {
    let request = Request::post("/").header(CONTENT_TYPE, kind);
    let mut request = request.body(Body::from(body.to_vec())).ok()?;
    DefaultBodyLimit::max(most).apply(&mut request);
    let parts = upload::read(request).await.ok()?;
    let files = parts.files();
    Some(
        files
            .map(|(name, bytes)| (name.to_owned(), bytes.len()))
            .collect(),
    )
}
