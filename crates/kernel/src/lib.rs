//! The newsroom's own terms as types that cannot be made wrong: ids, slugs, addresses, times, states, roles,
//! records of posts, tags and authors, and the surrogate keys that tie a page to what it shows.
//!
//! Pure rules only: no I/O, no async, no SQL, no HTML. Start reading at [`post::Post`] and [`key::Key`].

pub mod address;
pub mod consent;
pub mod crawlers;
pub mod id;
pub mod key;
pub mod language;
pub mod narration;
pub mod network;
pub mod onion;
pub mod path;
pub mod placement;
pub mod post;
pub mod role;
pub mod settings;
pub mod slug;
pub mod taxonomy;
pub mod time;
pub mod words;

pub use address::EmailAddress;
pub use crawlers::AiCrawlers;
pub use id::{
    AuditId, AuthorId, CommentId, ConfirmationId, ConsentId, InvitationId, JobId, MediaId, PostId,
    RevisionId, SavedFilterId, SubscriberId, TagId, UserId,
};
pub use key::Key;
pub use language::Language;
pub use narration::{DigitalSource, Narration, SpokenParagraph};
pub use network::Network;
pub use onion::OnionAddress;
pub use placement::{Pick, PlacementName};
pub use post::{Picture, Post, PostKind, PostState, Visibility};
pub use role::Role;
pub use settings::{NavItem, Newsletter, SiteSettings};
pub use slug::Slug;
pub use taxonomy::{Author, Tag};
pub use time::Timestamp;

/// A value that did not parse, with a sentence that says what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub String);
