//! Addresses in documents, parsed once at the border: what is a [`Url`] may stand in an `href` or a `src`.

use serde::{Serialize, Serializer};
use std::fmt;

/// Longer addresses are nobody's: they are dropped.
const MAX_LEN: usize = 8 * 1024;

/// An address with the scheme `http`, `https`, `mailto` or `tel`, or one without a scheme: a path, `//host/…`,
/// `?query` or `#fragment`.
///
/// Parsing does first what a browser does first (WHATWG URL: trim, take out tabs and line breaks), so that
/// `java&#9;script:` does not get by; it also takes out characters that nobody can see and encodes those that
/// could end an attribute or a CSS `url()`. Everything else with a colon before its first `/`, `?` or `#` is no `Url`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

impl Url {
    /// The address in `text`, or `None` when a reader must not be sent there.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_LEN {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars().filter(|c| !invisible(*c)) {
            match c {
                ' ' | '\u{a0}' | '\u{3000}' if out.is_empty() => {}
                ' ' => out.push_str("%20"),
                '"' => out.push_str("%22"),
                '\'' => out.push_str("%27"),
                '<' => out.push_str("%3C"),
                '>' => out.push_str("%3E"),
                '`' => out.push_str("%60"),
                '\\' => out.push_str("%5C"),
                _ => out.push(c),
            }
        }
        while out.ends_with("%20") && text.ends_with(char::is_whitespace) {
            out.truncate(out.len() - 3);
        }
        let head = out.split(['/', '?', '#']).next().unwrap_or_default();
        let allowed = match head.split_once(':') {
            None => true,
            Some((scheme, _)) => ["http", "https", "mailto", "tel"]
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known)),
        };
        (allowed && !out.is_empty() && out.len() <= MAX_LEN).then_some(Self(out))
    }

    /// The address of something that is shown or played: not `mailto:` or `tel:`.
    pub fn parse_source(text: &str) -> Option<Self> {
        Self::parse(text).filter(|url| url.is_web() || !url.has_scheme())
    }

    /// The address as it stands in an attribute, before HTML escaping.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it names its host: `https://…`, `http://…` or `//…`.
    pub fn is_web(&self) -> bool {
        let lower = self.0.get(..8).unwrap_or(&self.0).to_ascii_lowercase();
        lower.starts_with("http:") || lower.starts_with("https:") || lower.starts_with("//")
    }

    /// Whether it is on the site at `site` (`https://news.example`) or names no host at all.
    pub fn is_local(&self, site: &str) -> bool {
        if !self.is_web() {
            return !self.has_scheme();
        }
        let site = site.trim_end_matches('/');
        !site.is_empty()
            && self
                .0
                .strip_prefix(site)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }

    /// The host in lower case without `www.`, when there is one.
    pub fn host(&self) -> Option<String> {
        let rest = self.is_web().then(|| self.0.split_once("//")).flatten()?.1;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        (!host.is_empty()).then(|| host.to_owned())
    }

    fn has_scheme(&self) -> bool {
        self.0
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|head| head.contains(':'))
    }
}

/// Control characters and marks that change how a text looks without being seen.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url({})", self.0)
    }
}

impl Serialize for Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_readers_may_follow_are_kept() {
        for url in [
            "https://news.example/a?b=c&d=e#f",
            "http://news.example",
            "HTTPS://NEWS.EXAMPLE/",
            "mailto:desk@news.example",
            "tel:+380441234567",
            "/about/",
            "about/",
            "#/portal/signup",
            "?page=2",
            "//cdn.example/x.jpg",
            "/2026/11:30/",
            "https://news.example/новини/місто",
        ] {
            assert_eq!(Url::parse(url).map(|u| u.to_string()).as_deref(), Some(url));
        }
    }

    #[test]
    fn no_disguise_gets_a_script_through() {
        for url in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript\r:alert(1)",
            "\u{1}\u{1f}javascript:alert(1)",
            "java\0script:alert(1)",
            "java\u{200b}script:alert(1)",
            "\u{feff}javascript:alert(1)",
            "\u{a0}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "file:///etc/passwd",
            "blob:https://news.example/1",
            "view-source:javascript:1",
            "ws://news.example",
            "",
            "  ",
        ] {
            assert_eq!(Url::parse(url), None, "{url:?}");
        }
    }

    #[test]
    fn what_could_end_an_attribute_is_encoded_once() {
        let url = Url::parse(" /a b\"c'd<e>f`g\\h ").unwrap();
        assert_eq!(url.as_str(), "/a%20b%22c%27d%3Ce%3Ef%60g%5Ch");
        assert_eq!(Url::parse(url.as_str()), Some(url));
    }

    #[test]
    fn pictures_are_not_shown_from_mail_addresses() {
        assert_eq!(Url::parse_source("mailto:x@news.example"), None);
        assert!(Url::parse_source("/content/images/x.jpg").is_some());
    }

    #[test]
    fn a_site_is_not_another_site_that_begins_alike() {
        let local = |url: &str| Url::parse(url).unwrap().is_local("https://news.example/");
        assert!(local("https://news.example/x/") && local("/x/") && local("#x"));
        assert!(
            !local("https://news.example.evil/x/") && !local("//news.example/x/") && !local("mailto:a@b")
        );
    }
}
