//! Asking a server on this machine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod fetching;
mod server;
