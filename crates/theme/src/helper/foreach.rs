//! `{{#foreach posts limit=3}}`.

use super::{looping, prelude::*};
use crate::object::{Record, has, record};

pub(super) fn foreach(call: &mut Call<'_, '_>) -> Answer {
    let items = entries(&call.arg(0), text(call, "visibility").as_deref());
    let length = items.len();
    if length == 0 {
        return otherwise(call);
    }
    let given = |name: &str| integer(call, name).filter(|n| *n != 0);
    let size = i64::try_from(length).unwrap_or(i64::MAX);
    let limit = given("limit").unwrap_or(size);
    let from = given("from").unwrap_or(1);
    let mut to = given("to").unwrap_or(size);
    if limit < size && from.saturating_add(limit) <= size {
        to = from - 1 + limit;
    }
    let columns = given("columns").and_then(|n| usize::try_from(n).ok());
    for (index, (key, item)) in items.iter().enumerate() {
        let current = i64::try_from(index + 1).unwrap_or(i64::MAX);
        if current < from || current > to {
            continue;
        }
        // A beginning before the first item is never the first, as in Ghost.
        let first = usize::try_from(from - 1).unwrap_or(usize::MAX);
        looping::turn(call, item, key, index, first, current == to, columns)?;
    }
    Ok(Value::Undefined)
}

/// What is looped over, by key: what readers may see, unless posts are listed or `visibility` says otherwise.
fn entries(of: &Value, visibility: Option<&str>) -> Vec<(Value, Value)> {
    let all: Vec<(Value, Value)> = match of {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| (number(at as f64), item.clone()))
            .collect(),
        Value::Object(object) => {
            let fields = object.keys().into_iter();
            fields
                .map(|key| (Value::String(key.clone()), object.get(&key).unwrap_or_default()))
                .collect()
        }
        _ => return Vec::new(),
    };
    let is_free = |item: &Value| record(item) == Record::Post || has(item, "subscribe_on_signup");
    let default = if all.first().is_some_and(|(_, item)| is_free(item)) {
        "all"
    } else {
        "public"
    };
    let wanted = visibility.filter(|v| !v.is_empty()).unwrap_or(default);
    all.into_iter()
        .filter(|(_, item)| is_visible(item, wanted))
        .collect()
}

/// Whether an item is among the visibilities `wanted` (`public,internal`, `all`).
pub(super) fn is_visible(item: &Value, wanted: &str) -> bool {
    let lists = |visibility: &str| wanted.split(',').any(|part| part.trim() == visibility);
    if lists("all") {
        return true;
    }
    match item.get("visibility").as_str() {
        Some(visibility) if !visibility.is_empty() => lists(visibility),
        _ => lists("public"),
    }
}
