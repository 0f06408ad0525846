//! `broadsheet fill`

use crate::program::Place;

#[test]
fn synthetic_stories_are_served_and_are_the_same_each_time() {
    let place = Place::sqlite();
    place.does(&["fill", "--posts", "30"]);
    let server = place.serve();
    let front = server.page("/");
    assert!(front.contains("/story-29-"), "the newest comes first");
    place.does(&["fill", "--posts", "30"]);
    let sections = server.page("/archive/");
    assert!(
        !sections.contains("-2/\""),
        "a second run updates what the first wrote"
    );
}
