//! After a bucket could not be used, readers are not made to wait for it for a while.

use crate::FilesError;
use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

const LENGTH: Duration = Duration::from_secs(5);

/// Until when nobody asks, and why.
#[derive(Debug, Default)]
pub(super) struct Pause(Mutex<Option<(Instant, String)>>);

impl Pause {
    /// The reason of a pause that still lasts.
    pub(super) fn check(&self) -> Result<(), FilesError> {
        match &*self.0.lock().unwrap_or_else(|e| e.into_inner()) {
            Some((until, why)) if Instant::now() < *until => Err(FilesError::Unavailable(why.clone())),
            _ => Ok(()),
        }
    }

    pub(super) fn begin(&self, why: &str) {
        let mut pause = self.0.lock().unwrap_or_else(|e| e.into_inner());
        if pause.is_none() {
            tracing::error!(
                why,
                "originals cannot be reached; what is not in the cache is answered with 503"
            );
        }
        *pause = Some((Instant::now() + LENGTH, why.to_owned()));
    }

    pub(super) fn end(&self) {
        let mut pause = self.0.lock().unwrap_or_else(|e| e.into_inner());
        if pause.take().is_some() {
            tracing::info!("originals can be reached again");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_says_why_until_something_is_answered() {
        let pause = Pause::default();
        assert!(pause.check().is_ok());
        pause.begin("It is gone.");
        assert_eq!(pause.check().unwrap_err().to_string(), "It is gone.");
        pause.end();
        assert!(pause.check().is_ok());
    }
}
