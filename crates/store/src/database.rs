//! Which database a newsroom lives in.

use std::{fmt, path::PathBuf, str::FromStr};

/// Where a newsroom is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file; made when it is not there. Its folder must exist.
    Sqlite(PathBuf),
    /// `postgres://user:password@host:port/name`. The database must exist.
    Postgres(String),
}

/// `postgres://…` and `postgresql://…` are PostgreSQL, anything else is the path of a file.
impl FromStr for Database {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        Ok(
            if text.starts_with("postgres://") || text.starts_with("postgresql://") {
                Self::Postgres(text.to_owned())
            } else {
                Self::Sqlite(text.into())
            },
        )
    }
}

/// For people and logs: never shows the password.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn without_password(url: &str) -> String {
    let url = url.split('?').next().unwrap_or(url);
    let (Some(scheme), Some(at)) = (url.find("://"), url.rfind('@')) else {
        return url.to_owned();
    };
    let user = &url[scheme + 3..at];
    match user.split_once(':') {
        Some((name, _)) => format!("{}{name}{}", &url[..scheme + 3], &url[at..]),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://bob:s3cret@db/news", "postgres://bob@db/news"),
            (
                "postgres://bob:s3:c@ret@db/news?sslmode=disable",
                "postgres://bob@db/news",
            ),
            ("postgres://db/news", "postgres://db/news"),
            ("data/news.db", "data/news.db"),
        ] {
            let Ok(database) = url.parse::<Database>();
            assert_eq!(format!("{database} {database:?}"), format!("{shown} {shown}"));
        }
    }
}
