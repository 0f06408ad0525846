//! Who is asked to review a story.

use crate::{Office, writing::begin};
use http::StatusCode;
use kernel::Role;
use testkit::{PrivateDatabase, on_both};

on_both!(only_who_may_approve_a_story_is_asked_to_review_it);

async fn only_who_may_approve_a_story_is_asked_to_review_it(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let contributor = office.person(Role::Contributor).await;
    let author = office.person(Role::Author).await;
    let editor = office.person(Role::Editor).await;
    let users = office.newsroom.store.read(|reader| reader.users()).await.unwrap();
    let of = |role: Role| users.iter().find(|user| user.role == role).unwrap().id;
    let choice = |role: Role| format!("<option value=\"{}\">", of(role));
    let id = begin(&office, &contributor).await;
    let page = async || office.get(&format!("/desk/stories/{id}/"), &editor).await.text;
    let drawn = page().await;
    assert!(drawn.contains(&choice(Role::Editor)), "{drawn}");
    for role in [Role::Contributor, Role::Author] {
        assert!(!drawn.contains(&choice(role)), "{role}: {drawn}");
    }
    let over = format!("/desk/stories/{id}/hand-over");
    for (by, role) in [
        (&contributor, Role::Contributor),
        (&contributor, Role::Author),
        (&editor, Role::Contributor),
    ] {
        let refused = office
            .post(
                &over,
                by,
                &format!("to=review&assignee={}&note=Kept+words", of(role)),
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{role}");
        let sentence = format!("The {role} cannot approve this story");
        assert!(
            refused.text.contains(&sentence) && refused.text.contains("Kept words"),
            "{}",
            refused.text
        );
    }
    let form = format!("to=review&assignee={}", of(Role::Editor));
    // Sent twice, it is handed over once.
    for _ in 0..2 {
        let sent = office.post(&over, &contributor, &form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    }
    let states = format!("/desk/stories/{id}/revisions/");
    let states = office.get(&states, &editor).await.text;
    assert_eq!(states.matches("Sent to review").count(), 1, "{states}");
    // Back to the draft it may go to whoever writes on.
    assert!(page().await.contains(&choice(Role::Contributor)));
    let back = format!("to=draft&assignee={}", of(Role::Contributor));
    let back = office.post(&over, &editor, &back).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    // One's own story an author may approve.
    let own = begin(&office, &author).await;
    let drawn = office.get(&format!("/desk/stories/{own}/"), &author).await.text;
    assert!(drawn.contains(&choice(Role::Author)), "{drawn}");
}
