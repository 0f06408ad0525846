//! The feeds, read by a parser that is not ours and by the words of their specifications.

use crate::newsroom::{Paper, in_section, story};
use feed_rs::{model::FeedType, parser};
use kernel::{Picture, Visibility};
use serde_json::Value;

/// A story with all that feeds tell, and one that its text leads to.
async fn filled() -> Paper {
    let paper = Paper::open().await;
    paper.publish("pier", "The pier.").await;
    let text = "The harbour & the <sea>.\n\n::related pier::\n\n[Home](/)\n\n::newsletter morning::\n";
    let mut input = in_section(story("harbour", text), "Energy");
    input.standfirst = Some("Ships < boats".into());
    input.feature_image = Some(Picture {
        src: "/content/images/2026/11/crane.jpg".into(),
        width: 1600,
        height: 900,
        alt: "A crane".into(),
        credit: "Ada / Paper".into(),
        copyright: "© 2026 The Paper".into(),
        ..Picture::default()
    });
    paper.save(input).await;
    paper
        .newsroom
        .change_settings(|settings| settings.websub_hub = Some("https://hub.example/".into()))
        .await
        .unwrap();
    paper
        .until("/rss/", |reply| reply.text().contains("rel=\"hub\""))
        .await;
    paper
}

#[tokio::test]
async fn every_format_tells_the_same_story() {
    let paper = filled().await;
    for (part, kind, content_type) in [
        ("rss", FeedType::RSS2, "application/rss+xml; charset=utf-8"),
        ("atom", FeedType::Atom, "application/atom+xml; charset=utf-8"),
        ("json", FeedType::JSON, "application/feed+json; charset=utf-8"),
    ] {
        for list in ["/", "/tag/energy/", "/author/ira/"] {
            let path = format!("{list}{part}/");
            let reply = paper.get(&path).await;
            assert_eq!(
                (reply.status, reply.header("content-type")),
                (200, content_type),
                "{path}"
            );
            let link =
                format!("<https://hub.example/>; rel=\"hub\", <https://paper.example{path}>; rel=\"self\"");
            assert_eq!(reply.header("link"), link);
            let feed = parser::parse(reply.body.as_slice()).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert_eq!(feed.feed_type, kind);
            assert!(feed.title.unwrap().content.ends_with("The Paper"), "{path}");
            let entry = feed
                .entries
                .iter()
                .find(|entry| entry.title.as_ref().unwrap().content == "Title of harbour")
                .unwrap();
            assert_eq!(entry.links[0].href, "https://paper.example/harbour/", "{path}");
            assert_eq!(entry.authors[0].name, "Ira", "{path}");
            assert!(entry.published.is_some() && entry.updated.is_some(), "{path}");
            assert_eq!(entry.summary.as_ref().unwrap().content, "Ships < boats", "{path}");
            if kind != FeedType::JSON {
                assert_eq!(entry.categories[0].term, "Energy", "{path}");
                let picture = &entry.media[0];
                let content = &picture.content[0];
                assert_eq!(
                    content.url.as_ref().unwrap().path(),
                    "/content/images/2026/11/crane.jpg"
                );
                assert_eq!((content.width, content.height), (Some(1600), Some(900)));
                assert_eq!(picture.credits[0].entity, "Ada / Paper");
            }
            let html = entry.content.as_ref().unwrap().body.as_ref().unwrap();
            assert!(html.contains("The harbour &amp; the"), "{path}: {html}");
            assert!(
                html.contains("<a href=\"https://paper.example/\">Home</a>"),
                "{path}: {html}"
            );
            assert!(
                html.contains("<a href=\"https://paper.example/pier/\">Title of pier</a>"),
                "{path}: {html}"
            );
            assert!(!html.contains("<!--"), "{path}: {html}");
        }
    }
}

