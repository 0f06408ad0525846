//! Public HTTP: what readers see. Pages, their cache, feeds, media, health and limits.
//!
//! A request meets [`front`] first, which answers from the page cache ([`cache`]) without anything in between; what is
//! not there goes through the routes ([`routes`]) to the renderer ([`render`]), which reads a snapshot of the store and
//! gives it to the theme; searches go past the cache ([`search`]). [`follower`] keeps the cache in step with the store, and [`live`]
//! tells open pages what is new. [`Site`] is all of it.
//!
//! This crate has no SQL and no rules of publishing, and nothing personal ever reaches a cached page.

pub mod address;
pub mod cache;
pub mod client;
pub mod follower;
pub mod front;
pub mod headers;
mod injected;
pub mod live;
pub mod look;
pub mod metrics;
pub mod render;
mod replaced;
pub mod request_id;
pub mod robots;
pub mod routes;
pub mod search;
mod site;
pub mod sitemap;
pub mod syndication;
pub mod words;

pub use cache::CacheConfig;
pub use front::{Glance, Limits, Load, Pace};
pub use live::LiveConfig;
pub use look::BuiltIn;
pub use site::{Site, SiteConfig, SiteError};
