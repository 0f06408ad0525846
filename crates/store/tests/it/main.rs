//! The store on both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_days;
mod changes;
mod corrections;
mod desk_lists;
mod focal;
mod jobs;
mod kill;
mod lists;
mod media_lists;
mod narrations;
mod neighbours;
mod paper;
mod posts;
mod sample;
mod sitemap;
mod sweeps;
mod tables;
mod totals;
mod turns;
