//! `{{date published_at format="D MMMM YYYY"}}`.

use super::prelude::*;
use crate::date;
use jiff::{Timestamp, ZonedDateTime};

pub(super) fn date(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let given = if call.args().is_empty() {
        call.this().get("published_at")
    } else {
        call.arg(0)
    };
    let now = visit.now().to_jiff();
    let moment = match &given {
        Value::Number(millis) => Timestamp::from_millisecond(*millis as i64).ok(),
        value => value.as_str().and_then(date::parse),
    };
    let place = &visit.place;
    let zone = match text(call, "timezone") {
        Some(name) => date::zone(&name),
        None => place.zone.clone(),
    };
    let words = match text(call, "locale") {
        Some(language) => date::Words::of(&language),
        None => place.words,
    };
    let local = ZonedDateTime::new(moment.unwrap_or(now), zone.clone());
    if call.hash("timeago").is_some_and(Value::is_true) {
        return Ok(safe(date::from_now(
            &local,
            &ZonedDateTime::new(now, zone),
            words,
        )));
    }
    Ok(safe(match call.hash("format").and_then(Value::as_str) {
        Some(format) => date::format(&local, format, words),
        None => date::format(&local, "ll", words),
    }))
}
