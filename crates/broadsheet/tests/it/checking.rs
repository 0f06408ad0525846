//! `broadsheet check`

use crate::program::{Place, fails_with_a_sentence};
use std::{fs, net::TcpListener};
use testkit::PrivateDatabase;

#[test]
fn a_good_set_up_is_said_to_be_good() {
    let place = Place::sqlite();
    place.found();
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
        "given up: nothing",
    ] {
        assert!(text.contains(what), "{what}: {text}");
    }
}

#[test]
fn who_reads_avif_is_said() {
    let place = Place::sqlite();
    place.found();
    let check = |set: &str, path: &str| {
        let mut command = place.command(&["check"]);
        command.env("BROADSHEET_LISTEN", "127.0.0.1:0").env("PATH", path);
        command
            .env("BROADSHEET_NARRATION__VOICE", "off")
            .env("BROADSHEET_FILES__AVIF", set);
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    };
    let bin = place.path("bin");
    fs::create_dir(&bin).unwrap();
    fs::write(bin.join("avifdec"), "").unwrap();
    let bin = bin.to_string_lossy();
    for (set, path, line) in [
        ("", &*bin, "ok     AVIF pictures: are made smaller by avifdec"),
        (
            "avifdec",
            &*bin,
            "ok     AVIF pictures: are made smaller by avifdec",
        ),
        ("off", &*bin, "ok     AVIF pictures: are served as they are"),
        ("", "/nothing", "ok     AVIF pictures: are served as they are"),
        (
            "avifdec",
            "/nothing",
            "wrong  AVIF pictures: avifdec cannot be found: install it",
        ),
    ] {
        let said = check(set, path);
        assert!(said.contains(line), "{set} {path}: {said}");
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

#[test]
fn what_works_on_a_newsroom_makes_none_where_there_is_none() {
    for place in [Place::sqlite(), Place::on(PrivateDatabase::postgres())] {
        let story = place.path("story.md");
        fs::write(&story, "---\ntitle: One\n---\nText.\n").unwrap();
        let story = story.to_string_lossy();
        let commands: [&[&str]; 3] = [
            &["post", "publish", &story],
            &["post", "withdraw", "one"],
            &["check"],
        ];
        for words in commands {
            let said = place.run(words);
            let why = format!("{words:?}: {}", String::from_utf8_lossy(&said.stdout));
            let sentence = fails_with_a_sentence(&said);
            assert!((why + &sentence).contains("There is no folder"), "{sentence}");
            assert!(!place.data().exists(), "{words:?}");
        }
        fs::create_dir(place.data()).unwrap();
        for words in commands {
            let said = place.run(words);
            let why = format!("{words:?}: {}", String::from_utf8_lossy(&said.stdout));
            let sentence = fails_with_a_sentence(&said);
            assert!(
                (why + &sentence).contains("There is no newsroom in"),
                "{sentence}"
            );
            let made: Vec<_> = fs::read_dir(place.data()).unwrap().collect();
            assert!(made.is_empty(), "{words:?}: {made:?}");
        }
    }
}
