//! E-mail addresses.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An address that mail can be sent to: the `addr-spec` of RFC 5321 without quoted local parts, comments and
/// address literals. At most 254 bytes. It cannot hold a space, a control character or a line break.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address as it was given, its domain in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two addresses are the same person's: all in lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// The mailbox behind it: its [`EmailAddress::key`] without what stands after a `+` before the @, by which most
    /// providers deliver any number of addresses to one person.
    pub fn mailbox(&self) -> String {
        let key = self.key();
        match key.rsplit_once('@') {
            Some((local, domain)) => {
                let name = local.split_once('+').map_or(local, |(name, _)| name);
                format!("{}@{domain}", if name.is_empty() { local } else { name })
            }
            None => key,
        }
    }

    /// The domain.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EmailAddress {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = |why: &str| Invalid(format!("This is not an e-mail address: {why}."));
        let (local, domain) = text.trim().rsplit_once('@').ok_or_else(|| wrong("it has no @"))?;
        // As it is kept, so that what is kept reads back: lower case can be longer, and İ has two characters in it.
        let domain = domain.to_lowercase();
        if local.len() + 1 + domain.len() > 254 {
            return Err(wrong("it is too long"));
        }
        let atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
        if local.is_empty() || local.len() > 64 || dots(local) || !local.chars().all(atom) {
            return Err(wrong("the part before the @ is not right"));
        }
        let label = |l: &str| {
            !l.is_empty()
                && l.len() <= 63
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        if !domain.contains('.') || !domain.split('.').all(label) {
            return Err(wrong("the part after the @ is not a domain"));
        }
        Ok(Self(format!("{local}@{domain}")))
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_what_is_none() {
        for good in [
            "a@b.co",
            "o'neil+news@sub.example.org",
            "олена@пошта.укр",
            " a@B.co ",
        ] {
            assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@",
            "@b.co",
            "a@b",
            "a@b..co",
            ".a@b.co",
            "a b@c.de",
            "a@b.co\nBcc: x@y.z",
            "a@-b.co",
        ] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
        assert_eq!("A@B.CO".parse::<EmailAddress>().unwrap().as_str(), "A@b.co");
    }

    #[test]
    fn addresses_of_one_mailbox_are_known_as_such() {
        let of = |text: &str| text.parse::<EmailAddress>().unwrap().mailbox();
        assert_eq!(of("Ann+News@b.co"), "ann@b.co");
        assert_eq!(of("ann@b.co"), "ann@b.co");
        assert_eq!(of("+a@b.co"), "+a@b.co");
    }

    #[test]
    fn an_address_that_would_not_read_back_in_lower_case_is_none() {
        let long = format!("a@{}.co", "Ⱥ".repeat(31));
        for bad in ["a@İ.co", "a@xİy.example.org", long.as_str()] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
        assert_eq!("a@ȺB.co".parse::<EmailAddress>().unwrap().as_str(), "a@ⱥb.co");
    }

    proptest::proptest! {
        #[test]
        fn what_is_an_address_holds_one_line_and_reads_back(text in "\\PC{0,12}[@]\\PC{0,12}|[a-z]@[A-Zİ-ǅȺ-Ⱦẞ]{1,62}\\.[a-z]{1,3}|[a-z.+@\r\n <>]{0,20}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                let text = address.as_str();
                proptest::prop_assert!(!text.chars().any(|c| c.is_control() || c.is_whitespace() || "<>,;:\"".contains(c)));
                proptest::prop_assert_eq!(text.parse::<EmailAddress>().unwrap(), address.clone());
                proptest::prop_assert_eq!(text.matches('@').count(), 1);
            }
        }
    }
}
