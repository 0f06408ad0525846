//! `broadsheet demo`

use crate::program::{Place, fails_with_a_sentence};
use store::MediaQuery;

#[test]
fn the_demo_fills_an_empty_newsroom_and_is_complete() {
    let place = Place::sqlite();
    let said = place.does(&["demo"]);
    assert!(!said.contains("not part of the demo"), "{said}");
    let pictures = place.records(|reader| {
        reader.media_list(&MediaQuery {
            pictures: true,
            limit: 500,
            ..MediaQuery::default()
        })
    });
    assert!(pictures.len() > 40, "{}", pictures.len());
    for one in pictures {
        assert!(!one.alt.is_empty() && !one.credit.is_empty(), "{}", one.path);
    }
    let server = place.serve();
    assert!(server.page("/").contains("The Meridian Post"));
    for path in [
        "/feed/",
        "/archive/",
        "/tag/politics/",
        "/author/mira-holt/",
        "/rss/",
        "/uk/",
        "/uk/feed/",
    ] {
        server.page(path);
    }
}

#[test]
fn the_demo_leaves_a_newsroom_that_is_not_empty_alone() {
    let place = Place::sqlite();
    place.publish("---\ntitle: Ours\n---\nText.\n");
    let said = fails_with_a_sentence(&place.run(&["demo"]));
    assert!(
        said.contains("not empty") && said.contains("--data DIR"),
        "{said}"
    );
    assert!(!place.serve().page("/").contains("Meridian"));
}
