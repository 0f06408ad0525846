//! People who work at the desk.

use crate::program::{Place, Server, fails_with_a_sentence, run_with_input};
use std::process::Output;
use testkit::PrivateDatabase;

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

/// What the desk says to a try to sign in: 303 is in, 422 wrong, 429 too often.
fn sign_in(server: &Server, password: &str) -> u16 {
    let form = format!(
        "email=ana%40paper.example&password={}",
        password.replace(' ', "+")
    );
    server.post("/desk/sign-in/", &form).status
}

#[test]
fn nobody_gets_in_and_the_operator_sets_a_password() {
    for place in [Place::sqlite(), Place::on(PrivateDatabase::postgres())] {
        assert!(
            add(&place, "ana@paper.example", "owner", "seven grey herons")
                .status
                .success()
        );
        let server = place.serve();
        let mut last = 0;
        for _ in 0..11 {
            last = sign_in(&server, "wrong password");
        }
        assert_eq!(last, 429);
        let said = place.does(&["user", "unlock", "--email", "Ana@paper.example"]);
        assert!(said.contains("may try again at once"), "{said}");
        assert_eq!(sign_in(&server, "seven grey herons"), 303);
        for _ in 0..11 {
            last = sign_in(&server, "wrong password");
        }
        assert_eq!(last, 429);
        let set = |password: &str| {
            let words = [
                "user",
                "set-password",
                "--email",
                "ana@paper.example",
                "--remove-factors",
            ];
            run_with_input(place.command(&words), password)
        };
        let said = fails_with_a_sentence(&set("short"));
        assert!(said.contains("12 characters"), "{said}");
        let done = set("nine white storks\n");
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(
            done.status.success() && said.contains("signs in with the new password"),
            "{said}"
        );
        assert!(!said.contains("storks"));
        assert_eq!(sign_in(&server, "nine white storks"), 303, "it need not wait");
        assert_eq!(sign_in(&server, "seven grey herons"), 422);
        for words in [
            ["user", "unlock", "--email", "bob@paper.example"],
            ["user", "set-password", "--email", "bob@paper.example"],
        ] {
            let said = fails_with_a_sentence(&run_with_input(place.command(&words), "nine white storks"));
            assert!(said.contains("Nobody signs in with bob@paper.example"), "{said}");
        }
    }
}
