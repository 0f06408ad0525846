//! `{{#is "post, page"}}`, `{{{{raw}}}}`.

use super::prelude::*;

pub(super) fn is(call: &mut Call<'_, '_>) -> Answer {
    let wanted = call.arg(0);
    let Value::String(wanted) = wanted else {
        return Ok(Value::Undefined);
    };
    let visit = Visit::of(call)?;
    let found = wanted.split(',').any(|context| visit.is(context.trim()));
    branch(call, found)
}

pub(super) fn raw(call: &mut Call<'_, '_>) -> Answer {
    branch(call, true)
}
