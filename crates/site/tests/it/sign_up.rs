//! Forms, and the pages that links in mail lead to.

use crate::{client::Reply, client::send, newsroom::Paper};
use kernel::{ConfirmationId, Newsletter};
use std::collections::BTreeMap;
use store::{JobState, SubscriptionState};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_form_without_a_script_is_answered_by_a_page,
    the_answer_is_the_same_whatever_is_known_of_the_address,
);

async fn paper(database: PrivateDatabase) -> Paper {
    let paper = Paper::open_with(database, |_| {}).await;
    let one = |slug: &str, language: &str| Newsletter {
        slug: slug.parse().unwrap(),
        name: format!("The {slug}"),
        description: "What happened".into(),
        rhythm: "Daily".into(),
        language: language.parse().unwrap(),
        sender_name: None,
        sender_address: None,
        color: None,
    };
    let all = vec![one("tide", "en"), one("pryplyv", "uk")];
    paper
        .newsroom
        .change_settings(move |settings| settings.newsletters = all)
        .await
        .unwrap();
    paper.settle().await;
    paper
}

async fn post(paper: &Paper, path: &str, headers: &str, body: &str) -> Reply {
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         {headers}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    send(paper.address, request.as_bytes()).await
}

async fn question(paper: &Paper) -> String {
    let jobs = paper
        .newsroom
        .store
        .read(|reader| reader.jobs(JobState::Waiting, 10))
        .await
        .unwrap();
    let payload: BTreeMap<String, String> = serde_json::from_str(&jobs.last().unwrap().payload).unwrap();
    let id: ConfirmationId = payload["confirmation"].parse().unwrap();
    paper.newsroom.links().await.unwrap().confirm(id)
}

async fn states(paper: &Paper, email: &str) -> Vec<SubscriptionState> {
    let email = email.parse().unwrap();
    let kept = paper
        .newsroom
        .store
        .read(move |reader| reader.kept_of(&email))
        .await
        .unwrap();
    kept.map_or(Vec::new(), |kept| {
        kept.subscriptions.iter().map(|one| one.state).collect()
    })
}

async fn a_form_without_a_script_is_answered_by_a_page(database: PrivateDatabase) {
    let paper = paper(database).await;
    let wrong = post(&paper, "/newsletters/tide/", "", "email=%3Cnobody%3E&form=box").await;
    assert_eq!(wrong.status, 422);
    let text = wrong.text();
    assert!(
        text.contains("role=\"alert\"") && text.contains("This is not an e-mail address"),
        "{text}"
    );
    assert!(
        text.contains("value=\"&lt;nobody&gt;\"") && !text.contains("<nobody>"),
        "{text}"
    );
    assert_eq!(wrong.header("cache-control"), "no-store");
    let right = post(&paper, "/newsletters/tide/", "", "email=ann%40b.example&form=box").await;
    assert_eq!(
        (right.status, right.header("location")),
        (303, "/newsletters/thanks/")
    );
    assert!(
        paper
            .get("/newsletters/thanks/")
            .await
            .text()
            .contains("on its way")
    );
    let ukrainian = post(
        &paper,
        "/uk/newsletters/sign-up/",
        "",
        "email=olena%40b.example&newsletter=pryplyv",
    )
    .await;
    assert_eq!(ukrainian.header("location"), "/uk/newsletters/thanks/");
    assert!(
        paper
            .get("/uk/newsletters/thanks/")
            .await
            .text()
            .contains("Дякуємо")
    );
}

async fn the_answer_is_the_same_whatever_is_known_of_the_address(database: PrivateDatabase) {
    let paper = paper(database).await;
    let form = |email: &str| format!("email={}&newsletter=tide&form=box", email.replace('@', "%40"));
    post(&paper, "/newsletters/sign-up/", "", &form("known@b.example")).await;
    let token = question(&paper).await;
    post(
        &paper,
        &format!("/newsletters/confirm/?c={token}"),
        "",
        "newsletter=tide",
    )
    .await;
    assert_eq!(
        states(&paper, "known@b.example").await,
        [SubscriptionState::Active]
    );
    post(&paper, "/newsletters/sign-up/", "", &form("asked@b.example")).await;
    for accept in ["", "accept: application/json\r\n"] {
        let mut seen = Vec::new();
        // Known, asked before, throttled, new, and one that a robot filled in.
        for email in [
            "known@b.example",
            "asked@b.example",
            "asked@b.example",
            "newly@b.example",
        ] {
            seen.push(post(&paper, "/newsletters/sign-up/", accept, &form(email)).await);
        }
        let trapped = format!("{}&your_message=buy", form("robot@b.example"));
        seen.push(post(&paper, "/newsletters/sign-up/", accept, &trapped).await);
        let shapes: Vec<_> = seen
            .into_iter()
            .map(|mut reply| {
                reply.headers.remove("date");
                reply.headers.remove("x-request-id");
                let text = reply.text();
                let plain = ["known", "asked", "newly", "robot"]
                    .iter()
                    .fold(text, |text, name| text.replace(name, "NAME"));
                let headers: BTreeMap<_, _> = reply.headers.into_iter().collect();
                (reply.status, headers, plain)
            })
            .collect();
        assert!(shapes.iter().all(|shape| *shape == shapes[0]), "{shapes:#?}");
    }
    assert!(states(&paper, "robot@b.example").await.is_empty());
}

