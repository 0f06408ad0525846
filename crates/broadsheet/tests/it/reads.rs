//! What is read is counted over restarts.

use crate::{program::Place, web};

const FIREFOX: &str = "user-agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

#[test]
fn counts_survive_a_restart_and_the_list_shows_them() {
    let place = Place::sqlite();
    place.publish("---\ntitle: The harbour opens\nslug: harbour\n---\nText.\n");
    place.publish("---\ntitle: The bridge closes\nslug: bridge\n---\nText.\n");
    let server = place.serve();
    for (path, times) in [("/harbour/", 1), ("/bridge/", 2)] {
        for _ in 0..times {
            assert_eq!(
                web::get_with(server.at, path, FIREFOX).map(|answer| answer.status),
                Some(200)
            );
        }
    }
    assert!(server.stop());
    let server = place.serve();
    let shown = |text: &str| {
        let list = text
            .split("most-read__list")
            .nth(1)
            .and_then(|rest| rest.split("</ol>").next());
        list.map(str::to_owned)
    };
    let page = server.becomes("/harbour/", "a page with what is read most", |answer| {
        shown(&answer.text()).is_some()
    });
    let list = shown(&page.text()).unwrap_or_default();
    let at = |title: &str| {
        list.find(title)
            .unwrap_or_else(|| panic!("{title} is not in {list}"))
    };
    assert!(at("The bridge closes") < at("The harbour opens"), "{list}");
}
