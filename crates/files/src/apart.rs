//! Heavy work, done on a thread of its own that stands back for everything else.

use crate::FilesError;
use std::{panic::AssertUnwindSafe, thread};

/// Runs `work` at the lowest priority and waits for it. A decoder that panics has said that the file is damaged.
pub(crate) fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FilesError> + Send + 'static,
) -> Result<T, FilesError> {
    let run = move || {
        // On Linux this is the priority of the thread alone; a thread of a pool could not be raised again.
        let _ = rustix::process::setpriority_process(None, 19);
        std::panic::catch_unwind(AssertUnwindSafe(work))
    };
    let thread = thread::Builder::new().name("pictures".into()).spawn(run);
    let thread = thread.map_err(|source| FilesError::Io {
        action: "cannot start a thread for",
        path: "a picture".into(),
        source,
    })?;
    match thread.join() {
        Ok(Ok(result)) => result,
        _ => Err(FilesError::Invalid("The decoder failed.".into())),
    }
}
