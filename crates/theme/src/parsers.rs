//! What this crate reads of others, bare, for the fuzz targets.

use crate::{ThemeError, bundle, nql};
use kernel::Timestamp;
use std::io::Cursor;
use stencil::Value;

/// A filter of `{{#get}}`, taken to the store's form and tried on a value; and the same text as an order.
pub fn filter(text: &str, now: Timestamp, on: &Value) -> bool {
    nql::order_of_posts(text);
    let Ok(filter) = nql::parse(text) else {
        return false;
    };
    nql::fits(&filter, on);
    nql::to_filter(&filter, now).is_ok()
}

/// The files of a theme's zip, by their path.
///
/// # Errors
/// It is no zip, or none of a theme.
pub fn zip(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ThemeError> {
    bundle::unzip(Cursor::new(bytes)).map(|files| files.into_iter().collect())
}
