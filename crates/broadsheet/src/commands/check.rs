//! `broadsheet check`: says what is wrong with the set-up, and how to mend it.

use crate::{
    config::Config,
    embedded,
    failure::{Outcome, fail},
    open, sentence,
};
use jiff::tz::TimeZone;
use std::{net::TcpListener, path::Path};
use store::Store;
use theme::Theme;

/// Less free space than this is a problem soon.
const LEAST_FREE: u64 = 1 << 30;

/// Tries everything that `serve` needs. The configuration itself was read before; an unknown key ended the program.
pub async fn run(config: &Config) -> Outcome {
    let mut problems = 0;
    let mut say = |what: &str, found: Result<String, String>| match found {
        Ok(words) => println!("ok     {what}: {words}"),
        Err(words) => {
            problems += 1;
            println!("wrong  {what}: {words}");
        }
    };
    say("configuration", Ok("every key is known".into()));
    let folder = open::data_folder(&config.data).map_err(|failure| failure.0);
    let has_folder = folder.is_ok();
    say("data folder", folder.map(|()| config.data.display().to_string()));
    if has_folder {
        say("free space", free_space(&config.data));
        say("media folder", media_folder(&config.data));
    }
    say("port", port(config));
    say("public address", Ok(config.public_url()));
    say(
        "default theme",
        embedded::default_theme()
            .map(|_| "works".into())
            .map_err(|error| error.to_string()),
    );
    if has_folder || config.database.is_some() {
        match Store::open(open::database(config)).await {
            Err(error) => say("database", Err(error.to_string())),
            Ok(store) => {
                let version = store.read(|reader| reader.engine_version()).await;
                let version = version.unwrap_or_else(|error| error.to_string());
                say("database", Ok(format!("{}, {version}", open::database(config))));
                if let Ok(settings) = store.read(|reader| reader.settings()).await {
                    let zone = TimeZone::get(&settings.timezone).map(|_| settings.timezone.clone());
                    let languages =
                        [std::slice::from_ref(&settings.language), &settings.languages[..]].concat();
                    say("narration", config.voices.check(&languages));
                    say(
                        "time zone",
                        zone.map_err(|_| format!("{} is unknown: set an IANA name", settings.timezone)),
                    );
                    if settings.theme != site::look::BUILT_IN {
                        say("theme", theme(&config.data, &settings.theme));
                    }
                }
            }
        }
    }
    match problems {
        0 => Ok(()),
        1 => fail("One thing is wrong; it is named above."),
        _ => fail(format!("{problems} things are wrong; they are named above.")),
    }
}

fn free_space(data: &Path) -> Result<String, String> {
    let stat = rustix::fs::statvfs(data).map_err(|error| format!("cannot be read: {error}"))?;
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let words = format!("{:.1} GB", free as f64 / 1e9);
    match free < LEAST_FREE {
        true => Err(format!(
            "{words} only: free some, or move the data folder to a larger disk with --data DIR"
        )),
        false => Ok(words),
    }
}

fn media_folder(data: &Path) -> Result<String, String> {
    let content = data.join("content");
    files::Files::open(&content, &data.join("cache"))
        .map(|_| content.display().to_string())
        .map_err(|error| format!("{error}: let this user write there"))
}

fn port(config: &Config) -> Result<String, String> {
    match TcpListener::bind(config.listen) {
        Ok(_) => Ok(format!("{} is free", config.listen)),
        Err(error) => Err(format!(
            "{}: {}; if it is not Broadsheet itself, choose another with the setting listen",
            config.listen,
            sentence::io(&error)
        )),
    }
}

fn theme(data: &Path, name: &str) -> Result<String, String> {
    let folder = data.join("themes").join(name);
    let path = if folder.is_dir() {
        folder
    } else {
        folder.with_extension("zip")
    };
    Theme::load(&path)
        .map(|theme| format!("{} works", theme.name()))
        .map_err(|error| format!("{name}: {error}"))
}
