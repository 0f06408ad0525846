//! `broadsheet check`

use crate::program::Place;
use std::{fs, net::TcpListener};

#[test]
fn a_good_set_up_is_said_to_be_good() {
    let place = Place::sqlite();
    let said = place
        .command(&["check"])
        .env("BROADSHEET_LISTEN", "127.0.0.1:0")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success(), "{text}");
    for what in [
        "data folder",
        "free space",
        "port",
        "default theme",
        "SQLite 3.",
        "time zone",
    ] {
        assert!(text.contains(what), "{what}: {text}");
    }
}

#[test]
fn everything_that_is_wrong_is_named_at_once() {
    let place = Place::sqlite();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    fs::create_dir(place.data()).unwrap();
    fs::write(place.data().join("broadsheet.db"), [b'x'; 4096]).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = place
        .command(&["check"])
        .env("BROADSHEET_LISTEN", &address)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let wrong: Vec<&str> = text.lines().filter(|line| line.starts_with("wrong")).collect();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert_eq!(wrong.len(), 2, "{text}");
    assert!(
        wrong[0].contains("port") && wrong[1].contains("damaged"),
        "{text}"
    );
}
