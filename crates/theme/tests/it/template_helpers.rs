//! Ghost's helpers on a story.

use crate::newsroom::Newsroom;

#[test]
fn fields_and_helpers_of_a_story() {
    let tide = Newsroom::new();
    for (template, expected) in [
        ("{{title}}", "Storm &lt;reaches&gt; the coast"),
        ("{{url}}", "/storm/"),
        ("{{url absolute=\"true\"}}", "https://tide.example/storm/"),
        ("{{#if url}}{{this.url}}{{/if}}", "https://tide.example/storm/"),
        ("{{excerpt}}", "Waves of &quot;six&quot; metres"),
        ("{{excerpt words=\"2\"}}", "Waves of &quot;six&quot; metres"),
        (
            "{{content}}",
            "<p>Body of Storm <reaches> the coast with <em>some</em> more words.</p>",
        ),
        ("{{content words=2}}", "<p>Body of</p>"),
        ("{{date}}", "Nov 23, 2026"),
        ("{{date format=\"D MMMM YYYY HH:mm\"}}", "23 November 2026 11:00"),
        ("{{date updated_at format=\"HH:mm Z\"}}", "11:30 +02:00"),
        ("{{date published_at timeago=\"true\"}}", "an hour ago"),
        (
            "{{date published_at locale=\"uk\" format=\"D MMMM\"}}",
            "23 листопада",
        ),
        (
            "{{date timezone=\"America/New_York\" format=\"HH:mm z\"}}",
            "04:00 EST",
        ),
        ("{{date \"2020-01-02\" format=\"YYYY\"}}", "2020"),
        ("{{reading_time}}", "1 min read"),
        ("{{reading_time minute=\"Only a minute\"}}", "Only a minute"),
        (
            "{{authors}}",
            "<a href=\"/author/ada/\">Ada &amp; Co</a>, <a href=\"/author/ben/\">Ben</a>",
        ),
        (
            "{{authors autolink=\"false\" separator=\" and \" prefix=\"By \"}}",
            "By Ada &amp; Co and Ben",
        ),
        (
            "{{tags}}",
            "<a href=\"/tag/world/\">World</a>, <a href=\"/tag/sport/\">Sport</a>",
        ),
        (
            "{{tags visibility=\"all\" autolink=\"false\" limit=\"2\"}}",
            "#hidden, World",
        ),
        ("{{tags from=\"2\" autolink=\"false\" suffix=\"!\"}}", "Sport!"),
        ("{{primary_tag.name}} {{primary_author.slug}}", "World ada"),
        ("{{#primary_tag}}{{url}}{{/primary_tag}}", "/tag/world/"),
        (
            "{{post_class}}",
            "post tag-hash-hidden tag-world tag-sport featured",
        ),
        ("{{img_url feature_image}}", "/content/images/2026/11/storm.jpg"),
        (
            "{{img_url feature_image size=\"s\"}}",
            "/content/images/size/w300/2026/11/storm.jpg",
        ),
        (
            "{{img_url feature_image size=\"s\" format=\"webp\"}}",
            "/content/images/size/w300/format/webp/2026/11/storm.jpg",
        ),
        (
            "{{img_url feature_image absolute=\"true\"}}",
            "https://tide.example/content/images/2026/11/storm.jpg",
        ),
        (
            "{{img_url \"https://a.org/b.jpg\" size=\"s\"}}",
            "https://a.org/b.jpg",
        ),
        ("[{{img_url og_image}}{{img_url nonsense}}]", "[]"),
        ("{{feature_image_caption}}", "The <em>pier</em>"),
        ("{{encode title}}", "Storm%20%3Creaches%3E%20the%20coast"),
        ("{{concat slug (url) separator=\"-\"}}", "storm-/storm/"),
        ("{{#split \"a,b,,c\" as |parts|}}{{parts.length}}{{/split}}", "3"),
        (
            "{{#foreach (split slug separator=\"o\")}}[{{this}}]{{/foreach}}",
            "[st][rm]",
        ),
        ("{{json title}}", "\"Storm \\u003Creaches\\u003E the coast\""),
        ("{{json a=1 b=\"x\"}}", "{\"b\":\"x\",\"a\":1}"),
        (
            "{{social_url type=\"facebook\"}}",
            "https://www.facebook.com/tide",
        ),
        (
            "{{#primary_author}}{{twitter_url}} {{social_url type=\"bluesky\"}}{{/primary_author}}",
            "https://x.com/ada https://bsky.app/profile/ada.example.net",
        ),
        (
            "{{#social_accounts @site}}{{type}}={{href}};{{/social_accounts}}",
            "x=https://x.com/tide;facebook=https://www.facebook.com/tide;",
        ),
        (
            "{{readable_url \"https://www.example.net/me/?q\"}}",
            "example.net/me",
        ),
        ("{{asset \"css/x.css\"}}", "/assets/css/x.css?v=7c98040a54165758"),
        (
            "{{color_to_rgba \"#ff8000\" 0.5}} {{contrast_text_color \"#ffffff\"}}",
            "rgba(255, 128, 0, 0.5) #000000",
        ),
        ("{{price 1050 currency=\"EUR\"}} {{price 500}}", "€10.50 5"),
        (
            "{{price 123450 currency=\"UAH\" locale=\"uk\"}}",
            "1\u{a0}234,50\u{a0}₴",
        ),
        (
            "{{plural 1 empty=\"none\" singular=\"% story\" plural=\"% stories\"}}",
            "1 story",
        ),
        (
            "{{plural 0 empty=\"none\" singular=\"% story\" plural=\"% stories\"}}",
            "none",
        ),
        (
            "{{plural 22 empty=\"0\" singular=\"% день\" few=\"% дні\" plural=\"% днів\"}}",
            "22 дні",
        ),
        (
            "{{t \"Older\"}} {{t \"{n} of {m}\" n=1 m=title}} {{{t \"a & b\"}}}",
            "Older stories 1 of Storm &lt;reaches&gt; the coast a & b",
        ),
        (
            "{{@site.title}} {{@site.timezone}} {{@custom.font}}{{#if @custom.wide}}!{{/if}}{{#if @member}}!{{/if}}",
            "The Tide Europe/Kyiv Serif",
        ),
        (
            "{{@config.posts_per_page}} {{@config.image_sizes.s.width}}",
            "5 300",
        ),
        (
            "[{{comments}}{{total_members}}{{recommendations}}{{tiers}}]",
            "[0]",
        ),
        (
            "{{body_class}}",
            "post-template tag-hash-hidden tag-world tag-sport",
        ),
        (
            "{{link_class for=\"/storm/\"}} {{link_class for=\"/x/\" class=\"a\"}}",
            "nav-current a",
        ),
        (
            "{{#link href=\"/storm/\" class=\"b\" id=\"c\"}}{{title}}{{/link}}",
            "<a class=\"b nav-current\" href=\"/storm/\" id=\"c\">Storm &lt;reaches&gt; the coast</a>",
        ),
        ("{{{{raw}}}}{{title}}{{{{/raw}}}}", "{{title}}"),
        ("{{content_api_url}}", "https://tide.example/ghost/api/content/"),
    ] {
        assert_eq!(tide.in_story(template), expected, "{template}");
    }
}

