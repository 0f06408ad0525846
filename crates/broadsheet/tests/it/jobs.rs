//! Work that was given up, from the command line.

use crate::program::{Place, fails_with_a_sentence};
use kernel::{JobId, Timestamp};
use store::{NewJob, Store, StoreError};

/// A letter that cannot be sent.
fn given_up(place: &Place) -> String {
    many_given_up(place, 1).remove(0)
}

fn many_given_up(place: &Place, many: usize) -> Vec<String> {
    let Ok(address) = place.data().join("broadsheet.db").to_string_lossy().parse();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open_existing(address).await.unwrap();
        let written = store.write(move |tx| {
            let mut ids = Vec::new();
            for _ in 0..many {
                tx.enqueue_job(&NewJob::now("mail.account", "{}".into()))?;
                let job = tx.take_job(&["mail.account"], Timestamp::now(), 60_000)?;
                let job = job.expect("it waits");
                tx.bury_job(&job, "550 no such box\nat all")?;
                ids.push(job.id.to_string());
            }
            Ok::<_, StoreError>(ids)
        });
        written.await.unwrap()
    })
}

fn check(place: &Place) -> String {
    let mut check = place.command(&["check"]);
    let checked = check.env("BROADSHEET_LISTEN", "127.0.0.1:0").output().unwrap();
    String::from_utf8_lossy(&checked.stdout).into_owned()
}

#[test]
fn of_more_than_a_thousand_it_is_said_how_many_more() {
    let place = Place::sqlite();
    place.found();
    many_given_up(&place, 1003);
    let list = place.does(&["job", "list"]);
    assert!(
        list.lines().count() == 1001 && list.contains("… and 3 more, "),
        "{}",
        list.lines().last().unwrap_or_default()
    );
    let checked = check(&place);
    assert!(
        checked.contains("1000 mail.account; ") && checked.contains("; and 3 more; “broadsheet job list”"),
        "{checked}"
    );
    let retried = place.does(&["job", "retry", "--all"]);
    assert!(
        retried.starts_with("1000 are tried again.\n3 more were given up"),
        "{retried}"
    );
    assert_eq!(place.does(&["job", "list"]).lines().count(), 3);
}

#[test]
fn what_was_given_up_is_listed_and_tried_again() {
    let place = Place::sqlite();
    place.found();
    let list = || place.does(&["job", "list"]);
    assert_eq!(list(), "Nothing was given up.\n");
    let (first, second) = (given_up(&place), given_up(&place));
    for id in [&first, &second] {
        let line = format!("{id}  mail.account  tried once  550 no such box at all\n");
        assert!(list().contains(&line), "{}", list());
    }
    let checked = check(&place);
    assert!(
        checked.contains("2 mail.account") && checked.contains("broadsheet job list"),
        "{checked}"
    );
    // One that is not there: none is tried again.
    for none in [JobId::new().to_string(), "none".into()] {
        let said = fails_with_a_sentence(&place.run(&["job", "retry", &first, &none]));
        assert!(said.contains(&none) && said.contains("job list"), "{said}");
        assert!(list().contains(&first));
    }
    for nonsense in [&["job", "retry", &first, "--all"][..], &["job", "retry"]] {
        assert!(!place.run(nonsense).status.success());
    }
    assert_eq!(place.does(&["job", "retry", &first]), "It is tried again.\n");
    assert!(!list().contains(&first) && list().contains(&second));
    given_up(&place);
    assert_eq!(place.does(&["job", "retry", "--all"]), "2 are tried again.\n");
    assert_eq!(list(), "Nothing was given up.\n");
    let record = place.records(|reader| reader.audit(None, None, 1));
    assert_eq!(
        (&*record[0].what, &*record[0].detail),
        ("job.retried", "2 mail.account")
    );
    let waiting = place.records(|reader| reader.jobs(store::JobState::Waiting, 10));
    assert!(waiting.iter().all(|job| job.attempts == 0) && waiting.len() == 3);
}
