//! An address in its parts, for those who trust none of it.

use crate::Url;

/// A web address of a plain host: without a user, a port or a fragment.
pub(super) struct Address<'a> {
    /// In lower case.
    pub host: String,
    /// Without the slash at its beginning.
    pub path: &'a str,
    pub query: &'a str,
    pub fragment: &'a str,
}

impl<'a> Address<'a> {
    /// `None` when its host is disguised: nobody writes a provider's address with a user or a port.
    pub(super) fn read(url: &'a Url) -> Option<Self> {
        let text = url.as_str();
        let (scheme, rest) = text.split_once("//")?;
        if !["https:", "http:", ""]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
        {
            return None;
        }
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'-';
        if host.is_empty() || !host.bytes().all(plain) {
            return None;
        }
        // What is to be written again may hold only what needs no thought.
        let harmless = |b: u8| b.is_ascii_graphic() && !b"\"'<>`\\{}|^".contains(&b);
        if !path.bytes().chain(query.bytes()).all(harmless) || path.split('/').any(|part| part == "..") {
            return None;
        }
        Some(Self {
            host: host.to_ascii_lowercase(),
            path,
            query,
            fragment,
        })
    }

    /// Whether the host is this one, or one of its usual faces.
    pub(super) fn is_of(&self, domain: &str, faces: &[&str]) -> bool {
        self.host == domain
            || faces.iter().any(|face| {
                self.host
                    .strip_suffix(domain)
                    .and_then(|rest| rest.strip_suffix('.'))
                    == Some(*face)
            })
    }

    /// The parts of the path that say something.
    pub(super) fn parts(&self) -> Vec<&'a str> {
        self.path.split('/').filter(|part| !part.is_empty()).collect()
    }

    /// A value of the query, still encoded.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        let mut pairs = self.query.split('&').map(|pair| pair.trim_start_matches("amp;"));
        pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}

/// Whether it is an identifier as providers make them.
pub(super) fn is_id(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Whether it is a number without a sign.
pub(super) fn is_number(text: &str) -> bool {
    (1..=24).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Everything but letters and digits encoded, as the value of a query.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(b)),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}
