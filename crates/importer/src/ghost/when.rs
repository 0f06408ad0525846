//! Ghost's times: `2026-11-23 10:54:30` in UTC, ISO 8601, or milliseconds.

use jiff::{civil::DateTime, tz::TimeZone};
use kernel::Timestamp;
use serde_json::Value;

/// The moment, when it can be read.
pub fn read(value: &Value) -> Option<Timestamp> {
    if let Some(millis) = value.as_i64() {
        return Some(Timestamp::from_millis(millis));
    }
    let text = value.as_str()?;
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(moment.into());
    }
    let civil: DateTime = text.parse().ok()?;
    Some(TimeZone::UTC.to_timestamp(civil).ok()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_ghost_has_used_is_read() {
        let moment = "2026-11-23T10:54:30Z";
        for value in [
            "2026-11-23 10:54:30".into(),
            "2026-11-23T10:54:30.000Z".into(),
            Value::from(1_795_431_270_000_i64),
        ] {
            assert_eq!(
                read(&value).map(|time| time.to_string()).as_deref(),
                Some(moment),
                "{value}"
            );
        }
        assert_eq!(read(&Value::Null), None);
    }
}
