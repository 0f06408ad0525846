//! Configuration: defaults, then the file, then the environment, then the command line; the later wins.
//!
//! The file is TOML: `--config FILE`, or `broadsheet.toml` in the working directory when there is one. The environment
//! is `BROADSHEET_` and the key in capitals, two underscores for a dot: `BROADSHEET_LOG__FORMAT=json`. A key that does
//! not exist is an error that names the nearest one.

mod environment;
mod fetch;
mod keys;
mod nearest;
mod s3;
mod voices;

pub use fetch::Fetch;
pub use nearest::distance;
pub use voices::Voices;

use crate::failure::{Failure, Outcome, fail};
use kernel::EmailAddress;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Folder of the database, the media and the themes.
    pub data: PathBuf,
    /// Where readers' browsers (or the proxy) connect.
    pub listen: SocketAddr,
    /// The address readers know; `None` follows `listen`.
    pub url: Option<String>,
    /// Where the desk is, apart from readers; `None`: at `listen`.
    pub desk_listen: Option<SocketAddr>,
    /// The address the newsroom's people know; `None` is that of the readers.
    pub desk_url: Option<String>,
    /// `postgres://…`; `None` is SQLite in the data folder.
    pub database: Option<String>,
    /// How log lines look.
    pub log_format: LogFormat,
    /// What is logged: a level, or levels by crate as `RUST_LOG` has them.
    pub log_level: String,
    /// Where Prometheus asks; `None` keeps the metrics in.
    pub metrics_listen: Option<SocketAddr>,
    /// Memory for cached pages, in bytes; `None` is what `site` takes.
    pub cache_bytes: Option<usize>,
    /// Where originals are kept; `None` is the data folder.
    pub s3: Option<files::S3>,
    /// Whether AVIF pictures are made smaller; `None` is where avifdec is installed.
    pub avif: Option<bool>,
    /// Which servers are asked for pictures.
    pub fetch: Fetch,
    /// Room on the disk for what is made of pictures, in bytes; `None` is what `files` takes.
    pub cache_disk_bytes: Option<u64>,
    /// Who reads stories aloud.
    pub voices: Voices,
    /// Connections of the live feed; `None` is what `site` takes.
    pub live_connections: Option<usize>,
    /// Whether it is counted how often stories are read.
    pub count_reads: bool,
    /// Of these from one address; `None` is what `site` takes.
    pub live_per_address: Option<usize>,
    /// Whether what a proxy says of its clients is believed; `None`: of one on this machine.
    pub trusted_proxy: Option<bool>,
    /// `smtp://…` or `smtps://…`; `None` writes mail into the outbox.
    pub mail_smtp: Option<String>,
    /// The address in “From”; `None` is `newsletters@` the public address's host.
    pub mail_from: Option<EmailAddress>,
    /// Confirmation letters that go out in a minute.
    pub mail_confirmations_per_minute: u32,
}

/// More people than that rarely sign up at once; a flood of them is held.
const CONFIRMATIONS_PER_MINUTE: u32 = 300;

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// `Human` when standard error is a terminal, else `Json`.
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

