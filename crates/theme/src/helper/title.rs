//! `{{title}}`, `{{meta_title}}`, `{{meta_description}}`.

use super::prelude::*;
use crate::{meta, text::escaped};

pub(super) fn title(call: &mut Call<'_, '_>) -> Answer {
    let title = call.this().get("title");
    Ok(safe(if title.is_true() {
        escaped(&title.to_text())
    } else {
        String::new()
    }))
}

pub(super) fn meta_title(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    Ok(string(meta::title(
        &visit,
        meta::Network::None,
        text(call, "page").as_deref(),
    )))
}

pub(super) fn meta_description(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    Ok(meta::description(&visit, meta::Network::None).map_or(Value::Null, string))
}
