//! `{{t "Page {page} of {totalPages}" page=page totalPages=pages}}`.

use super::prelude::*;
use crate::locale;

pub(super) fn t(call: &mut Call<'_, '_>) -> Answer {
    let key = call.arg(0);
    let Some(key) = key.as_str().filter(|key| !key.is_empty()) else {
        return Ok(string(""));
    };
    let visit = Visit::of(call)?;
    let message = visit.strings.get(key);
    let filled = locale::fill(message, |name| {
        call.hash(name).map(|value| value.to_text().to_string())
    });
    // A plain string, so that {{t}} escapes it and {{{t}}} does not.
    Ok(string(filled))
}
