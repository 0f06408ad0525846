//! The store on both engines.

mod bad_days;
mod changes;
mod jobs;
mod kill;
mod lists;
mod posts;
mod sample;
mod tables;
