//! The media library: what is there; bringing something in (`coming_in`), and the page of a file (`one`).

pub(crate) mod coming_in;
pub(crate) mod one;

use crate::{
    Desk,
    answer::{Answer, Refusal, json, wants_json},
    fields::Fields,
    guard::Asker,
    paging,
    shell::{Nonce, Shell, html},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use http::HeaderMap;
use newsroom::NewsroomError;
use serde_json::{Value, json};
use store::{Media, MediaQuery};
use theme::focus_classes;

/// Files of a page.
const FILES: u32 = 48;
/// By what the list is chosen.
const CHOICES: [&str; 6] = ["words", "person", "used", "since", "until", "pictures"];

#[derive(Template)]
#[template(path = "media.html")]
struct List {
    shell: Shell,
    words: String,
    person: String,
    used: String,
    since: String,
    until: String,
    people: Vec<(String, String)>,
    files: Vec<File>,
    next: Option<String>,
    /// What was brought in just now.
    done: String,
    /// Why files were not kept that were brought in just now, and why each was not.
    problem: String,
    refused: Vec<String>,
}

struct File {
    id: String,
    name: String,
    /// The address of a small rendition; empty where it is no picture.
    small: String,
    /// Classes that say what must stay of it when it is cropped.
    focus: String,
    alt: String,
    /// What is missing: alt text, credit.
    lacks: String,
}

pub(super) fn name_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// The address of a rendition.
pub(super) fn rendition(media: &Media, width: u32) -> String {
    let rest = media.path.strip_prefix("/content/images/");
    // Browsers keep pictures for a year: one that took another's place has its time in the address.
    let version = media
        .replaced_at
        .map_or_else(String::new, |at| format!("?v={}", at.millis()));
    match rest.filter(|_| media.content_type.starts_with("image/")) {
        Some(_) if media.content_type == "image/svg+xml" => format!("{}{version}", media.path),
        Some(rest) => format!("/content/images/size/w{width}/{rest}{version}"),
        None => String::new(),
    }
}

fn query_of(fields: &Fields, shell: &Shell) -> MediaQuery {
    let (since, until) = times::days(&shell.settings, fields);
    MediaQuery {
        words: fields.get("words"),
        user: fields.parse("person"),
        since,
        until,
        used: match fields.text("used").as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        placed: Vec::new(),
        pictures: fields.get("pictures").is_some(),
        after: paging::after(fields),
        limit: FILES + 1,
    }
}

/// What a page of the list shows, and where the next one is.
async fn read(desk: &Desk, shell: &Shell, fields: &Fields) -> Result<(Vec<Media>, Option<String>), Refusal> {
    let mut query = query_of(fields, shell);
    let read = desk.newsroom().store.read(move |reader| {
        if query.used.is_some() {
            query.placed = newsroom::placed_media(reader)?;
        }
        Ok::<_, NewsroomError>(reader.media_list(&query)?)
    });
    let mut found = read.await.map_err(Refusal::page)?;
    let next = paging::cut(&mut found, FILES)
        .map(|last| paging::behind(fields, &CHOICES, paging::Line(last.created_at, last.id)));
    Ok((found, next))
}

/// The library; for a script the same as JSON, of which the editor's page lets a picture be chosen.
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let shell = Shell::of(&desk, &asker, &nonce, "media").await?;
    if wants_json(&headers) {
        let (found, next) = read(&desk, &shell, &fields).await?;
        let files: Vec<_> = found.iter().map(as_json).collect();
        return Ok(json(&json!({ "files": files, "next": next })));
    }
    Ok(html(&library(&desk, shell, &fields).await?))
}

/// The page of the library.
async fn library(desk: &Desk, shell: Shell, fields: &Fields) -> Result<List, Refusal> {
    let (found, next) = read(desk, &shell, fields).await?;
    let people = super::names(desk).await?;
    let mut people: Vec<_> = people
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect();
    people.sort_by_cached_key(|(_, name)| name.to_lowercase());
    let files = found.iter().map(|media| {
        let is_picture = media.content_type.starts_with("image/");
        let lacks = [
            ("alt text", media.alt.is_empty()),
            ("credit", media.credit.is_empty()),
        ];
        let lacks: Vec<&str> = lacks
            .iter()
            .filter(|(_, lacks)| *lacks && is_picture)
            .map(|(name, _)| *name)
            .collect();
        File {
            id: media.id.to_string(),
            name: name_of(&media.path),
            small: rendition(media, 300),
            focus: focus_classes(media.focal),
            alt: media.alt.clone(),
            lacks: lacks.join(", "),
        }
    });
    Ok(List {
        words: fields.text("words"),
        person: fields.text("person"),
        used: fields.text("used"),
        since: fields.text("since"),
        until: fields.text("until"),
        people,
        files: files.collect(),
        next,
        done: brought(fields),
        problem: String::new(),
        refused: Vec::new(),
        shell,
    })
}

/// How many files were brought in just now, and how many of them were there already.
fn brought(fields: &Fields) -> String {
    let Some(all) = fields.parse::<u32>("brought") else {
        return String::new();
    };
    match fields.parse::<u32>("known").unwrap_or(0) {
        0 => format!("{all} files were brought in."),
        known => format!(
            "{all} files are in the library; {known} of them were there already, under the name they have."
        ),
    }
}

fn as_json(media: &Media) -> Value {
    json!({
        "id": media.id.to_string(), "name": name_of(&media.path), "path": media.path, "type": media.content_type,
        "width": media.width, "height": media.height, "small": rendition(media, 300), "focus": focus_classes(media.focal),
        "alt": media.alt, "caption": media.caption, "credit": media.credit, "copyright": media.copyright,
    })
}
