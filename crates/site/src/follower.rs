//! Follows the store's change feed, in order, and tells the page cache and the theme.

use crate::{cache::PageCache, live::Live, look::Looks, metrics::Metrics};
use files::Files;
use kernel::{Key, SiteSettings};
use std::{sync::Arc, time::Duration};
use store::{Change, Store, StoreError, caught};
use tokio::{
    sync::watch::Receiver,
    time::{sleep, timeout},
};

/// Changes that are read at a time.
const BATCH: u32 = 500;
/// Even without being woken, the table is looked at this often: it is the truth.
const LOOK: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// What a change of the theme is called, be it of its files alone.
const THEME: &str = "theme.changed";

type News = (Vec<Change>, Option<Arc<SiteSettings>>, i64);

/// What follows the feed.
pub struct Follower {
    /// The store whose feed it is.
    pub store: Store,
    /// The cache that is kept in step.
    pub cache: PageCache,
    /// The live feed, which hears of each change after the cache.
    pub live: Live,
    /// The theme, which a change of the settings may exchange.
    pub looks: Arc<Looks>,
    /// The media, of which a theme may ask for its own widths.
    pub files: Files,
    /// Where the lag is told.
    pub metrics: Arc<Metrics>,
}

impl Follower {
    /// Follows from the change `position` on, for ever.
    pub async fn follow(self, mut position: i64) {
        let mut woken = self.store.woken();
        let mut pause = FIRST_PAUSE;
        loop {
            let before = position;
            if caught(self.step(&mut position, &mut pause, &mut woken))
                .await
                .is_ok()
            {
                continue;
            }
            tracing::error!(position, "changes could not be applied; trying to go on");
            if position > before {
                self.cache.renew_all();
                self.live.lost_changes(position);
                // They may have been among what was not applied.
                if let Ok(settings) = self.store.read(|reader| reader.settings()).await {
                    self.settings_changed(settings, true).await;
                }
            }
            sleep(LONGEST_PAUSE).await;
        }
    }

    /// Applies the next changes, and waits when they are the last.
    async fn step(&self, position: &mut i64, pause: &mut Duration, woken: &mut Receiver<u64>) {
        woken.mark_unchanged();
        match self.changes_after(*position).await {
            Ok((changes, settings, last)) => {
                if *pause > FIRST_PAUSE {
                    tracing::info!("the store answers again");
                }
                *pause = FIRST_PAUSE;
                if changes.first().is_some_and(|change| change.id > *position + 1) {
                    tracing::warn!(
                        position,
                        "changes are missing from the feed; all pages are rendered again"
                    );
                    self.cache.renew_all();
                    if let Some(first) = changes.first() {
                        self.live.lost_changes(first.id - 1);
                    }
                }
                for change in &changes {
                    // First, so that one which cannot be applied is not met for ever.
                    *position = change.id;
                    self.apply(change);
                }
                if let Some(settings) = settings {
                    let anew = changes.iter().any(|change| change.kind == THEME);
                    self.settings_changed(settings, anew).await;
                }
                self.metrics.lag.set((last - *position).max(0) as f64);
                let (pages, bytes) = self.cache.totals();
                self.metrics.pages.set(pages as f64);
                self.metrics.bytes.set(bytes as f64);
                if changes.len() < BATCH as usize {
                    // An error means that the store is closed; then the table is looked at now and then.
                    let _ = timeout(LOOK, woken.changed()).await;
                }
            }
            Err(error) => {
                if *pause == FIRST_PAUSE {
                    tracing::warn!(%error, "the store does not answer; kept pages are served as they are");
                }
                *pause = (*pause * 2).min(LONGEST_PAUSE);
                sleep(*pause).await;
            }
        }
    }

    /// The changes, the settings when they are among what changed (read with them, so that none is missed when the store
    /// goes away in between), and the last change of all.
    async fn changes_after(&self, position: i64) -> Result<News, StoreError> {
        let read = move |reader: &store::Reader| {
            let changes = reader.changes_after(position, BATCH)?;
            let other = changes.iter().any(|change| change.keys.contains(&Key::Settings));
            let settings = other.then(|| reader.settings()).transpose()?;
            Ok::<_, StoreError>((changes, settings, reader.last_change()))
        };
        self.store.read(read).await
    }

    fn apply(&self, change: &Change) {
        let pages = self.cache.invalidate(change.id, &change.keys, &change.gone);
        self.live.changed(change);
        self.metrics.invalidated.increment(pages as u64);
        tracing::debug!(change = change.id, kind = change.kind, pages, "applied");
    }

    async fn settings_changed(&self, settings: Arc<SiteSettings>, anew: bool) {
        if !anew && !self.looks.is_other(&settings.theme) && self.looks.problem().is_none() {
            return;
        }
        let (looks, files) = (self.looks.clone(), self.files.clone());
        let reloaded = tokio::task::spawn_blocking(move || {
            let changed = looks.reload(&settings.theme);
            files.allow_widths(looks.current().theme.image_widths().iter().copied());
            changed
        });
        if reloaded.await.unwrap_or(false) {
            self.cache.renew_all();
        }
    }
}
