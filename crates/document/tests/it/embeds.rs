//! What is loaded when a reader asks for something on another site, and what never is.

use document::{Document, FRAME_HOSTS, HtmlOptions, Url, from_html, from_lexical, from_markdown, player_of};
use proptest::prelude::*;

fn player(address: &str) -> Option<String> {
    player_of(&Url::parse(address)?).map(|url| url.to_string())
}

#[test]
fn each_provider_is_known_by_its_usual_addresses() {
    let youtube = "https://www.youtube-nocookie.com/embed/abc_1-2";
    let x = "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20";
    let gram = "https://www.instagram.com/p/Cx_1/embed/captioned/";
    for (address, expected) in [
        ("https://www.youtube.com/watch?v=abc_1-2&list=x", youtube),
        ("https://youtu.be/abc_1-2?si=x", youtube),
        ("https://m.youtube.com/shorts/abc_1-2", youtube),
        ("//www.youtube.com/embed/abc_1-2?feature=oembed", youtube),
        (
            "https://youtu.be/a?t=1m30s",
            "https://www.youtube-nocookie.com/embed/a?start=90",
        ),
        (
            "https://www.youtube.com/playlist?list=PL1",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PL1",
        ),
        (
            "https://vimeo.com/123456",
            "https://player.vimeo.com/video/123456?dnt=1",
        ),
        (
            "https://vimeo.com/123456/ab12",
            "https://player.vimeo.com/video/123456?h=ab12&dnt=1",
        ),
        (
            "https://player.vimeo.com/video/1?h=k&app_id=2",
            "https://player.vimeo.com/video/1?h=k&dnt=1",
        ),
        ("https://twitter.com/a/status/20?s=1", x),
        ("https://x.com/a/status/20", x),
        ("https://mobile.x.com/i/web/status/20", x),
        ("https://t.me/durov/43", "https://t.me/durov/43?embed=1"),
        ("https://t.me/s/durov/43", "https://t.me/durov/43?embed=1"),
        ("https://www.instagram.com/p/Cx_1/?hl=en", gram),
        ("https://instagram.com/some.body/p/Cx_1/", gram),
        (
            "https://www.facebook.com/a/posts/1",
            "https://www.facebook.com/plugins/post.php?show_text=true&href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1",
        ),
        (
            "https://m.facebook.com/watch/?v=1",
            "https://www.facebook.com/plugins/video.php?show_text=true&href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1",
        ),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=30.1%2C50.1%2C30.2%2C50.2&amp;layer=x&marker=50.1,30.1",
            "https://www.openstreetmap.org/export/embed.html?bbox=30.1%2C50.1%2C30.2%2C50.2&layer=mapnik&marker=50.1,30.1",
        ),
        (
            "https://www.openstreetmap.org/#map=10/50.5/30.5",
            "https://www.openstreetmap.org/export/embed.html?bbox=30.14844%2C50.32422%2C30.85156%2C50.67578&layer=mapnik",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18!1m12",
            "https://www.google.com/maps/embed?pb=!1m18!1m12",
        ),
        (
            "https://www.google.com/maps/place/Kyiv/@50.4,30.5,12z/data=x",
            "https://maps.google.com/maps?q=50.4%2C30.5&z=12&output=embed",
        ),
        (
            "https://maps.google.com/?q=Kyiv",
            "https://maps.google.com/maps?q=Kyiv&output=embed",
        ),
    ] {
        assert_eq!(player(address).as_deref(), Some(expected), "{address}");
    }
}

#[test]
fn what_only_looks_like_a_provider_is_a_link() {
    for address in [
        "https://notyoutube.com/watch?v=1",
        "https://youtube.com.evil.example/watch?v=1",
        "https://youtube.com@evil.example/watch?v=1",
        "https://evil.example\\@youtube.com/watch?v=1",
        "https://user:word@www.youtube.com/watch?v=1",
        "https://www.youtube.com:8443/watch?v=1",
        "https://www.youtube.com./watch?v=1",
        "https://уoutube.com/watch?v=1",
        "https://evil.example/https://www.youtube.com/watch?v=1",
        "https://evil.example/?u=https://t.me/a/1",
        "https://evil.t.me.example/a/1",
        "https://www.youtube.com/watch?v=a\"onload=x",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/redirect?q=https://evil.example",
        "https://t.me/share/url",
        "https://x.com/a/status/javascript:1",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.example%2F",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com.evil.example%2F",
        "https://www.google.com/search?q=maps",
        "https://www.google.com/maps/embed?pb=a/../b",
        "https://www.google.com/url?q=https://evil.example/maps",
        "https://www.openstreetmap.org/export/embed.html?bbox=javascript:1",
        "https://www.openstreetmap.org/#map=99/1/1",
        "https://open.spotify.com/track/1",
        "https://open.spotify.com/embed/../redirect",
    ] {
        assert_eq!(player(address), None, "{address}");
    }
    for never in [
        "javascript:alert(1)//www.youtube.com/embed/a",
        "data:text/html,//t.me/a/1",
    ] {
        assert_eq!(Url::parse(never), None);
    }
}

