//! The podcast of the stories that are read aloud, by Apple's rules (“A Podcaster’s Guide to RSS”) as far as a machine can
//! check them.

use crate::newsroom::{Paper, story};
use feed_rs::parser;
use files::{Area, MediaPath};
use kernel::{DigitalSource, Key, Narration, PostId, Timestamp};
use roxmltree::{Document, Node};

const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
const MP3: &[u8] = b"ID3 spoken";

/// Gives a story its audio, as the worker does.
async fn read_aloud(paper: &Paper, post: PostId, language: &str) {
    let path = MediaPath::new(Area::Media, &format!("narration/{post}.mp3")).unwrap();
    paper.newsroom.files.put(&path, MP3).unwrap();
    let narration = Narration {
        post,
        language: language.parse().unwrap(),
        spoken: "ab".repeat(32),
        voice: "a voice".into(),
        path: path.to_string(),
        duration_ms: 61_234,
        bytes: MP3.len() as i64,
        paragraphs: Vec::new(),
        source: DigitalSource::AlgorithmicMedia,
        made_at: Timestamp::now(),
    };
    paper
        .newsroom
        .store
        .write::<_, store::StoreError>(move |tx| {
            tx.set_narration(&narration)?;
            tx.append_change("post.narrated", &[Key::Narration(post), Key::Narrations], &[])
        })
        .await
        .unwrap();
}

fn child<'a>(of: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    of.children()
        .find(|node| node.tag_name().name() == name && node.tag_name().namespace().is_none())
}

fn itunes<'a>(of: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    of.children().find(|node| node.has_tag_name((ITUNES, name)))
}

fn text<'a>(node: Option<Node<'a, 'a>>) -> &'a str {
    node.and_then(|node| node.text()).unwrap_or_default()
}

/// What Apple requires of a feed, and the length and type of each enclosure as it is served.
async fn holds_to_the_rules(paper: &Paper, xml: &str, language: &str) {
    let document = Document::parse(xml).unwrap();
    let rss = document.root_element();
    assert_eq!(
        (rss.tag_name().name(), rss.attribute("version")),
        ("rss", Some("2.0"))
    );
    let channel = child(rss, "channel").unwrap();
    for name in ["title", "description", "link"] {
        assert!(!text(child(channel, name)).is_empty(), "{name}: {xml}");
    }
    assert_eq!(text(child(channel, "language")), language);
    let cover = itunes(channel, "image")
        .and_then(|image| image.attribute("href"))
        .unwrap();
    assert!(
        cover.starts_with("https://") && (cover.ends_with(".jpg") || cover.ends_with(".png")),
        "{cover}"
    );
    assert_eq!(
        itunes(channel, "category").unwrap().attribute("text"),
        Some("News")
    );
    assert_eq!(text(itunes(channel, "explicit")), "false");
    let mut ids = Vec::new();
    for item in channel.children().filter(|node| node.tag_name().name() == "item") {
        for name in ["title", "guid", "pubDate", "description", "link"] {
            assert!(!text(child(item, name)).is_empty(), "{name}: {xml}");
        }
        ids.push(text(child(item, "guid")));
        assert!(text(itunes(item, "duration")).parse::<u32>().unwrap() > 0);
        let enclosure = child(item, "enclosure").unwrap();
        let (url, length) = (
            enclosure.attribute("url").unwrap(),
            enclosure.attribute("length").unwrap(),
        );
        assert!(
            url.starts_with("https://paper.example/") && url.ends_with(".mp3"),
            "{url}"
        );
        let path = url.trim_start_matches("https://paper.example");
        let file = paper.get(path).await;
        assert_eq!(enclosure.attribute("type"), Some(file.header("content-type")));
        assert_eq!(
            (file.status, file.body.len().to_string()),
            (200, length.to_owned())
        );
        let part = paper.ask("GET", path, &[("range", "bytes=0-2")]).await;
        assert_eq!((part.status, part.body.as_slice()), (206, &b"ID3"[..]));
        assert_eq!(paper.ask("HEAD", path, &[]).await.status, 200);
    }
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "each has an id of its own");
}

#[tokio::test]
async fn the_stories_that_are_read_aloud_are_a_podcast_by_apples_rules() {
    let paper = Paper::open().await;
    paper
        .newsroom
        .set_setting("podcast_cover", "/content/images/cover.png")
        .await
        .unwrap();
    let mut input = story("harbour", "The harbour.");
    input.title = "Ships & <boats>".into();
    input.standfirst = Some("They “sail”".into());
    let harbour = paper.save(input).await.id;
    let pier = paper.publish("pier", "The pier.").await.id;
    paper.publish("silent", "Nobody reads it.").await;
    let mut port = story("port", "Порт.");
    port.language = Some("uk".parse().unwrap());
    let port = paper.save(port).await.id;
    for (post, language) in [(harbour, "en"), (pier, "en"), (port, "uk")] {
        read_aloud(&paper, post, language).await;
    }
    let all = paper
        .until("/podcast/rss/", |reply| {
            reply.text().matches("<item>").count() == 2
        })
        .await;
    assert_eq!(all.header("content-type"), "application/rss+xml; charset=utf-8");
    holds_to_the_rules(&paper, &all.text(), "en").await;
    let feed = parser::parse(all.body.as_slice()).unwrap();
    assert_eq!(feed.title.unwrap().content, "The Paper: stories read aloud");
    let entry = &feed.entries[1];
    assert_eq!(entry.title.as_ref().unwrap().content, "Ships & <boats>");
    assert_eq!(entry.links[0].href, "https://paper.example/harbour/");
    let summary = &entry.summary.as_ref().unwrap().content;
    assert!(
        summary.starts_with("They “sail”") && summary.contains("created with AI assistance"),
        "{summary}"
    );
    assert_eq!(entry.media[0].duration.unwrap().as_secs(), 62);
    let ukrainian = paper
        .until("/uk/podcast/rss/", |reply| reply.text().contains("<item>"))
        .await
        .text();
    holds_to_the_rules(&paper, &ukrainian, "uk").await;
    assert!(ukrainian.contains("https://paper.example/uk/port/") && ukrainian.contains("штучного інтелекту"));
}

#[tokio::test]
async fn the_podcast_follows_its_stories() {
    let paper = Paper::open().await;
    let has = |words: &'static str| move |reply: &crate::client::Reply| reply.text().contains(words);
    let empty = paper.get("/podcast/rss/").await;
    assert!(empty.status == 200 && !empty.text().contains("<item>"));
    let harbour = paper.publish("harbour", "The harbour.").await.id;
    read_aloud(&paper, harbour, "en").await;
    paper.until("/podcast/rss/", has("Title of harbour")).await;
    let mut edited = story("harbour", "The harbour.");
    edited.title = "Another title".into();
    paper.save(edited).await;
    paper.until("/podcast/rss/", has("Another title")).await;
    paper
        .newsroom
        .withdraw_post("harbour".parse().unwrap(), None)
        .await
        .unwrap();
    paper
        .until("/podcast/rss/", |reply| !reply.text().contains("<item>"))
        .await;
    assert_eq!(
        paper.get("/podcast/rss").await.header("location"),
        "/podcast/rss/"
    );
}
