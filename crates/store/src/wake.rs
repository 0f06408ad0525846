//! Tells followers that there may be new changes: at once for writes of this process, soon for those of others.

use crate::sql::postgres;
use std::{
    future::poll_fn,
    path::PathBuf,
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::sync::watch;
use tokio_postgres::{AsyncMessage, Config};

/// The channel of LISTEN and NOTIFY.
pub(crate) const CHANNEL: &str = "broadsheet";

/// How often the file is looked at for the writes of other processes.
const LOOK: Duration = Duration::from_millis(20);

/// Ticks when there may be something new.
pub(crate) struct Bell(watch::Sender<u64>);

impl Bell {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(watch::Sender::new(0)))
    }

    pub(crate) fn ring(&self) {
        self.0.send_modify(|ticks| *ticks += 1);
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}

/// Watches the file until the bell is gone.
pub(crate) fn watch_file(path: PathBuf, bell: &Arc<Bell>) -> std::io::Result<()> {
    let bell = Arc::downgrade(bell);
    let run = move || {
        let mut connection = None;
        let mut seen = 0_i64;
        while let Some(bell) = bell.upgrade() {
            if connection.is_none() {
                connection = rusqlite::Connection::open_with_flags(
                    &path,
                    rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX,
                )
                .ok();
            }
            if let Some(open) = &connection {
                match open
                    .prepare_cached("PRAGMA data_version")
                    .and_then(|mut look| look.query_row([], |row| row.get(0)))
                {
                    Ok(version) if version != seen => {
                        seen = version;
                        bell.ring();
                    }
                    Ok(_) => {}
                    Err(_) => connection = None,
                }
            }
            drop(bell);
            std::thread::sleep(LOOK);
        }
    };
    std::thread::Builder::new()
        .name("store-watch".into())
        .spawn(run)
        .map(drop)
}

/// Listens until the bell is gone. What is sent while it is not connected is lost, so it rings at every connection.
pub(crate) fn listen(config: Config, bell: &Arc<Bell>) -> std::io::Result<()> {
    let bell = Arc::downgrade(bell);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let run = move || {
        runtime.block_on(async {
            while bell.strong_count() > 0 {
                if let Err(why) = listen_once(&config, &bell).await {
                    tracing::debug!(%why, "not listening to PostgreSQL; trying again");
                }
                tokio::time::sleep(Duration::from_millis(300)).await;
            }
        });
    };
    std::thread::Builder::new()
        .name("store-listen".into())
        .spawn(run)
        .map(drop)
}

async fn listen_once(config: &Config, bell: &Weak<Bell>) -> crate::Result<()> {
    let (client, mut wire) = postgres::connect(config).await?;
    let listen = format!("LISTEN {CHANNEL}");
    let mut asked = std::pin::pin!(client.batch_execute(&listen));
    let mut listening = false;
    loop {
        let next = poll_fn(|cx| {
            if !listening && let std::task::Poll::Ready(done) = asked.as_mut().poll(cx) {
                done?;
                listening = true;
                if let Some(bell) = bell.upgrade() {
                    bell.ring();
                }
            }
            wire.poll_message(cx).map(|message| message.transpose())
        });
        // Wakes now and then to see whether anybody listens still.
        match tokio::time::timeout(Duration::from_secs(1), next).await {
            Ok(Ok(Some(AsyncMessage::Notification(_)))) => match bell.upgrade() {
                Some(bell) => bell.ring(),
                None => return Ok(()),
            },
            Ok(Ok(Some(_))) => {}
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(why)) => return Err(why.into()),
            Err(_) if bell.strong_count() == 0 => return Ok(()),
            Err(_) => {}
        }
    }
}
