//! The program as people run it: started, asked over HTTP, stopped, killed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod bucket;
mod checking;
mod configuration;
mod crowded;
mod database_gone;
mod demo;
mod desk;
mod filling;
mod full_disk;
mod importing;
mod jobs;
mod killed;
mod narrating;
mod people;
mod program;
mod publishing;
mod reads;
mod scheduled;
mod settings;
mod signing_up;
mod starting;
mod themes;
mod two_nodes;
mod web;
mod words;
