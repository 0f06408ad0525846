//! Addresses of onion services.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The address of an onion service of version 3: `http://` and 56 characters of base32 before `.onion`
/// (rend-spec-v3, `onion_address`). Its checksum is not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OnionAddress(String);

impl OnionAddress {
    /// `http://….onion`, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OnionAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OnionAddress {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let lower = text.trim().to_ascii_lowercase();
        let (scheme, rest) = match lower.split_once("://") {
            Some((scheme @ ("http" | "https"), rest)) => (scheme, rest),
            None => ("http", lower.as_str()),
            Some(_) => ("", ""),
        };
        let host = rest.strip_suffix('/').unwrap_or(rest);
        let name = host.strip_suffix(".onion").unwrap_or_default();
        // Subdomains lead to the same service.
        let key = name.rsplit('.').next().unwrap_or_default();
        let is_base32 = |b: u8| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b);
        let labels = name
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        // The last byte is the version, 3: the last of 56 characters is always a `d`.
        let right = key.len() == 56 && key.bytes().all(is_base32) && key.ends_with('d');
        if scheme.is_empty() || !labels || !right || host.len() > 255 {
            return Err(Invalid(format!(
                "“{text}” is no onion address of version 3: write its 56 letters and digits and .onion"
            )));
        }
        Ok(Self(format!("{scheme}://{host}")))
    }
}

impl TryFrom<String> for OnionAddress {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<OnionAddress> for String {
    fn from(address: OnionAddress) -> String {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // The Tor Project's own site.
    const TOR: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid";

    #[test]
    fn an_address_is_taken_with_and_without_its_scheme() {
        for text in [
            format!("{TOR}.onion"),
            format!("http://{TOR}.onion/"),
            format!(" HTTP://{}.onion ", TOR.to_uppercase()),
        ] {
            let address: OnionAddress = text.parse().unwrap();
            assert_eq!(address.as_str(), format!("http://{TOR}.onion"));
        }
        let below: OnionAddress = format!("https://www.{TOR}.onion").parse().unwrap();
        assert_eq!(below.as_str(), format!("https://www.{TOR}.onion"));
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in [
            "".to_owned(),
            "expyuzz4wqqyqhjn.onion".into(),
            format!("{TOR}.onion.example"),
            format!("ftp://{TOR}.onion"),
            format!("http://{TOR}.onion/path"),
            format!("http://user@{TOR}.onion"),
            format!("http://{TOR}.onion:8080"),
            format!("{}.onion", TOR.replace('2', "1")),
            format!("{}a.onion", &TOR[..55]),
        ] {
            assert!(text.parse::<OnionAddress>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_taken_fits_into_a_header(text in "(http://)?[a-z2-7.\\-]{0,8}([a-z2-7]{55}d)?(\\.onion)?\\PC{0,3}") {
            if let Ok(address) = text.parse::<OnionAddress>() {
                prop_assert!(address.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(address.as_str().parse::<OnionAddress>().unwrap(), address);
            }
        }
    }
}
