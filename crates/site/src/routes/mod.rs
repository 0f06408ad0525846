//! What is answered beyond the page cache, one file to a kind of answer.

mod around;
mod assets;
mod health;
mod live;
mod media;
mod newsletters;
mod offline;
mod pages;
mod preview;
mod range;
mod saving;
mod scaling;
mod search;
mod small;

use crate::{
    cache::PageCache,
    front::{Limits, Load},
    headers,
    live::Live,
    look::Looks,
    metrics::Metrics,
    render::Renderer,
    search::Searching,
    words,
};
use axum::{Router, body::Body, extract::DefaultBodyLimit, middleware, response::Response, routing::get};
use files::Files;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER},
};
use newsroom::{Newsroom, SignUpDesk};
use std::sync::Arc;
use store::Store;
use tokio::sync::Semaphore;

use crate::request_id::RequestId;
pub use newsletters::{Fields, read_form};

/// What the routes work with.
#[derive(Clone)]
pub struct Context(Arc<Inner>);

struct Inner {
    public_url: String,
    cache: PageCache,
    live: Live,
    store: Store,
    files: Files,
    looks: Arc<Looks>,
    metrics: Arc<Metrics>,
    limits: Limits,
    trusted_proxy: Option<bool>,
    safety: HeaderMap,
    renderer: Arc<Renderer>,
    searching: Option<Searching>,
    scaling: scaling::Scaling,
    newsroom: Newsroom,
    sign_ups: SignUpDesk,
    /// Pages for one person that are rendered at the same time.
    personal: Semaphore,
    assets: assets::Assets,
}

impl Context {
    /// Everything that routes need. Only within a runtime.
    #[expect(
        clippy::too_many_arguments,
        reason = "called once; they are the parts of a site"
    )]
    pub fn new(
        public_url: &str,
        cache: PageCache,
        live: Live,
        store: Store,
        files: Files,
        looks: Arc<Looks>,
        metrics: Arc<Metrics>,
        limits: Limits,
        trusted_proxy: Option<bool>,
        renderer: Arc<Renderer>,
        searching: Option<Searching>,
        load: Load,
    ) -> Self {
        let newsroom = Newsroom::new(store.clone(), files.clone());
        Self(Arc::new(Inner {
            public_url: public_url.to_owned(),
            cache,
            live,
            store,
            files,
            looks,
            metrics,
            limits,
            trusted_proxy,
            safety: headers::safety(public_url),
            renderer,
            searching,
            scaling: scaling::Scaling::new(load),
            sign_ups: newsroom.open_sign_up_desk(),
            newsroom,
            personal: Semaphore::new(8),
            assets: assets::Assets::default(),
        }))
    }
}

/// All routes, with `also` before the site's pages.
pub fn all(context: Context, also: Router) -> Router {
    let own = Router::new()
        .route("/healthz", get(health::lives))
        .route("/readyz", get(health::is_ready))
        .route("/favicon.ico", get(small::icon))
        .route("/live/feed", get(live::stream))
        .route("/{edition}/live/feed", get(live::stream))
        .route("/preview/{secret}/", get(preview::page))
        .route("/preview/{secret}/assets/{*path}", get(preview::asset))
        .route("/service-worker.js", get(offline::worker))
        .route("/assets/{*path}", get(assets::asset))
        .route("/search/", get(search::page))
        .route("/search/suggest", get(search::suggest))
        .route("/{language}/search/", get(search::page))
        .route("/{language}/search/suggest", get(search::suggest))
        .route("/content/images/{*path}", get(media::media))
        .route("/content/media/{*path}", get(media::media))
        .route("/content/files/{*path}", get(media::media))
        .merge(newsletters::routes())
        .method_not_allowed_fallback(small::wrong_method)
        .fallback(pages::page)
        .with_state(context.clone());
    let limit = DefaultBodyLimit::max(context.0.limits.body);
    own.merge(also)
        .layer(limit)
        .layer(middleware::from_fn_with_state(context, around::around))
}

/// An error page that needs neither theme nor database.
fn bare(status: StatusCode, id: &RequestId) -> Response {
    let mut response = Response::new(Body::from(words::bare_page(status, id.as_str())));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(headers::BARE_POLICY),
    );
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}
