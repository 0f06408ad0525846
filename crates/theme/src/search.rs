//! The page that shows what a search found.

use crate::{
    locale::Strings,
    object::{PostObject, TagObject, array, keys, object, optional, safe, string},
    place::Place,
};
use kernel::{Post, Slug, Tag};
use std::sync::Arc;
use stencil::{Map, Object, Value};

/// What was looked for, and a page of what was found.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    /// What was typed.
    pub query: String,
    /// This page of what was found.
    pub found: Vec<FoundPost>,
    /// How much was found.
    pub total: u64,
    /// How much of it pages show.
    pub shown: u64,
    /// The page's number.
    pub page: u32,
    /// Found were words that are written nearly so: the query as it may have been meant.
    pub corrected: Option<String>,
    /// Nothing has all of the words.
    pub some_words: bool,
    /// The index is being built.
    pub preparing: bool,
    /// The newest come first.
    pub newest: bool,
    /// Only of this section.
    pub section: Option<Slug>,
    /// Only from this day on, `2026-11-25`.
    pub from: Option<String>,
    /// Only to the end of this day.
    pub to: Option<String>,
    /// The sections that can be chosen.
    pub sections: Vec<Arc<Tag>>,
    /// The query of this page's address without the page's number: `?q=…`; nothing was asked when it is empty.
    pub address: String,
    /// The same with the corrected query, and with the other order.
    pub corrected_address: String,
    /// See `corrected_address`.
    pub reordered_address: String,
}

/// A post with what was looked for marked in it.
#[derive(Debug, Clone)]
pub struct FoundPost {
    /// The post.
    pub post: Arc<Post>,
    /// Its headline as HTML that is safe.
    pub title: String,
    /// A part of its text as HTML that is safe.
    pub excerpt: String,
}

impl SearchPage {
    /// The page's title: “Search: harbour”.
    pub(crate) fn title(&self, strings: &Strings) -> String {
        let search = strings.get("Search");
        match self.query.as_str() {
            "" => search.to_owned(),
            query => format!("{search}: {query}"),
        }
    }

    /// `search` in the context.
    pub(crate) fn value(&self, place: &Arc<Place>) -> Value {
        let path = format!("{}/search/", place.prefix);
        let sections = self.sections.iter().map(|tag| {
            let chosen = self.section.as_ref() == Some(&tag.slug);
            Map::new()
                .with("slug", string(tag.slug.as_str()))
                .with("name", TagObject::value(tag, place).get("name"))
                .with("chosen", Value::Bool(chosen))
                .into_value()
        });
        let filtered = self.section.is_some() || self.from.is_some() || self.to.is_some();
        Map::new()
            .with("query", string(&self.query))
            .with("total", self.total as f64)
            .with("asked", Value::Bool(!self.address.is_empty()))
            .with("corrected", optional(self.corrected.as_deref()))
            .with(
                "corrected_url",
                string(format!("{path}{}", self.corrected_address)),
            )
            .with("some_words", Value::Bool(self.some_words))
            .with("preparing", Value::Bool(self.preparing))
            .with("newest", Value::Bool(self.newest))
            .with(
                "reordered_url",
                string(format!("{path}{}", self.reordered_address)),
            )
            .with("filtered", Value::Bool(filtered))
            .with("from", optional(self.from.as_deref()))
            .with("to", optional(self.to.as_deref()))
            .with("sections", array(sections.collect()))
            .with("url", string(path))
            .into_value()
    }

    /// The posts, each with `marked_title` and `marked_excerpt`.
    pub(crate) fn posts(&self, place: &Arc<Place>) -> Value {
        let found = self.found.iter().map(|found| {
            object(FoundObject {
                post: PostObject::new(found.post.clone(), place.clone()),
                title: safe(&found.title),
                excerpt: safe(&found.excerpt),
            })
        });
        array(found.collect())
    }
}

struct FoundObject {
    post: PostObject,
    title: Value,
    excerpt: Value,
}

impl std::fmt::Debug for FoundObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.post.fmt(f)
    }
}

impl Object for FoundObject {
    fn get(&self, key: &str) -> Option<Value> {
        match key {
            "marked_title" => Some(self.title.clone()),
            "marked_excerpt" => Some(self.excerpt.clone()),
            key => self.post.get(key),
        }
    }

    fn keys(&self) -> Vec<Arc<str>> {
        let mut all = self.post.keys();
        all.extend(keys(&["marked_title", "marked_excerpt"]));
        all
    }
}
