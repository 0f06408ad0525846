//! Which requests are somebody reading: no robots, nothing fetched ahead, no reloads. Nothing about anybody is kept.

use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CACHE_CONTROL, IF_MODIFIED_SINCE, IF_NONE_MATCH, USER_AGENT},
};
use std::cell::Cell;

/// What browsers say when they fetch ahead.
const PURPOSES: [HeaderName; 3] = [
    HeaderName::from_static("sec-purpose"),
    HeaderName::from_static("purpose"),
    HeaderName::from_static("x-moz"),
];

/// Words by which programs that are no browsers are known.
const ROBOTS: [&[u8]; 26] = [
    b"bot",
    b"crawl",
    b"spider",
    b"slurp",
    b"preview",
    b"facebookexternalhit",
    b"embedly",
    b"curl",
    b"wget",
    b"python",
    b"java/",
    b"go-http",
    b"httpclient",
    b"okhttp",
    b"libwww",
    b"perl",
    b"ruby",
    b"php",
    b"node",
    b"headless",
    b"lighthouse",
    b"monitor",
    b"pingdom",
    b"scan",
    b"fetch",
    b"archive",
];

/// Whether a GET with these headers, answered with a whole page, is a reading.
pub(crate) fn is_reading(headers: &HeaderMap) -> bool {
    let reloads = |value: &HeaderValue| {
        let value = value.as_bytes();
        value.starts_with(b"no-cache") || value.starts_with(b"max-age=0")
    };
    headers.get(USER_AGENT).is_some_and(is_browser)
        && !headers.contains_key(IF_NONE_MATCH)
        && !headers.contains_key(IF_MODIFIED_SINCE)
        && !headers.get(CACHE_CONTROL).is_some_and(reloads)
        && !PURPOSES.iter().any(|name| headers.contains_key(name))
}

/// Names of programs that were looked at lately, by their hash: each thread keeps its own.
const KNOWN: usize = 64;

thread_local! {
    static LATELY: [Cell<(u64, bool)>; KNOWN] = const { [const { Cell::new((0, false)) }; KNOWN] };
}

fn is_browser(agent: &HeaderValue) -> bool {
    let agent = agent.as_bytes();
    let hash = rapidhash::v3::rapidhash_v3(agent);
    LATELY.with(|lately| {
        let place = &lately[hash as usize % KNOWN];
        let (known, verdict) = place.get();
        if known == hash {
            return verdict;
        }
        let verdict = looks_like_a_browser(agent);
        place.set((hash, verdict));
        verdict
    })
}

/// Every browser has called itself Mozilla since 1994.
fn looks_like_a_browser(agent: &[u8]) -> bool {
    let contains = |word: &[u8]| {
        agent
            .windows(word.len())
            .any(|window| window.eq_ignore_ascii_case(word))
    };
    (contains(b"mozilla/") || contains(b"opera/")) && !ROBOTS.iter().any(|word| contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
        Version/18.5 Mobile/15E148 Safari/604.1";

    fn reads(headers: &[(&'static str, &str)]) -> bool {
        let map = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        is_reading(&map.collect())
    }

    #[test]
    fn people_with_browsers_read() {
        for agent in [
            FIREFOX,
            SAFARI,
            "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052) Presto/2.12",
        ] {
            assert!(reads(&[("user-agent", agent)]), "{agent}");
            assert!(reads(&[("user-agent", agent)]), "{agent}, seen before");
        }
    }

    #[test]
    fn robots_do_not() {
        for agent in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "curl/8.5.0",
            "python-requests/2.32",
            "FeedParser",
            "",
        ] {
            assert!(!reads(&[("user-agent", agent)]), "{agent}");
        }
        assert!(!reads(&[]), "no name at all");
    }

    #[test]
    fn what_is_fetched_ahead_or_again_is_not_read() {
        for (name, value) in [
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("x-moz", "prefetch"),
            ("cache-control", "max-age=0"),
            ("cache-control", "no-cache"),
            ("if-none-match", "\"1\""),
            ("if-modified-since", "Wed, 25 Nov 2026 12:00:00 GMT"),
        ] {
            assert!(
                !reads(&[("user-agent", FIREFOX), (name, value)]),
                "{name}: {value}"
            );
        }
    }
}
