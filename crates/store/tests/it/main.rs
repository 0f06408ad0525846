//! The store on both engines.

mod lists;
mod posts;
mod sample;
mod tables;
