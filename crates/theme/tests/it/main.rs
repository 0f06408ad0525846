//! Data in, text out: each helper in a small newsroom, then whole themes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod head;
mod lists;
mod loading;
mod newsroom;
mod ours;
mod searching;
mod shared;
mod template_helpers;
mod themes;
