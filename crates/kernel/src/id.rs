//! Typed ids. Each noun has its own type, so that a tag's id cannot be given for a post's.
//!
//! All are UUIDv7 (RFC 9562), written in lower case with hyphens; they sort by the time they were made.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, later than every id made before it in this process.
            #[expect(clippy::new_without_default, reason = "each call makes another id")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = Invalid;
            fn from_str(text: &str) -> Result<Self, Invalid> {
                Uuid::try_parse(text)
                    .map(Self)
                    .map_err(|_| Invalid(format!("“{text}” is not an id")))
            }
        }
    )*};
}

ids!(
    /// A story, a page or a news-feed item.
    PostId,
    /// A section or any other tag.
    TagId,
    /// A person who is named in bylines.
    AuthorId,
    /// A person who can sign in.
    UserId,
    /// A picture or another file of the media library.
    MediaId,
    /// One saved state of a post.
    RevisionId,
    /// A piece of work that a worker takes.
    JobId,
    /// A person who gets newsletters, or has asked to.
    SubscriberId,
    /// A question put to an address by mail: whether it wants what was asked for in its name.
    ConfirmationId,
    /// One entry of the record of who agreed to what.
    ConsentId,
    /// Somebody who was asked to join the newsroom.
    InvitationId,
    /// A word between colleagues about a passage.
    CommentId,
    /// One entry of the record of who did what.
    AuditId,
    /// A list of stories that a person comes back to.
    SavedFilterId,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = PostId::new();
        assert_eq!(id.to_string().parse::<PostId>().unwrap(), id);
        assert!("no-id".parse::<PostId>().is_err());
    }
}
