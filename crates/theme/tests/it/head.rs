//! What `{{ghost_head}}` says of a page.

use crate::newsroom::Newsroom;

fn json_ld(head: &str) -> serde_json::Value {
    let (_, rest) = head.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()
}

#[test]
fn a_story_says_what_search_engines_and_cards_need() {
    let tide = Newsroom::new();
    let head = tide.shows("/storm/", "{{ghost_head}}");
    for line in [
        "<meta name=\"description\" content=\"Waves of &quot;six&quot; metres\">",
        "<link rel=\"canonical\" href=\"https://tide.example/storm/\">",
        "<link rel=\"alternate\" hreflang=\"uk\" href=\"https://tide.example/uk/shtorm/\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://tide.example/storm/\">",
        "<meta property=\"og:title\" content=\"Storm &lt;reaches&gt; the coast\">",
        "<meta property=\"og:image\" content=\"https://tide.example/content/images/size/w1200/2026/11/storm.jpg\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"675\">",
        "<meta name=\"twitter:image\" content=\"https://tide.example/content/images/size/w1200/2026/11/storm.jpg\">",
        "<meta name=\"robots\" content=\"max-image-preview:large\">",
        "<meta property=\"article:modified_time\" content=\"2026-11-23T11:40:00.000+02:00\">",
        "<meta property=\"article:published_time\" content=\"2026-11-23T11:00:00.000+02:00\">",
        "<meta property=\"article:tag\" content=\"World\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        "<meta name=\"twitter:site\" content=\"@tide\">",
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"The Tide\" href=\"https://tide.example/rss/\">",
        "<style>:root{--ghost-accent-color:#0a6e5c}</style>",
    ] {
        assert!(head.contains(line), "{line}\nis not in\n{head}");
    }
    assert!(!head.contains("hidden"), "internal tags stay inside: {head}");
    let data = json_ld(&head);
    assert_eq!(data["@type"], "NewsArticle");
    assert_eq!(data["headline"], "Storm <reaches> the coast");
    assert_eq!(data["datePublished"], "2026-11-23T11:00:00.000+02:00");
    // The newest correction came after the update.
    assert_eq!(data["dateModified"], "2026-11-23T11:40:00.000+02:00");
    assert_eq!(
        data["image"]["url"],
        "https://tide.example/content/images/2026/11/storm.jpg"
    );
    assert_eq!(data["author"][0]["url"], "https://tide.example/author/ada/");
    assert_eq!(data["author"][1]["name"], "Ben");
    assert_eq!(
        data["publisher"]["logo"]["url"],
        "https://tide.example/content/images/logo.png"
    );
    assert_eq!(data["image"]["creditText"], "Olena K. / Tide");
    assert_eq!(data["image"]["caption"], "The pier");
    assert_eq!(data["isAccessibleForFree"], true);
    assert_eq!(data["correction"][0]["text"], "It was six & not seven.");
    assert_eq!(data["articleSection"], "World");
    assert_eq!(data["inLanguage"], "en");
}

#[test]
fn structured_data_says_all_that_the_page_knows() {
    let tide = Newsroom::with(|storm| storm.meta_title = Some("For search engines".into()));
    let head = tide.shows("/storm/", "{{ghost_head}}");
    let data = json_ld(&head);
    assert_eq!(data["headline"], "Storm <reaches> the coast");
    assert_eq!(data["publisher"]["@type"], "NewsMediaOrganization");
    let image = &data["image"];
    assert_eq!(image["contentUrl"], image["url"]);
    assert_eq!(image["copyrightNotice"], "© 2026 The Tide");
    assert_eq!(image["creator"]["name"], "Olena K.");
    assert_eq!((&image["width"], &image["height"]), (&1600.into(), &900.into()));
    assert_eq!(data["keywords"], serde_json::json!(["World", "Sport"]));
    assert_eq!(data["correction"][0]["@type"], "CorrectionComment");
    assert_eq!(
        data["workTranslation"][0]["url"],
        "https://tide.example/uk/shtorm/"
    );
    assert_eq!(data["workTranslation"][0]["inLanguage"], "uk");
    let translated = json_ld(&tide.shows("/uk/shtorm/", "{{ghost_head}}"));
    assert_eq!(
        translated["translationOfWork"]["url"],
        "https://tide.example/storm/"
    );
    let (_, second) = head.rsplit_once("<script type=\"application/ld+json\">").unwrap();
    let way: serde_json::Value = serde_json::from_str(second.split("</script>").next().unwrap()).unwrap();
    let steps: Vec<_> = (way["itemListElement"].as_array().unwrap().iter())
        .map(|step| (step["name"].as_str().unwrap(), step["item"].as_str().unwrap()))
        .collect();
    assert_eq!(
        steps,
        [
            ("The Tide", "https://tide.example/"),
            ("World", "https://tide.example/tag/world/"),
            ("Storm <reaches> the coast", "https://tide.example/storm/"),
        ]
    );
    let front = json_ld(&tide.shows("/", "{{ghost_head}}"));
    assert_eq!(
        front["potentialAction"]["target"]["urlTemplate"],
        "https://tide.example/search/?q={search_term_string}"
    );
    assert_eq!(
        json_ld(&tide.shows("/archive/", "{{ghost_head}}"))["@type"],
        "CollectionPage"
    );
}

