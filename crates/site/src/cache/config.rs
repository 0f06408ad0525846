//! What the cache may take.

use std::time::Duration;

/// How much the cache keeps and does at a time.
#[derive(Debug, Clone)]
pub struct CacheConfig {
    /// Bytes that pages may take.
    pub capacity: usize,
    /// Pages that are rendered at the same time.
    pub renders: usize,
    /// Pages that wait in the background to be rendered again.
    pub waiting: usize,
    /// How long whoever could have a stale page waits for a place to render a new one.
    pub patience: Duration,
    /// How long whoever could have nothing else waits for a place.
    pub long_patience: Duration,
    /// After this time a page is rendered again in the background even if nothing changed: what it shows may depend on
    /// the hour.
    pub renew_after: Duration,
    /// Whether answers carry their surrogate keys, for a CDN or Varnish in front.
    pub surrogate_keys: bool,
}

impl Default for CacheConfig {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            capacity: 144 * 1024 * 1024,
            renders: cores * 2,
            waiting: 64,
            patience: Duration::from_millis(100),
            long_patience: Duration::from_secs(10),
            renew_after: Duration::from_secs(300),
            surrogate_keys: false,
        }
    }
}