#[tokio::test]
async fn a_link_scanner_that_opens_the_link_confirms_nobody() {
    let paper = paper(PrivateDatabase::sqlite()).await;
    post(&paper, "/newsletters/tide/", "", "email=ann%40b.example").await;
    let path = format!("/newsletters/confirm/?c={}", question(&paper).await);
    for method in ["GET", "HEAD", "GET"] {
        let page = paper.ask(method, &path, &[]).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    }
    assert_eq!(states(&paper, "ann@b.example").await, [SubscriptionState::Asked]);
    // Nor does what other methods are for.
    for method in ["OPTIONS", "PUT", "DELETE"] {
        assert_eq!(paper.ask(method, &path, &[]).await.status, 405, "{method}");
    }
    let done = post(&paper, &path, "", "newsletter=tide").await;
    assert!(
        done.status == 200 && done.text().contains("/newsletters/preferences/?s="),
        "{done:?}"
    );
    assert_eq!(states(&paper, "ann@b.example").await, [SubscriptionState::Active]);
}

#[tokio::test]
async fn one_click_leaves_in_whatever_form_the_mail_program_sends_it() {
    let paper = paper(PrivateDatabase::sqlite()).await;
    post(&paper, "/newsletters/tide/", "", "email=ann%40b.example").await;
    let path = format!("/newsletters/confirm/?c={}", question(&paper).await);
    post(&paper, &path, "", "newsletter=tide").await;
    let email = "ann@b.example".parse().unwrap();
    let found = paper
        .newsroom
        .store
        .read(move |reader| reader.subscriber_by_email(&email))
        .await;
    let id = found.unwrap().unwrap().id;
    let links = paper.newsroom.links().await.unwrap();
    let leave = format!("/newsletters/unsubscribe/?u={}", links.leave(id, None));
    assert_eq!(paper.get(&leave).await.status, 200);
    assert_eq!(states(&paper, "ann@b.example").await, [SubscriptionState::Active]);
    let multipart =
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let left = post(
        &paper,
        &leave,
        "content-type: multipart/form-data; boundary=x\r\n",
        multipart,
    )
    .await;
    assert_eq!(left.status, 200);
    assert_eq!(states(&paper, "ann@b.example").await, [SubscriptionState::Left]);
}

#[tokio::test]
async fn newsletter_pages_are_cached_and_follow_the_settings() {
    let paper = paper(PrivateDatabase::sqlite()).await;
    let all = paper.get("/newsletters/").await;
    assert!(
        all.text().contains("The tide") && !all.text().contains("The pryplyv"),
        "{}",
        all.text()
    );
    assert!(all.header("cache-control").starts_with("public"));
    assert_eq!(paper.get("/newsletters/none-such/").await.status, 404);
    assert_eq!(
        paper.get("/newsletters").await.header("location"),
        "/newsletters/"
    );
    paper
        .newsroom
        .change_settings(|settings| settings.newsletters[0].name = "The Ebb".into())
        .await
        .unwrap();
    paper
        .until("/newsletters/", |reply| reply.text().contains("The Ebb"))
        .await;
}

#[tokio::test]
async fn forms_have_a_limit_and_what_is_no_form_is_answered_in_words() {
    let paper = paper(PrivateDatabase::sqlite()).await;
    let large = format!("email={}", "a".repeat(40_000));
    assert_eq!(
        post(&paper, "/newsletters/sign-up/", "", &large).await.status,
        413
    );
    assert_eq!(
        post(&paper, "/newsletters/sign-up/", "", "\u{0}=%ff&&&=")
            .await
            .status,
        422
    );
    let none = post(&paper, "/newsletters/sign-up/", "", "email=ann%40b.example").await;
    assert!(
        none.text().contains("Please choose at least one newsletter."),
        "{}",
        none.text()
    );
    assert_eq!(
        post(&paper, "/xx/newsletters/sign-up/", "", "email=a%40b.co")
            .await
            .status,
        404
    );
    for path in ["confirm/?c=x", "preferences/?s=x", "unsubscribe/?u=x", "confirm/"] {
        let dead = paper.get(&format!("/newsletters/{path}")).await;
        assert!(
            dead.status == 410 && dead.text().contains("does not work"),
            "{path}: {dead:?}"
        );
    }
}

#[tokio::test]
async fn a_network_that_sends_too_much_is_told_so_in_words() {
    let paper = Paper::open_with(PrivateDatabase::sqlite(), |config| {
        config.trusted_proxy = Some(true)
    })
    .await;
    let one = Newsletter {
        slug: "tide".parse().unwrap(),
        name: "The Tide".into(),
        description: String::new(),
        rhythm: String::new(),
        language: "en".parse().unwrap(),
        sender_name: None,
        sender_address: None,
        color: None,
    };
    paper
        .newsroom
        .change_settings(move |settings| settings.newsletters = vec![one])
        .await
        .unwrap();
    let form = |n: i64| format!("email=a{n}%40b.example&newsletter=tide");
    for n in 0..newsroom::MOST_OF_A_NETWORK {
        // What the client itself wrote before the proxy's word does not count.
        let from = format!("x-forwarded-for: 10.{n}.0.1, 198.51.100.{n}\r\n");
        assert_eq!(
            post(&paper, "/newsletters/sign-up/", &from, &form(n))
                .await
                .status,
            303
        );
    }
    let next = "x-forwarded-for: 198.51.100.200\r\n";
    let refused = post(&paper, "/newsletters/sign-up/", next, &form(900)).await;
    assert!(
        refused.status == 429 && refused.text().contains("Too many sign-ups"),
        "{refused:?}"
    );
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 3000);
    let other = "x-forwarded-for: 198.51.101.200\r\n";
    assert_eq!(
        post(&paper, "/newsletters/sign-up/", other, &form(901))
            .await
            .status,
        303
    );
}
