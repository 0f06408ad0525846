//! People who work at the desk.

use crate::program::{Place, fails_with_a_sentence, run_with_input};
use std::process::Output;

fn add(place: &Place, email: &str, role: &str, password: &str) -> Output {
    run_with_input(
        place.command(&["user", "add", "--email", email, "--name", "Ana", "--role", role]),
        password,
    )
}

#[test]
fn a_person_is_added_with_a_password_from_standard_input() {
    let place = Place::sqlite();
    let output = add(&place, "ana@paper.example", "editor", "seven grey herons\n");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!String::from_utf8_lossy(&output.stdout).contains("herons"));
    let said = fails_with_a_sentence(&add(&place, "ana@paper.example", "editor", "seven grey herons\n"));
    assert!(said.contains("already"), "{said}");
}

#[test]
fn what_does_not_fit_is_told_and_adds_nobody() {
    let place = Place::sqlite();
    for (email, role, password, word) in [
        ("ana", "editor", "seven grey herons", "e-mail address"),
        ("ana@paper.example", "boss", "seven grey herons", "owner"),
        ("ana@paper.example", "editor", "short", "12 characters"),
        (
            "ana@paper.example",
            "editor",
            "password1234",
            "everyone tries first",
        ),
        ("ana@paper.example", "editor", "", "standard input"),
    ] {
        let said = fails_with_a_sentence(&add(&place, email, role, password));
        assert!(said.contains(word), "{said}");
    }
    let output = add(&place, "ana@paper.example", "editor", "seven grey herons");
    assert!(output.status.success(), "nobody was there before");
}

#[test]
fn people_are_listed_and_a_lost_factor_is_taken_away() {
    let place = Place::sqlite();
    assert!(
        add(&place, "ana@paper.example", "editor", "seven grey herons")
            .status
            .success()
    );
    assert_eq!(
        place.does(&["user", "list"]).trim(),
        "ana@paper.example  Ana  editor"
    );
    let said = place.does(&["user", "reset-factor", "--email", "ana@paper.example"]);
    assert!(said.contains("had no second factor"), "{said}");
    let unknown =
        fails_with_a_sentence(&place.run(&["user", "reset-factor", "--email", "bob@paper.example"]));
    assert!(
        unknown.contains("Nobody signs in with bob@paper.example"),
        "{unknown}"
    );
}
