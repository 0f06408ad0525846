//! The properties of a card, typed.

use crate::{Block, Inline, Url, nodes::ButtonLink};
use serde_json::Value;

/// The properties of a card of Lexical or Mobiledoc.
pub(crate) struct Props<'a>(&'a Value);

impl<'a> Props<'a> {
    pub(crate) fn of(node: &'a Value) -> Self {
        Self(node)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn inner(&self, key: &str) -> Props<'a> {
        Props(self.0.get(key).unwrap_or(&Value::Null))
    }

    pub(super) fn str(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_str().filter(|text| !text.is_empty())
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.str(key).map(str::to_owned)
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn number(&self, key: &str) -> Option<u32> {
        let n = self.get(key)?;
        let n = n.as_f64().or_else(|| n.as_str()?.parse().ok())?.round();
        (n >= 1.0 && n <= f64::from(u32::MAX)).then_some(n as u32)
    }

    pub(super) fn seconds(&self, key: &str) -> Option<f64> {
        self.get(key)?.as_f64().filter(|n| n.is_finite() && *n > 0.0)
    }

    pub(super) fn url(&self, key: &str) -> Option<Url> {
        Url::parse(self.str(key)?)
    }

    pub(super) fn source(&self, key: &str) -> Option<Url> {
        Url::parse_source(self.str(key)?)
    }

    /// A line of HTML.
    pub(super) fn line(&self, key: &str) -> Vec<Inline> {
        self.str(key).map(crate::markup::inlines).unwrap_or_default()
    }

    /// Blocks of HTML.
    pub(super) fn blocks(&self, key: &str, unknown: &mut Vec<String>) -> Vec<Block> {
        self.str(key)
            .map(|html| crate::markup::blocks(html, unknown))
            .unwrap_or_default()
    }

    /// A button that has words, where the card shows it.
    pub(super) fn button(&self, shown: bool, text: &str, url: &str) -> Option<ButtonLink> {
        let text = self.text(text).filter(|_| shown)?;
        Some(ButtonLink {
            text,
            url: self.url(url),
        })
    }

    /// Not for readers who are not signed in.
    pub(super) fn members_only(&self) -> bool {
        let shown = self.inner("visibility").inner("web");
        shown.get("nonMember").and_then(Value::as_bool) == Some(false)
    }
}
