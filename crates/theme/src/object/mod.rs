//! The newsroom's records as templates see them: fields are computed when they are asked for.

mod author;
mod json;
mod list;
mod newsletter;
mod post;
mod site;
mod tag;

pub(crate) use author::AuthorObject;
pub(crate) use json::from_json;
pub(crate) use list::Pagination;
pub(crate) use newsletter::{newsletter, newsletters};
pub(crate) use post::{PostObject, posts};
pub(crate) use site::{CustomObject, SiteObject, languages};
pub(crate) use tag::TagObject;

use std::sync::Arc;
use stencil::{Object, Value};

/// A text field that is there and not empty.
pub(crate) fn text_field(value: &Value, key: &str) -> Option<Arc<str>> {
    match value.get(key) {
        Value::String(text) | Value::Safe(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Whether the object has that field, be it null.
pub(crate) fn has(value: &Value, key: &str) -> bool {
    matches!(value, Value::Object(object) if object.get(key).is_some())
}

pub(crate) fn object(object: impl Object + 'static) -> Value {
    Value::Object(Arc::new(object))
}

pub(crate) fn string(text: impl AsRef<str>) -> Value {
    Value::String(Arc::from(text.as_ref()))
}

pub(crate) fn safe(text: impl AsRef<str>) -> Value {
    Value::Safe(Arc::from(text.as_ref()))
}

/// A word that is always the same, made once.
macro_rules! word {
    ($text:literal) => {{
        static WORD: std::sync::LazyLock<std::sync::Arc<str>> = std::sync::LazyLock::new(|| $text.into());
        stencil::Value::String(WORD.clone())
    }};
}
pub(crate) use word;

/// Text, or null.
pub(crate) fn optional(text: Option<&str>) -> Value {
    text.map_or(Value::Null, string)
}

pub(crate) fn number(n: impl Into<f64>) -> Value {
    Value::Number(n.into())
}

pub(crate) fn array(values: Vec<Value>) -> Value {
    Value::Array(values.into())
}

/// A list of keys as `Object::keys` wants it.
pub(crate) fn keys(names: &[&'static str]) -> Vec<Arc<str>> {
    names.iter().map(|name| Arc::from(*name)).collect()
}

/// What kind of record a value is, by the fields that Ghost goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Record {
    Post,
    Tag,
    Author,
    Menu,
    Other,
}

pub(crate) fn record(value: &Value) -> Record {
    let all = |names: &[&str]| names.iter().all(|name| has(value, name));
    if !matches!(value, Value::Object(_)) {
        Record::Other
    } else if all(&["slug", "title", "html"]) {
        Record::Post
    } else if all(&["slug", "name", "description", "feature_image"]) {
        Record::Tag
    } else if all(&["bio", "website", "profile_image", "location"]) {
        Record::Author
    } else if all(&["label", "url", "slug", "current"]) {
        Record::Menu
    } else {
        Record::Other
    }
}
