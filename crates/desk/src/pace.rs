//! How slowly a request's body may come: whoever sends one holds a place, and what has come of it holds memory.

use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep};

/// How long we wait for a sender in advance. It is used up while we wait, and what comes gives of it back, never beyond
/// this: a body is there within this and its size at the slowest pace, and one that trickles is given up after this.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes a second that a bad mobile line carries. Only time that we wait counts, none that we work.
const SLOWEST: f64 = 4096.0;

/// Whether a body came too slowly: for the one who reads it, and the one who answers. Clones are one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pace(Arc<AtomicBool>);

impl Pace {
    /// The same body, which ends with an error when it comes too slowly.
    pub fn watch(&self, body: Body) -> Body {
        Body::new(Watched {
            body,
            left: PATIENCE,
            waiting: None,
            pace: self.clone(),
        })
    }

    /// Whether it was given up.
    pub fn is_too_slow(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

struct Watched {
    body: Body,
    left: Duration,
    /// Since when we wait, and until when.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
    pace: Pace,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            if let Some((since, _)) = self.waiting.take() {
                self.left = self.left.saturating_sub(since.elapsed());
            }
            if let Some(Ok(frame)) = &frame {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                let earned = Duration::from_secs_f64(bytes as f64 / SLOWEST);
                self.left = PATIENCE.min(self.left + earned);
            }
            return Poll::Ready(frame);
        }
        let left = self.left;
        let (_, end) = self
            .waiting
            .get_or_insert_with(|| (Instant::now(), Box::pin(sleep(left))));
        ready!(end.as_mut().poll(cx));
        self.pace.0.store(true, Ordering::Relaxed);
        let why = std::io::Error::from(std::io::ErrorKind::TimedOut);
        Poll::Ready(Some(Err(axum::Error::new(why))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use tokio::sync::mpsc;

    struct Pieces(mpsc::UnboundedReceiver<usize>);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            let piece = self.0.poll_recv(cx);
            piece.map(|piece| piece.map(|size| Ok(Frame::data(vec![7; size].into()))))
        }
    }

    /// Sends pieces of so many bytes, each after so much time, by a clock that jumps: how much came, and after how long.
    async fn sent(pieces: usize, size: usize, each: Duration) -> (Option<usize>, Duration) {
        let (sender, body) = mpsc::unbounded_channel();
        let sending = async move {
            for _ in 0..pieces {
                sleep(each).await;
                if sender.send(size).is_err() {
                    return;
                }
            }
        };
        let (pace, began) = (Pace::default(), Instant::now());
        tokio::spawn(sending);
        let read = to_bytes(pace.watch(Body::new(Pieces(body))), usize::MAX).await;
        assert_eq!(read.is_err(), pace.is_too_slow());
        (read.ok().map(|all| all.len()), began.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn a_large_body_on_a_slow_line_comes_whole() {
        let ten = 10 * 1024 * 1024;
        let (came, took) = sent(ten / 5000, 5000, Duration::from_secs(1)).await;
        assert_eq!(came, Some(ten / 5000 * 5000));
        assert!(took > Duration::from_secs(2000), "{took:?}");
        // A line that is dead for a while, and good otherwise.
        let (came, _) = sent(20, 200_000, Duration::from_secs(29)).await;
        assert_eq!(came, Some(4_000_000));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_trickles_is_given_up() {
        let (came, took) = sent(100_000, 1, Duration::from_secs(1)).await;
        assert_eq!(came, None);
        assert!(took <= PATIENCE + Duration::from_secs(1), "{took:?}");
        let (came, took) = sent(1, 1, Duration::from_secs(3600)).await;
        assert_eq!((came, took.as_secs()), (None, PATIENCE.as_secs()));
    }

    #[tokio::test(start_paused = true)]
    async fn what_came_quickly_earns_no_hour_of_trickling() {
        let (sender, body) = mpsc::unbounded_channel();
        let (pace, began) = (Pace::default(), Instant::now());
        sender.send(50 * 1024 * 1024).unwrap();
        let read = to_bytes(pace.watch(Body::new(Pieces(body))), usize::MAX).await;
        assert!(read.is_err() && pace.is_too_slow());
        assert_eq!(began.elapsed().as_secs(), PATIENCE.as_secs());
        drop(sender);
    }
}