#[test]
fn conditions() {
    let tide = Newsroom::new();
    for (template, expected) in [
        ("{{#is \"home, post\"}}y{{else}}n{{/is}}", "y"),
        ("{{#is \"page\"}}y{{else}}n{{/is}}", "n"),
        ("{{#has tag=\"cats, WORLD\"}}y{{else}}n{{/has}}", "y"),
        ("{{#has tag=\"count:>2\"}}y{{else}}n{{/has}}", "y"),
        ("{{#has tag=\"count:1\"}}y{{else}}n{{/has}}", "n"),
        ("{{#has author=\"ada & co\"}}y{{else}}n{{/has}}", "y"),
        ("{{#has slug=\"STORM\"}}y{{else}}n{{/has}}", "y"),
        ("{{#has visibility=\"paid\"}}y{{else}}n{{/has}}", "n"),
        ("{{#has any=\"og_image, custom_excerpt\"}}y{{else}}n{{/has}}", "y"),
        ("{{#has all=\"og_image, custom_excerpt\"}}y{{else}}n{{/has}}", "n"),
        ("{{#has any=\"@site.logo\"}}y{{else}}n{{/has}}", "y"),
        (
            "{{#foreach tags visibility=\"all\"}}{{#has number=\"nth:2\"}}{{slug}}{{/has}}{{/foreach}}",
            "world",
        ),
        ("{{#match slug \"storm\"}}y{{else}}n{{/match}}", "y"),
        ("{{#match title \"~\" \"coast\"}}y{{else}}n{{/match}}", "y"),
        ("{{#match title \"~^\" \"coast\"}}y{{else}}n{{/match}}", "n"),
        ("{{#match words \">=\" 7}}y{{else}}n{{/match}}", "y"),
        (
            "{{#match @custom.font \"!=\" \"Serif\"}}y{{else}}n{{/match}}",
            "n",
        ),
        ("{{#match featured}}y{{else}}n{{/match}}", "y"),
        ("{{match slug \"x\"}}", "false"),
        ("{{#if (match slug \"x\")}}always{{/if}}", "always"),
        (
            "{{#if access}}free{{/if}}{{#unless comments}} quiet{{/unless}}",
            "free quiet",
        ),
    ] {
        assert_eq!(tide.in_story(template), expected, "{template}");
    }
}

