//! `broadsheet serve`: the site, until it is told to stop.

mod banner;
mod metrics;
mod open_files;
mod schedule;
mod search;
mod signals;

use crate::{
    config::Config,
    embedded,
    failure::{Failure, Outcome},
    log, open, sentence,
};
use site::{Site, SiteConfig};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// Serves the site.
pub async fn run(config: &Config) -> Outcome {
    // The ports first: where one is in use, nothing is opened or made.
    let listener = bind("listen", config.listen).await?;
    let metrics = match config.metrics_listen {
        Some(address) => Some(bind("metrics.listen", address).await?),
        None => None,
    };
    let local = listener
        .local_addr()
        .map_err(|error| Failure(format!("{}.", sentence::io(&error))))?;
    let config = &Config {
        listen: local,
        ..config.clone()
    };
    let newsroom = open::newsroom(config).await?;
    if let Some(listener) = metrics {
        metrics::serve(listener)?;
    }
    let mut site = SiteConfig::new(
        &config.public_url(),
        newsroom.store.clone(),
        newsroom.files.clone(),
        config.data.join("themes"),
        Arc::new(embedded::default_theme),
    );
    site.search = Some(search::open(config, &newsroom));
    site.limits.connections = open_files::connections(site.limits.connections);
    if let Some(bytes) = config.cache_bytes {
        site.cache.capacity = bytes;
    }
    let site = Arc::new(
        Site::open(site)
            .await
            .map_err(|error| Failure(error.to_string()))?,
    );
    schedule::publish_due_posts(newsroom.clone());
    signals::reload_theme_on_hangup(site.clone());
    match log::is_human(config) {
        true => eprint!("{}", banner::text(config, &newsroom).await?),
        false => tracing::info!(listen = %local, url = config.public_url(), "serving"),
    }
    site.serve(listener, signals::stop())
        .await
        .map_err(|error| Failure(format!("The server stopped: {}.", sentence::io(&error))))?;
    tracing::info!("stopped");
    Ok(())
}

/// Takes a port.
async fn bind(flag: &str, address: SocketAddr) -> Outcome<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let why = sentence::io(&error);
        let mend = match error.kind() {
            std::io::ErrorKind::AddrInUse => "stop that program, or choose another port",
            std::io::ErrorKind::PermissionDenied => {
                "choose a port above 1023, or give this program the right to it"
            }
            _ => "choose another address",
        };
        let how = if flag == "listen" {
            "--listen ADDR:PORT"
        } else {
            "the setting metrics.listen"
        };
        Failure(format!(
            "Broadsheet cannot listen on {address}: {why}; {mend} with {how}."
        ))
    })
}
