//! A thread of low priority that keeps pages small: what nobody asks for is kept only in Brotli, and what was compressed
//! in haste is compressed better.

use super::shelf::{Shelf, Task};
use std::{
    sync::{Arc, Weak},
    time::Duration,
};

/// Starts the thread; it ends when the shelf is closed.
pub(super) fn start(shelf: Arc<Shelf>) {
    let weak: Weak<Shelf> = Arc::downgrade(&shelf);
    let work = move || {
        // Readers come first: on Linux this lowers the priority of this thread alone.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(19);
        while let Some(shelf) = weak.upgrade() {
            match shelf.next_task(Duration::from_secs(5)) {
                Task::Pack(entry) => {
                    if let Some(packed) = entry.packed() {
                        shelf.swap(&entry, &packed);
                    }
                }
                Task::Improve(entry) => {
                    if let Some(improved) = entry.improved() {
                        shelf.swap(&entry, &improved);
                    }
                }
                Task::Rest => {}
                Task::Stop => return,
            }
        }
    };
    let started = std::thread::Builder::new().name("page-packer".into()).spawn(work);
    if let Err(error) = started {
        tracing::warn!(%error, "pages are not packed: the thread did not start");
    }
}
