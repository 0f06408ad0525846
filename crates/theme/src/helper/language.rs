//! `{{lang}}`, `{{dir}}`, `{{#translations}}`.

use super::{looping, prelude::*};
use crate::{meta, place};

/// That of what stands around it (a post, a translation), or of the page.
pub(super) fn lang(call: &mut Call<'_, '_>) -> Answer {
    Ok(match text_field(call.this(), "lang") {
        Some(own) => Value::String(own),
        None => string(Visit::of(call)?.place.language.as_str()),
    })
}

pub(super) fn dir(call: &mut Call<'_, '_>) -> Answer {
    Ok(match text_field(call.this(), "dir") {
        Some(own) => Value::String(own),
        None => string(place::direction(&Visit::of(call)?.place.language)),
    })
}

pub(super) fn translations(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let versions = visit.got(call, meta::versions(&visit))?;
    let each = versions.into_iter().map(|version| {
        Map::new()
            .with("lang", string(version.language.as_str()))
            .with("dir", string(place::direction(&version.language)))
            .with("name", string(place::own_name(&version.language)))
            .with("url", string(&version.path))
            .with("title", optional(version.title.as_deref()))
            .with("current", Value::Bool(version.current))
            .with("exact", Value::Bool(version.exact))
            .into_value()
    });
    looping::list(call, each.collect())
}
