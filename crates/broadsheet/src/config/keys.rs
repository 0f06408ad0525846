//! The keys that exist.

/// Every key with what it is.
pub const KEYS: &[(&str, &str)] = &[
    ("data", "folder of the database, the media and the themes"),
    ("listen", "address and port that browsers or the proxy connect to"),
    ("url", "the address that readers know"),
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
];

/// Whether the key exists.
pub fn exists(key: &str) -> bool {
    KEYS.iter().any(|(known, _)| *known == key)
}

/// Whether keys stand below it.
pub fn is_section(key: &str) -> bool {
    KEYS.iter()
        .any(|(known, _)| known.starts_with(key) && known[key.len()..].starts_with('.'))
}
