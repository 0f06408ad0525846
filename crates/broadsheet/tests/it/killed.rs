//! A server that is killed at any moment.

use crate::program::Place;

#[test]
fn what_was_published_is_there_after_a_kill_and_a_restart() {
    let place = Place::sqlite();
    let server = place.serve();
    place.publish("---\ntitle: One\n---\nFirst.\n");
    server.becomes("/one/", "there", |answer| answer.status == 200);
    server.kill();
    place.publish("---\ntitle: Two\n---\nWritten while nobody served.\n");
    let server = place.serve();
    assert!(server.page("/one/").contains("First."));
    assert!(server.page("/").contains("Two"));
    assert!(server.stop(), "SIGTERM ends it well");
}
