//! Configuration that does not fit: one sentence, exit code 2, nothing written.

use crate::program::{Place, fails_with_a_sentence};
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
