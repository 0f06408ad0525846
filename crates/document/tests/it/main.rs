//! The document tree from outside: what comes in, what goes out, and what never does.

#![allow(clippy::unwrap_used, reason = "a test may fall")]

mod embeds;
mod ghost_export;
mod json;
mod lexical_samples;
mod markdown;
mod mobiledoc;
mod nesting;
mod pasted;
mod reading;
mod safety;
mod speech;
mod written;
