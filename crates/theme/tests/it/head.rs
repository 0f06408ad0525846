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
        "<meta property=\"og:image\" content=\"https://tide.example/content/images/2026/11/storm.jpg\">",
        "<meta property=\"og:image:width\" content=\"1600\">",
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
    assert_eq!(data["dateModified"], "2026-11-23T11:30:00.000+02:00");
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
fn the_head_runs_no_scripts_and_its_one_style_is_allowed_by_hash() {
    let tide = Newsroom::with(|storm| storm.title = "</script><script>alert(1)</script>".into());
    let head = tide.shows("/storm/", "{{ghost_head}}");
    // The data, and a file of our own for the forms of themes that are not ours.
    assert_eq!(head.matches("<script").count(), 2, "{head}");
    assert!(
        head.contains("<script src=\"/newsletters/ghost-forms.js?v="),
        "{head}"
    );
    assert_eq!(head.matches("</script").count(), 2, "{head}");
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
