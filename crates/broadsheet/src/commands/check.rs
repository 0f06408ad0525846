//! `broadsheet check`: says what is wrong with the set-up, and how to mend it.

use crate::commands::{job, serve::office};
use crate::{
    config::Config,
    embedded,
    failure::{Outcome, fail},
    open,
    say::say,
    sentence,
};
use jiff::tz::TimeZone;
use kernel::Timestamp;
use newsletter::Office;
use std::{collections::BTreeMap, net::TcpListener, path::Path};
use store::Store;
use theme::Library;

/// Less free space than this is a problem soon.
const LEAST_FREE: u64 = 1 << 30;

/// Tries everything that `serve` needs. The configuration itself was read before; an unknown key ended the program.
pub async fn run(config: &Config) -> Outcome {
    let mut problems = 0;
    let mut say = |what: &str, found: Result<String, String>| match found {
        Ok(words) => say!("ok     {what}: {words}"),
        Err(words) => {
            problems += 1;
            say!("wrong  {what}: {words}");
        }
    };
    say("configuration", Ok("every key is known".into()));
    // It looks and makes nothing: a folder that is not there is a slip in its path, or `serve` has not been run yet.
    let store = open::existing_store(config).await.map_err(|failure| failure.0);
    let mut has_folder = false;
    if config.data.is_dir() {
        let folder = open::data_folder(&config.data).map_err(|failure| failure.0);
        has_folder = folder.is_ok();
        say("data folder", folder.map(|()| config.data.display().to_string()));
    }
    if has_folder {
        say("free space", free_space(&config.data));
    }
    if has_folder && store.is_ok() {
        match &config.s3 {
            None => say("media folder", media_folder(&config.data)),
            Some(s3) => say("media", bucket(config).await.map(|()| s3.to_string())),
        }
        say("AVIF pictures", avif(config));
    }
    say("port", port(config));
    say("public address", Ok(config.public_url()));
    say(
        "default theme",
        embedded::default_theme()
            .map(|_| "works".into())
            .map_err(|error| error.to_string()),
    );
    say("mail", mail(config).await);
    match store {
        Err(error) => say("database", Err(error)),
        Ok(store) => {
            let version = store.read(|reader| reader.engine_version()).await;
            let version = version.unwrap_or_else(|error| error.to_string());
            say("database", Ok(format!("{}, {version}", open::database(config))));
            if let Ok(settings) = store.read(|reader| reader.settings()).await {
                say("confirmation mail", confirmations(&store, config).await);
                say("given up", given_up(&store).await);
                let languages = [std::slice::from_ref(&settings.language), &settings.languages[..]].concat();
                say("narration", config.voices.check(&languages));
                let zone = TimeZone::get(&settings.timezone).map(|_| settings.timezone.clone());
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
    match problems {
        0 => Ok(()),
        1 => fail("One thing is wrong; it is named above."),
        _ => fail(format!("{problems} things are wrong; they are named above.")),
    }
}

/// Whether the mail server takes our letters.
async fn mail(config: &Config) -> Result<String, String> {
    config.mail_from().map_err(|failure| failure.0)?;
    match office(config).map_err(|failure| failure.0)? {
        Office::Smtp(smtp) => match smtp.ping().await {
            Ok(()) => Ok(format!("{} answers", smtp.shown())),
            Err(why) => Err(format!(
                "{} does not take it: {why}; mend mail.smtp or that server",
                smtp.shown()
            )),
        },
        Office::Outbox(outbox) => Ok(format!(
            "is written to {}, since mail.smtp is not set",
            outbox.folder().display()
        )),
    }
}

/// What was tried too often, and why. One mistyped address is enough for that, so it is told, and not wrong.
async fn given_up(store: &Store) -> Result<String, String> {
    let (dead, more) = job::given_up(store).await.map_err(|error| error.to_string())?;
    let Some(last) = dead.last() else {
        return Ok("nothing".into());
    };
    let mut kinds = BTreeMap::<&str, usize>::new();
    dead.iter()
        .for_each(|job| *kinds.entry(&job.kind).or_default() += 1);
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, many)| format!("{many} {kind}"))
        .collect();
    let why = last.error.as_deref().unwrap_or_default();
    let more = match more {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Ok(format!(
        "{}; the last: {why}{more}; “broadsheet job list” shows them, “job retry” has them tried again",
        kinds.join(", ")
    ))
}

/// Whether confirmation letters wait or were given up.
async fn confirmations(store: &Store, config: &Config) -> Result<String, String> {
    let now = Timestamp::now();
    let read = store.read(move |reader| {
        Ok::<_, store::StoreError>((
            reader.job_counts(newsroom::ASK, now)?,
            reader.used(newsletter::BRAKE, now)?,
        ))
    });
    let ((waiting, dead), used) = read.await.map_err(|error| error.to_string())?;
    let most = config.mail_confirmations_per_minute;
    if waiting > 0 && used.is_some_and(|used| used.times > i64::from(most)) {
        return Err(format!(
            "{waiting} letters are held, because more was asked for than {most} in a minute; look whether the sign-up \
             forms are under attack, or raise mail.confirmations_per_minute"
        ));
    }
    Ok(format!("{waiting} letters wait, {dead} were refused for good"))
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

/// Whether originals can be written, read and removed where they are kept.
async fn bucket(config: &Config) -> Result<(), String> {
    let files = open::files(config).map_err(|failure| failure.0)?;
    let tried = tokio::task::spawn_blocking(move || files.try_out()).await;
    let tried = tried.map_err(|error| error.to_string())?;
    tried.map_err(|error| error.to_string().trim_end_matches('.').to_owned())
}

fn avif(config: &Config) -> Result<String, String> {
    const INSTALL: &str = "install it (apt-get install libavif-bin)";
    let is_read = open::files(config).map_err(|failure| failure.0)?.reads_avif();
    match (config.avif, is_read) {
        (_, true) => Ok("are made smaller by avifdec".into()),
        (None, false) => Ok(format!(
            "are served as they are, at every width: avifdec is not there; {INSTALL}"
        )),
        (Some(true), false) => Err(format!(
            "avifdec cannot be found: {INSTALL}, or set files.avif to off"
        )),
        (Some(false), false) => Ok("are served as they are, at every width".into()),
    }
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
    Library::new(data.join("themes"))
        .load(name)
        .map(|theme| format!("{} works", theme.name()))
        .map_err(|error| format!("{name}: {error}"))
}
