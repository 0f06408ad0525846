//! The keys that exist.

/// Every key with what it is.
pub const KEYS: &[(&str, &str)] = &[
    ("data", "folder of the database, the media and the themes"),
    ("listen", "address and port that browsers or the proxy connect to"),
    ("url", "the address that readers know"),
    (
        "desk.listen",
        "address and port of the desk's own listener; without it the desk is at listen",
    ),
    (
        "desk.url",
        "the address that the newsroom's people know, where it is not that of the readers",
    ),
    ("database", "postgres://… ; without it SQLite in the data folder"),
    ("log.format", "auto, human or json"),
    ("log.level", "error, warn, info, debug or trace"),
    ("metrics.listen", "address and port for Prometheus"),
    (
        "trusted_proxy",
        "true where a proxy stands in front whose X-Forwarded-For and X-Request-Id are right",
    ),
    (
        "mail.smtp",
        "smtp://user:password@host:587 or smtps://…; without it mail is written to data/outbox",
    ),
    (
        "mail.from",
        "the address in “From” where a newsletter has none of its own",
    ),
    (
        "mail.confirmations_per_minute",
        "confirmation letters that go out in a minute; more wait",
    ),
    ("cache.megabytes", "memory for cached pages"),
    (
        "files.avif",
        "avifdec or off; by default avifdec where it is installed",
    ),
    (
        "files.s3",
        "s3://bucket or s3://bucket/folder for pictures and other files; without it data/content",
    ),
    (
        "files.s3_endpoint",
        "https://host of an S3 server that is not AWS",
    ),
    ("files.s3_region", "the bucket's region; us-east-1 without it"),
    (
        "files.s3_access_key",
        "who asks; without it AWS_ACCESS_KEY_ID and the like, or the machine's role",
    ),
    ("files.s3_secret_key", "the secret of the access key"),
    (
        "files.s3_path_style",
        "whether the bucket stands in the path and not before the host: true or false; by default true where an endpoint is set",
    ),
    (
        "files.s3_cache_megabytes",
        "what fetched originals may take in data/cache; 2048 without it",
    ),
    (
        "fetch.allow",
        "addresses with ports inside the own network that pictures may be taken over from, such as an archive's",
    ),
    (
        "fetch.deny",
        "networks of one's own with addresses of the internet that no picture is taken over from, such as 198.51.100.0/24",
    ),
    (
        "cache.disk_megabytes",
        "room on the disk for pictures in other sizes; 2000 by default",
    ),
    (
        "narration.voice",
        "espeak-ng, command or off; by default espeak-ng where it is installed",
    ),
    (
        "narration.command",
        "the voice: a program that reads text from standard input and writes WAV to standard output",
    ),
    (
        "live.connections",
        "readers who follow the news feed at the same time",
    ),
    ("live.per_address", "of these from one IPv4 address or IPv6 /64"),
    (
        "reads.count",
        "whether it is counted how often stories are read: true or false",
    ),
];

/// Below it stand commands by language: `narration.commands.uk`.
const COMMANDS: &str = "narration.commands.";

/// The language of `narration.commands.LANGUAGE`.
pub fn language_of_command(key: &str) -> Option<&str> {
    key.strip_prefix(COMMANDS)
        .filter(|tag| !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// Whether the key exists.
pub fn exists(key: &str) -> bool {
    KEYS.iter().any(|(known, _)| *known == key) || language_of_command(key).is_some()
}

/// Whether keys stand below it.
pub fn is_section(key: &str) -> bool {
    KEYS.iter()
        .any(|(known, _)| known.starts_with(key) && known[key.len()..].starts_with('.'))
}
