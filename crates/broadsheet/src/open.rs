//! Opens the newsroom that the configuration names.

use crate::{
    config::Config,
    failure::{Failure, Outcome, fail},
    sentence,
};
use fetch::{Fetcher, Limits};
use files::{Files, FilesError};
use newsroom::Newsroom;
use std::path::{Path, PathBuf};
use store::{Database, Store, StoreError};

/// Name of the SQLite file in the data folder.
const FILE: &str = "broadsheet.db";

/// Where the newsroom's records are.
pub fn database(config: &Config) -> Database {
    match &config.database {
        Some(url) => Database::Postgres(url.clone()),
        None => Database::Sqlite(config.data.join(FILE)),
    }
}

/// Opens records and files; makes the data folder and the newsroom when they are missing.
pub async fn newsroom(config: &Config) -> Outcome<Newsroom> {
    data_folder(&config.data)?;
    with_files(config, Store::open(database(config)).await?)
}

/// Opens the newsroom that a command works on; where there is none, there is a slip in the path, and none is made.
pub async fn existing(config: &Config) -> Outcome<Newsroom> {
    let store = existing_store(config).await?;
    data_folder(&config.data)?;
    with_files(config, store)
}

/// The records of the newsroom that is there.
pub async fn existing_store(config: &Config) -> Outcome<Store> {
    if !config.data.is_dir() {
        return fail(format!(
            "There is no folder {}: name the newsroom's data folder with --data DIR, or make a newsroom there with \
             “broadsheet serve”.",
            config.data.display()
        ));
    }
    Store::open_existing(database(config))
        .await
        .map_err(|error| match error {
            StoreError::NoNewsroom(shown) => Failure(format!(
                "There is no newsroom in {shown}: name another with {}, or make one there with “broadsheet serve”.",
                match config.database {
                    Some(_) => "--database",
                    None => "--data DIR",
                }
            )),
            error => error.into(),
        })
}

/// Has the database count what it holds: after much was written at once, its planner knows nothing of it.
pub async fn gather_statistics(newsroom: &Newsroom) -> Outcome {
    let gathered = newsroom.store.write(|tx| tx.gather_statistics());
    gathered
        .await
        .map_err(|error: StoreError| Failure(error.to_string()))
}

fn with_files(config: &Config, store: Store) -> Outcome<Newsroom> {
    let mut newsroom = Newsroom::new(store, files(config)?);
    newsroom.fetcher = Fetcher::new(Limits {
        allowed: config.fetch.allow.clone(),
        denied: config.fetch.deny.clone(),
        ..Limits::default()
    });
    Ok(newsroom)
}

/// Opens the originals, in their folder or their bucket; the bucket is asked for nothing yet.
pub fn files(config: &Config) -> Outcome<Files> {
    let (content, cache) = (content(config), config.data.join("cache"));
    let (opened, shown) = match &config.s3 {
        Some(s3) => (Files::open_bucket(s3, &cache), &cache),
        None => (Files::open(&content, &cache), &content),
    };
    if config.avif == Some(false)
        && let Ok(files) = &opened
    {
        files.leave_avif();
    }
    if let (Some(room), Ok(files)) = (config.cache_disk_bytes, &opened) {
        files.set_cache_room(room);
    }
    opened.map_err(|error| match error {
        FilesError::Unavailable(why) => Failure(why),
        error => Failure(format!(
            "The media folder {} cannot be opened ({error}): let this user write there.",
            shown.display()
        )),
    })
}

/// The folder of the originals, where they are not in a bucket.
pub fn content(config: &Config) -> PathBuf {
    config.data.join("content")
}

/// Makes the data folder, and sees whether it can be written to.
pub fn data_folder(data: &Path) -> Outcome {
    let shown = data.display();
    std::fs::create_dir_all(data).map_err(|error| {
        let why = sentence::io(&error);
        Failure(format!(
            "The data folder {shown} cannot be made: {why}; choose another with --data DIR."
        ))
    })?;
    let probe = data.join(format!(".write-test-{}", std::process::id()));
    let written = std::fs::write(&probe, b"x");
    let _ = std::fs::remove_file(&probe);
    written.map_err(|error| {
        let why = sentence::io(&error);
        let mend = match error.kind() {
            std::io::ErrorKind::StorageFull => "free some space",
            _ => "let this user write to it, or choose another with --data DIR",
        };
        Failure(format!(
            "The data folder {shown} cannot be written to: {why}; {mend}."
        ))
    })
}
