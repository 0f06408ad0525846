//! One rendering that many may wait for.

use super::{Entry, Failure, Missing};
use std::sync::Arc;
use tokio::sync::watch;

/// What came of a rendering.
#[derive(Debug, Clone)]
pub(super) enum Outcome {
    /// A page.
    Page(Arc<Entry>),
    /// The address is another one.
    Moved { to: String, permanent: bool },
    /// Nothing is there.
    Missing(Missing),
    /// It could not be rendered.
    Failed(Failure),
    /// There was no free place to render it, and a stale page to serve meanwhile.
    Abandoned,
}

/// How far a rendering has come.
#[derive(Debug, Clone)]
pub(super) enum Progress {
    /// Waits for a place.
    Waiting,
    /// Waits for a place in the background; whoever has a stale page serves it.
    Crowded,
    /// Is being rendered.
    Rendering,
    /// Is done. An answer that was overtaken by a change is good enough for whoever asked first, not for those who
    /// joined, perhaps after the change.
    Done { outcome: Outcome, overtaken: bool },
}

/// A place among those who wait.
#[derive(Debug, Clone)]
pub(super) struct Flight(watch::Receiver<Progress>);

impl Flight {
    pub fn start() -> (watch::Sender<Progress>, Self) {
        let (sender, receiver) = watch::channel(Progress::Waiting);
        (sender, Self(receiver))
    }

    /// Waits until it is done. `None` when it ended without a word (it panicked).
    pub async fn done(&mut self) -> Option<(Outcome, bool)> {
        let progress = self
            .0
            .wait_for(|p| matches!(p, Progress::Done { .. }))
            .await
            .ok()?
            .clone();
        match progress {
            Progress::Done { outcome, overtaken } => Some((outcome, overtaken)),
            _ => None,
        }
    }

    /// Waits until it is done, or until it is known that this takes long.
    pub async fn done_unless_crowded(&mut self) -> Option<(Outcome, bool)> {
        let settled = |p: &Progress| matches!(p, Progress::Done { .. } | Progress::Crowded);
        let progress = self.0.wait_for(settled).await.ok()?.clone();
        match progress {
            Progress::Done { outcome, overtaken } => Some((outcome, overtaken)),
            _ => None,
        }
    }
}
