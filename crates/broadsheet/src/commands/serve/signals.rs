//! Signals: SIGINT and SIGTERM stop the server, SIGHUP loads the theme anew.

use site::Site;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};

/// Done when the program is told to stop, be it before anybody waits for it.
pub fn stop() -> impl Future<Output = ()> {
    let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(|kind| signal(kind).ok());
    async move {
        let [terminated, interrupted] = signals.map(|signal| async move {
            match signal {
                Some(mut signal) => signal.recv().await,
                None => std::future::pending().await,
            }
        });
        tokio::select! {
            _ = terminated => {}
            _ = interrupted => {}
        }
        tracing::info!("stopping; requests under way are answered first");
    }
}

/// Loads the theme anew at each SIGHUP; one that does not work is not taken.
pub fn reload_theme_on_hangup(site: Arc<Site>) {
    tokio::spawn(async move {
        let Ok(mut hangups) = signal(SignalKind::hangup()) else {
            return;
        };
        while hangups.recv().await.is_some() {
            match site.reload_theme().await {
                Ok(None) => tracing::info!("the theme was loaded anew"),
                Ok(Some(_)) => {} // the site has said what is wrong with it
                Err(error) => tracing::error!(%error, "the theme cannot be loaded"),
            }
        }
    });
}
