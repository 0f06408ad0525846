//! Paths that come as text while a page is rendered, as in `{{#get filter="id:-{{post.id}}"}}`.

use super::Scope;
use crate::value::Value;

/// The value of `path` in `scope`.
pub(crate) fn resolve(scope: &Scope<'_>, path: &str) -> Value {
    let path = path.trim();
    let (mut value, rest) = if let Some(path) = path.strip_prefix('@') {
        let mut path = path;
        let mut frame = Some(scope.data);
        while let Some(after) = path.strip_prefix("../") {
            (frame, path) = (frame.and_then(|frame| frame.parent), after);
        }
        let (name, rest) = step(path);
        (frame.map(|frame| frame.get(name)).unwrap_or_default(), rest)
    } else {
        let mut levels = 0;
        let mut rest = path;
        loop {
            if let Some(after) = rest.strip_prefix("../") {
                (levels, rest) = (levels + 1, after);
            } else if let Some(after) = rest.strip_prefix("./").or_else(|| rest.strip_prefix("this.")) {
                rest = after;
            } else {
                break;
            }
        }
        match rest {
            ".." => (scope.context(levels + 1).cloned().unwrap_or_default(), ""),
            "this" | "." => (scope.context(levels).cloned().unwrap_or_default(), ""),
            name if name.len() == path.len() => {
                let (first, after) = step(name);
                match scope.param(first) {
                    Some(value) => (value, after),
                    None => (scope.this.get(first), after),
                }
            }
            rest => (scope.context(levels).cloned().unwrap_or_default(), rest),
        }
    };
    let mut rest = rest;
    while !rest.is_empty() {
        let (name, after) = step(rest);
        if name == "*" {
            let Some(items) = value.as_array() else {
                return Value::Undefined;
            };
            return items.iter().map(|item| follow(item.clone(), after)).collect();
        }
        value = value.get(name);
        rest = after;
    }
    value
}

fn follow(mut value: Value, mut rest: &str) -> Value {
    while !rest.is_empty() {
        let (name, after) = step(rest);
        value = value.get(name);
        rest = after;
    }
    value
}

/// The first name of a path, and what follows it.
fn step(path: &str) -> (&str, &str) {
    let path = path.strip_prefix(['.', '/']).unwrap_or(path);
    if let Some(inner) = path.strip_prefix('[') {
        return inner.split_once(']').unwrap_or((inner, ""));
    }
    let end = path.find(['.', '/', '[']).unwrap_or(path.len());
    path.split_at(end)
}
