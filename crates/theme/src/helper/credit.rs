//! `{{credit}}`: who made the picture.

use super::prelude::*;
use crate::text::escaped;

pub(super) fn credit(call: &mut Call<'_, '_>) -> Answer {
    let credit = text_field(call.this(), "feature_image_credit");
    Ok(credit.map_or(Value::Null, |credit| safe(escaped(&credit))))
}
