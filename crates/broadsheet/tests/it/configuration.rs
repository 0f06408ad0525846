//! Configuration that does not fit: one sentence, exit code 2, nothing written.

use crate::program::{Place, Server, fails_with_a_sentence};
use std::fs;

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    let place = Place::sqlite();
    fs::write(place.path("broadsheet.toml"), "[log]\nformt = 'json'\n").unwrap();
    let said = fails_with_a_sentence(&place.run(&["serve"]));
    assert!(
        said.contains("“log.formt”") && said.contains("“log.format”"),
        "{said}"
    );
    assert!(!place.data().exists());
}

#[test]
fn an_unknown_variable_is_told_with_the_nearest_one() {
    let place = Place::sqlite();
    let output = place
        .command(&["serve"])
        .env("BROADSHEET_LISTN", "127.0.0.1:0")
        .output()
        .unwrap();
    let said = fails_with_a_sentence(&output);
    assert!(
        said.contains("BROADSHEET_LISTN") && said.contains("“listen”"),
        "{said}"
    );
}

#[test]
fn a_configuration_that_cannot_be_read_is_told() {
    let place = Place::sqlite();
    fs::create_dir(place.path("folder.toml")).unwrap();
    fs::write(place.path("broken.toml"), "listen = \n").unwrap();
    fs::write(place.path("binary.toml"), [0xff, 0xfe]).unwrap();
    for (file, word) in [
        ("missing.toml", "no such file"),
        ("folder.toml", "a folder"),
        ("broken.toml", "line 1"),
        ("binary.toml", "UTF-8"),
    ] {
        let path = place.path(file).to_string_lossy().into_owned();
        let said = fails_with_a_sentence(&place.run(&["serve", "--config", &path]));
        assert!(said.contains(word) && said.contains(file), "{said}");
    }
}

#[test]
fn an_address_that_is_none_is_told() {
    let place = Place::sqlite();
    for url in [
        "news.example",
        "ftp://news.example",
        "https://news.example/path",
        "https://",
        "http://a b",
    ] {
        let said = fails_with_a_sentence(&place.run(&["serve", "--url", url]));
        assert!(
            said.contains("--url") && said.contains("https://news.example"),
            "{said}"
        );
    }
    let said = fails_with_a_sentence(&place.run(&["check", "--database", "mysql://root:secret@db/x"]));
    assert!(said.contains("postgres://") && !said.contains("secret"), "{said}");
    assert!(!place.data().exists());
}

#[test]
fn a_desk_with_a_listener_of_its_own_is_not_where_readers_are() {
    let place = Place::sqlite();
    let shared = place.serve();
    assert_eq!(shared.get("/desk/sign-in/").status, 303, "to the set-up");
    assert!(shared.stop());
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("BROADSHEET_DESK__LISTEN", "127.0.0.1:0");
    let apart = Server::start(command);
    assert_eq!(apart.get("/desk/sign-in/").status, 404);
    assert_eq!(apart.get("/").status, 200);
    assert!(apart.stop());
    for (name, value) in [
        ("BROADSHEET_DESK__LISTEN", "8081"),
        ("BROADSHEET_DESK__URL", "desk.news.example"),
    ] {
        let output = place.command(&["serve"]).env(name, value).output().unwrap();
        let said = fails_with_a_sentence(&output);
        assert!(said.contains(name) && said.contains(value), "{said}");
    }
}
