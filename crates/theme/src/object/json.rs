//! Settings of a theme, kept as JSON.

use super::{array, string};
use serde_json::Value as Json;
use stencil::{Map, Value};

pub(crate) fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Bool(*b),
        Json::Number(n) => n.as_f64().map_or(Value::Null, Value::Number),
        Json::String(text) => string(text),
        Json::Array(items) => array(items.iter().map(from_json).collect()),
        Json::Object(fields) => {
            let map = fields.iter().fold(Map::new(), |map, (key, value)| {
                map.with(key.as_str(), from_json(value))
            });
            map.into_value()
        }
    }
}
