//! Posts that appear at their time.

use crate::program::Place;
use std::time::{Duration, SystemTime};

#[test]
fn a_scheduled_story_appears_at_its_time_while_the_server_runs() {
    let place = Place::sqlite();
    let server = place.serve();
    let said = place.publish("---\ntitle: Soon\npublished: +3s\n---\nText.\n");
    let published = SystemTime::now();
    assert!(said.contains("Scheduled"), "{said}");
    assert_eq!(server.get("/soon/").status, 404);
    server.becomes("/soon/", "there", |answer| answer.status == 200);
    let waited = published.elapsed().unwrap();
    assert!(waited > Duration::from_secs(1), "it appeared after {waited:?}");
    server.becomes("/", "a front page with it", |answer| {
        answer.text().contains("/soon/")
    });
}

#[test]
fn a_time_that_passed_while_the_server_was_down_counts_as_passed() {
    let place = Place::sqlite();
    place.publish("---\ntitle: Soon\npublished: +1s\n---\nText.\n");
    let server = place.serve();
    server.becomes("/soon/", "there", |answer| answer.status == 200);
}
