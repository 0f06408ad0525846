//! Signing up, confirming, choosing, leaving, being forgotten; and that none of it is a weapon.

use crate::Desk;
use kernel::{ConfirmationId, EmailAddress, Network, Newsletter, Slug, Timestamp};
use newsroom::{ASK, MOST_OF_A_NETWORK, NotTaken, Origin, SignUp, SignedUp, WELCOME};
use serde_json::Value;
use store::{JobState, SubscriptionState};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_sign_up_is_asked_by_mail_and_active_once_confirmed,
    only_what_the_page_has_shown_is_confirmed,
    one_mail_goes_to_an_address_in_a_day_however_many_ask,
    two_nodes_send_one_mail_too,
    who_has_answered_is_asked_for_more_when_the_day_is_over,
    a_mailbox_is_not_flooded_through_its_many_addresses,
    a_network_that_sends_too_much_is_told_so_also_after_a_restart,
    a_filled_trap_is_thanked_and_nothing_is_kept,
    a_question_runs_out_with_its_fortnight,
    confirming_twice_does_no_more_than_once,
    who_never_confirms_is_forgotten,
    who_confirmed_is_remembered,
    readers_choose_on_their_own_page,
    leaving_takes_one_newsletter_or_all,
    another_address_counts_once_it_has_confirmed,
    another_address_of_the_same_person_makes_them_one,
    erasing_leaves_nothing,
    the_evidence_has_time_page_form_words_and_network,
    the_desk_answers_everybody_the_same,
);

const DAY: i64 = 24 * 3_600_000;

fn now() -> Timestamp {
    Timestamp::now()
}