#[test]
fn foreach_loops_as_in_ghost() {
    let tide = Newsroom::new();
    for (template, expected) in [
        (
            "{{#foreach tags}}{{@number}}{{slug}}{{#unless @last}},{{/unless}}{{/foreach}}",
            "1world,2sport",
        ),
        (
            "{{#foreach tags visibility=\"internal\"}}{{slug}}{{/foreach}}",
            "hash-hidden",
        ),
        (
            "{{#foreach tags visibility=\"all\" from=\"2\" as |tag i|}}{{i}}{{tag.slug}}{{#if @first}}!{{/if}} {{/foreach}}",
            "1world! 2sport ",
        ),
        (
            "{{#foreach tags visibility=\"all\" limit=\"1\" from=\"2\"}}{{slug}}{{/foreach}}",
            "world",
        ),
        (
            "{{#foreach tags visibility=\"all\" columns=\"2\"}}{{#if @rowStart}}[{{/if}}{{@index}}{{#if @rowEnd}}]{{/if}}{{/foreach}}",
            "[01][2",
        ),
        ("{{#foreach nothing}}x{{else}}none{{/foreach}}", "none"),
        (
            "{{#foreach authors}}{{#if @odd}}o{{else}}e{{/if}}{{../slug}} {{/foreach}}",
            "ostorm estorm ",
        ),
        (
            "{{#foreach @config.image_sizes}}{{@key}}{{width}} {{/foreach}}",
            "l2000 m800 s300 ",
        ),
    ] {
        assert_eq!(tide.in_story(template), expected, "{template}");
    }
}

#[test]
fn a_story_for_members_shows_what_stands_before_the_paywall() {
    let tide = Newsroom::with(|storm| {
        storm.visibility = kernel::Visibility::Members;
        storm.html = "<p>free</p><!--members-only--><p>paid</p>".into();
    });
    let shown = tide.in_story("{{content}}{{#if access}}!{{/if}}");
    assert!(
        shown.starts_with("<p>free</p>") && !shown.contains("paid"),
        "{shown}"
    );
    assert!(shown.contains("This post is for subscribers only"), "{shown}");
    assert!(!tide.in_story("{{html}}{{excerpt}}").contains("Body"));
}

#[test]
fn wrong_use_is_an_error_that_names_file_and_line() {
    let tide = Newsroom::new();
    for (template, file, message) in [
        (
            "\n{{asset \"\"}}",
            "post.hbs line 2",
            "{{asset}} must be given a path",
        ),
        ("{{plural 1}}", "post.hbs line 1", "{{plural}} needs"),
        ("{{pagination}}", "post.hbs line 1", "list only"),
        (
            "{{#placement \"A b\"}}{{/placement}}",
            "post.hbs line 1",
            "name of a placement",
        ),
        ("{{unknown_helper 1}}", "post.hbs line 1", "unknown_helper"),
    ] {
        let error = tide.try_shows("/storm/", template).unwrap_err().to_string();
        assert!(
            error.starts_with(file) && error.contains(message),
            "{template}: {error}"
        );
    }
}