#[test]
fn cards_and_links_hold_to_their_published_rules() {
    let tide = Newsroom::new();
    let head = tide.shows("/storm/", "{{ghost_head}}");
    for line in [
        "<meta property=\"og:locale\" content=\"en_US\">",
        "<meta property=\"og:locale:alternate\" content=\"uk_UA\">",
        "<meta property=\"article:author\" content=\"https://tide.example/author/ada/\">",
        "<meta property=\"article:section\" content=\"World\">",
        "<meta name=\"twitter:image:alt\" content=\"A &quot;wave&quot;\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://tide.example/storm/\">",
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"The Tide (Atom)\" href=\"https://tide.example/atom/\">",
        "<link rel=\"alternate\" type=\"application/feed+json\" title=\"The Tide (JSON Feed)\" href=\"https://tide.example/json/\">",
    ] {
        assert!(head.contains(line), "{line}\nis not in\n{head}");
    }
    let section = tide.shows("/tag/world/", "{{ghost_head}}");
    let own = section
        .find("href=\"https://tide.example/tag/world/rss/\"")
        .unwrap();
    assert!(
        own < section.find("href=\"https://tide.example/rss/\"").unwrap(),
        "{section}"
    );
}

#[test]
fn the_head_runs_no_scripts_and_its_one_style_is_allowed_by_hash() {
    let tide = Newsroom::with(|storm| storm.title = "</script><script>alert(1)</script>".into());
    let head = tide.shows("/storm/", "{{ghost_head}}");
    // The data, and a file of our own for the forms of themes that are not ours.
    let blocks = head.matches("<script type=\"application/ld+json\">").count();
    assert_eq!((blocks, head.matches("<script").count()), (2, 3), "{head}");
    assert!(
        head.contains("<script src=\"/newsletters/ghost-forms.js?v="),
        "{head}"
    );
    assert_eq!(head.matches("</script").count(), 3, "{head}");
    assert_eq!(head.matches("<style").count(), 1);
    let source = theme::accent_style_source(&tide.settings).unwrap();
    assert_eq!(source, "'sha256-rHifLbi9Cqutsa8VlHqWLDN/B56emF0hDhOuDBNRaig='");
    let mut wrong = tide.settings.clone();
    wrong.accent_color = "red}</style>".into();
    assert_eq!(theme::accent_style_source(&wrong), None);
}

#[test]
fn lists_and_errors_say_less() {
    let tide = Newsroom::new();
    let first = tide.shows("/", "{{ghost_head}}");
    assert!(
        first.contains("<link rel=\"next\" href=\"https://tide.example/page/2/\">"),
        "{first}"
    );
    assert_eq!(json_ld(&first)["@type"], "WebSite");
    let second = tide.shows("/page/2/", "{{ghost_head}}");
    assert!(
        second.contains("<link rel=\"prev\" href=\"https://tide.example/\">"),
        "{second}"
    );
    assert!(
        second.contains("<link rel=\"canonical\" href=\"https://tide.example/page/2/\">"),
        "{second}"
    );
    assert!(
        !second.contains("ld+json") && !second.contains("og:title"),
        "{second}"
    );
    assert_eq!(
        json_ld(&tide.shows("/tag/world/", "{{ghost_head}}"))["@type"],
        "CollectionPage"
    );
    assert_eq!(
        json_ld(&tide.shows("/author/ada/", "{{ghost_head}}"))["mainEntity"]["jobTitle"],
        "Correspondent"
    );
    let without = tide.shows("/storm/", "{{ghost_head exclude=\"schema,social_data\"}}");
    assert!(
        !without.contains("ld+json") && !without.contains("og:"),
        "{without}"
    );
}

