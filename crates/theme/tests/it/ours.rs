//! What Ghost does not have.

use crate::newsroom::{Newsroom, now, theme_of};
use document::{Document, HtmlOptions};

#[test]
fn placements_show_what_editors_put_there() {
    let tide = Newsroom::new();
    let block = "{{#placement \"picks\"}}{{@number}}{{headline}} {{url}}{{#unless @last}}, {{/unless}}{{else}}none{{/placement}}";
    assert_eq!(
        tide.shows("/", block),
        "1Our own words /story-2/, 2Story 1 /story-1/"
    );
    assert_eq!(tide.shows("/", "{{#with (placement \"picks\" limit=1) as |picks|}}{{picks.length}}{{#foreach picks}}{{title}}{{/foreach}}{{else}}none{{/with}}"), "1Story 2");
    assert_eq!(
        tide.shows("/", "{{#placement \"video\"}}x{{else}}none{{/placement}}"),
        "none"
    );
    assert_eq!(tide.shows("/uk/", block), "none");
    assert_eq!(
        tide.shows("/", "{{#most_read}}x{{else}}none{{/most_read}}[{{narration}}]"),
        "none[]"
    );
}

#[test]
fn the_news_feed_comes_by_days() {
    let tide = Newsroom::new();
    let feed = "{{#feed LIMIT}}{{date date format=\"D.M\"}}{{#if today}} today{{/if}}{{#if yesterday}} yesterday{{/if}}: {{#foreach items}}{{time}} {{title}}{{#unless @last}}, {{/unless}}{{/foreach}}; {{else}}quiet{{/feed}}";
    let all = "23.11 today: 11:30 Item 1, 10:30 Item 2; 22.11 yesterday: 10:00 Item 3; ";
    assert_eq!(tide.shows("/", &feed.replace("LIMIT", "")), all);
    assert_eq!(
        tide.shows("/", &feed.replace("LIMIT", "limit=1")),
        "23.11 today: 11:30 Item 1; "
    );
    assert_eq!(tide.shows("/feed/", &feed.replace("LIMIT", "")), all);
    assert_eq!(tide.shows("/uk/", &feed.replace("LIMIT", "")), "quiet");
    assert!(
        tide.shows(
            "/feed/",
            "{{#feed}}{{#foreach items}}{{content}}{{/foreach}}{{/feed}}"
        )
        .contains("Body of Item 3")
    );
}

#[test]
fn stories_carry_what_newspapers_need() {
    let tide = Newsroom::new();
    for (template, expected) in [
        ("{{credit}}", "Olena K. / Tide"),
        ("{{editors_note}}", "Names <em>changed</em>"),
        (
            "{{#foreach corrections}}{{date at format=\"HH:mm\"}} {{text}}{{/foreach}}",
            "11:40 It was six &amp; not seven.",
        ),
        (
            "{{kind}} {{lang}} {{dir}} {{words}} {{reading_minutes}} {{time}} {{updated}}",
            "story en ltr 7 1 11:00 true",
        ),
        (
            "{{section.name}} {{standfirst}}",
            "World Waves of &quot;six&quot; metres",
        ),
        ("{{#primary_author}}{{title}}{{/primary_author}}", "Correspondent"),
        (
            "{{#primary_author}}{{this.title}}{{/primary_author}}",
            "Correspondent",
        ),
    ] {
        assert_eq!(tide.in_story(template), expected, "{template}");
    }
}

#[test]
fn pictures_come_in_the_sizes_of_the_theme() {
    let tide = Newsroom::new();
    assert_eq!(
        tide.in_story("{{picture sizes=\"50vw\" loading=\"eager\" class=\"lead\" webp=\"false\"}}"),
        "<img src=\"/content/images/size/w800/2026/11/storm.jpg\" \
         srcset=\"/content/images/size/w300/2026/11/storm.jpg 300w, /content/images/size/w800/2026/11/storm.jpg 800w, \
         /content/images/2026/11/storm.jpg 1600w\" sizes=\"50vw\" width=\"1600\" height=\"900\" \
         alt=\"A &quot;wave&quot;\" class=\"lead\" loading=\"eager\" decoding=\"async\">"
    );
    let both = tide.in_story("{{picture}}");
    assert!(
        both.starts_with(
            "<picture><source type=\"image/webp\" srcset=\"/content/images/size/w300/format/webp/"
        ),
        "{both}"
    );
    assert!(
        both.ends_with(" loading=\"lazy\" decoding=\"async\"></picture>"),
        "{both}"
    );
    assert_eq!(
        tide.in_story("{{picture \"https://a.org/b.jpg\" alt=\"B\" width=10}}"),
        "<img src=\"https://a.org/b.jpg\" width=\"10\" alt=\"B\" loading=\"lazy\" decoding=\"async\">"
    );
    assert_eq!(tide.shows("/story-1/", "{{#post}}[{{picture}}]{{/post}}"), "[]");
}

