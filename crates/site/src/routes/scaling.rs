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
use tokio::sync::{Semaphore, oneshot};

const PACE: Pace = Pace {
    busy: 0.45,
    longest: Duration::from_secs(10),
};

/// Places for work on pictures; others wait without holding a thread.
pub(super) struct Scaling {
    /// One for each core, all of them for one picture while readers keep the machine busy.
    places: Arc<Semaphore>,
    count: u32,
    load: Load,
    busy: Arc<AtomicBool>,
}

impl Scaling {
    pub(super) fn new(load: Load) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            places: Arc::new(Semaphore::new(cores)),
            count: u32::try_from(cores).unwrap_or(1),
            load,
            busy: Arc::default(),
        }
    }

    /// Does the work on a thread that may block, when there is a place. Whoever goes away while waiting for one leaves the
    /// queue; work that was begun goes on, and keeps its place until it is done.
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
        let (busy, load) = (self.busy.clone(), self.load.clone());
        let (told, answer) = oneshot::channel();
        tokio::spawn(async move {
            let (before, glance) = (Instant::now(), load.glance());
            let result = super::media::blocking(work).await;
            let rest = PACE.rest(load.glance().share_since(glance), before.elapsed());
            busy.store(!rest.is_zero(), Ordering::Relaxed);
            // Nobody may be there any more to hear it.
            let _ = told.send(result);
            if !rest.is_zero() {
                tokio::time::sleep(rest).await;
            }
            drop(place);
        });
        answer
            .await
            .unwrap_or_else(|_| Err(FilesError::Invalid("It failed.".into())))
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
        settled(&scaling).await;
    }

    /// Waits until all places are free.
    async fn settled(scaling: &Scaling) {
        drop(scaling.places.acquire_many(scaling.count).await.unwrap());
    }

    #[tokio::test]
    async fn work_of_those_who_went_away_keeps_its_place() {
        let scaling = Arc::new(Scaling::new(Load::default()));
        let (begun, mut begins) = tokio::sync::mpsc::unbounded_channel();
        let (end, ends) = std::sync::mpsc::channel::<()>();
        let ends = Arc::new(std::sync::Mutex::new(ends));
        let count = scaling.count as usize;
        for _ in 0..count {
            let (scaling, begun, ends) = (scaling.clone(), begun.clone(), ends.clone());
            let work = move || {
                begun.send(()).unwrap();
                let _ = ends.lock().unwrap().recv();
                Ok(())
            };
            let asking = tokio::spawn(async move { scaling.run(work).await });
            begins.recv().await.unwrap();
            asking.abort();
            assert!(asking.await.unwrap_err().is_cancelled());
        }
        assert_eq!(
            scaling.places.available_permits(),
            0,
            "as many work as there are places"
        );
        // Whoever waits and goes away does nothing.
        let waiting = tokio::spawn({
            let (scaling, begun) = (scaling.clone(), begun.clone());
            async move { scaling.run(move || Ok(begun.send(()))).await }
        });
        tokio::task::yield_now().await;
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        drop(end);
        settled(&scaling).await;
        assert!(begins.try_recv().is_err());
    }
}