impl Config {
    /// Reads file and environment and lays the command line's `flags` (by key) over them.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
        flags: BTreeMap<&'static str, String>,
    ) -> Outcome<Self> {
        let mut values = BTreeMap::new();
        let (mut found, from_environment) = environment::read(environment)?;
        let file = file
            .map(Path::to_owned)
            .or(found.remove("config").map(PathBuf::from));
        let default = Path::new("broadsheet.toml");
        match file {
            Some(file) => read_file(&file, &mut values)?,
            None if default.exists() => read_file(default, &mut values)?,
            None => {}
        }
        let mut origin: BTreeMap<String, String> = BTreeMap::new();
        for (key, value) in found {
            origin.insert(key.clone(), from_environment[&key].clone());
            values.insert(key, value);
        }
        for (key, value) in flags {
            origin.insert(key.into(), format!("--{key}"));
            values.insert(key.into(), value);
        }
        Self::from_values(&values).map_err(|(key, why)| {
            let shown = origin.get(&key).unwrap_or(&key);
            match key.as_str() {
                // These may hold a password.
                "database" => Failure(format!("{shown} is no database's address: {why}.")),
                "mail.smtp" => Failure(format!("{shown} is no mail server's address: {why}.")),
                key if key.starts_with("files.s3") => Failure(format!("{shown} is not right: {why}.")),
                _ => Failure(format!("{shown} cannot be “{}”: {why}.", values[&key])),
            }
        })
    }

    fn from_values(values: &BTreeMap<String, String>) -> Result<Self, (String, String)> {
        let get = |key: &str| values.get(key).filter(|value| !value.is_empty());
        let address = |key: &str| match get(key).map(|text| text.parse::<SocketAddr>()) {
            None => Ok(None),
            Some(Ok(address)) => Ok(Some(address)),
            Some(Err(_)) => wrong(
                key,
                "write an address and a port, such as 127.0.0.1:8080 or 0.0.0.0:80",
            ),
        };
        let many = |key: &str| match get(key).map(|text| text.parse::<u32>()) {
            None => Ok(None),
            Some(Ok(many)) => Ok(Some(many as usize)),
            Some(Err(_)) => wrong(key, "write a number, such as 100"),
        };
        let site = |key: &str, why: &str| match get(key).map(|url| public_url(url)) {
            None => Ok(None),
            Some(Some(url)) => Ok(Some(url)),
            Some(None) => wrong(key, why),
        };
        let url = site(
            "url",
            "write the address that readers type, such as https://news.example",
        )?;
        if get("database")
            .is_some_and(|url| !url.starts_with("postgres://") && !url.starts_with("postgresql://"))
        {
            return wrong(
                "database",
                "write a PostgreSQL address such as postgres://user:password@host/name, or leave it out for SQLite",
            );
        }
        if let Some(Err(why)) = get("mail.smtp").map(|url| newsletter::Smtp::new(url)) {
            return wrong("mail.smtp", &why.to_string());
        }
        Ok(Self {
            data: get("data").map_or("data".into(), PathBuf::from),
            listen: address("listen")?.unwrap_or(([127, 0, 0, 1], 8080).into()),
            url,
            desk_listen: address("desk.listen")?,
            desk_url: site(
                "desk.url",
                "write the address that the newsroom's people type, such as https://desk.news.example",
            )?,
            database: get("database").cloned(),
            log_format: match get("log.format").map(String::as_str) {
                None | Some("auto") => LogFormat::Auto,
                Some("human") => LogFormat::Human,
                Some("json") => LogFormat::Json,
                Some(_) => return wrong("log.format", "write auto, human or json"),
            },
            log_level: get("log.level").cloned().unwrap_or("info".into()),
            metrics_listen: address("metrics.listen")?,
            count_reads: match get("reads.count").map(String::as_str) {
                None | Some("true") => true,
                Some("false") => false,
                Some(_) => return wrong("reads.count", "write true or false"),
            },
            live_connections: many("live.connections")?,
            live_per_address: many("live.per_address")?,
            cache_bytes: match get("cache.megabytes").map(|text| text.parse::<u16>()) {
                None => None,
                Some(Ok(megabytes)) if megabytes > 0 => Some(usize::from(megabytes) << 20),
                Some(_) => return wrong("cache.megabytes", "write a number of megabytes, such as 128"),
            },
            s3: s3::of(values)?,
            avif: match get("files.avif").map(String::as_str) {
                None => None,
                Some("avifdec") => Some(true),
                Some("off") => Some(false),
                Some(_) => return wrong("files.avif", "write avifdec or off"),
            },
            fetch: Fetch::of(values)?,
            cache_disk_bytes: match get("cache.disk_megabytes").map(|text| text.parse::<u32>()) {
                None => None,
                Some(Ok(megabytes)) if megabytes > 0 => Some(u64::from(megabytes) * 1_000_000),
                Some(_) => {
                    return wrong(
                        "cache.disk_megabytes",
                        "write a number of megabytes, such as 2000",
                    );
                }
            },
            voices: Voices::of(values)?,
            trusted_proxy: match get("trusted_proxy").map(String::as_str) {
                None => None,
                Some("false") => Some(false),
                Some("true") => Some(true),
                Some(_) => return wrong("trusted_proxy", "write true or false"),
            },
            mail_smtp: get("mail.smtp").cloned(),
            mail_from: match get("mail.from").map(|text| text.parse()) {
                None => None,
                Some(Ok(address)) => Some(address),
                Some(Err(_)) => return wrong("mail.from", "write an address, such as news@paper.example"),
            },
            mail_confirmations_per_minute: match get("mail.confirmations_per_minute").map(|text| text.parse())
            {
                None => CONFIRMATIONS_PER_MINUTE,
                Some(Ok(count)) if count > 0 => count,
                Some(_) => {
                    return wrong(
                        "mail.confirmations_per_minute",
                        "write a number above 0, such as 300",
                    );
                }
            },
        })
    }

    /// The address in “From” where a newsletter has none of its own.
    pub fn mail_from(&self) -> Outcome<EmailAddress> {
        if let Some(address) = &self.mail_from {
            return Ok(address.clone());
        }
        let url = self.public_url();
        let host = url.split("://").nth(1).unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        // A host without a name of the net (127.0.0.1, localhost) has no mail; only letters in the outbox come from there.
        let is_number = name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok();
        let named = format!(
            "newsletters@{}",
            if is_number { "localhost.localdomain" } else { name }
        )
        .parse();
        let made = named.or_else(|_| "newsletters@localhost.localdomain".parse());
        made.map_err(|kernel::Invalid(why)| Failure(why))
    }

    /// The address the newsroom's people know, without a slash at its end.
    pub fn desk_url(&self) -> String {
        self.desk_url.clone().unwrap_or_else(|| self.public_url())
    }

    /// The address readers know, without a slash at its end.
    pub fn public_url(&self) -> String {
        self.url
            .clone()
            .unwrap_or_else(|| match self.listen.ip().is_unspecified() {
                true => format!("http://127.0.0.1:{}", self.listen.port()),
                false => format!("http://{}", self.listen),
            })
    }
}

