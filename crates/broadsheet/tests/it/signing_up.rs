//! Signing up at the running program.

use crate::program::{Place, Server, fails_with_a_sentence};
use std::time::{Duration, Instant};

/// Posts a form, and gives the status of the answer.
fn post(server: &Server, path: &str, body: &str) -> u16 {
    server.post(path, body).status
}

/// The recipients of the letters in the outbox, once there are so many.
fn letters(place: &Place, many: usize) -> Vec<String> {
    let begun = Instant::now();
    loop {
        let folder = std::fs::read_dir(place.data().join("outbox"));
        let files = folder.into_iter().flatten().map(|entry| entry.unwrap().path());
        let texts = files
            .filter(|path| path.extension().is_some_and(|end| end == "eml"))
            .map(|path| std::fs::read_to_string(path).unwrap());
        let to = |text: String| {
            text.lines()
                .find_map(|line| Some(line.strip_prefix("To: ")?.to_owned()))
        };
        let mut found: Vec<String> = texts.filter_map(to).collect();
        found.sort();
        if found.len() >= many {
            return found;
        }
        // A job whose worker was killed is taken again when its lease of 30 seconds is over.
        assert!(begun.elapsed() < Duration::from_secs(60), "only {found:?}");
        std::thread::yield_now();
    }
}

#[test]
fn a_sign_up_that_was_thanked_gets_its_letter_after_a_power_cut() {
    let place = Place::sqlite();
    place.does(&["demo"]);
    let mut wanted = Vec::new();
    for round in 0..4 {
        let server = place.serve();
        for n in 0..3 {
            let email = format!("r{round}n{n}@reader.example");
            let form = format!("email={}&newsletter=morning-tide", email.replace('@', "%40"));
            assert_eq!(post(&server, "/newsletters/sign-up/", &form), 303);
            wanted.push(email);
        }
        // At once, while letters are being written.
        server.kill();
    }
    let _server = place.serve();
    let mut found = letters(&place, wanted.len());
    found.dedup();
    assert_eq!(found, wanted);
}

#[test]
fn a_person_is_exported_and_erased_from_the_command_line() {
    let place = Place::sqlite();
    place.does(&["demo"]);
    let server = place.serve();
    let form = "email=ann%40reader.example&newsletter=harbour-ledger&form=box&page=/a/";
    assert_eq!(post(&server, "/newsletters/sign-up/", form), 303);
    letters(&place, 1);
    assert!(
        place
            .does(&["newsletter", "list"])
            .contains("harbour-ledger\ten\t0 readers\t1 unconfirmed\t")
    );
    let export = place.does(&["subscriber", "export", "--email", "ann@reader.example"]);
    let export: serde_json::Value = serde_json::from_str(&export).unwrap();
    assert_eq!(export["evidence"][0]["page"], "/a/");
    assert_eq!(export["evidence"][0]["network"], "127.0.0.0/24");
    place.does(&["subscriber", "erase", "--email", "ANN@reader.example"]);
    let gone = place.run(&["subscriber", "export", "--email", "ann@reader.example"]);
    assert!(fails_with_a_sentence(&gone).contains("Nothing is kept about ann@reader.example."));
    let outbox = std::fs::read_dir(place.data().join("outbox")).unwrap();
    assert_eq!(outbox.count(), 0);
}

#[test]
fn a_mail_server_that_is_none_is_told_without_its_password() {
    let place = Place::sqlite();
    let mut check = place.command(&["check"]);
    let said = fails_with_a_sentence(
        &check
            .env("BROADSHEET_MAIL__SMTP", "smpt://ann:hush@x")
            .output()
            .unwrap(),
    );
    assert!(
        said.contains("BROADSHEET_MAIL__SMTP") && !said.contains("hush"),
        "{said}"
    );
}
