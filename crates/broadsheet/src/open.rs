//! Opens the newsroom that the configuration names.

use crate::{
    config::Config,
    failure::{Failure, Outcome},
    sentence,
};
use files::Files;
use newsroom::Newsroom;
use std::path::Path;
use store::{Database, Store};

/// Name of the SQLite file in the data folder.
const FILE: &str = "broadsheet.db";

/// Where the newsroom's records are.
pub fn database(config: &Config) -> Database {
    match &config.database {
        Some(url) => Database::Postgres(url.clone()),
        None => Database::Sqlite(config.data.join(FILE)),
    }
}

/// Opens records and files; makes the data folder when it is missing.
pub async fn newsroom(config: &Config) -> Outcome<Newsroom> {
    data_folder(&config.data)?;
    let store = Store::open(database(config)).await?;
    let content = config.data.join("content");
    let files = Files::open(&content, &config.data.join("cache")).map_err(|error| {
        Failure(format!(
            "The media folder {} cannot be opened ({error}): let this user write there.",
            content.display()
        ))
    })?;
    Ok(Newsroom::new(store, files))
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
