//! The public site as a whole.

use crate::{
    cache::{CacheConfig, PageCache},
    follower::Follower,
    front::{Front, Limits, Load, serve},
    live::{Live, LiveConfig},
    look::{BuiltIn, Looks},
    metrics::Metrics,
    render::Renderer,
    routes::{self, Context},
    search::Searching,
};
use ::search::Search;
use axum::Router;
use files::Files;
use kernel::PostId;
use std::{collections::HashMap, future::Future, io, path::PathBuf, sync::Arc};
use store::{Store, StoreError};
use theme::ThemeError;
use tokio::{net::TcpListener, task::AbortHandle};

/// What a site is made of.
pub struct SiteConfig {
    /// Under which address readers reach it: `https://example.org`, without a slash at the end.
    pub public_url: String,
    /// The newsroom's database.
    pub store: Store,
    /// Its media.
    pub files: Files,
    /// The folder in which themes lie, each a folder or a zip.
    pub themes: PathBuf,
    /// Loads the theme that is part of the program.
    pub built_in_theme: BuiltIn,
    /// What the page cache may take.
    pub cache: CacheConfig,
    /// What the live feed may take.
    pub live: LiveConfig,
    /// What clients may ask.
    pub limits: Limits,
    /// The full-text index; without one there is no search.
    pub search: Option<Search>,
    /// Whether a proxy stands in front whose `X-Request-Id` is to be used.
    pub trusted_proxy: Option<bool>,
    /// Further routes (the desk, the API). They come before the site's pages.
    pub also: Router,
    /// Whether these are served on a listener of their own ([`Site::serve_apart`]), and readers do not reach them.
    pub is_apart: bool,
}

impl SiteConfig {
    /// A site with the usual limits.
    pub fn new(
        public_url: &str,
        store: Store,
        files: Files,
        themes: PathBuf,
        built_in_theme: BuiltIn,
    ) -> Self {
        Self {
            public_url: public_url.trim_end_matches('/').to_owned(),
            store,
            files,
            themes,
            built_in_theme,
            cache: CacheConfig::default(),
            live: LiveConfig::default(),
            limits: Limits::default(),
            search: None,
            trusted_proxy: None,
            also: Router::new(),
            is_apart: false,
        }
    }
}

/// Threads and connections of a listener of its own: a newsroom has tens of people, and a browser holds six connections.
const THREADS_APART: usize = 2;
const CONNECTIONS_APART: usize = 1000;

/// Why a site cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The built-in theme.
    #[error(transparent)]
    Theme(#[from] ThemeError),
}

/// The public site. It follows the store's changes as long as it lives.
pub struct Site {
    front: Front,
    apart: Option<Front>,
    cache: PageCache,
    looks: Arc<Looks>,
    store: Store,
    files: Files,
    live: Live,
    tasks: [AbortHandle; 2],
}

impl Site {
    /// Loads the theme and begins to follow the store. Install a metrics recorder before, if there is to be one.
    pub async fn open(config: SiteConfig) -> Result<Self, SiteError> {
        let SiteConfig {
            public_url,
            store,
            files,
            themes,
            built_in_theme,
            cache,
            mut live,
            limits,
            search,
            trusted_proxy,
            also,
            is_apart,
        } = config;
        let read = |reader: &store::Reader| Ok::<_, StoreError>((reader.settings()?, reader.last_change()));
        let (settings, position) = store.read(read).await?;
        let url = public_url.clone();
        let theme = settings.theme.clone();
        let looks = blocking(move || Looks::load(themes, built_in_theme, &url, &theme)).await?;
        let looks = Arc::new(looks);
        files.allow_widths(looks.current().theme.image_widths().iter().copied());
        let metrics = Arc::new(Metrics::new());
        let renderer = Renderer::new(store.clone(), looks.clone(), &public_url, metrics.clone());
        let renderer = Arc::new(renderer);
        let cache = PageCache::new(cache, renderer.clone());
        // Whoever listens keeps a connection; some are left for those who read.
        live.connections = live.connections.min(limits.connections * 2 / 3);
        let (live, scribe) = Live::start(
            live,
            renderer.clone(),
            store.clone(),
            looks.clone(),
            (&settings, position),
            trusted_proxy,
        );
        let load = Load::default();
        let context = Context::new(
            &public_url,
            cache.clone(),
            live.clone(),
            store.clone(),
            files.clone(),
            looks.clone(),
            metrics.clone(),
            limits.clone(),
            trusted_proxy,
            renderer,
            search.map(|search| Searching::new(search, limits.threads.max(2))),
            load.clone(),
        );
        let front = |also: Router, limits: Limits, load: Load| {
            let routes = routes::all(context.clone(), also);
            let (cache, live, metrics) = (cache.clone(), live.clone(), metrics.clone());
            Front::new(cache, live, routes, limits, metrics, trusted_proxy, load)
        };
        let apart = is_apart.then(|| {
            let few = Limits {
                threads: limits.threads.min(THREADS_APART),
                connections: limits.connections.min(CONNECTIONS_APART),
                ..limits.clone()
            };
            front(also.clone(), few, Load::default())
        });
        let also = if is_apart { Router::new() } else { also };
        let front = front(also, limits, load);
        let follower = Follower {
            store: store.clone(),
            cache: cache.clone(),
            live: live.clone(),
            looks: looks.clone(),
            files: files.clone(),
            metrics,
        };
        let follower = tokio::spawn(follower.follow(position)).abort_handle();
        Ok(Self {
            front,
            apart,
            cache,
            looks,
            store,
            files,
            live,
            tasks: [follower, scribe],
        })
    }

    /// Serves readers until `shutdown` is done and the requests under way have ended.
    pub async fn serve(&self, listener: TcpListener, shutdown: impl Future<Output = ()>) -> io::Result<()> {
        serve(self.front.clone(), listener, shutdown).await
    }

    /// Serves the site with its further routes on a listener of its own, with threads and connections of its own: what
    /// readers do at the other one takes none of them. Only where the configuration says that they are apart.
    pub async fn serve_apart(
        &self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()>,
    ) -> io::Result<()> {
        let apart = self.apart.clone();
        let front = apart.ok_or_else(|| io::Error::other("nothing is to be served apart"))?;
        serve(front, listener, shutdown).await
    }

    /// Loads the theme that the settings name anew (after its files have changed). Returns what is wrong with it, if
    /// anything is; then the last good one stays in use.
    pub async fn reload_theme(&self) -> Result<Option<String>, SiteError> {
        let settings = self.store.read(|reader| reader.settings()).await?;
        let (looks, files) = (self.looks.clone(), self.files.clone());
        let changed = blocking(move || {
            let changed = looks.reload(&settings.theme);
            files.allow_widths(looks.current().theme.image_widths().iter().copied());
            changed
        })
        .await;
        if changed {
            self.cache.renew_all();
        }
        Ok(self.looks.problem())
    }

    /// How busy readers keep it.
    pub fn load(&self) -> &Load {
        self.front.load()
    }

    /// The page cache.
    pub fn cache(&self) -> &PageCache {
        &self.cache
    }

    /// How often stories were read since the last time, for whoever adds it up.
    pub fn take_reads(&self) -> HashMap<PostId, u32> {
        self.cache.take_reads()
    }

    /// The live feed.
    pub fn live(&self) -> &Live {
        &self.live
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(value) => value,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Only a runtime that is shutting down cancels blocking work; nothing runs after it.
            Err(_) => std::future::pending().await,
        },
    }
}
