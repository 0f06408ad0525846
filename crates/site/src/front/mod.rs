//! The outermost layer: connections, limits, and answers straight from the page cache.
//!
//! A request for a page that is kept is answered here, before any routing: one look into the cache and a copy of the
//! headers that were made when the page was asked for first. Everything else goes to the routes.

mod answer;
mod body;
mod lanes;
mod listen;
mod pulse;

pub use answer::answer;
pub use body::Body;
pub use listen::serve;

use crate::{
    cache::{Encoding, PageCache},
    client::Peer,
    metrics::Metrics,
};
use axum::Router;
use http::{Method, Request, Response, StatusCode};
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
    /// How long requests under way may take to end when the server stops.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(2, usize::from),
            connections: 20_000,
            head: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            stall: Duration::from_secs(20),
            answer: Duration::from_secs(30),
            uri: 4096,
            head_bytes: 32 * 1024,
            body: 1024 * 1024,
            farewell: Duration::from_secs(20),
        }
    }
}

/// The service that every connection talks to.
#[derive(Debug, Clone)]
pub struct Front {
    cache: PageCache,
    routes: Router,
    limits: Arc<Limits>,
    metrics: Arc<Metrics>,
}

impl Front {
    /// The cache before the routes.
    pub fn new(cache: PageCache, routes: Router, limits: Limits, metrics: Arc<Metrics>) -> Self {
        Self {
            cache,
            routes,
            limits: Arc::new(limits),
            metrics,
        }
    }

    /// The answer to a request from `peer`.
    fn answer(&self, request: Request<Incoming>, peer: Option<Peer>) -> Answering {
        if let Some(response) = self.at_once(&request) {
            return Answering::Now(Some(response));
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

    /// The answer, if it is a kept page that can be sent as it is.
    fn at_once(&self, request: &Request<Incoming>) -> Option<Response<Body>> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let entry = self.cache.hit(request.uri().path())?;
        let encoding = Encoding::wanted(request.headers());
        entry.coded(encoding)?;
        let response = answer(&entry, encoding, request.headers())?;
        self.metrics.hit(response.status());
        tracing::debug!(
            path = request.uri().path(),
            status = response.status().as_u16(),
            "hit"
        );
        Some(response)
    }
}

impl hyper::service::Service<Request<Incoming>> for Front {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        self.answer(request, None)
    }
}

/// An answer that is there, or one that is being made.
#[expect(missing_debug_implementations, reason = "a future says nothing")]
pub enum Answering {
    /// There.
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
