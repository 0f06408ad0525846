//! Sitemaps, held to the published schemas: sitemaps.org's siteindex.xsd and sitemap.xsd 0.9, and Google's for pictures and
//! news.

use crate::newsroom::{Paper, in_section, story};
use kernel::{Picture, PostKind};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGE: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

fn elements<'a>(of: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    of.children().filter(|child| child.is_element()).collect()
}

/// W3C Datetime, as the schemas take it.
fn is_date(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { c })
        .collect();
    shape == "9999-99-99T99:99:99Z"
}

/// Holds an address to its type: 12 to 2048 characters, absolute, of this site.
fn check_loc(node: Node<'_, '_>) -> String {
    let text = node.text().unwrap_or_default().to_owned();
    assert!((12..=2048).contains(&text.len()), "{text}");
    assert!(text.starts_with("https://paper.example/"), "{text}");
    text
}

/// Holds a file to the schemas; address → its element's text.
fn check(xml: &str) -> BTreeMap<String, String> {
    let document = Document::parse(xml).unwrap();
    let root = document.root_element();
    let (inner, most) = match root.tag_name().name() {
        "sitemapindex" => ("sitemap", 50_000),
        "urlset" => ("url", 50_000),
        other => panic!("{other}"),
    };
    assert_eq!(root.tag_name().namespace(), Some(SITEMAP));
    let all = elements(root);
    assert!(all.len() <= most);
    let mut found = BTreeMap::new();
    for entry in all {
        assert!(entry.has_tag_name((SITEMAP, inner)), "{entry:?}");
        let parts = elements(entry);
        // The schema's sequence: loc, lastmod, then what is of other namespaces.
        let address = check_loc(parts[0]);
        assert!(parts[0].has_tag_name((SITEMAP, "loc")));
        let mut rest = &parts[1..];
        if let Some(date) = rest
            .first()
            .filter(|node| node.has_tag_name((SITEMAP, "lastmod")))
        {
            assert!(is_date(date.text().unwrap()), "{xml}");
            rest = &rest[1..];
        }
        for node in rest {
            match (node.tag_name().namespace().unwrap(), node.tag_name().name()) {
                (IMAGE, "image") => {
                    let inner = elements(*node);
                    assert!(inner.len() == 1 && inner[0].has_tag_name((IMAGE, "loc")), "{xml}");
                }
                (NEWS, "news") => check_news(*node),
                (XHTML, "link") => {
                    assert_eq!(node.attribute("rel"), Some("alternate"));
                    assert!(node.attribute("hreflang").is_some());
                    assert!(
                        node.attribute("href")
                            .unwrap()
                            .starts_with("https://paper.example/")
                    );
                }
                other => panic!("{other:?}"),
            }
        }
        let range = entry.range();
        assert!(
            found.insert(address, xml[range].to_owned()).is_none(),
            "an address stands twice"
        );
    }
    found
}

/// `xsd:all` in Google's schema, of which three must be there.
fn check_news(news: Node<'_, '_>) {
    let of = |name| {
        let mut found = elements(news)
            .into_iter()
            .filter(|n| n.has_tag_name((NEWS, name)));
        found.next().unwrap_or_else(|| panic!("no {name}"))
    };
    let publication = elements(of("publication"));
    assert!(publication[0].has_tag_name((NEWS, "name")) && publication[1].has_tag_name((NEWS, "language")));
    let language = publication[1].text().unwrap();
    assert!(
        ["zh-cn", "zh-tw"].contains(&language) || (2..=3).contains(&language.len()),
        "{language}"
    );
    assert!(is_date(of("publication_date").text().unwrap()));
    assert!(!of("title").text().unwrap().is_empty());
}

async fn map(paper: &Paper, path: &str) -> BTreeMap<String, String> {
    let reply = paper.get(path).await;
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (200, "application/xml; charset=utf-8"),
        "{path}"
    );
    check(&reply.text())
}

/// Two editions: a translated story with a picture, an older one, a page, an item of the news feed.
async fn filled() -> Paper {
    let paper = Paper::open().await;
    let mut harbour = in_section(story("harbour", "x"), "Energy & Co");
    harbour.feature_image = Some(Picture {
        src: "/content/images/a&b.jpg".into(),
        ..Picture::default()
    });
    paper.save(harbour).await;
    let mut port = in_section(story("port", "x"), "Energy & Co");
    port.language = Some("uk".parse().unwrap());
    port.translation_of = Some("harbour".parse().unwrap());
    paper.save(port).await;
    let mut old = story("old", "x");
    old.published_at = Some(kernel::Timestamp::from_millis(1_588_748_889_000));
    paper.save(old).await;
    for (slug, kind) in [("about", PostKind::Page), ("item", PostKind::FeedItem)] {
        let mut input = story(slug, "x");
        input.kind = kind;
        paper.save(input).await;
    }
    let mut agency = story("agency", "x");
    agency.canonical_url = Some("https://agency.example/".into());
    paper.save(agency).await;
    paper.settle().await;
    paper
}

