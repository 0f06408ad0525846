//! `{{pagination}}` and `{{page_url 2}}`.

use super::prelude::*;

pub(super) fn pagination(call: &mut Call<'_, '_>) -> Answer {
    let pagination = call.this().get("pagination");
    let Value::Object(fields) = &pagination else {
        return Err(call.error("{{pagination}} works within a list only: there is no pagination here"));
    };
    let mut over = Map::new();
    for name in fields.keys() {
        let value = fields.get(&name).unwrap_or_default();
        over.insert(name, value);
    }
    for (name, value) in call.hash_pairs() {
        over.insert(name, value.clone());
    }
    let this = call.this().merged(over);
    Ok(Value::from_output(
        call.partial("pagination", &this)?.unwrap_or_default(),
    ))
}

pub(super) fn page_url(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let Some(pagination) = visit.pagination else {
        return Ok(Value::Null);
    };
    let page = match call.args() {
        [] => Some(1),
        [Value::Number(n), ..] => Some(*n as u32),
        [given, ..] => match given.as_str() {
            Some("next") => pagination.next(),
            Some("prev") => pagination.prev(),
            _ => None,
        },
    };
    Ok(page.map_or(Value::Null, |page| string(visit.page_path(page))))
}
