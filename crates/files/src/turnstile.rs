//! Lets costly work be done once for each name, and only so much of it at a time.

use crate::FilesError;
use std::{
    collections::HashSet,
    sync::{Condvar, Mutex},
};

#[derive(Debug)]
pub(crate) struct Turnstile {
    inside: Mutex<HashSet<String>>,
    left: Condvar,
    places: usize,
}

impl Turnstile {
    pub(crate) fn new(places: usize) -> Self {
        Self {
            inside: Mutex::default(),
            left: Condvar::new(),
            places,
        }
    }

    /// Runs `work` unless it is already running for `name`; then waits for that and runs it too (it finds the result).
    pub(crate) fn once(
        &self,
        name: &str,
        work: impl FnOnce() -> Result<(), FilesError>,
    ) -> Result<(), FilesError> {
        let mut inside = self.inside.lock().unwrap_or_else(|e| e.into_inner());
        while inside.contains(name) || inside.len() >= self.places {
            inside = self.left.wait(inside).unwrap_or_else(|e| e.into_inner());
        }
        inside.insert(name.to_owned());
        drop(inside);
        let _leave = Leave {
            turnstile: self,
            name,
        };
        work()
    }
}

struct Leave<'a> {
    turnstile: &'a Turnstile,
    name: &'a str,
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        let mut inside = self.turnstile.inside.lock().unwrap_or_else(|e| e.into_inner());
        inside.remove(self.name);
        drop(inside);
        self.turnstile.left.notify_all();
    }
}
