//! One file for each command.

pub mod check;
pub mod demo;
pub mod export;
pub mod files;
pub mod fill;
pub mod import;
pub mod job;
pub mod narrate;
pub mod newsletter;
pub mod post;
pub mod serve;
pub mod setting;
pub mod subscriber;
pub mod theme;
pub mod user;
