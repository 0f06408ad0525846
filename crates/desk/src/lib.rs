//! Staff HTTP: the desk at `/desk/`, where journalists write, edit, arrange and publish.
//!
//! Every address is one line of [`table`], with the least role that may ask for it; the router is made of that table, so
//! there is no route that is not in it. [`guard`] stands before each: it looks up who asks, refuses who may not and what
//! another site sent, and puts the headers on. Pages are templates ([`shell`]) that work as forms; scripts make them
//! quicker. The editor's page talks JSON ([`pages::copy`]). No SQL and no rules: those are in `newsroom`.

mod answer;
mod assets;
mod browser;
mod fields;
pub mod guard;
mod memory;
mod pace;
mod pages;
mod paging;
pub mod parsers;
mod pieces;
mod qr;
mod session_cookie;
mod shell;
mod state;
pub mod table;
mod times;
mod upload;

pub use state::{Desk, DeskConfig, new_set_up_code};

/// The desk's routes, to be put before the site's pages.
pub fn routes(config: DeskConfig) -> axum::Router {
    newsroom::describe_sign_ins();
    table::router(Desk::new(config))
}
