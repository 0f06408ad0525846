//! Fields of the front matter, each with a sentence when it does not fit.

use super::when;
use crate::{
    config::distance,
    failure::{Failure, Outcome},
    front_matter::{Map, Value},
};
use jiff::tz::TimeZone;
use kernel::{Invalid, Timestamp, post::Correction};
use std::str::FromStr;

const POST: &[&str] = &[
    "title",
    "slug",
    "standfirst",
    "section",
    "tags",
    "author",
    "authors",
    "language",
    "translation_of",
    "published",
    "updated",
    "picture",
    "alt",
    "caption",
    "credit",
    "copyright",
    "feed",
    "page",
    "draft",
    "featured",
    "editors_note",
    "corrections",
    "canonical_url",
    "meta_title",
    "meta_description",
    "template",
];
const PICTURE: &[&str] = &["src", "alt", "caption", "credit", "copyright"];
const CORRECTION: &[&str] = &["at", "text"];

/// A map of the front matter, of which every key is known.
pub struct Fields<'a> {
    file: &'a str,
    map: &'a Map,
}

impl<'a> Fields<'a> {
    /// The fields of a post.
    pub fn new(file: &'a str, map: &'a Map) -> Outcome<Self> {
        Self::of(file, map, POST)
    }

    fn of(file: &'a str, map: &'a Map, known: &[&str]) -> Outcome<Self> {
        for (key, line) in map.keys() {
            if !known.contains(&key) {
                let nearest = known
                    .iter()
                    .min_by_key(|name| distance(name, key))
                    .copied()
                    .unwrap_or_default();
                return Err(Failure(format!(
                    "{file}, line {line}: there is no field “{key}”; the nearest known one is “{nearest}”."
                )));
            }
        }
        Ok(Self { file, map })
    }

    /// What is wrong with the field, with its line.
    pub fn wrong(&self, key: &str, why: &str) -> Failure {
        Failure(format!(
            "{}, line {}: {key}: {}.",
            self.file,
            self.map.line(key),
            why.trim_end_matches('.')
        ))
    }

    /// The text of a field that must be there.
    pub fn need(&self, key: &str) -> Outcome<String> {
        self.text(key)?
            .ok_or_else(|| Failure(format!("{}: the front matter needs “{key}: …”.", self.file)))
    }

    /// A text.
    pub fn text(&self, key: &str) -> Outcome<Option<String>> {
        match self.map.get(key) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong(key, "a text is expected")),
        }
    }

    /// A text that reads as a `T`.
    pub fn parsed<T: FromStr<Err = Invalid>>(&self, key: &str) -> Outcome<Option<T>> {
        let parse = |text: String| text.parse().map_err(|Invalid(why)| self.wrong(key, &why));
        self.text(key)?.map(parse).transpose()
    }

    /// A list of texts; a single text is a list of one.
    pub fn list(&self, key: &str) -> Outcome<Vec<String>> {
        match self.map.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Text(text)) => Ok(vec![text.clone()]),
            Some(Value::List(list)) => (list.iter())
                .map(|item| match item {
                    Value::Text(text) => Ok(text.clone()),
                    _ => Err(self.wrong(key, "a list of texts is expected")),
                })
                .collect(),
            Some(Value::Map(_)) => Err(self.wrong(key, "a text or a list of texts is expected")),
        }
    }

    /// Whether the field says `true`.
    pub fn yes(&self, key: &str) -> Outcome<bool> {
        match self.text(key)?.as_deref() {
            None | Some("false" | "no") => Ok(false),
            Some("true" | "yes") => Ok(true),
            Some(_) => Err(self.wrong(key, "write true or false")),
        }
    }

    /// A time.
    pub fn time(&self, key: &str, zone: &TimeZone, now: Timestamp) -> Outcome<Option<Timestamp>> {
        let parse =
            |text: String| when::parse(&text, zone, now).ok_or_else(|| self.wrong(key, when::EXPECTED));
        self.text(key)?.map(parse).transpose()
    }

    /// The picture, whether its fields stand below `picture:` or beside it.
    pub fn picture(&self) -> Outcome<Option<Fields<'a>>> {
        match self.map.get("picture") {
            None => Ok(None),
            Some(Value::Map(map)) => Ok(Some(Self::of(self.file, map, PICTURE)?)),
            Some(Value::Text(_)) => Ok(Some(Self {
                file: self.file,
                map: self.map,
            })),
            Some(Value::List(_)) => Err(self.wrong("picture", "one picture is expected")),
        }
    }

    /// The corrections, oldest first.
    pub fn corrections(&self, zone: &TimeZone, now: Timestamp) -> Outcome<Vec<Correction>> {
        let mut all = Vec::new();
        let expected = || self.wrong("corrections", "a list of texts “time | correction” is expected");
        let list = match self.map.get("corrections") {
            None => return Ok(all),
            Some(Value::List(list)) => list,
            Some(_) => return Err(expected()),
        };
        for item in list {
            let (at, text) = match item {
                Value::Map(map) => {
                    let fields = Self::of(self.file, map, CORRECTION)?;
                    (fields.time("at", zone, now)?, fields.need("text")?)
                }
                Value::Text(line) => {
                    let (at, text) = line.split_once('|').ok_or_else(expected)?;
                    (when::parse(at, zone, now), text.trim().to_owned())
                }
                Value::List(_) => return Err(expected()),
            };
            all.push(Correction {
                at: at.ok_or_else(expected)?,
                text,
            });
        }
        all.sort_by_key(|correction| correction.at);
        Ok(all)
    }
}
