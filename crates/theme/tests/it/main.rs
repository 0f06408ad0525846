//! Data in, text out: each helper in a small newsroom, then whole themes.

mod head;
mod helpers;
mod lists;
mod loading;
mod newsroom;
mod ours;
mod themes;
