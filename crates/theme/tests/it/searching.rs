//! The page of what a search found.

use crate::newsroom::{Newsroom, theme_of};
use theme::{FoundPost, Page, SearchPage};

fn shows(tide: &Newsroom, template: &str, page: SearchPage) -> String {
    let template = &format!("{{{{#unless @nothing}}}}{template}{{{{/unless}}}}");
    let theme = theme_of(&[("search.hbs", template)]);
    theme
        .render(&Page::Search(Box::new(page)), &tide.scene("/search/"))
        .unwrap()
}

fn found(tide: &Newsroom) -> SearchPage {
    SearchPage {
        query: "storm & <b>".into(),
        found: vec![FoundPost {
            post: tide.post("storm"),
            title: "The <mark>storm</mark>".into(),
            excerpt: "a &amp; <mark>b</mark>".into(),
        }],
        total: 900,
        shown: 12,
        page: 2,
        sections: vec![tide.post("storm").section().unwrap().clone()],
        section: Some(tide.post("storm").section().unwrap().slug.clone()),
        corrected: Some("storms".into()),
        address: "?q=storm&sort=new".into(),
        corrected_address: "?q=storms&sort=new".into(),
        ..SearchPage::default()
    }
}

#[test]
fn results_are_posts_with_what_was_looked_for_marked() {
    let tide = Newsroom::new();
    let template =
        "{{#foreach posts}}{{slug}} {{{marked_title}}} {{{marked_excerpt}}} {{primary_tag.slug}}{{/foreach}}";
    assert_eq!(
        shows(&tide, template, found(&tide)),
        "storm The <mark>storm</mark> a &amp; <mark>b</mark> world"
    );
}

#[test]
fn the_page_knows_what_was_asked() {
    let tide = Newsroom::new();
    let template = "{{#with search}}{{query}}|{{total}}|{{#if asked}}asked{{/if}}|{{corrected}} {{{corrected_url}}}|\
                    {{#foreach sections}}{{slug}} {{name}}{{#if chosen}} chosen{{/if}}{{/foreach}}|{{#if filtered}}filtered{{/if}}{{/with}}";
    assert_eq!(
        shows(&tide, template, found(&tide)),
        "storm &amp; &lt;b&gt;|900|asked|storms /search/?q=storms&sort=new|world World chosen|filtered"
    );
    let empty = SearchPage {
        page: 1,
        ..SearchPage::default()
    };
    assert_eq!(shows(&tide, template, empty), "|0|| /search/||");
}

#[test]
fn further_pages_ask_the_same_and_no_more_are_offered_than_are_shown() {
    let tide = Newsroom::new();
    let template = "{{{page_url 1}}} {{{page_url 3}}} {{#with pagination}}{{page}} of {{pages}}{{/with}}";
    assert_eq!(
        shows(&tide, template, found(&tide)),
        "/search/?q=storm&sort=new /search/?q=storm&sort=new&page=3 2 of 3"
    );
}

#[test]
fn it_is_not_for_search_engines() {
    let tide = Newsroom::new();
    let head = shows(&tide, "{{ghost_head}}", found(&tide));
    assert!(
        head.contains("<meta name=\"robots\" content=\"noindex\">"),
        "{head}"
    );
}
