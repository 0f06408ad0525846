//! What a path names.

use super::*;
use proptest::prelude::*;

fn settings() -> SiteSettings {
    let languages = vec!["uk".parse().unwrap(), "pt-BR".parse().unwrap()];
    SiteSettings {
        languages,
        ..SiteSettings::default()
    }
}

fn here(path: &str) -> (String, Place, u32) {
    match parse(path, &settings()) {
        Parsed::Here(address) => (address.language.to_string(), address.place, address.page),
        other => panic!("{path}: {other:?}"),
    }
}

fn text(of: Place) -> Place {
    Place::Text(Box::new(of))
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

#[test]
fn every_page_has_an_address() {
    let cases = [
        ("/", "en", Place::Front, 1),
        ("/page/2/", "en", Place::Front, 2),
        ("/uk/", "uk", Place::Front, 1),
        ("/uk/page/3/", "uk", Place::Front, 3),
        ("/harbour/", "en", Place::Post(slug("harbour")), 1),
        ("/uk/port/", "uk", Place::Post(slug("port")), 1),
        ("/pt-BR/porto/", "pt-BR", Place::Post(slug("porto")), 1),
        ("/tag/energy/", "en", Place::Tag(slug("energy")), 1),
        ("/uk/tag/energy/page/12/", "uk", Place::Tag(slug("energy")), 12),
        ("/author/ira/page/2/", "en", Place::Author(slug("ira")), 2),
        (
            "/archive/2026/11/",
            "en",
            Place::Archive {
                year: Some(2026),
                month: Some(11),
            },
            1,
        ),
        (
            "/archive/",
            "en",
            Place::Archive {
                year: None,
                month: None,
            },
            1,
        ),
        ("/feed/page/2/", "en", Place::Feed, 2),
        ("/podcast/rss/", "en", Place::Podcast, 1),
        ("/uk/podcast/rss/", "uk", Place::Podcast, 1),
        ("/podcast/", "en", Place::Post(slug("podcast")), 1),
        ("/uk/live/feed/items/", "uk", Place::LiveList, 1),
        (
            "/live/feed/after/019ac3a0-2f5b-7a10-8c5e-6d1f2b3c4d5e/",
            "en",
            Place::LiveOlder("019ac3a0-2f5b-7a10-8c5e-6d1f2b3c4d5e".parse().unwrap()),
            1,
        ),
        ("/uk/corrections/page/2/", "uk", Place::Corrections, 2),
        ("/text/", "en", text(Place::Front), 1),
        ("/text/page/2/", "en", text(Place::Front), 2),
        ("/uk/text/port/2/", "uk", text(Place::Post(slug("port"))), 2),
        (
            "/text/tag/energy/page/2/",
            "en",
            text(Place::Tag(slug("energy"))),
            2,
        ),
        (
            "/text/archive/2026/",
            "en",
            text(Place::Archive {
                year: Some(2026),
                month: None,
            }),
            1,
        ),
        ("/newsletters/", "en", Place::Newsletters, 1),
        ("/uk/newsletters/tide/", "uk", Place::Newsletter(slug("tide")), 1),
        ("/newsletters/thanks/", "en", Place::Thanks, 1),
        ("/rss/", "en", Place::Channel(Channel::Site, Format::Rss), 1),
        ("/uk/json/", "uk", Place::Channel(Channel::Site, Format::Json), 1),
        (
            "/author/ira/atom/",
            "en",
            Place::Channel(Channel::Author(slug("ira")), Format::Atom),
            1,
        ),
        ("/robots.txt", "en", Place::Robots, 1),
        ("/sitemap.xml", "en", Place::Map(Map::Index), 1),
        ("/uk/sitemap-stories-3.xml", "uk", Place::Map(Map::Stories(3)), 1),
        (
            "/uk/tag/energy/rss/",
            "uk",
            Place::Channel(Channel::Tag(slug("energy")), Format::Rss),
            1,
        ),
    ];
    for (path, language, place, page) in cases {
        assert_eq!(here(path), (language.to_owned(), place, page), "{path}");
    }
}

#[test]
fn other_forms_lead_to_the_right_one() {
    let cases = [
        ("/harbour", "/harbour/"),
        ("/Harbour/", "/harbour/"),
        ("//harbour///", "/harbour/"),
        ("//evil.example/", "/evil.example/"),
        ("/page/1/", "/"),
        ("/tag/energy/page/1", "/tag/energy/"),
        ("/UK/Port", "/uk/port/"),
        ("/Text/Port/1", "/text/port/"),
        ("/text/feed/page/1/", "/text/feed/"),
        ("/pt-br/porto/", "/pt-BR/porto/"),
        ("/en/harbour/", "/harbour/"),
        ("/en/tag/energy", "/tag/energy/"),
        ("/Sitemap.xml/", "/sitemap.xml"),
        ("/en/sitemap-news.xml", "/sitemap-news.xml"),
    ];
    for (path, right) in cases {
        match parse(path, &settings()) {
            Parsed::Elsewhere(to) => assert_eq!(to, right, "{path}"),
            Parsed::Nowhere(_) if path == "//evil.example/" => {}
            other => panic!("{path}: {other:?}"),
        }
    }
}

#[test]
fn a_backslash_leads_nowhere() {
    for path in [
        "/en/\\evil.com/x",
        "/\\evil.com",
        "/uk/\\evil.com/",
        "/a\\b/",
        "/tag/\\/page/1/",
    ] {
        assert!(matches!(parse(path, &settings()), Parsed::Nowhere(_)), "{path}");
    }
}

#[test]
fn what_is_no_address_is_nowhere() {
    for path in [
        "/a/b/",
        "/page/0/",
        "/page/x/",
        "/harbour/page/2/",
        "/live/feed/items/page/2/",
        "/live/feed/after/",
        "/live/feed/after/ferry/",
        "/newsletters/page/2/",
        "/archive/26/",
        "/archive/2026/13/",
        "/a%20b/",
        "/other.xml",
        "/sitemap.xml/page/2/",
        "/tag/energy/opml/",
        "/text/text/",
        "/text/rss/",
        "/text/newsletters/",
        "/text/port/0/",
        "/text/port/page/2/",
    ] {
        assert_eq!(
            parse(path, &settings()),
            Parsed::Nowhere(Language::english()),
            "{path}"
        );
    }
}

proptest! {
    #[test]
    fn one_redirect_is_enough_and_stays_on_this_site(path in "(/[a-zA-Z0-9%.-]{0,8}){0,6}/?") {
        if let Parsed::Elsewhere(to) = parse(&path, &settings()) {
            prop_assert!(to.starts_with('/') && !to.starts_with("//"), "{}", to);
            let again = parse(&to, &settings());
            prop_assert!(!matches!(again, Parsed::Elsewhere(_)) || to.contains("/1/") || to.starts_with("/en/"), "{} {:?}", to, again);
        }
    }
}
