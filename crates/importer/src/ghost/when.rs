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
