//! The search page through the running site.

use crate::newsroom::{Paper, in_section, story};
use search::Search;
use std::time::Duration;
use testkit::PrivateDatabase;

/// A theme's page of results, in short.
const TEMPLATE: &str = "<html lang=\"{{lang}}\">{{#with search}}<p>{{query}}|{{total}}|{{corrected}}|{{#if asked}}asked{{/if}}|{{#foreach sections}}{{slug}}{{#if chosen}}*{{/if}} {{/foreach}}</p>{{/with}}\
    {{#foreach posts}}<li><a href=\"{{url}}\">{{{marked_title}}}</a>{{{marked_excerpt}}}</li>{{/foreach}}{{pagination}}</html>";

async fn paper() -> (Paper, Search) {
    paper_with(true).await
}

async fn paper_with(template: bool) -> (Paper, Search) {
    let mut kept = None;
    let folder = tempfile::tempdir().unwrap();
    let index = folder.keep();
    let paper = Paper::open_with(PrivateDatabase::sqlite(), |config| {
        let search = Search::open(config.store.clone(), &index);
        config.search = Some(search.clone());
        kept = Some(search);
    })
    .await;
    if template {
        paper
            .files
            .lock()
            .unwrap()
            .push(("search.hbs".into(), TEMPLATE.into()));
        paper.site().reload_theme().await.unwrap();
    }
    (paper, kept.unwrap())
}

