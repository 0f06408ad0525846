//! The bucket that originals are kept in: `files.*`.

use super::wrong;
use files::{Keys, S3};
use std::collections::BTreeMap;

/// Reads it; an error names the key and never what stands there, which may be a secret.
pub(super) fn of(values: &BTreeMap<String, String>) -> Result<Option<S3>, (String, String)> {
    let get = |key: &str| values.get(key).filter(|value| !value.is_empty());
    let Some(address) = get("files.s3") else {
        let first = values
            .iter()
            .find(|(key, value)| key.starts_with("files.s3_") && !value.is_empty());
        return match first {
            None => Ok(None),
            Some((key, _)) => wrong(key, "set files.s3 as well, such as s3://bucket, or leave it out"),
        };
    };
    let mut s3 = S3::parse(address).or_else(|why| wrong("files.s3", why))?;
    s3.endpoint = match get("files.s3_endpoint") {
        None => None,
        Some(text) => match super::public_url(text) {
            Some(endpoint) => Some(endpoint),
            None => {
                return wrong(
                    "files.s3_endpoint",
                    "write the address of the S3 server without the bucket, such as https://s3.example:9000",
                );
            }
        },
    };
    s3.region = get("files.s3_region").cloned();
    s3.keys = match (get("files.s3_access_key"), get("files.s3_secret_key")) {
        (Some(access), Some(secret)) => Some(Keys {
            access: access.clone(),
            secret: secret.clone(),
        }),
        (None, None) => None,
        (Some(_), None) => return wrong("files.s3_access_key", "set files.s3_secret_key as well"),
        (None, Some(_)) => return wrong("files.s3_secret_key", "set files.s3_access_key as well"),
    };
    s3.path_style = match get("files.s3_path_style").map(String::as_str) {
        None => s3.endpoint.is_some(),
        Some("true") => true,
        Some("false") => false,
        Some(_) => return wrong("files.s3_path_style", "write true or false"),
    };
    s3.cache = match get("files.s3_cache_megabytes").map(|text| text.parse::<u32>()) {
        None => S3::CACHE,
        Some(Ok(megabytes)) if megabytes > 0 => u64::from(megabytes) << 20,
        Some(_) => {
            return wrong(
                "files.s3_cache_megabytes",
                "write a number of megabytes, such as 2048",
            );
        }
    };
    Ok(Some(s3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[(&str, &str)]) -> Result<Option<S3>, (String, String)> {
        let values = lines
            .iter()
            .map(|(key, value)| (format!("files.{key}"), value.to_string()));
        of(&values.collect())
    }

    #[test]
    fn an_own_server_has_the_bucket_in_the_path_unless_it_is_said_otherwise() {
        assert_eq!(read(&[]), Ok(None));
        let s3 = |more: &[(&str, &str)]| {
            let keys = [
                ("s3", "s3://paper/live"),
                ("s3_access_key", "who"),
                ("s3_secret_key", "hush"),
            ];
            read(&[&keys[..], more].concat()).unwrap().unwrap()
        };
        assert!(!s3(&[]).path_style);
        let own = s3(&[
            ("s3_endpoint", "http://127.0.0.1:9000/"),
            ("s3_cache_megabytes", "3"),
        ]);
        assert_eq!(
            (own.endpoint.as_deref(), own.path_style, own.cache),
            (Some("http://127.0.0.1:9000"), true, 3 << 20)
        );
        assert!(!s3(&[("s3_endpoint", "https://s3.example"), ("s3_path_style", "false")]).path_style);
        assert_eq!(own.keys.unwrap().secret, "hush");
    }

    #[test]
    fn what_is_wrong_is_named_by_its_key() {
        for (lines, key) in [
            (&[("s3_endpoint", "https://a.example")][..], "files.s3_endpoint"),
            (&[("s3", "paper")], "files.s3"),
            (
                &[
                    ("s3", "s3://paper"),
                    ("s3_endpoint", "https://user:pass@a.example"),
                ],
                "files.s3_endpoint",
            ),
            (
                &[("s3", "s3://paper"), ("s3_access_key", "who")],
                "files.s3_access_key",
            ),
            (
                &[("s3", "s3://paper"), ("s3_secret_key", "hush")],
                "files.s3_secret_key",
            ),
            (
                &[("s3", "s3://paper"), ("s3_path_style", "yes")],
                "files.s3_path_style",
            ),
            (
                &[("s3", "s3://paper"), ("s3_cache_megabytes", "0")],
                "files.s3_cache_megabytes",
            ),
        ] {
            assert_eq!(read(lines).unwrap_err().0, key);
        }
    }
}
