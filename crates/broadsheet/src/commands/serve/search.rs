//! The full-text index of this node.

use crate::config::Config;
use newsroom::Newsroom;
use search::Search;

/// Opens it in `search` of the data folder, where it is built when it is missing. The folder may be removed at any time.
pub fn open(config: &Config, newsroom: &Newsroom) -> Search {
    Search::open(newsroom.store.clone(), &config.data.join("search"))
}
