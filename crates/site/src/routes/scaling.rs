//! Pictures are scaled beside readers, who come first.

use crate::front::{Load, Pace};
use files::FilesError;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;

const PACE: Pace = Pace {
    busy: 0.5,
    longest: Duration::from_secs(10),
};

/// Places for work on pictures; others wait without holding a thread.
pub(super) struct Scaling {
    /// One for each core, all of them for one picture while readers keep the machine busy.
    places: Arc<Semaphore>,
    count: u32,
    load: Load,
    busy: AtomicBool,
}

impl Scaling {
    pub(super) fn new(load: Load) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            places: Arc::new(Semaphore::new(cores)),
            count: u32::try_from(cores).unwrap_or(1),
            load,
            busy: AtomicBool::new(false),
        }
    }

    /// Does the work on a thread that may block, when there is a place.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, FilesError> + Send + 'static,
    ) -> Result<T, FilesError> {
        let wanted = if self.busy.load(Ordering::Relaxed) {
            self.count
        } else {
            1
        };
        // Closed only when the process ends.
        let place = self.places.clone().acquire_many_owned(wanted).await;
        let (before, glance) = (Instant::now(), self.load.glance());
        let result = super::media::blocking(work).await;
        let rest = PACE.rest(self.load.glance().share_since(glance), before.elapsed());
        self.busy.store(!rest.is_zero(), Ordering::Relaxed);
        if !rest.is_zero() {
            tokio::spawn(async move {
                tokio::time::sleep(rest).await;
                drop(place);
            });
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_rests_nobody_waits_for_but_the_next() {
        let scaling = Scaling::new(Load::default());
        for n in 0..20 {
            assert_eq!(scaling.run(move || Ok(n)).await.ok(), Some(n));
        }
        assert_eq!(scaling.places.available_permits(), scaling.count as usize);
    }
}
