//! One thread with its own event loop for each core, as nginx has its workers: a connection stays where it began, and
//! no request wakes another thread. (On tokio's work-stealing scheduler an answer from the cache costs more in handing
//! the task over than in making the answer.)

use std::{future::Future, io, net::TcpStream as StdStream};
use tokio::{
    net::TcpStream,
    runtime::{Builder, RuntimeMetrics},
    sync::{
        mpsc::{UnboundedSender, unbounded_channel},
        oneshot,
    },
};

/// Threads of each lane for work that blocks. Each keeps a heap, and often a connection to the database with its cache:
/// with tokio's 512, misses woke ever more of them though only a few pages are rendered at a time.
const BLOCKING: usize = 8;

/// What a connection needs besides itself: it is given back when the connection ends.
pub(super) type Place = tokio::sync::OwnedSemaphorePermit;

/// The threads.
#[derive(Debug)]
pub(super) struct Lanes {
    lanes: Vec<Lane>,
    next: usize,
}

#[derive(Debug)]
struct Lane {
    connections: UnboundedSender<(StdStream, Place)>,
    metrics: RuntimeMetrics,
    /// When this is dropped, the thread ends with whatever it still has.
    _end: oneshot::Sender<()>,
}

impl Lanes {
    /// Starts `many` threads; each new connection is given to `serve`. What that gives back goes on in a task of its
    /// own, so that nothing is held of the one before.
    pub fn start<F, G>(
        many: usize,
        serve: impl Fn(TcpStream) -> F + Clone + Send + 'static,
    ) -> io::Result<Self>
    where
        F: Future<Output = Option<G>> + Send + 'static,
        G: Future<Output = ()> + Send + 'static,
    {
        let lanes = (0..many).map(|n| Lane::start(n, serve.clone()));
        Ok(Self {
            lanes: lanes.collect::<io::Result<_>>()?,
            next: 0,
        })
    }

    /// What each thread's event loop tells of itself.
    pub fn metrics(&self) -> Vec<RuntimeMetrics> {
        self.lanes.iter().map(|lane| lane.metrics.clone()).collect()
    }

    /// Hands a connection to the next thread.
    pub fn take(&mut self, stream: TcpStream, place: Place) {
        self.next = (self.next + 1) % self.lanes.len();
        // An error here is one of this connection alone, or of a thread that ended with the process.
        if let Ok(stream) = stream.into_std() {
            let _ = self.lanes[self.next].connections.send((stream, place));
        }
    }
}

impl Lane {
    fn start<F, G>(number: usize, serve: impl Fn(TcpStream) -> F + Send + 'static) -> io::Result<Self>
    where
        F: Future<Output = Option<G>> + Send + 'static,
        G: Future<Output = ()> + Send + 'static,
    {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .thread_name("blocking")
            .max_blocking_threads(BLOCKING)
            .build()?;
        let metrics = runtime.metrics();
        let (connections, mut accepted) = unbounded_channel::<(StdStream, Place)>();
        let (end, ended) = oneshot::channel::<()>();
        let run = move || {
            runtime.block_on(async move {
                while let Some((stream, place)) = accepted.recv().await {
                    if let Ok(stream) = TcpStream::from_std(stream) {
                        let connection = serve(stream);
                        tokio::spawn(async move {
                            if let Some(rest) = connection.await {
                                tokio::spawn(async move {
                                    rest.await;
                                    drop(place);
                                });
                            }
                        });
                    }
                }
                let _ = ended.await;
            });
            runtime.shutdown_background();
        };
        std::thread::Builder::new()
            .name(format!("readers-{number}"))
            .spawn(run)?;
        Ok(Self {
            connections,
            metrics,
            _end: end,
        })
    }
}