fn later(millis: i64) -> Timestamp {
    now().plus_millis(millis)
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

fn from(network: [u8; 4]) -> Origin {
    let network = Network::from(std::net::IpAddr::from(network));
    Origin::new("/harbour/", "box", Some(network))
}

fn origin() -> Origin {
    from([203, 0, 113, 9])
}

fn asks(email: &str, newsletters: &[&str]) -> SignUp {
    SignUp {
        email: address(email),
        newsletters: newsletters.iter().map(|text| slug(text)).collect(),
        language: "en".parse().unwrap(),
        origin: origin(),
        trapped: false,
    }
}

impl Desk {
    async fn with_newsletters(database: PrivateDatabase) -> Self {
        let desk = Self::open(database).await;
        let one = |name: &str| Newsletter {
            slug: slug(name),
            name: format!("The {name}"),
            description: String::new(),
            rhythm: "Daily".into(),
            language: "en".parse().unwrap(),
            sender_name: None,
            sender_address: None,
            color: None,
        };
        let all = vec![one("tide"), one("ledger")];
        desk.change_settings(move |settings| settings.newsletters = all)
            .await
            .unwrap();
        desk
    }

    async fn takes(&self, sign_up: SignUp, at: Timestamp) -> SignedUp {
        self.sign_up_all_at(vec![sign_up], at).await.unwrap()[0]
    }

    /// Jobs that mail something: their kind, payload and time.
    async fn mail(&self) -> Vec<(String, Value, Timestamp)> {
        let jobs = self
            .store
            .read(|reader| reader.jobs(JobState::Waiting, 1000))
            .await
            .unwrap();
        jobs.into_iter()
            .map(|job| (job.kind, serde_json::from_str(&job.payload).unwrap(), job.due_at))
            .collect()
    }

    /// Tokens of the questions that wait to be mailed.
    async fn questions(&self) -> Vec<String> {
        let links = self.links().await.unwrap();
        let id = |payload: &Value| {
            payload["confirmation"]
                .as_str()
                .unwrap()
                .parse::<ConfirmationId>()
        };
        let mail = self.mail().await;
        let asked = mail.iter().filter(|(kind, ..)| kind == ASK);
        asked
            .map(|(_, payload, _)| links.confirm(id(payload).unwrap()))
            .collect()
    }

    /// Signs up and confirms; returns the token of their own page.
    async fn reader(&self, email: &str, newsletters: &[&str]) -> String {
        self.takes(asks(email, newsletters), now()).await;
        let question = self.questions().await.pop().expect("they were asked");
        let shown = newsletters.iter().map(|text| slug(text)).collect();
        let done = self.confirm(&question, shown, origin()).await.unwrap().unwrap();
        done.preferences.expect("it was the first time")
    }

    async fn states(&self, email: &str) -> Vec<(String, SubscriptionState)> {
        let email = address(email);
        let kept = self
            .store
            .read(move |reader| reader.kept_of(&email))
            .await
            .unwrap();
        let all = kept.map_or(Vec::new(), |kept| kept.subscriptions);
        all.into_iter()
            .map(|one| (one.newsletter.to_string(), one.state))
            .collect()
    }

    async fn is_known(&self, email: &str) -> bool {
        let email = address(email);
        let found = self
            .store
            .read(move |reader| reader.subscriber_by_email(&email))
            .await;
        found.unwrap().is_some()
    }
}

async fn a_sign_up_is_asked_by_mail_and_active_once_confirmed(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let taken = desk
        .takes(
            asks("Ann@Reader.example", &["tide", "ledger", "unheard-of"]),
            now(),
        )
        .await;
    assert_eq!(taken, SignedUp::Thanked);
    let asked = [
        ("ledger".into(), SubscriptionState::Asked),
        ("tide".into(), SubscriptionState::Asked),
    ];
    assert_eq!(desk.states("ann@reader.example").await, asked);
    let question = desk.questions().await.pop().unwrap();
    let shown = desk.asked(&question).await.unwrap().unwrap();
    assert_eq!(shown.newsletters, [slug("ledger"), slug("tide")]);
    let done = desk
        .confirm(&question, shown.newsletters, origin())
        .await
        .unwrap()
        .unwrap();
    assert!(done.preferences.is_some());
    let active = [
        ("ledger".into(), SubscriptionState::Active),
        ("tide".into(), SubscriptionState::Active),
    ];
    assert_eq!(desk.states("ann@reader.example").await, active);
    assert!(desk.mail().await.iter().any(|(kind, ..)| kind == WELCOME));
}

async fn only_what_the_page_has_shown_is_confirmed(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.takes(asks("ann@reader.example", &["tide"]), now()).await;
    // Somebody asks for more after the page was opened.
    desk.takes(asks("ann@reader.example", &["ledger"]), now()).await;
    let question = desk.questions().await.pop().unwrap();
    desk.confirm(&question, vec![slug("tide")], origin())
        .await
        .unwrap();
    let states = [
        ("ledger".into(), SubscriptionState::Asked),
        ("tide".into(), SubscriptionState::Active),
    ];
    assert_eq!(desk.states("ann@reader.example").await, states);
}

async fn one_mail_goes_to_an_address_in_a_day_however_many_ask(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let begun = now();
    for round in 0..10_u8 {
        let many = (0..30_u8)
            .map(|n| SignUp {
                origin: from([198, round, n, 1]),
                ..asks(
                    if n % 2 == 0 {
                        "victim@b.example"
                    } else {
                        "Victim@B.example"
                    },
                    &["tide"],
                )
            })
            .collect();
        let said = desk
            .sign_up_all_at(many, begun.plus_millis(i64::from(round)))
            .await
            .unwrap();
        assert!(said.iter().all(|one| *one == SignedUp::Thanked));
    }
    assert_eq!(desk.questions().await.len(), 1);
    desk.takes(asks("victim@b.example", &["tide"]), begun.plus_millis(DAY - 1))
        .await;
    assert_eq!(desk.questions().await.len(), 1);
    desk.takes(asks("victim@b.example", &["tide"]), begun.plus_millis(DAY + 1000))
        .await;
    assert_eq!(desk.questions().await.len(), 2);
    // Nor does the record grow.
    let kept = desk
        .export_subscriber(address("victim@b.example"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept["evidence"].as_array().unwrap().len(), 1);
}

async fn two_nodes_send_one_mail_too(database: PrivateDatabase) {
    let at = database.address.clone();
    let desk = Desk::with_newsletters(database).await;
    let Ok(at) = at.parse();
    let other = newsroom::Newsroom::new(store::Store::open(at).await.unwrap(), desk.files.clone());
    let first = desk.newsroom.clone();
    let flood = |node: newsroom::Newsroom, n: u8| {
        tokio::spawn(async move {
            let many = (0..40)
                .map(|i| SignUp {
                    origin: from([10, n, i, 1]),
                    ..asks("victim@b.example", &["tide"])
                })
                .collect();
            node.sign_up_all(many).await.unwrap();
        })
    };
    let floods = (0..8).map(|n| flood(if n % 2 == 0 { first.clone() } else { other.clone() }, n));
    for flood in floods.collect::<Vec<_>>() {
        flood.await.unwrap();
    }
    assert_eq!(desk.questions().await.len(), 1);
    // Both sign with the same secret.
    let question = desk.questions().await.pop().unwrap();
    assert!(other.asked(&question).await.unwrap().is_some());
}

async fn who_has_answered_is_asked_for_more_when_the_day_is_over(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.reader("ann@reader.example", &["tide"]).await;
    desk.takes(asks("ann@reader.example", &["ledger"]), later(1000))
        .await;
    desk.takes(asks("ann@reader.example", &["ledger"]), later(2000))
        .await;
    let due: Vec<_> = desk
        .mail()
        .await
        .into_iter()
        .filter(|(kind, ..)| kind == ASK)
        .map(|(.., due)| due)
        .collect();
    assert_eq!(due.len(), 2, "the first, and one for what was asked since");
    assert!(
        due.iter()
            .any(|due| *due > later(DAY - 60_000) && *due <= later(DAY)),
        "{due:?}"
    );
    // That one counts for the next day.
    desk.takes(asks("ann@reader.example", &["ledger"]), later(DAY + 5000))
        .await;
    assert_eq!(desk.questions().await.len(), 2);
}

async fn a_mailbox_is_not_flooded_through_its_many_addresses(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    for n in 0..20 {
        desk.takes(asks(&format!("victim+{n}@b.example"), &["tide"]), now())
            .await;
    }
    assert_eq!(desk.questions().await.len(), 5);
}

async fn a_network_that_sends_too_much_is_told_so_also_after_a_restart(database: PrivateDatabase) {
    let at = database.address.clone();
    let desk = Desk::with_newsletters(database).await;
    let many = (0..MOST_OF_A_NETWORK)
        .map(|n| SignUp {
            origin: from([203, 0, 113, n as u8]),
            ..asks(&format!("a{n}@b.example"), &["tide"])
        })
        .collect();
    let said = desk.sign_up_all(many).await.unwrap();
    assert!(said.iter().all(|one| *one == SignedUp::Thanked));
    let Ok(at) = at.parse();
    let restarted = newsroom::Newsroom::new(store::Store::open(at).await.unwrap(), desk.files.clone());
    let next = |network| SignUp {
        origin: from(network),
        ..asks("new@b.example", &["tide"])
    };
    let said = restarted
        .sign_up_all(vec![next([203, 0, 113, 250]), next([203, 0, 114, 1])])
        .await
        .unwrap();
    assert!(
        matches!(said[0], SignedUp::TooMany(until) if until > now()),
        "{said:?}"
    );
    assert_eq!(said[1], SignedUp::Thanked);
    assert_eq!(
        desk.takes(next([203, 0, 113, 1]), later(3_700_000)).await,
        SignedUp::Thanked
    );
}

async fn a_filled_trap_is_thanked_and_nothing_is_kept(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let trapped = SignUp {
        trapped: true,
        ..asks("bot@b.example", &["tide"])
    };
    assert_eq!(desk.takes(trapped, now()).await, SignedUp::Thanked);
    assert!(!desk.is_known("bot@b.example").await && desk.mail().await.is_empty());
}

async fn a_question_runs_out_with_its_fortnight(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.takes(asks("ann@reader.example", &["tide"]), now()).await;
    let question = desk.questions().await.pop().unwrap();
    let shown = || vec![slug("tide")];
    let late = desk
        .confirm_at(&question, shown(), origin(), later(14 * DAY + 1000))
        .await
        .unwrap();
    assert!(late.is_none());
    let wrong = format!("{}x", &question[..question.len() - 1]);
    assert!(desk.confirm(&wrong, shown(), origin()).await.unwrap().is_none());
    let in_time = desk
        .confirm_at(&question, shown(), origin(), later(14 * DAY - 60_000))
        .await
        .unwrap();
    assert!(in_time.is_some());
}

async fn confirming_twice_does_no_more_than_once(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.takes(asks("ann@reader.example", &["tide"]), now()).await;
    let question = desk.questions().await.pop().unwrap();
    let press = || desk.confirm(&question, vec![slug("tide")], origin());
    let (one, two) = tokio::join!(press(), press());
    let tokens = [one, two].map(|done| done.unwrap().unwrap().preferences.is_some());
    assert_eq!(tokens.iter().filter(|first| **first).count(), 1);
    let welcomes = desk
        .mail()
        .await
        .iter()
        .filter(|(kind, ..)| kind == WELCOME)
        .count();
    assert_eq!(welcomes, 1);
    let kept = desk
        .export_subscriber(address("ann@reader.example"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        kept["evidence"].as_array().unwrap().len(),
        2,
        "asked and confirmed: {kept:#}"
    );
}

async fn who_never_confirms_is_forgotten(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.takes(asks("ann@reader.example", &["tide"]), now()).await;
    desk.forget_unconfirmed(later(14 * DAY - 60_000)).await.unwrap();
    assert!(desk.is_known("ann@reader.example").await);
    desk.forget_unconfirmed(later(14 * DAY + 60_000)).await.unwrap();
    assert!(!desk.is_known("ann@reader.example").await);
}

async fn who_confirmed_is_remembered(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.reader("ann@reader.example", &["tide"]).await;
    desk.takes(asks("ann@reader.example", &["ledger"]), now()).await;
    desk.forget_unconfirmed(later(40 * DAY)).await.unwrap();
    let states = [("tide".into(), SubscriptionState::Active)];
    assert_eq!(
        desk.states("ann@reader.example").await,
        states,
        "and what was only asked for is forgotten"
    );
}

async fn readers_choose_on_their_own_page(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let own = desk.reader("ann@reader.example", &["tide"]).await;
    let language = || "en".parse().unwrap();
    let chosen = desk
        .choose(&own, vec![slug("ledger")], language(), origin())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(chosen.of(SubscriptionState::Active), [&slug("ledger")]);
    assert_eq!(chosen.of(SubscriptionState::Left), [&slug("tide")]);
    assert!(
        desk.choose("no-token", vec![], language(), origin())
            .await
            .unwrap()
            .is_none()
    );
}

async fn leaving_takes_one_newsletter_or_all(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let own = desk.reader("ann@reader.example", &["tide", "ledger"]).await;
    let id = desk.preferences(&own).await.unwrap().unwrap().subscriber.id;
    let links = desk.links().await.unwrap();
    let one = links.leave(id, Some(&slug("tide")));
    desk.leave(&one, origin()).await.unwrap().unwrap();
    desk.leave(&one, origin()).await.unwrap().unwrap();
    let states = [
        ("ledger".into(), SubscriptionState::Active),
        ("tide".into(), SubscriptionState::Left),
    ];
    assert_eq!(desk.states("ann@reader.example").await, states);
    desk.leave(&links.leave(id, None), origin())
        .await
        .unwrap()
        .unwrap();
    assert!(
        desk.states("ann@reader.example")
            .await
            .iter()
            .all(|(_, state)| *state == SubscriptionState::Left)
    );
}

async fn another_address_counts_once_it_has_confirmed(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let own = desk.reader("old@reader.example", &["tide"]).await;
    let language = || "en".parse().unwrap();
    let told = desk
        .change_address(&own, address("new@reader.example"), language(), origin())
        .await
        .unwrap();
    assert_eq!(told, Some(SignedUp::Thanked));
    assert!(desk.is_known("old@reader.example").await && !desk.is_known("new@reader.example").await);
    let question = desk.questions().await.pop().unwrap();
    let done = desk.confirm(&question, vec![], origin()).await.unwrap().unwrap();
    assert!(!desk.is_known("old@reader.example").await && desk.is_known("new@reader.example").await);
    assert_eq!(
        desk.states("new@reader.example").await,
        [("tide".into(), SubscriptionState::Active)]
    );
    // What was mailed to the old address opens nothing.
    assert!(desk.preferences(&own).await.unwrap().is_none());
    assert!(
        desk.preferences(&done.preferences.unwrap())
            .await
            .unwrap()
            .is_some()
    );
}

async fn another_address_of_the_same_person_makes_them_one(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    // The other address was asked two days ago, so that it may be asked again.
    let then = later(-2 * DAY);
    desk.takes(asks("second@reader.example", &["ledger"]), then).await;
    let question = desk.questions().await.pop().unwrap();
    desk.confirm_at(&question, vec![slug("ledger")], origin(), then)
        .await
        .unwrap();
    desk.takes(asks("first@reader.example", &["tide"]), now()).await;
    let question = desk.questions().await.pop().unwrap();
    let done = desk
        .confirm(&question, vec![slug("tide")], origin())
        .await
        .unwrap();
    let own = done.unwrap().preferences.unwrap();
    let to = address("second@reader.example");
    desk.change_address(&own, to, "en".parse().unwrap(), origin())
        .await
        .unwrap();
    let question = desk.questions().await.pop().unwrap();
    desk.confirm(&question, vec![], origin()).await.unwrap().unwrap();
    assert!(!desk.is_known("first@reader.example").await);
    let states = [
        ("ledger".into(), SubscriptionState::Active),
        ("tide".into(), SubscriptionState::Active),
    ];
    assert_eq!(desk.states("second@reader.example").await, states);
    let kept = desk.export_subscriber(address("second@reader.example")).await;
    let evidence = kept.unwrap().unwrap()["evidence"].as_array().unwrap().len();
    assert_eq!(evidence, 5, "that of both, and of the move");
}

async fn erasing_leaves_nothing(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let own = desk.reader("ann@reader.example", &["tide"]).await;
    let id = desk.preferences(&own).await.unwrap().unwrap().subscriber.id;
    assert_eq!(desk.erase_by_link(&own).await.unwrap(), Some(id));
    assert!(
        desk.export_subscriber(address("ann@reader.example"))
            .await
            .unwrap()
            .is_none()
    );
    let mail = desk.mail().await;
    assert!(mail.iter().all(|(kind, ..)| kind == newsroom::FORGET), "{mail:?}");
    assert!(
        desk.preferences(&own).await.unwrap().is_none() && desk.erase_by_link(&own).await.unwrap().is_none()
    );
    // They may come back.
    desk.reader("ann@reader.example", &["tide"]).await;
    let erased = desk.erase_subscriber(address("ANN@reader.example")).await;
    assert!(erased.unwrap().is_some());
}

async fn the_evidence_has_time_page_form_words_and_network(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.reader("ann@reader.example", &["tide"]).await;
    let kept = desk
        .export_subscriber(address("ann@reader.example"))
        .await
        .unwrap()
        .unwrap();
    let [asked, confirmed] = &kept["evidence"].as_array().unwrap()[..] else {
        panic!("{kept:#}")
    };
    assert_eq!(
        (asked["what"].as_str(), confirmed["what"].as_str()),
        (Some("asked"), Some("confirmed"))
    );
    assert_eq!(asked["page"], "/harbour/");
    assert_eq!(asked["form"], "box");
    assert_eq!(asked["network"], "203.0.113.0/24");
    assert!(
        asked["words"]
            .as_str()
            .unwrap()
            .starts_with("Send me The tide by e-mail until I leave"),
        "{asked}"
    );
    assert!(
        confirmed["words"]
            .as_str()
            .unwrap()
            .contains("to ann@reader.example: The tide"),
        "{confirmed}"
    );
    assert!(asked["at"].as_str().unwrap().ends_with('Z'));
}

async fn the_desk_answers_everybody_the_same(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.reader("known@reader.example", &["tide"]).await;
    desk.takes(asks("unconfirmed@reader.example", &["tide"]), now())
        .await;
    let sign_ups = desk.open_sign_up_desk();
    for email in [
        "known@reader.example",
        "unconfirmed@reader.example",
        "unknown@reader.example",
    ] {
        let answer = sign_ups.take(asks(email, &["tide"])).await;
        assert_eq!(answer, Ok::<_, NotTaken>(SignedUp::Thanked), "{email}");
    }
}
