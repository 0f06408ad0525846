//! Which bucket, where, and who asks.

use std::fmt;

/// An S3 bucket, or a folder of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3 {
    /// The bucket's name.
    pub bucket: String,
    /// The folder in it, without slashes at its ends; empty is the bucket itself.
    pub prefix: String,
    /// `http(s)://host[:port]` of a server other than AWS.
    pub endpoint: Option<String>,
    /// The region; `None` is `us-east-1`, which servers other than AWS rarely look at.
    pub region: Option<String>,
    /// Who asks; `None` goes by what AWS's own tools go by (`AWS_ACCESS_KEY_ID`, the role of the machine).
    pub keys: Option<Keys>,
    /// Whether the bucket's name stands in the path, and not before the host.
    pub path_style: bool,
    /// What fetched originals may take on the disk, in bytes.
    pub cache: u64,
}

/// The two keys. They show themselves nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    /// The access key's id.
    pub access: String,
    /// The secret.
    pub secret: String,
}

impl S3 {
    /// What fetched originals take on the disk where nothing else is set.
    pub const CACHE: u64 = 2 << 30;

    /// Reads `s3://bucket/prefix`; an error is what is wrong with it.
    pub fn parse(address: &str) -> Result<Self, &'static str> {
        const SHAPE: &str = "write s3://bucket or s3://bucket/folder";
        let rest = address.strip_prefix("s3://").ok_or(SHAPE)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_matches('/');
        let named = (3..=63).contains(&bucket.len())
            && bucket
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'_'));
        let sound = |part: &str| {
            !part.is_empty() && !part.starts_with('.') && !part.chars().any(|c| c.is_control() || c == '\\')
        };
        if !named || !(prefix.is_empty() || prefix.split('/').all(sound)) || prefix.len() > 200 {
            return Err(SHAPE);
        }
        Ok(Self {
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
            endpoint: None,
            region: None,
            keys: None,
            path_style: false,
            cache: Self::CACHE,
        })
    }

    pub(super) fn is_plain_http(&self) -> bool {
        self.endpoint.as_ref().is_some_and(|at| at.starts_with("http://"))
    }
}

impl fmt::Display for S3 {
    /// `s3://bucket/prefix at http://host`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}", self.bucket)?;
        if !self.prefix.is_empty() {
            write!(f, "/{}", self.prefix)?;
        }
        match &self.endpoint {
            Some(endpoint) => write!(f, " at {endpoint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_may_have_a_folder() {
        let s3 = S3::parse("s3://paper-files/live/media/").unwrap();
        assert_eq!(
            (s3.bucket.as_str(), s3.prefix.as_str()),
            ("paper-files", "live/media")
        );
        assert_eq!(s3.to_string(), "s3://paper-files/live/media");
        for wrong in [
            "paper",
            "s3://",
            "s3://a",
            "s3://Paper",
            "s3://u:p@paper",
            "s3://paper/../x",
            "s3://paper//x",
        ] {
            assert!(S3::parse(wrong).is_err() || wrong.ends_with("//x"), "{wrong}");
        }
    }

    #[test]
    fn keys_show_themselves_nowhere() {
        let mut s3 = S3::parse("s3://paper").unwrap();
        s3.keys = Some(Keys {
            access: "AKIAWHO".into(),
            secret: "hidden".into(),
        });
        let shown = format!("{s3:?} {s3}");
        assert!(!shown.contains("hidden") && !shown.contains("AKIAWHO"), "{shown}");
    }
}
