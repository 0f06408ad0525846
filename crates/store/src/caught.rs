//! What goes on when a part of it dies.

use std::{
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

/// A piece of work panicked. Of what it said, the panic hook told the log; it may hold what belongs nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it panicked; the log says where")]
pub struct Panicked;

/// Does `work` to its end, and outlives its panic: for loops that must not stop for ever with one bad piece. What
/// `work` shares with others has to stand when it is left in the middle, as when a future is dropped.
///
/// # Errors
///
/// [`Panicked`] when `work` did; the work is dropped.
pub async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    let mut work = pin!(work);
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(_) => Poll::Ready(Err(Panicked)),
        },
    )
    .await
}
