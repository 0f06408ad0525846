//! What readers find, on both engines, and what becomes of the index when things go wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod bad_days;
mod finding;
mod following;
mod paper;
