//! Places on the site that editors fill by hand.

use crate::{Invalid, PostId, Timestamp};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The name of a placement: `lead`, `picks`, `video`, or one that a theme uses. 1 to 200 of `a-z`, `0-9`, `-` and `_`. The front of a section
/// is `section-` and its slug.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlacementName(String);

impl PlacementName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlacementName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PlacementName {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
        if text.is_empty() || text.len() > 200 || !text.bytes().all(plain) {
            return Err(Invalid(format!(
                "“{text}” is not the name of a placement: 1 to 200 of a-z, 0-9, - and _"
            )));
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for PlacementName {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<PlacementName> for String {
    fn from(name: PlacementName) -> String {
        name.0
    }
}

/// One entry of a placement, in the editors' order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The story.
    pub post: PostId,
    /// The editors' own headline for this place; `None` shows the story's.
    pub headline: Option<String>,
    /// The entry is shown until then.
    pub until: Option<Timestamp>,
}