#[test]
fn a_picture_says_what_must_stay_of_it_when_it_is_cropped() {
    let with = |x, y| {
        let tide = Newsroom::new();
        tide.keep_picture_with("/content/images/2026/11/storm.jpg", (1600, 900), (x, y));
        tide
    };
    for ((x, y), classes) in [
        ((20, 35), "focus-x-20 focus-y-35"),
        ((0, 100), "focus-x-0 focus-y-100"),
        ((18, 50), "focus-x-20"),
        ((50, 97), "focus-y-95"),
    ] {
        let tide = with(x, y);
        for (template, expected) in [
            ("{{picture}}", format!("class=\"{classes}\"")),
            ("{{picture class=\"lead\"}}", format!("class=\"lead {classes}\"")),
            (
                "{{#picture_focus \"https://tide.example/content/images/2026/11/storm.jpg\"}}class=\"{{classes}}\"{{/picture_focus}}",
                format!("class=\"{classes}\""),
            ),
        ] {
            let shown = tide.in_story(template);
            assert!(shown.contains(&expected), "{x} {y} {template}: {shown}");
        }
    }
    let tide = with(20, 33);
    assert_eq!(
        tide.in_story("{{#picture_focus feature_image}}{{x}} {{y}} {{slug}}{{/picture_focus}}"),
        "20 35 storm"
    );
}

#[test]
fn a_picture_whose_middle_is_its_middle_or_unknown_says_nothing_of_it() {
    let block = "[{{#picture_focus feature_image}}{{classes}}{{else}}middle{{/picture_focus}}]";
    for focal in [(50, 50), (48, 52)] {
        let tide = Newsroom::new();
        tide.keep_picture_with("/content/images/2026/11/storm.jpg", (1600, 900), focal);
        assert!(!tide.in_story("{{picture}}").contains("class"));
        assert_eq!(tide.in_story(block), "[middle]");
    }
    let unknown = Newsroom::new();
    assert!(!unknown.in_story("{{picture}}").contains("class"));
    for address in [
        "https://other.example/content/images/2026/11/storm.jpg",
        "//x",
        "/assets/a.png",
    ] {
        let template = format!("[{{{{#picture_focus {address:?}}}}}x{{{{/picture_focus}}}}]");
        let tide = Newsroom::new();
        tide.keep_picture_with("/content/images/2026/11/storm.jpg", (1600, 900), (20, 20));
        assert_eq!(tide.in_story(&template), "[]", "{address}");
    }
    assert_eq!(
        unknown.in_story("[{{#picture_focus nothing}}x{{/picture_focus}}]"),
        "[]"
    );
}

#[test]
fn the_picture_of_a_bookmark_is_cropped_around_its_middle() {
    let bookmark = |thumbnail: &str| {
        let json = serde_json::json!({"type": "doc", "content": [{"type": "bookmark", "attrs": {
            "url": "https://e.example/", "title": "t", "thumbnail": thumbnail}}]});
        let options = HtmlOptions {
            site_url: "https://tide.example".into(),
            ..HtmlOptions::default()
        };
        Document::from_json(&json.to_string()).unwrap().to_html(&options)
    };
    let body = ["", "https://tide.example"].map(|site| bookmark(&format!("{site}/content/images/a.jpg")));
    let body = body.concat() + &bookmark("/content/images/b.jpg");
    let tide = Newsroom::with(move |storm| storm.html = body.into());
    tide.keep_picture_with("/content/images/a.jpg", (1600, 900), (20, 35));
    tide.keep_picture_with("/content/images/b.jpg", (1600, 900), (50, 50));
    let shown = tide.in_story("{{content}}");
    for site in ["", "https://tide.example"] {
        let picture =
            format!("<img class=\"focus-x-20 focus-y-35\" src=\"{site}/content/images/a.jpg\" alt=\"\"");
        assert!(shown.contains(&picture), "{shown}");
    }
    assert!(shown.contains("<img src=\"/content/images/b.jpg\""), "{shown}");
}

#[test]
fn cards_in_a_body_follow_what_they_show() {
    let tide = Newsroom::new();
    let (related, own) = (tide.post("story-3"), tide.post("storm"));
    let with = |id: String| {
        Newsroom::with(move |storm| {
            storm.html = format!("<p>a</p><!--broadsheet:related {id}--><!--broadsheet:newsletter morning--><!--broadsheet:newsletter gone--><p>b</p>").into();
        })
    };
    let tide = with(own.id.to_string());
    let plain = tide.in_story("{{content}}");
    assert!(
        !plain.contains("related-story"),
        "an unknown story vanishes: {plain}"
    );
    assert!(
        plain.contains("<aside class=\"newsletter-box\"><strong>Morning &lt;Tide&gt;</strong>"),
        "{plain}"
    );
    let id = tide.post("story-3").id;
    assert_ne!(id, related.id);
    let theme = theme_of(&[
        ("post.hbs", "{{#post}}{{content}}{{/post}}"),
        ("partials/cards/related.hbs", "[{{headline}} {{url}}]"),
        ("partials/cards/newsletter.hbs", "({{name}})"),
    ]);
    let mut post = (*tide.post("storm")).clone();
    post.html = post.html.replace(&own.id.to_string(), &id.to_string()).into();
    let scene = tide.scene("/storm/");
    let shown = theme.render(&theme::Page::Post(post.into()), &scene).unwrap();
    assert_eq!(shown, "<p>a</p>[Story 3 /story-3/](Morning &lt;Tide&gt;)<p>b</p>");
    assert!(scene.reader.take_keys().contains(&kernel::Key::Post(id)));
}

