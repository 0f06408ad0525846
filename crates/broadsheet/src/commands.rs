//! One file for each command.

pub mod check;
pub mod demo;
pub mod fill;
pub mod import;
pub mod post;
pub mod serve;
pub mod setting;
pub mod theme;
pub mod user;
