//! `{{#has tag="news, sport" number="nth:3"}}`: true when any of them holds.

use super::prelude::*;

const ATTRIBUTES: [&str; 9] = [
    "tag",
    "author",
    "slug",
    "visibility",
    "id",
    "number",
    "index",
    "any",
    "all",
];

pub(super) fn has(call: &mut Call<'_, '_>) -> Answer {
    if ATTRIBUTES.iter().all(|name| call.hash(name).is_none()) {
        return Ok(Value::Undefined);
    }
    let holds = ATTRIBUTES
        .iter()
        .any(|name| text(call, name).is_some_and(|wanted| check(call, name, &wanted)));
    branch(call, holds)
}

fn check(call: &Call<'_, '_>, attribute: &str, wanted: &str) -> bool {
    let this = call.this();
    if wanted.is_empty() {
        return false;
    }
    match attribute {
        "tag" => listed(&this.get("tags"), wanted),
        "author" => listed(&this.get("authors"), wanted),
        "number" | "index" => call
            .data(attribute)
            .as_number()
            .is_some_and(|n| counts(wanted, n)),
        "any" => wanted.split(',').any(|name| filled(call, name)),
        "all" => wanted.split(',').all(|name| filled(call, name)),
        _ => {
            let value = this.get(attribute);
            value
                .as_str()
                .is_some_and(|text| text.to_lowercase() == wanted.to_lowercase())
        }
    }
}

/// Whether one of the names is in the list, or the list is as long as `count:>2` says.
fn listed(list: &Value, wanted: &str) -> bool {
    let items = list.as_array().unwrap_or_default();
    if let Some((_, count)) = wanted.split_once("count:") {
        let (sign, digits) = match count.as_bytes().first() {
            Some(b'>') => ('>', &count[1..]),
            Some(b'<') => ('<', &count[1..]),
            _ => ('=', count),
        };
        let Some(n) = parse_int(digits).and_then(|n| usize::try_from(n).ok()) else {
            return false;
        };
        return match sign {
            '>' => items.len() > n,
            '<' => items.len() < n,
            _ => items.len() == n,
        };
    }
    let names: Vec<String> = items
        .iter()
        .filter_map(|item| item.get("name").as_str().map(str::to_lowercase))
        .collect();
    wanted
        .split(',')
        .any(|name| names.contains(&name.trim().to_lowercase()))
}

/// `nth:3`, or a list of numbers.
fn counts(wanted: &str, n: f64) -> bool {
    match wanted.strip_prefix("nth:").and_then(parse_int) {
        Some(0) => false,
        Some(step) => n % step as f64 == 0.0,
        None => wanted
            .split(',')
            .any(|one| parse_int(one).is_some_and(|one| one as f64 == n)),
    }
}

/// Whether a field of the context, or of `@site` and the like, holds a text or a list that is not empty.
fn filled(call: &Call<'_, '_>, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let value = match name.strip_prefix('@') {
        Some(path) => {
            let (root, rest) = path.split_once('.').unwrap_or((path, ""));
            if !matches!(root, "site" | "config" | "labs") {
                return false;
            }
            rest.split('.')
                .filter(|part| !part.is_empty())
                .fold(call.data(root), |value, part| value.get(part))
        }
        None => name
            .split('.')
            .fold(call.this().clone(), |value, part| value.get(part)),
    };
    match value {
        Value::String(text) | Value::Safe(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(object) => !object.keys().is_empty(),
        _ => false,
    }
}
