//! The outermost layer: connections, limits, and answers straight from the page cache.
//!
//! A request for a page that is kept is answered here, before any routing: one look into the cache and a copy of the
//! headers that were made when the page was asked for first. Everything else goes to the routes.

mod answer;
mod body;
mod lanes;
mod listen;
mod load;
mod pulse;
mod reading;

pub use answer::answer;
pub use body::Body;
pub use listen::serve;
pub use load::{Glance, Load, Pace};
pub(crate) use reading::is_reading;

use crate::{
    cache::{Encoding, PageCache},
    client::Peer,
    live::{Admission, Live, Seat},
    metrics::Metrics,
    request_id::{HEADER, RequestId},
};
use axum::Router;
use http::{
    HeaderValue, Method, Request, Response, StatusCode,
    header::{CACHE_CONTROL, RETRY_AFTER},
};
use hyper::body::Incoming;
use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tower::Service;

/// What a client may ask of the server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Threads that serve connections.
    pub threads: usize,
    /// Connections at the same time, at most a million; more wait to be accepted.
    pub connections: usize,
    /// How long a new connection may take for its first request's head.
    pub head: Duration,
    /// How long a connection may rest between requests, or take for a further request's head.
    pub idle: Duration,
    /// How long a client may take none of the bytes that are waiting for it.
    pub stall: Duration,
    /// How long a request may take to be answered.
    pub answer: Duration,
    /// Bytes of a request's address.
    pub uri: usize,
    /// Bytes of a request's head.
    pub head_bytes: usize,
    /// Bytes of a request's body.
    pub body: usize,
    /// Whether it is counted how often stories are read.
    pub count_reads: bool,
    /// How long requests under way may take to end when the server stops.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(2, usize::from),
            connections: 30_000,
            head: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            stall: Duration::from_secs(20),
            answer: Duration::from_secs(30),
            uri: 4096,
            head_bytes: 32 * 1024,
            body: 1024 * 1024,
            count_reads: true,
            farewell: Duration::from_secs(20),
        }
    }
}

/// The service that every connection talks to.
#[derive(Debug, Clone)]
pub struct Front {
    cache: PageCache,
    live: Live,
    routes: Router,
    limits: Arc<Limits>,
    metrics: Arc<Metrics>,
    trusted_proxy: Option<bool>,
    load: Load,
}

impl Front {
    /// The cache before the routes.
    pub fn new(
        cache: PageCache,
        live: Live,
        routes: Router,
        limits: Limits,
        metrics: Arc<Metrics>,
        trusted_proxy: Option<bool>,
        load: Load,
    ) -> Self {
        Self {
            cache,
            live,
            routes,
            limits: Arc::new(limits),
            metrics,
            trusted_proxy,
            load,
        }
    }

    /// How busy readers keep the server.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// The answer, if it is a kept page that can be sent as it is.
    fn at_once(&self, request: &Request<Incoming>) -> Option<Response<Body>> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let entry = self.cache.hit(request.uri().path())?;
        let encoding = Encoding::wanted(request.headers());
        entry.coded(encoding)?;
        let mut response = answer(&entry, encoding, request.headers())?;
        self.metrics.hit(response.status());
        let id = RequestId::of(request.headers(), self.trusted_proxy == Some(true));
        if self.limits.count_reads
            && entry.stamp.is_story()
            && *request.method() == Method::GET
            && response.status() == StatusCode::OK
            && is_reading(request.headers())
        {
            entry.stamp.read();
        }
        tracing::debug!(
            id = id.as_str(),
            path = request.uri().path(),
            status = response.status().as_u16(),
            "hit"
        );
        response.headers_mut().insert(HEADER, id.into());
        Some(response)
    }
}

impl Front {
    /// Answers a request; one for the live feed that is let in leaves its connection to the seat in `taken`, and is not
    /// answered.
    fn answer(
        &self,
        request: Request<Incoming>,
        peer: Option<Peer>,
        taken: impl FnOnce(Box<Seat>),
    ) -> Answering {
        if let Some(response) = self.at_once(&request) {
            return Answering::Now(Some(response));
        }
        if Live::is_path(request.uri().path()) {
            match self
                .live
                .admit(request.method(), request.uri(), request.headers(), peer)
            {
                Some(Admission::Seat(seat)) => {
                    self.metrics.answered(StatusCode::OK);
                    taken(seat);
                    return Answering::Now(None);
                }
                Some(Admission::Full) => return Answering::Now(Some(self.full())),
                None => {}
            }
        }
        if request.uri().path().len() + request.uri().query().map_or(0, str::len) > self.limits.uri {
            let mut response = Response::new(Body::from(bytes::Bytes::from_static(
                b"The address is too long.\n",
            )));
            *response.status_mut() = StatusCode::URI_TOO_LONG;
            self.metrics.answered(response.status());
            return Answering::Now(Some(response));
        }
        let mut routes = self.routes.clone();
        let mut request = request.map(axum::body::Body::new);
        if let Some(peer) = peer {
            request.extensions_mut().insert(peer);
        }
        Answering::Later(Box::pin(async move {
            let response = routes.call(request).await?;
            Ok(response.map(Body::Route))
        }))
    }

    /// There are too many who listen. A browser does not come back by itself after that; the page asks now and then.
    fn full(&self) -> Response<Body> {
        let mut response = Response::new(Body::from(bytes::Bytes::from_static(
            b"Too many are listening. Ask for /live/feed/items/ now and then instead.\n",
        )));
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(RETRY_AFTER, HeaderValue::from_static("30"));
        self.metrics.answered(response.status());
        response
    }
}

/// An answer that is there, or one that is being made.
#[expect(missing_debug_implementations, reason = "a future says nothing")]
pub enum Answering {
    /// There. `None` never is: the connection is being taken over.
    Now(Option<Response<Body>>),
    /// Being made.
    Later(Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>),
}

impl Future for Answering {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Answering::Now(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                None => Poll::Pending,
            },
            Answering::Later(future) => future.as_mut().poll(cx),
        }
    }
}
