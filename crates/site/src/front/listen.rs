//! Accepting connections, and ending them in good order.

use super::{
    Answering, Body, Front,
    lanes::Lanes,
    pulse::{Counted, Pulse, Watch},
};
use crate::client::Peer;
use http::{Request, Response};
use hyper::{body::Incoming, server::conn::http1, service::Service};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    future::{Future, poll_fn},
    io,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{Instant, sleep, sleep_until},
};

/// How often a connection's counters are looked at.
const LOOK: Duration = Duration::from_secs(5);

/// Serves until `shutdown` is done; then accepts nothing more, lets requests under way end, and returns.
pub async fn serve(
    front: Front,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let all = u32::try_from(front.limits.connections)
        .unwrap_or(u32::MAX)
        .clamp(1, 1_000_000);
    let places = Arc::new(Semaphore::new(all as usize));
    let (farewell, threads) = (front.limits.farewell, front.limits.threads);
    let load = front.load.clone();
    let (stop, stopping) = watch::channel(false);
    let of_lanes = stopping.clone();
    let mut lanes = Lanes::start(threads.max(1), move |stream| {
        connection(stream, front.clone(), of_lanes.clone())
    })?;
    load.watch(lanes.metrics());
    let mut shutdown = pin!(shutdown);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place,
            () = &mut shutdown => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match (accepted, place) {
            (Ok((stream, _)), Ok(place)) => lanes.take(stream, place),
            (Err(error), _) if !is_of_one_connection(&error) => {
                tracing::error!(%error, "cannot accept connections; are too many files open?");
                sleep(Duration::from_millis(100)).await;
            }
            _ => {}
        }
    }
    drop((listener, stopping));
    stop.send_replace(true);
    let over = async { drop(places.acquire_many(all).await) };
    if tokio::time::timeout(farewell, over).await.is_err() {
        let connections = all as usize - places.available_permits();
        tracing::warn!(connections, "some requests took too long and were cut off");
    }
    Ok(())
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}

/// Serves a connection to its end, or to the request for the live feed: then gives what serves it from there on.
async fn connection(
    stream: TcpStream,
    front: Front,
    mut stopping: watch::Receiver<bool>,
) -> Option<impl Future<Output = ()> + Send + 'static> {
    let _ = stream.set_nodelay(true);
    let peer = stream.peer_addr().ok().map(|address| Peer(address.ip()));
    let later = stopping.clone();
    let limits = front.limits.clone();
    let metrics = front.metrics.clone();
    let open = metrics.connection();
    let pulse = Arc::new(Pulse::default());
    let io = Counted {
        io: TokioIo::new(stream),
        pulse: pulse.clone(),
    };
    let service = Heard {
        front,
        peer,
        pulse: pulse.clone(),
    };
    let mut builder = http1::Builder::new();
    builder.max_buf_size(limits.head_bytes.max(8192));
    let mut serving = builder.serve_connection(io, service);
    let mut stop = pin!(stopping.wait_for(|stop| *stop));
    let mut look = pin!(sleep_until(Instant::now() + LOOK));
    let (mut watch, mut stopped) = (Watch::default(), false);
    loop {
        tokio::select! {
            biased;
            ended = &mut serving => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "connection ended");
                }
                return None;
            }
            seat = poll_fn(|_| pulse.taken().map_or(Poll::Pending, Poll::Ready)) => {
                // What came before it on this connection and is not sent yet would be lost.
                if pulse.is_blocked() {
                    return None;
                }
                let stream = serving.into_parts().io.io.into_inner();
                return Some(async move {
                    seat.serve(stream, later).await;
                    drop(open);
                });
            }
            _ = &mut stop, if !stopped => {
                stopped = true;
                Pin::new(&mut serving).graceful_shutdown();
            }
            () = &mut look => {
                if watch.is_over(&pulse, LOOK, &limits) {
                    tracing::debug!("connection was idle or stalled");
                    return None;
                }
                look.as_mut().reset(Instant::now() + LOOK);
            }
        }
    }
}

/// The front, with a connection's counters.
struct Heard {
    front: Front,
    peer: Option<Peer>,
    pulse: Arc<Pulse>,
}

impl Service<Request<Incoming>> for Heard {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        self.pulse.request();
        match self
            .front
            .answer(request, self.peer, |seat| self.pulse.take(seat))
        {
            Answering::Later(future) => {
                let guard = self.pulse.answering();
                Answering::Later(Box::pin(async move {
                    let _guard = guard;
                    future.await
                }))
            }
            now => now,
        }
    }
}
