//! Asking people to join, changing what they may do, and the record of it.

use crate::{Browser, Office, PASSWORD};
use http::StatusCode;
use kernel::{EmailAddress, InvitationId, Role, UserId};
use store::User;
use testkit::{PrivateDatabase, on_both};

on_both!(
    who_is_asked_joins_once_by_the_link,
    nobody_changes_those_above_them_and_there_always_is_an_owner,
    who_may_not_come_any_more_is_out_at_once_and_may_be_let_in_again,
    the_record_says_who_did_what_page_by_page,
);

impl Office {
    async fn user(&self, email: &str) -> Option<User> {
        let email: EmailAddress = email.parse().unwrap();
        let found = self
            .newsroom
            .store
            .read(move |reader| reader.user_by_email(&email));
        found.await.unwrap()
    }

    pub async fn id(&self, email: &str) -> UserId {
        self.user(email).await.unwrap().id
    }

    async fn invitation(&self, email: &str) -> Option<InvitationId> {
        let email: EmailAddress = email.parse().unwrap();
        let found = self
            .newsroom
            .store
            .read(move |reader| reader.invitation_to(&email));
        found.await.unwrap().map(|one| one.id)
    }

    async fn token(&self, id: InvitationId) -> String {
        self.newsroom.links().await.unwrap().join(id)
    }
}

fn join(token: &str, name: &str) -> String {
    format!("t={token}&name={name}&password={}", PASSWORD.replace(' ', "+"))
}

async fn who_is_asked_joins_once_by_the_link(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let boss = office.person(Role::Administrator).await;
    let form = "email=ann%40paper.example&name=Ann+Reed&role=author";
    let sent = office.post("/desk/people/invitations/", &boss, form).await;
    assert_eq!(sent.to(), "/desk/people/?done=invited", "{}", sent.text);
    let jobs = office
        .newsroom
        .store
        .read(|reader| reader.jobs(store::JobState::Waiting, 10))
        .await
        .unwrap();
    let first = office.invitation("ann@paper.example").await.unwrap();
    let old = office.token(first).await;
    assert!(
        jobs.iter()
            .all(|job| !job.payload.contains(old.rsplit('.').next().unwrap())),
        "the token stands in no job"
    );
    let list = office.get("/desk/people/", &boss).await;
    assert!(list.text.contains("Ann Reed") && list.text.contains("ann@paper.example"));

    // Sent anew, the first link ends.
    let again = office
        .post(&format!("/desk/people/invitations/{first}/again"), &boss, "")
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let nobody = Browser::default();
    let gone = office.get(&format!("/desk/join/?t={old}"), &nobody).await;
    assert_eq!(gone.status, StatusCode::GONE);
    let token = office
        .token(office.invitation("ann@paper.example").await.unwrap())
        .await;
    let page = office.get(&format!("/desk/join/?t={token}"), &nobody).await;
    assert!(
        page.text.contains("The administrator asks you") && page.text.contains("Your role: author"),
        "{}",
        page.text
    );

    let weak = office
        .post(
            "/desk/join/",
            &nobody,
            &format!("t={token}&name=Ann+Reed&password=short"),
        )
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text.contains("too short") && weak.text.contains("Ann Reed"));
    let done = office
        .post("/desk/join/", &nobody, &join(&token, "Ann+Reed"))
        .await;
    assert_eq!(done.to(), "/desk/", "{}", done.text);
    let ann = office.with_cookie_of(&done).await;
    assert!(office.get("/desk/stories/", &ann).await.text.contains("Ann Reed"));
    let user = office.user("ann@paper.example").await.unwrap();
    assert_eq!(user.role, Role::Author);
    assert!(user.author.is_some(), "a byline is theirs");
    let twice = office
        .post("/desk/join/", &nobody, &join(&token, "Mallory"))
        .await;
    assert_eq!(twice.status, StatusCode::GONE);
    assert_eq!(
        office
            .get(&format!("/desk/join/?t={token}"), &nobody)
            .await
            .status,
        StatusCode::GONE
    );

    // What was taken back works as little; and nobody is asked who is here.
    let form = "email=bob%40paper.example&name=Bob&role=editor";
    office.post("/desk/people/invitations/", &boss, form).await;
    let bob = office.invitation("bob@paper.example").await.unwrap();
    office
        .post(&format!("/desk/people/invitations/{bob}/take-back"), &boss, "")
        .await;
    let late = office
        .post("/desk/join/", &nobody, &join(&office.token(bob).await, "Bob"))
        .await;
    assert_eq!(late.status, StatusCode::GONE);
    let form = "email=ann%40paper.example&name=Ann&role=editor";
    let here = office.post("/desk/people/invitations/", &boss, form).await;
    assert_eq!(here.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(here.text.contains("signs in with ann@paper.example already"));
}

