//! Whether a connection is alive: counted as bytes and requests go by, looked at now and then.
//!
//! A timer for each request's head, as servers usually have, is armed and disarmed with every request. Here the hot
//! path only counts; a look at the counters every few seconds finds who dribbles a head, rests too long, or does not
//! take what was sent.

use super::Limits;
use crate::live::Seat;
use hyper::rt::{Read, ReadBufCursor, Write};
use std::{
    io,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Duration,
};

/// The counters of one connection.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    requests: AtomicU32,
    answering: AtomicU32,
    written: AtomicU32,
    blocked: AtomicBool,
    has_seat: AtomicBool,
    seat: Mutex<Option<Box<Seat>>>,
}

impl Pulse {
    /// A request's head is complete.
    pub fn request(&self) {
        self.requests.fetch_add(1, Relaxed);
    }

    /// The live feed takes the connection.
    pub fn take(&self, seat: Box<Seat>) {
        *self.seat.lock().unwrap_or_else(PoisonError::into_inner) = Some(seat);
        self.has_seat.store(true, Relaxed);
    }

    /// The seat in the live feed that the connection was given.
    pub fn taken(&self) -> Option<Box<Seat>> {
        if !self.has_seat.load(Relaxed) {
            return None;
        }
        self.seat.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether something waits to be sent.
    pub fn is_blocked(&self) -> bool {
        self.blocked.load(Relaxed)
    }

    /// An answer is being made; until the guard is dropped the connection may rest.
    pub fn answering(self: &Arc<Self>) -> AnsweringGuard {
        self.answering.fetch_add(1, Relaxed);
        AnsweringGuard(self.clone())
    }
}

#[derive(Debug)]
pub(super) struct AnsweringGuard(Arc<Pulse>);

impl Drop for AnsweringGuard {
    fn drop(&mut self) {
        self.0.answering.fetch_sub(1, Relaxed);
    }
}

/// What was seen at the last look.
#[derive(Debug, Default)]
pub(super) struct Watch {
    requests: u32,
    written: u32,
    idle: Duration,
    stalled: Duration,
}

impl Watch {
    /// Looks again, `since` after the last time. Returns whether the connection should end.
    pub fn is_over(&mut self, pulse: &Pulse, since: Duration, limits: &Limits) -> bool {
        let (requests, written) = (pulse.requests.load(Relaxed), pulse.written.load(Relaxed));
        let moved = requests != self.requests || written != self.written;
        (self.requests, self.written) = (requests, written);
        if moved || pulse.answering.load(Relaxed) > 0 {
            (self.idle, self.stalled) = (Duration::ZERO, Duration::ZERO);
            return false;
        }
        if pulse.blocked.load(Relaxed) {
            self.stalled += since;
            return self.stalled >= limits.stall;
        }
        self.idle += since;
        self.idle >= if requests == 0 { limits.head } else { limits.idle }
    }
}

/// A connection that counts.
#[derive(Debug)]
pub(super) struct Counted<T> {
    pub io: T,
    pub pulse: Arc<Pulse>,
}

impl<T> Counted<T> {
    fn note<R>(&self, poll: Poll<io::Result<R>>) -> Poll<io::Result<R>> {
        if poll.is_ready() {
            self.pulse.written.fetch_add(1, Relaxed);
        }
        if self.pulse.blocked.load(Relaxed) != poll.is_pending() {
            self.pulse.blocked.store(poll.is_pending(), Relaxed);
        }
        poll
    }
}

impl<T: Read + Unpin> Read for Counted<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buf)
    }
}

impl<T: Write + Unpin> Write for Counted<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.io).poll_write(cx, buf);
        self.note(poll)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.io).poll_write_vectored(cx, bufs);
        self.note(poll)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(pulse: &Pulse, watch: &mut Watch, times: usize) -> Vec<bool> {
        (0..times)
            .map(|_| watch.is_over(pulse, Duration::from_secs(5), &Limits::default()))
            .collect()
    }

    #[test]
    fn a_connection_that_says_nothing_ends_soon() {
        assert_eq!(looks(&Pulse::default(), &mut Watch::default(), 2), [false, true]);
    }

    #[test]
    fn a_connection_that_has_asked_may_rest_for_a_while() {
        let pulse = Pulse::default();
        pulse.request();
        let seen = looks(&pulse, &mut Watch::default(), 13);
        assert_eq!(seen.iter().position(|over| *over), Some(12));
    }

    #[test]
    fn a_connection_whose_answer_is_being_made_does_not_end() {
        let pulse = Arc::new(Pulse::default());
        pulse.request();
        let guard = pulse.answering();
        let mut watch = Watch::default();
        assert!(!looks(&pulse, &mut watch, 100).contains(&true));
        drop(guard);
        assert!(looks(&pulse, &mut watch, 100).contains(&true));
    }

    #[test]
    fn a_client_that_does_not_take_its_answer_is_let_go() {
        let pulse = Pulse::default();
        pulse.request();
        pulse.blocked.store(true, Relaxed);
        assert_eq!(
            looks(&pulse, &mut Watch::default(), 5),
            [false, false, false, false, true]
        );
    }
}
