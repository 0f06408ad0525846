//! Lists: pages, queries, neighbours, menus.

use crate::newsroom::Newsroom;
use theme::{Page, ThemeError};

const SLUGS: &str = "{{#foreach posts}}{{slug}} {{/foreach}}";

#[test]
fn lists_have_pages() {
    let tide = Newsroom::new();
    assert_eq!(tide.shows("/", SLUGS), "storm story-1 story-2 story-3 story-4 ");
    assert_eq!(tide.shows("/page/2/", SLUGS), "story-5 story-6 story-7 ");
    assert_eq!(tide.shows("/tag/world/", SLUGS), "storm story-2 story-4 story-6 ");
    assert_eq!(tide.shows("/author/ben/", SLUGS), "storm story-1 ");
    assert_eq!(tide.shows("/uk/", SLUGS), "shtorm ");
    assert_eq!(
        tide.shows("/archive/2026/11/", SLUGS),
        "storm story-1 story-2 story-3 story-4 "
    );
    for beyond in [
        "/page/3/",
        "/page/0/",
        "/tag/world/page/2/",
        "/archive/2025/",
        "/archive/2026/13/",
        "/feed/page/2/",
    ] {
        assert!(
            matches!(tide.try_shows(beyond, ""), Err(ThemeError::NoSuchPage)),
            "{beyond}"
        );
    }
}

#[test]
fn a_list_knows_where_it_is() {
    let tide = Newsroom::new();
    let all = "{{#with pagination}}{{page}}/{{pages}} of {{total}} by {{limit}} <{{prev}} >{{next}}{{/with}}";
    assert_eq!(tide.shows("/", all), "1/2 of 8 by 5 < >2");
    assert_eq!(tide.shows("/page/2/", all), "2/2 of 8 by 5 <1 >");
    assert_eq!(
        tide.shows(
            "/page/2/",
            "{{page_url 1}} {{page_url pagination.prev}} {{page_url 3}}"
        ),
        "/ / /page/3/"
    );
    assert_eq!(tide.shows("/tag/world/", "{{page_url 2}}"), "/tag/world/page/2/");
    assert_eq!(tide.shows("/uk/", "{{page_url 2}}"), "/uk/page/2/");
    let pagination = tide.shows("/page/2/", "{{pagination}}");
    assert!(
        pagination.contains("<a class=\"newer-posts\" href=\"/\">"),
        "{pagination}"
    );
    assert!(pagination.contains("Page 2 of 2"), "{pagination}");
}

#[test]
fn pages_know_what_they_are() {
    let tide = Newsroom::new();
    let what = "{{#foreach context}}{{this}} {{/foreach}}| {{body_class}} | {{meta_title}}";
    for (path, expected) in [
        ("/", "home index | home-template | The Tide"),
        ("/page/2/", "paged index | paged | The Tide (Page 2)"),
        ("/tag/world/", "tag | tag-template tag-world | World - The Tide"),
        (
            "/author/ben/",
            "author | author-template author-ben | Ben - The Tide",
        ),
        (
            "/storm/",
            "post | post-template tag-hash-hidden tag-world tag-sport | Storm &lt;reaches&gt; the coast",
        ),
        ("/about/", "page | page-template page-about | About us"),
        ("/uk/", "home index | home-template | Приплив"),
    ] {
        assert_eq!(tide.shows(path, what), expected, "{path}");
    }
    let title = tide.shows("/page/2/", "{{meta_title page=\" – page %\"}}");
    assert_eq!(title, "The Tide – page 2");
    assert_eq!(
        tide.shows("/tag/world/", "{{meta_description}}"),
        "All about World"
    );
    assert_eq!(
        tide.shows("/tag/world/", "{{#tag}}{{name}} {{url}} {{count.posts}}{{/tag}}"),
        "World /tag/world/ 4"
    );
}

