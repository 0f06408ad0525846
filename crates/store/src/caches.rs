//! What every page needs, kept in memory for as long as it is right.
//!
//! A snapshot says which write touched a part last; what was loaded at that write is right for it, whatever has been
//! written elsewhere since.

use crate::{Result, taxonomy::Taxonomy};
use kernel::SiteSettings;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Default)]
pub(crate) struct Caches {
    pub(crate) settings: Part<SiteSettings>,
    pub(crate) taxonomy: Part<Taxonomy>,
}

impl Caches {
    /// The version of a part that a running write has changed: no other may see it.
    pub(crate) const OWN: i64 = -1;
}

/// A part as the write of that number left it.
pub(crate) struct Part<T>(Mutex<Option<(i64, Arc<T>)>>);

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Part<T> {
    /// The part as of `version`, loaded when it is not here. A newer one is never replaced by an older one.
    pub(crate) fn get(&self, version: i64, load: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, part)) = &*lock()
            && *known == version
        {
            return Ok(part.clone());
        }
        let loaded = Arc::new(load()?);
        let mut kept = lock();
        if version != Caches::OWN && kept.as_ref().is_none_or(|(known, _)| *known < version) {
            *kept = Some((version, loaded.clone()));
        }
        Ok(loaded)
    }
}