#[test]
fn administrators_code_goes_where_it_belongs() {
    let mut tide = Newsroom::with(|storm| {
        storm.codeinjection_head = Some("<meta name=own>".into());
        storm.codeinjection_foot = Some("<!-- own -->".into());
    });
    tide.settings.codeinjection_head = Some("<meta name=all>".into());
    tide.settings.codeinjection_foot = Some("<!-- all -->".into());
    let head = tide.shows("/storm/", "{{ghost_head}}");
    assert!(head.ends_with("<meta name=all>\n    <meta name=own>"), "{head}");
    assert_eq!(
        tide.shows("/storm/", "{{ghost_foot}}"),
        "<!-- all --> <!-- own -->"
    );
    assert_eq!(tide.shows("/", "{{ghost_foot}}"), "<!-- all -->");
}

#[test]
fn no_page_weakens_the_referrer_policy_of_its_header() {
    let tide = Newsroom::new();
    for path in [
        "/",
        "/storm/",
        "/about/",
        "/tag/world/",
        "/feed/",
        "/archive/",
        "/404/",
    ] {
        let head = tide.shows(path, "{{ghost_head}}");
        assert!(!head.contains("referrer"), "{path}: {head}");
    }
}

#[test]
fn a_list_is_a_page_only_in_the_editions_that_have_stories_for_it() {
    let tide = Newsroom::new();
    let empty = "<meta name=\"robots\" content=\"noindex\">";
    for (path, has_others, is_empty) in [
        ("/tag/world/", true, false),
        ("/uk/tag/world/", true, false),
        ("/tag/sport/", false, false),
        ("/uk/tag/sport/", false, true),
        ("/author/ada/", false, false),
        ("/uk/author/ada/", false, true),
        ("/archive/", true, false),
    ] {
        let head = tide.shows(path, "{{ghost_head}}");
        assert_eq!(head.contains("hreflang=\"uk\""), has_others, "{path}: {head}");
        assert_eq!(head.contains(empty), is_empty, "{path}: {head}");
        assert_eq!(head.matches("name=\"robots\"").count(), 1, "{path}: {head}");
    }
}

#[test]
fn what_networks_show_is_as_large_as_it_says() {
    let shown = |src: &str, width: u32, height: u32| {
        let tide = Newsroom::with(|storm| {
            let picture = storm.feature_image.as_mut().unwrap();
            (picture.src, picture.width, picture.height) = (src.into(), width, height);
        });
        let head = tide.shows("/storm/", "{{ghost_head}}");
        let of = |name: &str| {
            let rest = head.split(&format!("property=\"{name}\" content=\"")).nth(1)?;
            rest.split('"').next().map(str::to_owned)
        };
        (
            of("og:image")
                .unwrap()
                .replace("https://tide.example/content/images/", ""),
            of("og:image:width").and_then(|width| width.parse::<u32>().ok()),
            of("og:image:height").and_then(|height| height.parse::<u32>().ok()),
        )
    };
    let cases = [
        ("a.jpg", 6000, 4000, "size/w1200/a.jpg", Some((1200, 800))),
        ("a.jpg", 1200, 630, "a.jpg", Some((1200, 630))),
        ("a.png", 0, 0, "size/w1200/a.png", None),
        ("a.avif", 6000, 4000, "a.avif", Some((6000, 4000))),
        ("a.svg", 6000, 4000, "a.svg", Some((6000, 4000))),
    ];
    for (name, width, height, address, size) in cases {
        let found = shown(&format!("/content/images/{name}"), width, height);
        let expected = (address.to_owned(), size.map(|s| s.0), size.map(|s| s.1));
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn the_card_of_a_story_is_that_of_x_too_where_that_has_none_of_its_own() {
    let tide = Newsroom::with(|storm| {
        storm.og_title = Some("The card".into());
        storm.og_description = Some("Its words".into());
        storm.og_image = Some("/content/images/card.png".into());
    });
    tide.keep_picture("/content/images/card.png", 1600, 900);
    let head = tide.shows("/storm/", "{{ghost_head}}");
    let picture = "https://tide.example/content/images/size/w1200/card.png";
    for part in [
        "property=\"og:title\" content=\"The card\"".to_owned(),
        format!("property=\"og:image\" content=\"{picture}\""),
        "property=\"og:image:width\" content=\"1200\"".to_owned(),
        "property=\"og:image:height\" content=\"675\"".to_owned(),
        "name=\"twitter:card\" content=\"summary_large_image\"".to_owned(),
        "name=\"twitter:title\" content=\"The card\"".to_owned(),
        "name=\"twitter:description\" content=\"Its words\"".to_owned(),
        format!("name=\"twitter:image\" content=\"{picture}\""),
    ] {
        assert!(head.contains(&part), "{part}: {head}");
    }
}
