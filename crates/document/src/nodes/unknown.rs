//! What this version does not know.

use crate::Attrs;
use serde_json::Value;

/// Keys whose strings a person wrote for other people to read.
const SPOKEN: [&str; 20] = [
    "text",
    "code",
    "html",
    "markdown",
    "title",
    "heading",
    "header",
    "subheader",
    "subheading",
    "caption",
    "credit",
    "description",
    "label",
    "content",
    "body",
    "name",
    "buttonText",
    "speaker",
    "summary",
    "disclaimer",
];

/// A node exactly as it came: one of a newer version, or (as node `unknown` with the attributes `format` and `node`)
/// one of another format.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// The node's JSON.
    pub json: Value,
}

impl Unknown {
    /// A node of another format (`lexical`, `mobiledoc`), to be kept.
    pub fn of_format(format: &str, node: Value) -> Self {
        let mut attrs = Attrs::new();
        attrs.insert("format".into(), Value::from(format));
        attrs.insert("node".into(), node);
        let mut json = Attrs::new();
        json.insert("type".into(), Value::from("unknown"));
        json.insert("attrs".into(), Value::Object(attrs));
        Self {
            json: Value::Object(json),
        }
    }

    /// The name of its type, for people.
    pub fn name(&self) -> &str {
        let node = self.inner();
        node.get("type")
            .and_then(Value::as_str)
            .unwrap_or("node without a type")
    }

    /// The text in it that was written for people: one entry per piece.
    pub fn text(&self) -> Vec<String> {
        let mut out = Vec::new();
        collect(self.inner(), &mut out);
        out
    }

    fn inner(&self) -> &Value {
        let wrapped = self.json.get("type").and_then(Value::as_str) == Some("unknown");
        wrapped
            .then(|| self.json.pointer("/attrs/node"))
            .flatten()
            .unwrap_or(&self.json)
    }
}

fn collect(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, out)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if ["text", "code"].contains(&key.as_str()) => out.push(text.clone()),
                    Value::String(html) if SPOKEN.contains(&key.as_str()) => {
                        out.push(crate::markup::text_of(html))
                    }
                    Value::Object(_) | Value::Array(_) => collect(value, out),
                    _ => {}
                }
            }
        }
        _ => {}
    }
    out.retain(|text| !text.trim().is_empty());
}
