//! `{{excerpt}}` and `{{reading_time}}`.

use super::prelude::*;
use crate::{
    object::{Record, record},
    text::{Limit, escaped_for_excerpt, truncate},
};

pub(super) fn excerpt(call: &mut Call<'_, '_>) -> Answer {
    let this = call.this();
    if let Some(custom) = text_field(this, "custom_excerpt") {
        return Ok(safe(escaped_for_excerpt(&custom).trim()));
    }
    let excerpt = this.get("excerpt");
    let excerpt = escaped_for_excerpt(excerpt.as_str().unwrap_or_default());
    let limit = |n: i64| usize::try_from(n).ok().filter(|n| *n > 0);
    let limit = match (
        integer(call, "words").and_then(limit),
        integer(call, "characters").and_then(limit),
    ) {
        (Some(words), _) => Limit::Words(words),
        (None, Some(characters)) => Limit::Characters(characters),
        (None, None) => Limit::Words(50),
    };
    Ok(safe(truncate(&excerpt, limit)))
}

pub(super) fn reading_time(call: &mut Call<'_, '_>) -> Answer {
    let this = call.this();
    if record(this) != Record::Post {
        return Ok(Value::Null);
    }
    let form = |name: &str, default: &str| match call.hash(name) {
        Some(value) => value.as_str().map_or_else(|| default.to_owned(), str::to_owned),
        None => default.to_owned(),
    };
    let minutes = this.get("reading_time").as_number().unwrap_or(0.0);
    Ok(safe(if minutes <= 1.0 {
        form("minute", "1 min read")
    } else {
        form("minutes", "% min read").replacen('%', &minutes.to_string(), 1)
    }))
}