#[test]
fn queries_find_what_their_filters_say() {
    let tide = Newsroom::new();
    let get = |filter: &str| {
        format!(
            "{{{{#post}}}}{{{{#get \"posts\" {filter} as |rows|}}}}{{{{#foreach rows}}}}{{{{slug}}}} {{{{/foreach}}}}{{{{else}}}}({{{{@error}}}}){{{{/get}}}}{{{{/post}}}}"
        )
    };
    for (hash, expected) in [
        ("limit=\"2\"", "storm story-1 "),
        ("limit=\"2\" page=\"2\"", "story-2 story-3 "),
        ("filter=\"id:-{{id}}\" limit=\"1\"", "story-1 "),
        (
            "filter=\"id:-{{post.id}}\" limit=\"1\"",
            "(the filter “id:-” cannot be read at character 5)",
        ),
        ("filter=\"tag:world+slug:-{{slug}}\"", "story-2 story-4 story-6 "),
        (
            "filter=\"primary_tag:{{primary_tag.slug}}\"",
            "storm story-2 story-4 story-6 ",
        ),
        ("filter=\"featured:true\"", "storm "),
        (
            "filter=\"featured:false\" limit=\"all\" order=\"published_at asc\"",
            "story-7 story-6 story-5 story-4 story-3 story-2 story-1 ",
        ),
        ("filter=\"author:ben\"", "storm story-1 "),
        (
            "filter=\"slug:~^'story-'+slug:-[story-1,story-2]\" limit=\"2\"",
            "story-3 story-4 ",
        ),
        (
            "filter=\"published_at:<'{{published_at}}'\" limit=\"1\"",
            "story-1 ",
        ),
        ("filter=\"published_at:>now-2d\"", "storm story-1 "),
        ("filter=\"feature_image:-null\"", "storm "),
        ("filter=\"page:true\"", ""),
        ("slug=\"story-3\"", "story-3 "),
        ("id=\"{{id}}\"", "storm "),
        ("slug=\"about\"", "(Resource not found)"),
        (
            "filter=\"a:b:c\"",
            "(the filter “a:b:c” cannot be read at character 3)",
        ),
        ("filter=\"colour:red\"", "(posts cannot be filtered by “colour”)"),
    ] {
        assert_eq!(tide.shows("/storm/", &get(hash)), expected, "{hash}");
    }
    for (template, expected) in [
        (
            "{{#get \"posts\" limit=\"3\" as |rows pages|}}{{rows.length}} {{pages.total}} {{pages.pages}}{{/get}}",
            "3 8 3",
        ),
        (
            "{{#get \"posts\" limit=\"1\" filter=\"featured:false\"}}{{posts.length}} {{pagination.total}} {{meta.pagination.next}}{{/get}}",
            "1 7 2",
        ),
        (
            "{{#get \"posts\" limit=\"1\" filter=\"id:-{{post.id}}\"}}{{#foreach posts}}{{slug}}{{content}}{{/foreach}}{{/get}}",
            "story-1<p>Body of Story 1 with <em>some</em> more words.</p>",
        ),
        (
            "{{#get \"pages\"}}{{#foreach pages}}{{slug}}{{/foreach}}{{/get}}",
            "about",
        ),
        (
            "{{#get \"tags\" include=\"count.posts\" order=\"count.posts desc\"}}{{#foreach tags}}{{slug}}:{{count.posts}} {{/foreach}}{{/get}}",
            "sport:5 world:4 ",
        ),
        (
            "{{#get \"tags\" filter=\"slug:-world\"}}{{#foreach tags}}{{slug}}{{/foreach}}{{/get}}",
            "sport",
        ),
        (
            "{{#get \"authors\" limit=\"1\"}}{{#foreach authors}}{{slug}}{{/foreach}}{{/get}}",
            "ada",
        ),
        (
            "{{#get \"newsletters\"}}{{#foreach newsletters}}{{name}}{{/foreach}}{{/get}}",
            "Morning &lt;Tide&gt;",
        ),
        (
            "{{#get \"tiers\"}}{{#foreach tiers}}x{{else}}none{{/foreach}}{{/get}}",
            "none",
        ),
        (
            "{{#get \"cats\"}}x{{else}}{{@error}}{{/get}}",
            "Invalid &quot;cats&quot; resource given to get helper",
        ),
    ] {
        assert_eq!(tide.shows("/storm/", template), expected, "{template}");
    }
    assert_eq!(tide.shows("/storm/", "{{#get \"posts\" filter=\"tags:[{{post.tags}}]\" limit=\"2\"}}{{#foreach posts}}{{slug}} {{/foreach}}{{/get}}"), "storm story-1 ");
}

#[test]
fn neighbours_are_the_stories_published_before_and_after() {
    let tide = Newsroom::new();
    let both = "{{#post}}{{#prev_post}}<{{slug}}{{else}}<none{{/prev_post}} {{#next_post}}>{{slug}}{{else}}>none{{/next_post}}{{/post}}";
    assert_eq!(tide.shows("/storm/", both), "<story-1 >none");
    assert_eq!(tide.shows("/story-2/", both), "<story-3 >story-1");
    let within = "{{#post}}{{#prev_post in=\"primary_tag\"}}{{slug}}{{/prev_post}} {{#next_post in=\"primary_author\"}}{{slug}}{{/next_post}}{{/post}}";
    assert_eq!(tide.shows("/story-2/", within), "story-4 storm");
    assert_eq!(tide.shows("/about/", both), "<none >none");
}

#[test]
fn menus_know_the_page() {
    let tide = Newsroom::new();
    let menu = tide.shows("/tag/world/", "{{navigation}}");
    assert!(
        menu.contains(
            "<li class=\"nav-world-news nav-current\"><a href=\"https://tide.example/tag/world/\">"
        ),
        "{menu}"
    );
    assert!(
        menu.contains("<a href=\"https://a.org/\">Elsewhere</a>"),
        "{menu}"
    );
    let own = crate::newsroom::theme_of(&[
        ("index.hbs", "{{!}}{{navigation type=\"secondary\" css=\"x\"}}"),
        (
            "partials/navigation.hbs",
            "{{css}}{{isSecondary}}{{#foreach navigation}}{{label}}{{url}}{{current}}{{/foreach}}",
        ),
    ]);
    let shown = own.render(&Page::Home { page: 1 }, &tide.scene("/")).unwrap();
    assert_eq!(shown, "xtrueAbout/about/false");
    assert_eq!(
        tide.shows(
            "/uk/",
            "{{#foreach @site.navigation}}{{label}} {{url}}{{/foreach}}"
        ),
        "Світ /uk/tag/world/"
    );
}
