//! Brings content in from Ghost, through the use cases of newsroom.
//!
//! An import is read whole and turned into what `newsroom` takes before anything is written, then written in one
//! transaction: it happens or it does not. It can be repeated: posts are found again by their `origin`, tags and
//! authors by their slugs. What is not understood is kept as an unknown node and listed in the [`Report`]. Start
//! reading at [`ghost::import`].

mod error;
pub mod ghost;
mod report;

pub use error::ImportError;
pub use report::Report;