/// Waits until the index has everything that was written.
async fn settle(paper: &Paper, search: &Search) {
    let last = paper
        .newsroom
        .store
        .read(|reader| Ok::<_, store::StoreError>(reader.last_change()))
        .await
        .unwrap();
    let mut state = search.state();
    let waited = state.wait_for(|state| state.whole && state.position >= last && state.walks == 0);
    tokio::time::timeout(Duration::from_secs(30), waited)
        .await
        .expect("the index comes so far")
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_is_found_in_its_edition_and_marked() {
    let (paper, search) = paper().await;
    paper
        .save(in_section(
            story("harbour", "Dredging <b>of</b> the harbour basin."),
            "City",
        ))
        .await;
    let mut ukrainian = story("port", "Кораблі стоять у портах.");
    ukrainian.language = Some("uk".parse().unwrap());
    paper.save(ukrainian).await;
    settle(&paper, &search).await;
    let page = paper.get("/search/?q=harbour&section=city&utm_source=x").await;
    let text = page.text();
    assert_eq!(page.status, 200);
    assert!(text.contains("<p>harbour|1||asked|city* </p>"), "{text}");
    assert!(
        text.contains("<a href=\"/harbour/\">Title of <mark>harbour</mark></a>"),
        "{text}"
    );
    assert!(text.contains("the <mark>harbour</mark> basin"), "{text}");
    assert_eq!(page.header("x-robots-tag"), "noindex");
    assert_eq!(page.header("cache-control"), "private, no-cache");
    let text = paper.get("/uk/search/?q=%D0%BF%D0%BE%D1%80%D1%82").await.text();
    assert!(
        text.contains("lang=\"uk\"") && text.contains("у <mark>портах</mark>"),
        "{text}"
    );
    assert!(
        paper
            .get("/search/?q=harbuor")
            .await
            .text()
            .contains("<p>harbuor|1|harbour|"),
        "a typing error"
    );
    assert!(
        paper.get("/search/").await.text().contains("<p>|0|||city </p>"),
        "nothing was asked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn other_forms_of_its_address_lead_to_it_and_other_places_stay_what_they_are() {
    let (paper, _search) = paper().await;
    let moved = paper.get("/search?q=x").await;
    assert_eq!((moved.status, moved.header("location")), (301, "/search/?q=x"));
    assert_eq!(paper.get("/UK/Search").await.header("location"), "/uk/search/");
    assert_eq!(paper.get("/fr/search/?q=x").await.status, 404);
    assert_eq!(paper.ask("POST", "/search/", &[]).await.status, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_never_markup() {
    let (paper, search) = paper().await;
    settle(&paper, &search).await;
    let text = paper
        .get("/search/?q=%3Cscript%3Ealert(1)%3C/script%3E&section=%22%3E&from=%22x&page=%3C")
        .await
        .text();
    assert!(
        text.contains("&lt;script&gt;") && !text.contains("<script>"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn results_have_pages_with_addresses_of_their_own_and_no_page_is_too_deep() {
    let (paper, search) = paper().await;
    for n in 0..7 {
        paper.publish(&format!("s{n}"), "The harbour.").await;
    }
    settle(&paper, &search).await;
    let second = paper.get("/search/?q=harbour&sort=new&page=2").await.text();
    assert!(
        second.contains("href=\"/search/?q&#x3D;harbour&amp;sort&#x3D;new\"")
            || second.contains("href=\"/search/?q=harbour&amp;sort=new\""),
        "{second}"
    );
    assert!(
        second.contains("page&#x3D;3") || second.contains("page=3"),
        "{second}"
    );
    assert_eq!(second.matches("<li>").count(), 3, "{second}");
    assert_eq!(paper.get("/search/?q=harbour&page=999999999").await.status, 200);
    let long = "x".repeat(3000);
    assert_eq!(paper.get(&format!("/search/?q={long}")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn searches_are_not_kept_among_the_pages() {
    let (paper, search) = paper().await;
    settle(&paper, &search).await;
    let before = paper.site().cache().totals();
    for n in 0..20 {
        paper.get(&format!("/search/?q=word{n}")).await;
    }
    assert_eq!(paper.site().cache().totals(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn headlines_are_suggested_while_somebody_types() {
    let (paper, search) = paper().await;
    paper.publish("harbour", "Text.").await;
    settle(&paper, &search).await;
    let options = paper.get("/search/suggest?q=title+harb").await;
    assert_eq!(options.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        options.text(),
        "<li role=\"option\" id=\"suggestion-0\" aria-selected=\"false\" data-href=\"/harbour/\"><mark>Title</mark> of <mark>harbour</mark></li>\n"
    );
    assert_eq!(paper.get("/search/suggest?q=").await.text(), "");
    assert_eq!(paper.get("/uk/search/suggest?q=harb").await.text(), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_without_a_search_page_shows_results_as_a_list() {
    let (paper, search) = paper_with(false).await;
    paper.publish("harbour", "Text.").await;
    settle(&paper, &search).await;
    let text = paper.get("/search/?q=harbour").await.text();
    assert!(
        text.contains("<li><a href=\"/harbour/\">Title of harbour</a></li>"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_searches_is_turned_away_and_the_rest_of_the_site_stays() {
    let (paper, search) = paper().await;
    let story = paper.publish("harbour", "Text.").await;
    settle(&paper, &search).await;
    let searching = site::search::Searching::new(search, 4);
    // As many as may run and wait.
    let mut places = Vec::new();
    for _ in 0..4 {
        places.push(searching.admit().await.expect("a place is free"));
    }
    let mut waiting: Vec<_> = (0..60).map(|_| Box::pin(searching.admit())).collect();
    for one in &mut waiting {
        std::future::poll_fn(|cx| {
            assert!(one.as_mut().poll(cx).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    }
    let mut one_too_many = Box::pin(searching.admit());
    std::future::poll_fn(|cx| {
        assert!(matches!(
            one_too_many.as_mut().poll(cx),
            std::task::Poll::Ready(None)
        ));
        std::task::Poll::Ready(())
    })
    .await;
    drop(places.pop());
    assert!(
        waiting[0].as_mut().await.is_some(),
        "the first that waits is next"
    );
    assert_eq!(paper.get(&story.url_path).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_page_that_is_not_there_an_empty_search_is_for_the_words_of_its_address() {
    let (paper, _search) = paper().await;
    let from = [("referer", "https://paper.example/old/lantern-bridge_2019.html")];
    let led = paper.ask("GET", "/uk/search/?q=&lost=1", &from).await;
    assert_eq!(
        (led.status, led.header("location")),
        (303, "/uk/search/?q=lantern+bridge+2019")
    );
    for (path, headers) in [
        ("/search/?q=&lost=1", &[][..]),
        ("/search/?q=", &from),
        ("/search/?q=ferry&lost=1", &from),
    ] {
        assert_eq!(paper.ask("GET", path, headers).await.status, 200, "{path}");
    }
}
