//! What is counted, as Prometheus reads it. Install a recorder before a site is made; without one nothing is counted.

use axum::{Router, routing::get};
use http::StatusCode;
use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram};
use tokio::net::TcpListener;

/// Answers `/metrics` with what `render` says, on a listener of its own that readers do not reach.
pub async fn serve(
    listener: TcpListener,
    render: impl Fn() -> String + Clone + Send + Sync + 'static,
) -> std::io::Result<()> {
    let routes = Router::new().route("/metrics", get(move || std::future::ready(render())));
    axum::serve(listener, routes).await
}

/// Handles that were looked up once.
#[derive(Debug)]
pub struct Metrics {
    by_class: [Counter; 6],
    hits: Counter,
    misses: Counter,
    stale: Counter,
    failed: Counter,
    /// Seconds that rendering a page took.
    pub renders: Histogram,
    /// Pages that changes made stale.
    pub invalidated: Counter,
    /// Pages that are kept.
    pub pages: Gauge,
    /// Bytes they take.
    pub bytes: Gauge,
    /// Changes that are in the store and not yet applied.
    pub lag: Gauge,
    connections: Gauge,
}

impl Metrics {
    /// Looks the handles up.
    pub fn new() -> Self {
        metrics::describe_counter!(
            "broadsheet_requests_total",
            "Requests answered, by class of status"
        );
        metrics::describe_counter!(
            "broadsheet_page_cache_total",
            "Pages served: hit, miss, stale or failed"
        );
        metrics::describe_histogram!(
            "broadsheet_render_seconds",
            metrics::Unit::Seconds,
            "Rendering one page"
        );
        metrics::describe_counter!(
            "broadsheet_pages_invalidated_total",
            "Pages that changes made stale"
        );
        metrics::describe_gauge!("broadsheet_page_cache_pages", "Pages that are kept");
        metrics::describe_gauge!("broadsheet_page_cache_bytes", "Bytes that kept pages take");
        metrics::describe_gauge!(
            "broadsheet_follower_lag_changes",
            "Changes not yet applied to the page cache"
        );
        metrics::describe_gauge!("broadsheet_connections", "Open connections of readers");
        let class = |class: &'static str| counter!("broadsheet_requests_total", "status" => class);
        let cache = |result: &'static str| counter!("broadsheet_page_cache_total", "result" => result);
        Self {
            by_class: ["other", "1xx", "2xx", "3xx", "4xx", "5xx"].map(class),
            hits: cache("hit"),
            misses: cache("miss"),
            stale: cache("stale"),
            failed: cache("failed"),
            renders: histogram!("broadsheet_render_seconds"),
            invalidated: counter!("broadsheet_pages_invalidated_total"),
            pages: gauge!("broadsheet_page_cache_pages"),
            bytes: gauge!("broadsheet_page_cache_bytes"),
            lag: gauge!("broadsheet_follower_lag_changes"),
            connections: gauge!("broadsheet_connections"),
        }
    }

    /// A kept page was served.
    pub fn hit(&self, status: StatusCode) {
        self.hits.increment(1);
        self.answered(status);
    }

    /// A page was rendered for somebody.
    pub fn miss(&self) {
        self.misses.increment(1);
    }

    /// A page was served that is out of date.
    pub fn stale(&self) {
        self.stale.increment(1);
    }

    /// No page could be served.
    pub fn failed(&self) {
        self.failed.increment(1);
    }

    /// A kept page was served through the routes.
    pub fn late_hit(&self) {
        self.hits.increment(1);
    }

    /// A request was answered.
    pub fn answered(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100);
        self.by_class[if class < 6 { class } else { 0 }].increment(1);
    }

    /// A connection was opened; it counts until the guard is dropped.
    pub fn connection(&self) -> impl Drop + Send + use<> {
        struct Open(Gauge);
        impl Drop for Open {
            fn drop(&mut self) {
                self.0.decrement(1.0);
            }
        }
        self.connections.increment(1.0);
        Open(self.connections.clone())
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
