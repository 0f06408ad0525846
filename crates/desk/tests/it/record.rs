//! The record of who did what.

use crate::Office;
use kernel::{AuditId, Role, Timestamp, UserId};
use store::{AuditEntry, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(the_record_is_asked_for_by_kind_page_for_page);

fn entry(n: i64, user: UserId, what: &str, detail: &str) -> AuditEntry {
    AuditEntry {
        id: AuditId::new(),
        at: Timestamp::from_millis(n * 1000),
        user: Some(user),
        who: "Ines".into(),
        what: what.into(),
        subject: "it".into(),
        detail: detail.into(),
        bundle: None,
        times: 1,
    }
}

async fn the_record_is_asked_for_by_kind_page_for_page(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let admin = office.person(Role::Administrator).await;
    office.person(Role::Author).await;
    let people = office.newsroom.store.read(|reader| reader.users());
    let people = people.await.unwrap();
    let writing = office.newsroom.store.write(move |tx| {
        let of = |role| people.iter().find(|one| one.role == role).map(|one| one.id);
        let (admin, author) = (of(Role::Administrator).unwrap(), of(Role::Author).unwrap());
        for n in 0..130 {
            tx.add_audit(&entry(n, author, "theme.used", &format!("theme {n}.")))?;
            tx.add_audit(&entry(n, admin, "theme.used", "another's"))?;
        }
        tx.add_audit(&entry(5, author, "theme.uploaded", "of the family"))?;
        tx.add_audit(&entry(6, author, "media.uploaded", "harbour.png"))?;
        Ok::<_, StoreError>(author)
    });
    let id = writing.await.unwrap();
    let lines = |page: &str| page.matches("<tr><td>").count();
    let family = office
        .get(&format!("/desk/audit/?what=site&person={id}"), &admin)
        .await
        .text;
    assert!(
        family.contains("theme 129.") && !family.contains("harbour.png"),
        "{family}"
    );

    let first = office
        .get(&format!("/desk/audit/?person={id}&what=theme.used"), &admin)
        .await
        .text;
    assert_eq!(lines(&first), 100, "{first}");
    assert!(
        first.contains(r#"<option value="theme.used" selected>took a theme into use</option>"#),
        "{first}"
    );
    let next = first.split("class=\"more\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap().replace("&#38;", "&");
    let second = office.get(&next, &admin).await.text;
    assert_eq!(lines(&second), 30, "{next}: {second}");
    for other in ["of the family", "another's", "harbour.png", "another&#39;s"] {
        assert!(!first.contains(other) && !second.contains(other), "{other}");
    }
    assert!(second.contains("theme 0.") && second.contains(r#"value="theme.used" selected"#));

    let media = office.get("/desk/audit/?what=media.uploaded", &admin).await.text;
    assert!(lines(&media) == 1 && media.contains("harbour.png"), "{media}");
    let none = office.get("/desk/audit/?what=media.replaced", &admin).await.text;
    assert!(none.contains("Nothing here"), "{none}");
    // What is no kind is everything.
    let all = office.get("/desk/audit/?what=x%27%3B--", &admin).await.text;
    assert_eq!(lines(&all), 100);
}
