//! The files of the demo publication; `demo/README.md` describes them.

use crate::{
    embedded,
    failure::{Failure, Outcome, fail},
};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// A section or another tag.
#[derive(Debug, Deserialize)]
pub struct Topic {
    pub slug: String,
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    pub description: Option<String>,
    #[serde(default)]
    pub descriptions: BTreeMap<String, String>,
    pub accent: Option<String>,
}

/// An author.
#[derive(Debug, Deserialize)]
pub struct Person {
    pub slug: String,
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    pub title: Option<String>,
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    pub bio: Option<String>,
    #[serde(default)]
    pub bios: BTreeMap<String, String>,
    pub location: Option<String>,
    #[serde(default)]
    pub social: BTreeMap<String, String>,
    pub portrait: Option<String>,
}

/// An entry of a placement: a slug, or a slug with the editors' headline.
#[derive(Debug, Deserialize)]
#[serde(from = "Entry")]
pub struct Place {
    pub slug: String,
    pub headline: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Slug(String),
    Full { slug: String, headline: Option<String> },
}

impl From<Entry> for Place {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Slug(slug) => Self { slug, headline: None },
            Entry::Full { slug, headline } => Self { slug, headline },
        }
    }
}

/// The bytes of a file.
pub fn bytes(name: &str) -> Result<Vec<u8>, String> {
    match embedded::Demo::get(name) {
        Some(file) => Ok(file.data.into_owned()),
        None => Err(format!("the demo has no file {name}")),
    }
}

/// A JSON file, read.
pub fn json<T: DeserializeOwned>(name: &str) -> Outcome<T> {
    let bytes = bytes(name).map_err(Failure)?;
    serde_json::from_slice(&bytes)
        .map_err(|error| Failure(format!("The demo's {name} does not fit: {error}.")))
}

/// All Markdown files with their names, in the order of the names.
pub fn markdown() -> Outcome<Vec<(String, String)>> {
    let mut names: Vec<String> = embedded::Demo::iter()
        .map(String::from)
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    let read = names
        .into_iter()
        .map(|name| match String::from_utf8(bytes(&name).map_err(Failure)?) {
            Ok(text) => Ok((name, text)),
            Err(_) => fail(format!("The demo's {name} is no UTF-8 text.")),
        });
    read.collect()
}
