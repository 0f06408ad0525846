//! The full-text index: what readers look for, in which words, and how what was found is shown.
//!
//! The index is derived from the store and never a source of truth. It follows the change feed: [`writer`] takes in what
//! changed and commits it together with how far it has come ([`progress`]), so that a crash loses nothing; [`follower`]
//! builds it when it is missing, damaged, or of another version, beside the old one, which answers meanwhile. What is
//! found is looked up in the reader's own snapshot of the store before it is shown: whatever the index says, nothing is
//! shown that is not public.
//!
//! Start reading at [`Search`], then [`find`] (from a question to posts) and [`text`] (how words are compared).

mod asked;
mod cache;
mod careful;
mod dictionary;
mod distance;
mod entry;
mod excerpt;
mod find;
mod folder;
mod follower;
mod plain;
mod progress;
mod query;
mod room;
mod schema;
mod search;
mod shelf;
mod stem;
mod stop;
mod text;
mod ukrainian;
mod writer;

pub use asked::{Asked, Found, Hit, Loosely, Order};
pub use query::{Part, Query};
pub use search::{Search, State};
