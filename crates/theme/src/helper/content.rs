//! `{{content}}`: the body of a post, its cards filled in.

use super::{card, prelude::*};
use crate::text::{Limit, truncate};
use std::sync::Arc;

pub(super) fn content(call: &mut Call<'_, '_>) -> Answer {
    let this = call.this().clone();
    if matches!(this.get("access"), Value::Bool(false)) {
        let accent = call.data("site").get("accent_color");
        let with_accent = this.merged(Map::new().with("accentColor", accent));
        return Ok(Value::from_output(
            call.partial("content-cta", &with_accent)?.unwrap_or_default(),
        ));
    }
    let html = body(call, &this)?;
    let html = card::fill(call, html)?;
    let html = card::focused(call, html)?;
    let limit = |name: &str| integer(call, name).map(|n| usize::try_from(n).unwrap_or(0));
    Ok(match (limit("words"), limit("characters")) {
        (Some(words), _) => safe(truncate(&html, Limit::Words(words))),
        (None, Some(characters)) => safe(truncate(&html, Limit::Characters(characters))),
        (None, None) => Value::Safe(html),
    })
}

/// The body; for a post of a list, which comes without, it is fetched now.
fn body(call: &Call<'_, '_>, this: &Value) -> Result<Arc<str>, Error> {
    let html = match this.get("html") {
        Value::String(html) | Value::Safe(html) => html,
        _ => return Ok(Arc::from("")),
    };
    let has_words = this.get("words").as_number().is_some_and(|words| words > 0.0);
    if !html.is_empty() || !has_words {
        return Ok(html);
    }
    let Some(id) = this.get("id").as_str().and_then(|id| id.parse().ok()) else {
        return Ok(html);
    };
    let visit = Visit::of(call)?;
    let post = visit.got(call, visit.reader().post_by_id(id))?;
    Ok(post.map_or(html, |post| post.html.clone()))
}
