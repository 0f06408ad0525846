//! `{{#shared "rails" items=14}}…{{/shared}}`: a part that is the same on all pages of a language, rendered once.

use super::prelude::*;
use crate::{date, fragments::Fragment};
use std::{fmt::Write, sync::Arc};

pub(super) fn shared(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let name = call.arg(0);
    let Some(name) = name.as_str().filter(|name| !name.is_empty() && call.is_block()) else {
        return Err(call.error("{{#shared}} must be given a name, and be a block"));
    };
    // The name within the file: two files may call different things the same.
    let mut key = format!("{}\n{}\n{name}", visit.place.language, call.template());
    for (argument, value) in call.hash_pairs() {
        let _ = write!(key, "\n{argument}={}", value.to_text());
    }
    let (reader, now) = (visit.reader(), visit.now());
    let change = reader.snapshot();
    if let Some(kept) = visit.scene.fragments.get(&key, change, now) {
        reader.note_all(kept.keys.iter().cloned());
        if let Some(until) = kept.until {
            reader.note_until(until);
        }
        call.write(&kept.html);
        return Ok(Value::Undefined);
    }
    let (others, others_until) = (reader.take_keys(), reader.take_until());
    reader.note_until(date::next_midnight(now, &visit.place.zone));
    let this = call.this().clone();
    let made = call.block(&this, &[], &[]);
    let keys: Vec<_> = reader.take_keys().into_iter().collect();
    reader.note_all(others);
    reader.note_all(keys.iter().cloned());
    let until = reader.take_until();
    for until in others_until.into_iter().chain(until) {
        reader.note_until(until);
    }
    let html: Arc<str> = made?.into();
    call.write(&html);
    let fragment = Fragment {
        html,
        keys,
        change,
        made: now,
        until,
    };
    visit.scene.fragments.keep(key, Arc::new(fragment));
    Ok(Value::Undefined)
}
