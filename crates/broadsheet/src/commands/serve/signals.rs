//! Signals: SIGINT and SIGTERM stop the server, SIGHUP loads the theme anew.

use site::Site;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};

/// Done when the program is told to stop.
pub async fn stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping; requests under way are answered first");
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
