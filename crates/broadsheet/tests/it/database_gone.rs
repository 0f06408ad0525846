//! PostgreSQL stopped under a running server.

use crate::program::{Place, Server};
use std::process::Command;
use testkit::Postgres;

fn command(place: &Place, words: &[&str], database: &str) -> Command {
    let mut command = place.command(words);
    command.args(["--database", database]);
    command
}

#[test]
fn while_postgresql_is_gone_known_pages_are_served_and_the_rest_is_503() {
    let postgres = Postgres::start().unwrap();
    let database = postgres.database();
    let place = Place::sqlite();
    let server = Server::start(command(&place, &["serve", "--listen", "127.0.0.1:0"], &database));
    for title in ["One", "Two"] {
        let file = place.path("story.md");
        std::fs::write(&file, format!("---\ntitle: {title}\n---\nText of {title}.\n")).unwrap();
        let words = ["post", "publish", file.to_str().unwrap()];
        assert!(command(&place, &words, &database).status().unwrap().success());
    }
    assert!(server.page("/one/").contains("Text of One."));
    assert_eq!(server.get("/readyz").status, 200);

    postgres.stop().unwrap();
    assert!(
        server.page("/one/").contains("Text of One."),
        "a page that is known stays"
    );
    let unknown = server.get("/two/");
    assert_eq!(unknown.status, 503);
    let text = unknown.text();
    assert!(
        text.contains("<html") && unknown.header("retry-after").is_some(),
        "a page for people: {text}"
    );
    assert_eq!(server.get("/readyz").status, 503);
    assert_eq!(server.get("/healthz").status, 200);
    let door = server.get("/desk/sign-in/");
    assert_eq!(door.status, 503);
    let said = door.text();
    assert!(
        said.contains("cannot be read at this moment")
            && !said.contains("saved")
            && !said.contains("PostgreSQL"),
        "{said}"
    );

    postgres.start_again().unwrap();
    server.becomes("/two/", "there again", |answer| answer.status == 200);
    server.becomes("/readyz", "ready again", |answer| answer.status == 200);
    let file = place.path("story.md");
    std::fs::write(&file, "---\ntitle: One\n---\nNew text.\n").unwrap();
    let words = ["post", "publish", file.to_str().unwrap()];
    assert!(command(&place, &words, &database).status().unwrap().success());
    server.becomes("/one/", "the new text", |answer| {
        answer.text().contains("New text.")
    });
}