async fn nobody_changes_those_above_them_and_there_always_is_an_owner(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let owner = office.person(Role::Owner).await;
    let boss = office.person(Role::Administrator).await;
    office.person(Role::Editor).await;
    let (owner_id, boss_id, editor_id) = (
        office.id("owner@paper.example").await,
        office.id("administrator@paper.example").await,
        office.id("editor@paper.example").await,
    );
    let form = "email=eve%40paper.example&name=Eve&role=owner";
    let above = office.post("/desk/people/invitations/", &boss, form).await;
    assert_eq!(above.status, StatusCode::FORBIDDEN, "{}", above.text);
    for (path, form) in [
        (format!("/desk/people/{owner_id}/role"), "role=editor"),
        (format!("/desk/people/{owner_id}/disable"), ""),
        (format!("/desk/people/{owner_id}/take-factor"), ""),
        (format!("/desk/people/{editor_id}/role"), "role=owner"),
    ] {
        let answer = office.post(&path, &boss, form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    for path in [
        format!("/desk/people/{owner_id}/role"),
        format!("/desk/people/{owner_id}/disable"),
    ] {
        let own = office.post(&path, &owner, "role=editor").await;
        assert_eq!(
            own.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "not one's own: {path}"
        );
    }
    let lowered = office
        .post(&format!("/desk/people/{editor_id}/role"), &boss, "role=author")
        .await;
    assert_eq!(lowered.to(), "/desk/people/?done=role");
    assert_eq!(
        office.user("editor@paper.example").await.unwrap().role,
        Role::Author
    );

    let password = PASSWORD.replace(' ', "+");
    let refused = office
        .post(
            "/desk/people/hand-over/",
            &boss,
            &format!("to={editor_id}&password={password}"),
        )
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let wrong = office
        .post(
            "/desk/people/hand-over/",
            &owner,
            &format!("to={boss_id}&password=wrong"),
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let over = office
        .post(
            "/desk/people/hand-over/",
            &owner,
            &format!("to={boss_id}&password={password}"),
        )
        .await;
    let page = office.get(over.to(), &owner).await;
    assert!(
        page.text.contains("The newsroom was handed over"),
        "{}",
        over.text
    );
    assert_eq!(
        office.user("owner@paper.example").await.unwrap().role,
        Role::Administrator
    );
    assert_eq!(
        office.user("administrator@paper.example").await.unwrap().role,
        Role::Owner
    );
}

async fn who_may_not_come_any_more_is_out_at_once_and_may_be_let_in_again(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let owner = office.person(Role::Owner).await;
    let boss = office.person(Role::Administrator).await;
    let id = office.id("administrator@paper.example").await;
    let form = "email=ann%40paper.example&name=Ann&role=author";
    office.post("/desk/people/invitations/", &boss, form).await;
    let done = office
        .post(&format!("/desk/people/{id}/disable"), &owner, "")
        .await;
    let page = office.get(done.to(), &owner).await;
    assert!(page.text.contains(&format!("/desk/people/{id}/enable\"")) && page.text.contains("Undo"));
    assert!(
        office
            .get("/desk/people/", &boss)
            .await
            .to()
            .starts_with("/desk/sign-in/")
    );
    let sent = office.post("/desk/people/invitations/", &boss, form).await;
    let page = office.get(sent.to(), &Browser::default()).await;
    assert!(page.text.contains("what you sent was not done"), "{}", page.text);
    assert!(
        office.invitation("ann@paper.example").await.is_none(),
        "whom they asked cannot come"
    );
    let form = format!(
        "email=administrator%40paper.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    let out = office.post("/desk/sign-in/", &Browser::default(), &form).await;
    assert_eq!(out.status, StatusCode::UNPROCESSABLE_ENTITY);
    office
        .post(&format!("/desk/people/{id}/enable"), &owner, "")
        .await;
    let back = office.post("/desk/sign-in/", &Browser::default(), &form).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
}

async fn the_record_says_who_did_what_page_by_page(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let owner = office.person(Role::Owner).await;
    let editor = office.person(Role::Editor).await;
    for n in 0..105 {
        office
            .post("/desk/account/name", &editor, &format!("name=Name+{n}+."))
            .await;
    }
    let id = office.id("editor@paper.example").await;
    let first = office.get(&format!("/desk/audit/?person={id}"), &owner).await;
    assert!(first.text.contains("<td>changed their own name") && first.text.contains("Name 104 .</td></tr>"));
    assert!(!first.text.contains("Name 4 .</td></tr>"), "a hundred lines");
    let next = first
        .text
        .split("href=\"/desk/audit/?")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let next = next.replace("&#38;", "&").replace("&amp;", "&");
    let second = office.get(&format!("/desk/audit/?{next}"), &owner).await;
    for line in ["Name 4 .</td></tr>", "Name 0 .</td></tr>", "signed in"] {
        assert!(second.text.contains(line), "{line}: {}", second.text);
    }
    assert!(!second.text.contains("Name 5 .</td></tr>") && !second.text.contains("rel=\"next\""));
    let owners = office
        .get(
            &format!("/desk/audit/?person={}", office.id("owner@paper.example").await),
            &owner,
        )
        .await;
    assert!(!owners.text.contains("<td>changed their own name"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_byline_with_stories_becomes_nobodys_but_whom_the_administrator_named() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let boss = office.person(Role::Administrator).await;
    let star = newsroom::AuthorInput {
        name: "Star Reporter".into(),
        ..Default::default()
    };
    let star = office.newsroom.save_author(star).await.unwrap();
    for (email, invited, typed, is_star) in [
        ("mallory%40paper.example", "Mallory", "Star+Reporter", false),
        ("star%40paper.example", "Star Reporter", "Star+Reporter", true),
        ("other%40paper.example", "Star Reporter", "Star+Reporter", false),
    ] {
        let form = format!("email={email}&name={}&role=author", invited.replace(' ', "+"));
        office.post("/desk/people/invitations/", &boss, &form).await;
        let plain = email.replace("%40", "@");
        let token = office.token(office.invitation(&plain).await.unwrap()).await;
        office
            .post("/desk/join/", &Browser::default(), &join(&token, typed))
            .await;
        let author = office.user(&plain).await.unwrap().author;
        assert!(author.is_some());
        assert_eq!(author == Some(star.id), is_star, "{plain}");
    }
}
