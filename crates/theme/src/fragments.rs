//! What is the same on many pages, rendered once and kept: the rails beside a story, the sign-up below it.
//!
//! A fragment is used by snapshots that saw the same last change as the one it was made of, so it shows what the page
//! itself would have shown; its surrogate keys, and the moment at which time changes it, become those of every page that
//! carries it.

use kernel::{Key, Timestamp};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// A fragment may also tell how long ago something was, so none is used for longer. In milliseconds.
const LIFE: i64 = 60_000;

/// More than a theme has, in all languages; then somebody gives a fragment arguments that are never the same.
const MOST: usize = 500;

/// The fragments of one theme over one store.
#[derive(Default)]
pub struct Fragments(Mutex<HashMap<String, Arc<Fragment>>>);

/// A part of a page as it was rendered.
pub(crate) struct Fragment {
    pub html: Arc<str>,
    /// What it shows.
    pub keys: Vec<Key>,
    /// The last change that its snapshot saw.
    pub change: i64,
    pub made: Timestamp,
    /// When time changes what it shows.
    pub until: Option<Timestamp>,
}

impl Fragments {
    /// The fragment of that name, when it is right for a snapshot that saw `change` last.
    pub(crate) fn get(&self, name: &str, change: i64, now: Timestamp) -> Option<Arc<Fragment>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fragment = kept.get(name)?;
        let age = now.millis() - fragment.made.millis();
        let lasts = (0..LIFE).contains(&age) && fragment.until.is_none_or(|until| now < until);
        (fragment.change == change && lasts).then(|| fragment.clone())
    }

    pub(crate) fn keep(&self, name: String, fragment: Arc<Fragment>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST && !kept.contains_key(&name) {
            kept.clear();
        }
        // Of two snapshots the later one is asked for next.
        if kept
            .get(&name)
            .is_none_or(|other| other.change <= fragment.change)
        {
            kept.insert(name, fragment);
        }
    }
}
