//! `{{json value}}`: data for scripts, safe within `<script>`.

use super::prelude::*;
use std::fmt::Write;

const MAX_DEPTH: usize = 12;

pub(super) fn json(call: &mut Call<'_, '_>) -> Answer {
    let pairs: Vec<(String, Value)> = call
        .hash_pairs()
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    let mut out = String::new();
    if pairs.is_empty() {
        if !write(&mut out, &call.arg(0), 0) {
            return Ok(safe("null"));
        }
    } else {
        let map: Map = pairs.into_iter().collect();
        write(&mut out, &map.into_value(), 0);
    }
    Ok(safe(out))
}

/// Writes a value; false when it has none in JSON (undefined).
fn write(out: &mut String, value: &Value, depth: usize) -> bool {
    match value {
        Value::Undefined => return false,
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Number(n) if n.is_finite() => out.push_str(&value.to_text()),
        Value::Number(_) => out.push_str("null"),
        Value::String(text) => quoted(out, text),
        // A SafeString is an object with one field.
        Value::Safe(text) => {
            out.push_str("{\"string\":");
            quoted(out, text);
            out.push('}');
        }
        _ if depth > MAX_DEPTH => out.push_str("null"),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                if !write(out, item, depth + 1) {
                    out.push_str("null");
                }
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            let mut first = true;
            for key in object.keys() {
                let start = out.len();
                if !first {
                    out.push(',');
                }
                quoted(out, &key);
                out.push(':');
                if write(out, &object.get(&key).unwrap_or_default(), depth + 1) {
                    first = false;
                } else {
                    out.truncate(start);
                }
            }
            out.push('}');
        }
    }
    true
}

/// A text in quotes, without anything that could end a script.
pub(crate) fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
