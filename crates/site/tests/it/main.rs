//! The site as readers meet it: over TCP, with a newsroom behind it.

mod addresses;
mod bad_days;
mod changes;
mod client;
mod encodings;
mod limits;
mod media;
mod newsroom;
mod pages;
mod themes;