#[tokio::test]
async fn every_public_address_is_in_the_map_of_its_edition_once() {
    let paper = filled().await;
    let mut all = Vec::new();
    for file in map(&paper, "/sitemap.xml").await.keys() {
        let path = file.strip_prefix("https://paper.example").unwrap();
        all.extend(map(&paper, path).await.into_keys());
    }
    let paths = all
        .iter()
        .map(|address| address.strip_prefix("https://paper.example").unwrap());
    let mut paths: Vec<_> = paths
        .filter(|path| !path.starts_with("/probe-") && !path.contains("archive/20"))
        .collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "/",
            "/about/",
            "/archive/",
            "/author/ira/",
            "/corrections/",
            "/feed/",
            "/harbour/",
            "/old/",
            "/tag/energy-co/",
            "/uk/",
            "/uk/archive/",
            "/uk/author/ira/",
            "/uk/corrections/",
            "/uk/feed/",
            "/uk/port/",
            "/uk/tag/energy-co/",
        ]
    );
    assert!(all.iter().any(|address| address.ends_with("/archive/2020/05/")));
    for path in paths {
        assert_eq!(paper.get(path).await.status, 200, "{path}");
    }
    let own = map(&paper, "/uk/sitemap.xml").await;
    assert!(
        own.keys()
            .all(|file| file.starts_with("https://paper.example/uk/sitemap-")),
        "{own:?}"
    );
}

#[tokio::test]
async fn a_story_comes_with_its_picture_its_time_and_its_translations() {
    let paper = filled().await;
    let english = &map(&paper, "/sitemap-stories-1.xml").await["https://paper.example/harbour/"];
    let ukrainian = &map(&paper, "/uk/sitemap-stories-1.xml").await["https://paper.example/uk/port/"];
    for text in [english, ukrainian] {
        for link in [
            "hreflang=\"en\" href=\"https://paper.example/harbour/\"",
            "hreflang=\"uk\" href=\"https://paper.example/uk/port/\"",
            "hreflang=\"x-default\" href=\"https://paper.example/harbour/\"",
        ] {
            assert!(text.contains(link), "{link}: {text}");
        }
        assert!(text.contains("<lastmod>"), "{text}");
    }
    assert!(
        english.contains("<image:loc>https://paper.example/content/images/a&amp;b.jpg</image:loc>"),
        "{english}"
    );
}

#[tokio::test]
async fn the_news_map_holds_two_days_of_its_edition() {
    let paper = filled().await;
    let english = map(&paper, "/sitemap-news.xml").await;
    assert_eq!(
        english.keys().collect::<Vec<_>>(),
        ["https://paper.example/harbour/"]
    );
    let text = &english["https://paper.example/harbour/"];
    for part in [
        "<news:name>The Paper</news:name>",
        "<news:language>en</news:language>",
        "<news:title>Title of harbour</news:title>",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let ukrainian = map(&paper, "/uk/sitemap-news.xml").await;
    assert!(ukrainian["https://paper.example/uk/port/"].contains("<news:language>uk</news:language>"));
}

#[tokio::test]
async fn a_map_that_would_be_empty_is_not_there() {
    let paper = Paper::open().await;
    for path in [
        "/sitemap-stories-1.xml",
        "/sitemap-stories-0.xml",
        "/sitemap-sections.xml",
        "/sitemap-authors.xml",
        "/sitemap-archive.xml",
        "/sitemap-x.xml",
        "/uk/robots.txt",
    ] {
        assert_eq!(paper.get(path).await.status, 404, "{path}");
    }
    assert_eq!(map(&paper, "/sitemap.xml").await.len(), 2);
    assert!(map(&paper, "/sitemap-news.xml").await.is_empty());
    paper.publish("harbour", "x").await;
    paper
        .until("/sitemap-stories-1.xml", |reply| reply.status == 200)
        .await;
}

#[tokio::test]
async fn maps_follow_what_they_list_and_nothing_else() {
    let paper = filled().await;
    let paths = ["/sitemap.xml", "/sitemap-stories-1.xml", "/sitemap-news.xml"];
    for path in paths {
        map(&paper, path).await;
    }
    let fresh = |path: &str| paper.site().cache().hit(path).is_some();
    // Another text: nothing that a map of all stories says, and a story that the map of news shows.
    let mut old = story("old", "another text");
    old.standfirst = Some("New".into());
    paper.save(old).await;
    paper
        .until("/old/", |reply| reply.text().contains("another text"))
        .await;
    assert!(paths.into_iter().all(fresh));
    paper
        .newsroom
        .withdraw_post("old".parse().unwrap(), None)
        .await
        .unwrap();
    let gone = paper
        .until("/sitemap-stories-1.xml", |reply| !reply.text().contains("/old/"))
        .await;
    check(&gone.text());
}

#[tokio::test]
async fn robots_are_told_where_the_maps_are_and_what_the_newsroom_wants() {
    let paper = Paper::open().await;
    let robots = paper.get("/robots.txt").await;
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    let text = robots.text();
    assert!(
        text.contains("Sitemap: https://paper.example/sitemap.xml\n"),
        "{text}"
    );
    assert!(
        text.contains("Sitemap: https://paper.example/uk/sitemap-news.xml\n"),
        "{text}"
    );
    assert!(!text.contains("GPTBot"), "{text}");
    paper.newsroom.set_setting("ai_crawlers", "refuse").await.unwrap();
    paper
        .until("/robots.txt", |reply| {
            reply.text().contains("User-agent: GPTBot\n")
        })
        .await;
}

#[tokio::test]
async fn a_correction_is_a_change() {
    let paper = Paper::open().await;
    let mut old = story("old", "x");
    old.published_at = Some(kernel::Timestamp::from_millis(1_588_748_889_000));
    paper.save(old.clone()).await;
    let lists = async |wanted: &'static str| {
        for path in ["/sitemap.xml", "/sitemap-stories-1.xml", "/atom/"] {
            paper.until(path, |reply| reply.text().contains(wanted)).await;
        }
    };
    lists("2020-05-06T07:08:09Z").await;
    old.corrections = vec![kernel::post::Correction {
        at: kernel::Timestamp::from_millis(1_600_000_000_000),
        text: "It was Tuesday.".into(),
    }];
    paper.save(old).await;
    lists("2020-09-13T12:26:40Z").await;
}
