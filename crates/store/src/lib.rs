//! Everything that is kept: posts and what belongs to them, staff, settings, the change feed and jobs, on SQLite or
//! PostgreSQL behind one interface. The only crate with SQL in it.
//!
//! It knows how records are written and found, not when: which keys a change touches, what slug a post gets and who
//! may do what is decided by `newsroom`.
//!
//! Start reading at [`Store`]. [`Store::write`] runs one transaction with a [`Tx`]; [`Store::read`] lends a
//! [`Reader`], which sees one snapshot and remembers the surrogate keys of all it hands out. Each statement is one
//! text for both engines (`sql`), and the tables are made by one numbered list (`migrations`).

mod beside_settings;
mod caches;
mod caught;
mod change;
mod corrections;
mod counts;
mod database;
mod desk;
mod error;
mod filter;
mod focal;
mod jobs;
mod limits;
mod media;
mod migrations;
mod narrations;
mod placements;
mod plain;
#[cfg(test)]
mod plans;
mod post_list;
mod post_row;
mod posts;
mod query;
mod reader;
mod reads;
mod redirects;
mod revisions;
mod session;
mod settings;
mod sitemap;
mod source;
mod sql;
mod store;
mod subscribers;
mod sweep;
mod taxonomy;
mod tx;
mod users;
mod wake;
mod worker;

pub use caught::{Panicked, caught};
pub use change::Change;
pub use corrections::Corrected;
pub use database::Database;
pub use desk::{
    AuditEntry, AuditQuery, Comment, DeskPlace, DeskQuery, DeskRow, DeskSession, Invitation, MediaQuery,
    MediaUse, Passage, Passkey, Pen, Person, PostWork, Preview, SavedFilter, WorkingCopy,
};
pub use error::{Result, StoreError};
pub use jobs::{Job, JobState, NewJob};
pub use limits::Used;
pub use media::Media;
pub use narrations::ReadAloud;
pub use placements::{Placed, PlacedEntry};
pub use plain::text_of_html;
pub use post_list::{Direction, FeedQuery, PostLink, PostList, Within};
pub use query::{Cmp, Desc, Field, Filter, Match, OrderField, PostQuery};
pub use reader::Reader;
pub use reads::{MostReadOfTags, Period};
pub use redirects::{ListedRedirect, Redirect};
pub use revisions::Revision;
pub use sitemap::{Listing, SitemapPart};
pub use store::Store;
pub use subscribers::{
    Confirmation, Consent, ConsentKind, Kept, Subscriber, Subscription, SubscriptionState,
};
pub use taxonomy::{AuthorQuery, Listed, ListedOrder, TagQuery};
pub use tx::Tx;
pub use users::User;
pub use worker::{NotDone, work};