/// The key that does not fit, and why.
fn wrong<T>(key: &str, why: &str) -> Result<T, (String, String)> {
    Err((key.to_owned(), why.to_owned()))
}

/// An `http` or `https` address without path, query and user; as it is written in links.
fn public_url(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"))?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let has_name = host.chars().any(char::is_alphanumeric) && !host.starts_with(':');
    (has_name && host.chars().all(plain)).then(|| text.to_owned())
}

/// Puts the keys of a TOML file into `values`.
fn read_file(path: &Path, values: &mut BTreeMap<String, String>) -> Outcome {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure(format!(
            "The configuration {shown} cannot be read: {}; mend its path or its permissions.",
            crate::sentence::io(&error)
        ))
    })?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| {
            text[..span.start.min(text.len())].matches('\n').count() + 1
        });
        let message = error.message().replace('\n', ", ");
        Failure(format!(
            "The configuration {shown} is not TOML: line {line}: {message}."
        ))
    })?;
    flatten(&table, "", values).or_else(|problem| fail(format!("The configuration {shown} {problem}.")))
}

fn flatten(table: &toml::Table, prefix: &str, values: &mut BTreeMap<String, String>) -> Result<(), String> {
    for (name, value) in table {
        let key = format!("{prefix}{name}");
        let value = match value {
            toml::Value::Table(inner) if keys::is_section(&key) || !inner.is_empty() => {
                flatten(inner, &format!("{key}."), values)?;
                continue;
            }
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(yes) => yes.to_string(),
            toml::Value::Array(words) if voices::is_command(&key) => voices::line(words)
                .ok_or_else(|| format!("gives “{key}” a word that is no text, or one with a blank in it"))?,
            _ if keys::exists(&key) => {
                return Err(format!("gives “{key}” a value that is no text or number"));
            }
            _ => String::new(),
        };
        if !keys::exists(&key) {
            return Err(format!(
                "has the unknown key “{key}”{}",
                nearest::did_you_mean(&key)
            ));
        }
        values.insert(key, value);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
