//! The site as readers meet it: over TCP, with a newsroom behind it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod addresses;
mod bad_days;
mod bucket;
mod candidates;
mod changes;
mod client;
mod corrections;
mod encodings;
mod limits;
mod live;
mod media;
mod newsroom;
mod pages;
mod podcast;
mod reads;
mod saving;
mod searching;
mod sign_up;
mod sitemaps;
mod syndication;
mod text_only;
mod themes;
