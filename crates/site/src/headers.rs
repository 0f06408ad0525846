//! Headers that go with every page: what browsers may do with it, and how long it holds.

use crate::injected::Injected;
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
        X_CONTENT_TYPE_OPTIONS,
    },
};
use std::collections::BTreeSet;

/// Our own theme has one inline style, the accent colour, which is allowed by its hash. Pictures may come from elsewhere;
/// frames only from the players that embeds know, and the theme makes none before a click.
const OWN_POLICY: &str = "default-src 'self'; SCRIPTSstyle-src 'self'ACCENT; img-src 'self' data: https:; media-src 'self' https:; \
    frame-srcFRAMES; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

/// Ghost's themes bring inline scripts and styles, and fetch fonts and scripts from elsewhere.
const FOREIGN_POLICY: &str = "default-src 'self' https:; script-src 'self' 'unsafe-inline' https:; \
    style-src 'self' 'unsafe-inline' https:; img-src 'self' data: https:; font-src 'self' data: https:; \
    media-src 'self' https:; frame-src https:; object-src 'none'; base-uri 'self'; form-action 'self' https:; \
    frame-ancestors 'self'";

/// For a page without a theme, which has one style of its own.
pub const BARE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Where Tor Browser finds the same page as an onion service.
pub const ONION_LOCATION: HeaderName = HeaderName::from_static("onion-location");

/// Pages are kept by browsers and asked for again each time; 304 is cheap, and nobody sees what was withdrawn.
pub const REVALIDATE: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");

const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";

/// What every answer carries.
pub fn safety(public_url: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    );
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(PERMISSIONS),
    );
    if public_url.starts_with("https://") {
        headers.insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    headers
}

/// What a page of a theme carries. `accent` is the source of the one inline style that our own theme has; `injected`,
/// what administrators' code needs.
pub fn page(public_url: &str, foreign_theme: bool, accent: Option<&str>, injected: &Injected) -> HeaderMap {
    let mut headers = safety(public_url);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, REVALIDATE);
    let policy = if foreign_theme {
        FOREIGN_POLICY.to_owned()
    } else {
        let frames: String = document::FRAME_HOSTS
            .iter()
            .map(|host| format!(" https://{host}"))
            .collect();
        let list = |sources: &BTreeSet<String>| {
            sources
                .iter()
                .map(|source| format!(" {source}"))
                .collect::<String>()
        };
        let mut styles = accent.map(|source| format!(" {source}")).unwrap_or_default();
        styles.push_str(&list(&injected.styles));
        let mut scripts = String::new();
        if !injected.scripts.is_empty() {
            scripts = format!("script-src 'self'{}; ", list(&injected.scripts));
        }
        if !injected.connect.is_empty() {
            scripts.push_str(&format!("connect-src 'self'{}; ", list(&injected.connect)));
        }
        OWN_POLICY
            .replace("SCRIPTS", &scripts)
            .replace("ACCENT", &styles)
            .replace("FRAMES", &frames)
    };
    let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'self'"));
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers
}

/// What a text-only page carries: it loads nothing at all. `style` is the source of its one style.
pub fn text(public_url: &str, style: &str) -> HeaderMap {
    let mut headers = safety(public_url);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, REVALIDATE);
    let policy = format!(
        "default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers
}

/// What a feed or a sitemap carries, without its content type.
pub fn file(public_url: &str) -> HeaderMap {
    let mut headers = safety(public_url);
    headers.insert(CACHE_CONTROL, REVALIDATE);
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_theme_may_do_nothing_inline() {
        let headers = page("http://x", false, Some("'sha256-x'"), &Injected::default());
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.contains("style-src 'self' 'sha256-x';") && !policy.contains("unsafe"),
            "{policy}"
        );
        let frames = policy
            .split("frame-src ")
            .nth(1)
            .and_then(|rest| rest.split(';').next());
        let frames: Vec<_> = frames.unwrap().split(' ').collect();
        assert_eq!(frames.len(), document::FRAME_HOSTS.len(), "{policy}");
        assert!(frames.contains(&"https://www.youtube-nocookie.com"), "{policy}");
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
        assert!(page("https://x", true, None, &Injected::default()).contains_key(STRICT_TRANSPORT_SECURITY));
    }
    #[test]
    fn code_of_administrators_is_let_through_and_no_more() {
        let injected = Injected::of(["<script>a()</script><script src=\"https://c.example/a.js\"></script>"]);
        let headers = page("http://x", false, None, &injected);
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.contains("script-src 'self' 'sha256-")
                && policy.contains(
                    " https://c.example/a.js; connect-src 'self' https://c.example; style-src 'self';"
                ),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}
