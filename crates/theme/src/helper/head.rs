//! `{{ghost_head}}`, `{{ghost_foot}}`, `{{accent_style}}`.

use super::prelude::*;
use crate::meta;

pub(super) fn ghost_head(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    if visit.status >= 500 {
        return Ok(Value::Undefined);
    }
    let exclude = text(call, "exclude").unwrap_or_default();
    Ok(safe(visit.got(call, meta::head(&visit, &exclude))?))
}

pub(super) fn ghost_foot(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    Ok(safe(meta::foot(&visit)))
}

pub(super) fn accent_style(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let css = meta::accent_css(&visit.scene.settings);
    Ok(css.map_or(Value::Null, |css| safe(format!("<style>{css}</style>"))))
}
