//! `broadsheet serve`: the site, until it is told to stop.

mod again;
mod banner;
mod mail;
mod merging;
mod metrics;
mod narration;
mod old_stories;
mod open_files;
mod reads;
mod replaced;
mod schedule;
mod search;
mod signals;

use crate::{
    config::Config,
    embedded,
    failure::{Failure, Outcome},
    log, open,
    say::on_error,
    sentence,
};
use site::{Site, SiteConfig};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

pub use mail::{office, outbox};

/// Serves the site.
pub async fn run(config: &Config) -> Outcome {
    // The ports first: where one is in use, nothing is opened or made.
    let listener = bind("listen", config.listen).await?;
    let metrics = match config.metrics_listen {
        Some(address) => Some(bind("metrics.listen", address).await?),
        None => None,
    };
    let apart = match config.desk_listen {
        Some(address) => Some(bind("desk.listen", address).await?),
        None => None,
    };
    let stop = signals::stop();
    let local = listener
        .local_addr()
        .map_err(|error| Failure(format!("{}.", sentence::io(&error))))?;
    let config = &Config {
        listen: local,
        ..config.clone()
    };
    let newsroom = open::newsroom(config).await?;
    let files = newsroom.files.clone();
    let reached = tokio::task::spawn_blocking(move || files.reach()).await;
    reached
        .map_err(|error| Failure(error.to_string()))?
        .map_err(|error| Failure(error.to_string()))?;
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
    let set_up_code = desk::new_set_up_code()
        .map_err(|error| Failure(format!("This machine gives no random numbers: {error}.")))?;
    site.also = desk::routes(desk::DeskConfig {
        newsroom: newsroom.clone(),
        public_url: config.public_url(),
        url: config.desk_url(),
        set_up_code: set_up_code.clone(),
        trusted_proxy: config.trusted_proxy,
        sends_mail: config.mail_smtp.is_some(),
        themes: config.data.join("themes"),
        built_in: Arc::new(embedded::default_theme),
    });
    site.is_apart = apart.is_some();
    site.search = Some(search::open(config, &newsroom));
    site.trusted_proxy = config.trusted_proxy;
    site.limits.connections = open_files::connections(site.limits.connections);
    if let Some(bytes) = config.cache_bytes {
        site.cache.capacity = bytes;
    }
    site.limits.count_reads = config.count_reads;
    let live = &mut site.live;
    live.connections = config.live_connections.unwrap_or(live.connections);
    live.per_address = config.live_per_address.unwrap_or(live.per_address);
    let site = Arc::new(
        Site::open(site)
            .await
            .map_err(|error| Failure(error.to_string()))?,
    );
    schedule::publish_due_posts(newsroom.clone());
    old_stories::look_through(newsroom.clone());
    replaced::show(newsroom.clone());
    merging::merge(newsroom.clone());
    narration::read_stories_aloud(newsroom.clone(), config.voices.clone(), site.load().clone());
    mail::deliver(config, &newsroom)?;
    mail::forget(config, newsroom.clone());
    signals::reload_theme_on_hangup(site.clone());
    let reads = reads::Reads::start(site.clone(), newsroom.clone());
    match log::is_human(config) {
        true => on_error(format_args!(
            "{}",
            banner::text(config, &newsroom, &set_up_code).await?
        )),
        false => {
            if newsroom.is_unclaimed().await.unwrap_or(false) {
                // Whoever reads the log may set the newsroom up; nobody else knows the code.
                tracing::warn!(
                    code = set_up_code,
                    "nobody works here yet: set the newsroom up at {}/desk/set-up/",
                    config.desk_url()
                );
            }
            if config.mail_smtp.is_none() {
                tracing::warn!(
                    "mail.smtp is not set: mail is written to the outbox in the data folder, and sent nowhere"
                );
            }
            tracing::info!(listen = %local, url = config.public_url(), "serving");
        }
    }
    let (tell, told) = tokio::sync::watch::channel(false);
    let readers = async {
        let stop = async {
            stop.await;
            tell.send_replace(true);
        };
        let ended = site.serve(listener, stop).await;
        // Where readers are served no more, the desk is not either.
        tell.send_replace(true);
        ended
    };
    let desk = async {
        let mut told = told;
        let stop = async {
            let _ = told.wait_for(|told| *told).await;
        };
        match apart {
            Some(listener) => site.serve_apart(listener, stop).await,
            None => Ok(()),
        }
    };
    tokio::try_join!(readers, desk)
        .map_err(|error| Failure(format!("The server stopped: {}.", sentence::io(&error))))?;
    reads.write().await;
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
        let how = match flag {
            "listen" => "--listen ADDR:PORT".to_owned(),
            setting => format!("the setting {setting}"),
        };
        Failure(format!(
            "Broadsheet cannot listen on {address}: {why}; {mend} with {how}."
        ))
    })
}
