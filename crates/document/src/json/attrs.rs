//! Attributes one by one: taken out typed, what is left over is kept; put in unless they say nothing.

use crate::{
    Attrs, Inline, Url,
    nodes::{Align, ButtonLink, Layout},
};
use serde_json::{Map, Number, Value};

/// Attributes being read. A value of another type than we know stays where it is, and so in `extra`.
pub(super) struct Take(Attrs);

impl Take {
    pub(super) fn from(node: &Value) -> Self {
        Self(
            node.get("attrs")
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default(),
        )
    }

    /// Drops what is always written anew.
    pub(super) fn forget(&mut self, key: &str) {
        self.0.shift_remove(key);
    }

    /// What nobody took.
    pub(super) fn rest(self) -> Attrs {
        self.0
    }

    fn take<T>(&mut self, key: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let taken = match self.0.get(key)? {
            Value::Null => None,
            value => Some(read(value)?),
        };
        self.0.shift_remove(key);
        taken
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.take(key, |v| v.as_str().map(str::to_owned))
            .filter(|text| !text.is_empty())
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        self.take(key, Value::as_bool).unwrap_or(false)
    }

    /// A whole number above 0, also written as `"600"` or `600.0`.
    pub(super) fn size(&mut self, key: &str) -> Option<u64> {
        let read = |v: &Value| match v {
            Value::String(text) => text.trim_end_matches("px").parse().ok(),
            Value::Number(n) => n.as_u64().or_else(|| {
                let n = n.as_f64()?;
                (0.0..1e15).contains(&n).then(|| n.round() as u64)
            }),
            _ => None,
        };
        self.take(key, read).filter(|n| *n > 0)
    }

    pub(super) fn number(&mut self, key: &str) -> Option<u32> {
        let found = self.0.get(key).cloned();
        let size = self.size(key)?;
        match u32::try_from(size) {
            Ok(size) => Some(size),
            Err(_) => {
                self.0.extend(found.map(|value| (key.to_owned(), value)));
                None
            }
        }
    }

    pub(super) fn seconds(&mut self, key: &str) -> Option<f64> {
        self.take(key, Value::as_f64)
            .filter(|n| n.is_finite() && *n > 0.0)
    }

    /// An address to follow. An unsafe one is gone.
    pub(super) fn url(&mut self, key: &str) -> Option<Url> {
        self.take(key, Value::as_str_owned)
            .and_then(|text| Url::parse(&text))
    }

    /// An address to show or play. An unsafe one is gone.
    pub(super) fn source(&mut self, key: &str) -> Option<Url> {
        self.take(key, Value::as_str_owned)
            .and_then(|text| Url::parse_source(&text))
    }

    pub(super) fn layout(&mut self) -> Layout {
        let read = |v: &Value| ["regular", "wide", "full"].into_iter().find(|name| v == name);
        self.take("layout", read).map(Layout::named).unwrap_or_default()
    }

    pub(super) fn align(&mut self) -> Option<Align> {
        self.take("align", |v| Align::named(v.as_str()?))
    }

    /// A word of lower-case letters, digits and `-`.
    pub(super) fn word(&mut self, key: &str) -> Option<String> {
        self.take(key, |v| {
            v.as_str().filter(|text| is_word(text)).map(str::to_owned)
        })
    }

    pub(super) fn inlines(&mut self, key: &str) -> Vec<Inline> {
        self.take(key, |v| v.as_array().map(|all| super::read::inlines(all)))
            .unwrap_or_default()
    }

    pub(super) fn button(&mut self) -> Option<ButtonLink> {
        let mut inner = self.take("button", |v| v.as_object().cloned().map(Take))?;
        Some(ButtonLink {
            text: inner.text("text").unwrap_or_default(),
            url: inner.url("url"),
        })
    }
}

/// Whether it may become part of a class name or of a comment in a page.
pub(crate) fn is_word(text: &str) -> bool {
    (1..=60).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

trait AsStrOwned {
    fn as_str_owned(&self) -> Option<String>;
}

impl AsStrOwned for Value {
    fn as_str_owned(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }
}

/// Attributes being written: known ones first, then what was kept.
pub(super) struct Put(Map<String, Value>);

impl Put {
    pub(super) fn new() -> Self {
        Self(Map::new())
    }

    pub(super) fn value(mut self, key: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
        self
    }

    pub(super) fn text(self, key: &str, text: &Option<String>) -> Self {
        self.value(key, text.clone())
    }

    pub(super) fn flag(self, key: &str, flag: bool) -> Self {
        self.value(key, flag.then_some(true))
    }

    pub(super) fn url(self, key: &str, url: &Option<Url>) -> Self {
        self.value(key, url.as_ref().map(Url::as_str))
    }

    pub(super) fn seconds(self, key: &str, seconds: Option<f64>) -> Self {
        self.value(key, seconds.and_then(Number::from_f64))
    }

    pub(super) fn layout(self, layout: Layout) -> Self {
        self.value("layout", (layout != Layout::Regular).then(|| layout.as_str()))
    }

    pub(super) fn align(self, align: Option<Align>) -> Self {
        self.value("align", align.map(Align::as_str))
    }

    pub(super) fn inlines(self, key: &str, inlines: &[Inline]) -> Self {
        self.value(key, (!inlines.is_empty()).then(|| super::write::inlines(inlines)))
    }

    pub(super) fn button(self, button: &Option<ButtonLink>) -> Self {
        let value = button.as_ref().map(|button| {
            Value::Object(
                Self::new()
                    .value("text", Some(button.text.as_str()))
                    .url("url", &button.url)
                    .0,
            )
        });
        self.value("button", value)
    }

    pub(super) fn rest(mut self, extra: &Attrs) -> Map<String, Value> {
        for (key, value) in extra {
            self.0.entry(key.clone()).or_insert_with(|| value.clone());
        }
        self.0
    }
}
