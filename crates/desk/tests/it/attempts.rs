//! What did not get in: the record of it.

use crate::{Browser, Office, PASSWORD};
use kernel::Role;
use newsroom::Credentials;
use store::AuditQuery;
use testkit::{PrivateDatabase, on_both};

on_both!(
    failed_tries_are_counted_in_the_record_without_what_was_typed,
    an_attack_from_everywhere_stays_small_in_the_record,
);

/// At the turn of the hour entries begin anew: then a test has nothing to count.
fn hour() -> i64 {
    kernel::Timestamp::now().millis() / 3_600_000
}

impl Office {
    async fn try_from(&self, network: &str, email: &str) {
        let given = Credentials {
            email: email.into(),
            password: "a wrong password".into(),
            network: network.into(),
            agent: String::new(),
        };
        self.newsroom.sign_in(given).await.unwrap();
    }
}

async fn failed_tries_are_counted_in_the_record_without_what_was_typed(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let begun = hour();
    let owner = office.person(Role::Owner).await;
    office.person(Role::Author).await;
    for _ in 0..3 {
        office.try_from("203.0.113.0/24", "author@paper.example").await;
    }
    for email in [
        "nobody@paper.example",
        "my secret password",
        "nobody@paper.example",
    ] {
        office.try_from("203.0.113.0/24", email).await;
    }
    let page = office.get("/desk/audit/", &owner).await.text;
    let of_person =
        "The author | could not sign in with a password | from 203.0.113.0/24, 3 times within an hour";
    let of_network = "Somebody | tried to sign in with an address that nobody here has | from 203.0.113.0/24, 3 times within an hour";
    let has = |line: &str| page.contains(&line.replace(" | ", "</td><td>"));
    if hour() != begun {
        return;
    }
    assert!(has(of_person) && has(of_network), "{page}");
    assert!(!page.contains("nobody@") && !page.contains("secret") && !page.contains("wrong password"));

    // From another network, and held: told once, however often it is tried on.
    office.try_from("198.51.100.0/24", "author@paper.example").await;
    for _ in 0..12 {
        office.try_from("203.0.113.0/24", "author@paper.example").await;
    }
    let page = office.get("/desk/audit/", &owner).await.text;
    if hour() != begun {
        return;
    }
    assert!(
        page.contains(
            "could not sign in with a password</td><td>from 203.0.113.0/24, 198.51.100.0/24, 11 times within an hour"
        ),
        "{page}"
    );
    let held = "The author</td><td>was held back: too many tries to sign in</td><td>from 203.0.113.0/24</td>";
    assert_eq!(page.matches(held).count(), 1, "{page}");

    // Whoever signs in is not among them.
    let form = format!(
        "email=author%40paper.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    office.post("/desk/sign-in/", &Browser::default(), &form).await;
    let after = office.get("/desk/audit/", &owner).await.text;
    assert_eq!(after.matches("<td>could not sign in").count(), 1);
}

async fn an_attack_from_everywhere_stays_small_in_the_record(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let begun = hour();
    let owner = office.person(Role::Owner).await;
    let staff = office
        .newsroom
        .signed_in(owner.cookie.split('=').nth(1).unwrap())
        .await
        .unwrap()
        .unwrap();
    for n in 0..120 {
        office
            .try_from(&format!("10.0.{n}.0/24"), &format!("nobody{n}@paper.example"))
            .await;
    }
    let all = |of| AuditQuery {
        of,
        limit: 500,
        ..AuditQuery::default()
    };
    let record = office.newsroom.record(&staff, all(None)).await.unwrap();
    let failed: Vec<_> = record
        .iter()
        .filter(|entry| entry.what == "sign-in.unknown")
        .collect();
    if hour() != begun {
        return;
    }
    assert_eq!(failed.len(), 21, "twenty networks, and all others together");
    assert_eq!(failed.iter().map(|entry| entry.times).sum::<i64>(), 120);
    // A person's own entry comes all the same.
    office.try_from("10.1.1.0/24", "owner@paper.example").await;
    let record = office.newsroom.record(&staff, all(Some(staff.id))).await.unwrap();
    assert!(
        record.iter().any(|entry| entry.what == "sign-in.failed"),
        "{record:?}"
    );
}