#[tokio::test]
async fn an_edition_has_feeds_of_its_own() {
    let paper = Paper::open().await;
    let mut port = in_section(story("port", "Порт відкрито."), "Energy");
    port.language = Some("uk".parse().unwrap());
    paper.save(port).await;
    paper.publish("harbour", "x").await;
    for list in ["/uk/", "/uk/tag/energy/", "/uk/author/ira/"] {
        for part in ["rss", "atom", "json"] {
            let path = format!("{list}{part}/");
            let reply = paper.get(&path).await;
            let feed = parser::parse(reply.body.as_slice()).unwrap();
            assert_eq!(feed.language.as_deref(), Some("uk"), "{path}");
            let titles: Vec<_> = feed
                .entries
                .iter()
                .map(|e| &e.title.as_ref().unwrap().content)
                .collect();
            assert_eq!(titles, ["Title of port"], "{path}");
        }
    }
}

#[tokio::test]
async fn a_story_keeps_its_id_when_its_address_changes() {
    let paper = Paper::open().await;
    let saved = paper.publish("harbour", "x").await;
    let ids = async || {
        let mut ids = Vec::new();
        for part in ["rss", "atom", "json"] {
            let reply = paper.get(&format!("/{part}/")).await;
            ids.push(parser::parse(reply.body.as_slice()).unwrap().entries.remove(0).id);
        }
        ids
    };
    let before = ids().await;
    let mut moved = story("port", "x");
    moved.target = newsroom::Target::Id(saved.id);
    paper.save(moved).await;
    for part in ["rss", "atom", "json"] {
        let path = format!("/{part}/");
        paper.until(&path, |reply| reply.text().contains("/port/")).await;
    }
    assert_eq!(ids().await, before);
}

/// https://www.jsonfeed.org/version/1.1/, what must be there and of which type.
#[tokio::test]
async fn json_feed_holds_to_its_specification() {
    let paper = filled().await;
    let mut paid = story("vault", "The secret.");
    paid.visibility = Visibility::Paid;
    paper.save(paid).await;
    let reply = paper
        .until("/json/", |reply| reply.text().contains("vault"))
        .await;
    let feed: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    for field in ["title", "home_page_url", "feed_url", "language"] {
        assert!(feed[field].is_string(), "{field}: {feed}");
    }
    assert_eq!(feed["hubs"][0]["type"], "WebSub");
    assert_eq!(feed["hubs"][0]["url"], "https://hub.example/");
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    for item in items {
        assert!(item["id"].as_str().unwrap().starts_with("urn:uuid:"), "{item}");
        let content = [&item["content_html"], &item["content_text"]];
        assert_eq!(content.iter().filter(|c| c.is_string()).count(), 1, "{item}");
        for field in ["date_published", "date_modified"] {
            assert!(item[field].as_str().unwrap().ends_with('Z'), "{item}");
        }
        for author in item["authors"].as_array().unwrap() {
            assert!(author["name"].is_string() && author["url"].is_string(), "{item}");
        }
        // What is not in the specification begins with an underscore.
        let known = [
            "id",
            "url",
            "title",
            "content_html",
            "content_text",
            "summary",
            "date_published",
            "date_modified",
            "language",
            "authors",
            "tags",
            "image",
        ];
        for name in item.as_object().unwrap().keys() {
            assert!(known.contains(&name.as_str()) || name.starts_with('_'), "{name}");
        }
    }
    assert!(!reply.text().contains("secret"));
}

/// RFC 4287, section 4.1: each feed and entry has an id, a title and a time, and somebody who wrote it.
#[tokio::test]
async fn atom_holds_to_its_rfc() {
    let paper = filled().await;
    let reply = paper.get("/atom/").await;
    let text = reply.text();
    let document = roxmltree::Document::parse(&text).unwrap();
    let atom = "http://www.w3.org/2005/Atom";
    let feed = document.root_element();
    assert!(feed.has_tag_name((atom, "feed")));
    let one = |of: roxmltree::Node<'_, '_>, name: &str| {
        let found = of
            .children()
            .filter(|child| child.has_tag_name((atom, name)))
            .count();
        assert_eq!(found, 1, "{name} in {text}");
    };
    let entries = feed
        .children()
        .filter(|child| child.has_tag_name((atom, "entry")));
    for element in std::iter::once(feed).chain(entries) {
        for name in ["id", "title", "updated"] {
            one(element, name);
        }
        let links = element
            .children()
            .filter(|child| child.has_tag_name((atom, "link")));
        assert_eq!(
            links
                .filter(|link| link.attribute("rel") == Some("alternate"))
                .count(),
            1
        );
    }
    one(feed, "author");
}