#[test]
fn pages_speak_their_language() {
    let tide = Newsroom::new();
    let what = "{{lang}} {{dir}} {{@site.title}} {{@site.url}} {{t \"Older\"}} {{#foreach posts}}{{url}} {{primary_tag.name}} {{date format=\"D MMMM\"}}{{/foreach}}";
    assert_eq!(
        tide.shows("/uk/", what),
        "uk ltr Приплив https://tide.example/uk Давніші /uk/shtorm/ World (укр) 23 листопада"
    );
    let switch = "{{#translations}}{{lang}} {{name}} {{url}} {{title}}{{#if current}} current{{/if}}{{#unless exact}} front{{/unless}}; {{/translations}}";
    assert_eq!(
        tide.shows("/storm/", switch),
        "en English /storm/ Storm &lt;reaches&gt; the coast current; uk Українська /uk/shtorm/ Шторм; "
    );
    assert_eq!(
        tide.shows("/story-1/", switch),
        "en English /story-1/ Story 1 current; uk Українська /uk/  front; "
    );
    assert_eq!(
        tide.shows("/uk/tag/world/", switch),
        "en English /tag/world/ ; uk Українська /uk/tag/world/  current; "
    );
}

#[test]
fn the_archive_lists_months_with_stories() {
    let tide = Newsroom::new();
    let list = "{{#archive}}{{date date format=\"MMMM YYYY\"}} {{url}} {{count}}{{#if current}} here{{/if}}; {{/archive}}";
    assert_eq!(tide.shows("/", list), "November 2026 /archive/2026/11/ 8; ");
    assert_eq!(
        tide.shows("/archive/2026/11/", list),
        "November 2026 /archive/2026/11/ 8 here; "
    );
    assert_eq!(
        tide.shows(
            "/archive/2026/11/",
            "{{#archive year=2025}}x{{else}}none{{/archive}}{{#with this.archive}}{{year}}-{{month}}{{/with}}"
        ),
        "none2026-11"
    );
}

#[test]
fn what_is_shown_tells_until_when_time_leaves_it_so() {
    let tide = Newsroom::new();
    let picks = "{{#placement \"picks\"}}{{slug}} {{/placement}}";
    let theme = theme_of(&[(
        "index.hbs",
        &format!("<p>{{{{#shared \"rail\"}}}}{picks}{{{{/shared}}}}</p>\n"),
    )]);
    let soon = now().plus_millis(30_000);
    // Midnight in Kyiv.
    let tonight = now().plus_millis(12 * 3_600_000);
    for (now, shown, until) in [
        (now(), "story-2 story-1 ", soon),
        // From the fragment that was kept.
        (now().plus_millis(29_999), "story-2 story-1 ", soon),
        (soon, "story-2 ", tonight),
        (tonight, "story-2 ", tonight.plus_millis(24 * 3_600_000)),
    ] {
        let mut scene = tide.scene("/");
        scene.now = now;
        let page = theme.render(&tide.page("/"), &scene).unwrap();
        assert_eq!(page, format!("<p>{shown}</p>\n"));
        assert_eq!(scene.reader.take_until(), Some(until));
    }
}

#[test]
fn a_story_that_is_read_aloud_has_a_player_and_says_how_the_sound_was_made() {
    let tide = Newsroom::new();
    assert_eq!(
        tide.in_story("[{{narration}}]{{#narration}}x{{else}}silent{{/narration}}"),
        "[]silent"
    );
    assert!(!tide.in_story("{{ghost_head}}").contains("AudioObject"));
    tide.read_story_aloud("/content/media/narration/ab.mp3");
    assert_eq!(
        tide.in_story("{{narration}}"),
        "<audio controls preload=\"none\" src=\"/content/media/narration/ab.mp3\"></audio>"
    );
    assert_eq!(
        tide.in_story("{{#narration}}{{audio_url}} {{audio_type}} {{duration}} {{duration_text}} {{paragraphs}} {{title}}{{/narration}}"),
        tide.in_story("/content/media/narration/ab.mp3 audio/mpeg 245 4:05 0:5320 2:9000 {{title}}")
    );
    let head = tide.in_story("{{ghost_head}}");
    for part in [
        "\"audio\":{\"@type\":\"AudioObject\"",
        "/content/media/narration/ab.mp3\",\"encodingFormat\":\"audio/mpeg\"",
        "\"duration\":\"PT4M5S\"",
        "\"digitalSourceType\":\"https://schema.org/TrainedAlgorithmicMediaDigitalSource\"",
    ] {
        assert!(head.contains(part), "{part} is not in {head}");
    }
}