fn html(document: &Document) -> String {
    document.to_html(&HtmlOptions::default())
}

#[test]
fn the_codes_that_providers_give_away_become_cards() {
    let telegram = r#"<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="durov/43" data-width="100%"></script>"#;
    let tweet = r#"<blockquote class="twitter-tweet"><p>Hello</p>— A (@a) <a href="https://twitter.com/a/status/20">now</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>"#;
    let gram = r#"<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cx_1/"><p>x</p></blockquote>"#;
    let facebook = r#"<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div>"#;
    let map = r#"<iframe src="https://www.google.com/maps/embed?pb=!1m" width="600" height="450" style="border:0" onload="x()"></iframe>"#;
    for (code, provider, begins) in [
        (telegram, "Telegram", "https://t.me/durov/43?embed=1"),
        (
            tweet,
            "X",
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id=20",
        ),
        (
            gram,
            "Instagram",
            "https://www.instagram.com/p/Cx_1/embed/captioned/",
        ),
        (
            facebook,
            "Facebook",
            "https://www.facebook.com/plugins/post.php?show_text=true",
        ),
        (map, "Google Maps", "https://www.google.com/maps/embed?pb=!1m"),
    ] {
        let lexical = |kind: &str| {
            let node =
                serde_json::json!({"root": {"type": "root", "children": [{"type": kind, "html": code}]}});
            from_lexical(&node.to_string()).unwrap().document
        };
        let as_card = format!("<!--kg-card-begin: html-->{code}<!--kg-card-end: html-->");
        for document in [
            from_html(code).document,
            from_html(&as_card).document,
            lexical("embed"),
            lexical("html"),
        ] {
            let html = html(&document);
            let player = format!("data-embed=\"{begins}");
            assert_eq!(html.matches(&player).count(), 1, "{code}\n{html}");
            assert!(
                html.contains(&format!("<span class=\"embed-provider\">{provider}</span>")),
                "{html}"
            );
            assert!(
                !html.contains("<script") && !html.contains("<iframe") && !html.contains("onload"),
                "{html}"
            );
        }
    }
}

#[test]
fn an_address_alone_on_a_line_is_an_embed() {
    let document = from_markdown("Before.\n\nhttps://t.me/durov/43\n\nAfter.").document;
    assert!(html(&document).contains("data-embed=\"https://t.me/durov/43?embed=1\""));
}

/// What a browser takes for the host of an address, by other code than ours.
fn seen_host(address: &str) -> Option<String> {
    let url = ammonia::Url::parse(address).ok()?;
    (url.scheme() == "https" && url.username().is_empty() && url.password().is_none() && url.port().is_none())
        .then(|| url.host_str().map(str::to_owned))
        .flatten()
}

proptest! {
    #[test]
    fn whatever_the_address_only_the_providers_hosts_are_loaded(
        scheme in proptest::sample::select(vec!["https://", "http://", "//", "HTTPS://", "https:/", "https:\\\\", "javascript:", "data:", ""]),
        user in proptest::sample::select(vec!["", "www.youtube.com@", "a:b@", "t.me\\@", "%40"]),
        host in proptest::sample::select(vec![
            "www.youtube.com", "youtu.be", "vimeo.com", "x.com", "t.me", "www.instagram.com", "www.facebook.com", "fb.watch",
            "www.openstreetmap.org", "www.google.com", "maps.google.com", "open.spotify.com", "www.youtube.com.evil.example",
            "evil.example", "xn--youtube-xyz.com", "YOUTUBE.com", "[::1]", "127.0.0.1",
        ]),
        port in proptest::sample::select(vec!["", ":443", ":80", ":1", ":"]),
        rest in "(/(watch|embed|maps|p|status|plugins|post\\.php|export|embed\\.html|a|\\.\\.|@1,2,3z|[a-z0-9%\"'<>\\\\&;:@ -]{1,6})){0,4}(\\?(v|href|q|pb|bbox|id|t)=.{0,20})?(#.{0,12})?",
    ) {
        let address = format!("{scheme}{user}{host}{port}{rest}");
        if let Some(player) = player(&address) {
            let host = seen_host(&player);
            prop_assert!(host.as_deref().is_some_and(|host| FRAME_HOSTS.contains(&host)), "{} → {}", address, player);
            prop_assert!(user.is_empty() && port.is_empty(), "{} → {}", address, player);
            prop_assert!(!player.contains(['"', '\'', '<', '>', '\\', ' ']), "{}", player);
            // Nobody is sent to a provider from an address that a browser would not take for the provider's.
            let seen = ammonia::Url::parse(&address).or_else(|_| ammonia::Url::parse(&format!("https:{address}")));
            prop_assert!(seen.is_ok_and(|url| url.host_str().is_some_and(|host| !host.ends_with("example"))), "{}", address);
        }
    }

    #[test]
    fn no_address_makes_it_fall(address in ".{0,200}") {
        let _ = player(&address);
    }
}
