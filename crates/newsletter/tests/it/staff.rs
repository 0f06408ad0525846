//! Letters to those who work at the newsroom, or are asked to.

use crate::Room;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use kernel::{PostKind, PostState, Role, UserId};
use newsletter::deliver::deliver;
use newsroom::{Begin, Credentials, HandOver, Invite, SignedIn, Staff, UserInput};
use testkit::PrivateDatabase;

testkit::on_both!(
    who_is_asked_gets_a_letter_in_the_newsrooms_language,
    a_forgotten_password_brings_a_letter_unless_it_was_changed_meanwhile_or_the_hour_is_over,
    who_gets_in_otherwise_than_before_is_told_at_the_address_they_had,
    who_is_to_review_a_story_gets_one_letter_for_each_time_it_is_handed_to_them,
);

const PASSWORD: &str = "seven grey herons at dusk";

impl Room {
    async fn owner(&self) -> Staff {
        let input = UserInput {
            email: "olena@paper.example".parse().unwrap(),
            name: "Olena".into(),
            role: Role::Owner,
            password: PASSWORD.into(),
        };
        self.newsroom.add_user(input).await.unwrap();
        let given = Credentials {
            email: "olena@paper.example".into(),
            password: PASSWORD.into(),
            network: String::new(),
            agent: String::new(),
        };
        let SignedIn::In(secret) = self.newsroom.sign_in(given).await.unwrap() else {
            panic!("she signs in")
        };
        self.newsroom.signed_in(&secret).await.unwrap().unwrap()
    }

    async fn deliver_one(&self) {
        deliver(&self.newsroom, &self.to_outbox(300), self.job().await)
            .await
            .unwrap();
    }

    /// The plain text of the only letter.
    fn text(&self) -> String {
        let [letter] = &self.letters()[..] else {
            panic!("one letter")
        };
        Self::text_of(letter)
    }

    /// Letters that are to be sent.
    async fn mails(&self) -> usize {
        let read = |reader: &store::Reader| reader.jobs(store::JobState::Waiting, 1000);
        let jobs = self.newsroom.store.read(read).await.unwrap();
        jobs.iter().filter(|job| job.kind.starts_with("mail.")).count()
    }

    /// Delivers one letter; its recipient and its plain text.
    async fn next_letter(&self) -> (String, String) {
        let before = self.letters();
        self.deliver_one().await;
        let mut new = self.letters();
        new.retain(|letter| !before.contains(letter));
        let to = new[0].lines().find_map(|line| line.strip_prefix("To: "));
        (to.unwrap().trim().to_owned(), Self::text_of(&new[0]))
    }

    fn text_of(letter: &str) -> String {
        let part = letter
            .splitn(3, "\r\n\r\n")
            .nth(2)
            .unwrap()
            .split("\r\n--")
            .next()
            .unwrap();
        match letter.contains("Content-Transfer-Encoding: base64") {
            true => {
                let plain: String = part.chars().filter(|c| !c.is_whitespace()).collect();
                String::from_utf8(BASE64_STANDARD.decode(plain).unwrap()).unwrap()
            }
            false => part.replace("=\r\n", "").replace("=3D", "="),
        }
    }
}

async fn who_is_asked_gets_a_letter_in_the_newsrooms_language(database: PrivateDatabase) {
    let room = Room::open(database).await;
    let owner = room.owner().await;
    room.newsroom
        .change_settings(|settings| {
            settings.languages.clear();
            settings.language = "uk".parse().unwrap();
        })
        .await
        .unwrap();
    let invite = Invite {
        email: "ann@paper.example".parse().unwrap(),
        name: "Ann".into(),
        role: Role::Author,
    };
    let id = room.newsroom.invite(&owner, invite).await.unwrap();
    room.deliver_one().await;
    let text = room.text();
    assert!(
        text.contains("Olena запрошує вас до редакції «The Paper»: автор."),
        "{text}"
    );
    let token = room.newsroom.links().await.unwrap().join(id);
    assert!(
        text.contains(&format!("https://desk.paper.example/desk/join/?t={token}")),
        "{text}"
    );
    // What was taken back before it went is not mailed.
    let again = room.newsroom.invite_again(&owner, id).await.unwrap();
    room.newsroom.take_invitation_back(&owner, again).await.unwrap();
    room.deliver_one().await;
    assert_eq!(room.letters().len(), 1);
}

async fn a_forgotten_password_brings_a_letter_unless_it_was_changed_meanwhile_or_the_hour_is_over(
    database: PrivateDatabase,
) {
    let room = Room::open(database).await;
    let owner = room.owner().await;
    room.newsroom
        .forget_password("OLENA@paper.example", "")
        .await
        .unwrap();
    room.deliver_one().await;
    let text = room.text();
    let token = text.split("/desk/forgotten/choose/?t=").nth(1).expect(&text);
    let token = token.split_whitespace().next().unwrap();
    assert_eq!(
        room.newsroom.forgotten(token).await.unwrap().unwrap().id,
        owner.id
    );
    let (old, new) = (PASSWORD.to_owned(), "nine white storks at noon".to_owned());
    room.newsroom.change_own_password(&owner, old, new).await.unwrap();
    assert!(
        room.newsroom.forgotten(token).await.unwrap().is_none(),
        "it dies with a change"
    );
    assert_eq!(room.job().await.kind, newsroom::ACCOUNT);
    // A letter that could not go for an hour goes no more.
    let payload = serde_json::json!({ "user": owner.id, "until": 1 }).to_string();
    let job = store::NewJob::now(newsroom::FORGOTTEN, payload);
    room.newsroom
        .store
        .write(move |tx| tx.enqueue_job(&job))
        .await
        .unwrap();
    room.deliver_one().await;
    assert_eq!(room.letters().len(), 1);
}

async fn who_gets_in_otherwise_than_before_is_told_at_the_address_they_had(database: PrivateDatabase) {
    let room = Room::open(database).await;
    let owner = room.owner().await;
    let (old, new) = (PASSWORD.to_owned(), "nine white storks at noon".to_owned());
    let paper = &room.newsroom;
    paper.change_own_password(&owner, old, new.clone()).await.unwrap();
    let address = "o.koval@paper.example".parse().unwrap();
    paper
        .change_own_email(&owner, address, new.clone())
        .await
        .unwrap();
    paper
        .unlock("o.koval@paper.example".parse().unwrap())
        .await
        .unwrap();
    let by_command = paper.set_password("o.koval@paper.example".parse().unwrap(), PASSWORD.into(), true);
    let set = by_command.await.unwrap();
    assert!(!set.asks_second_step && !set.is_disabled);
    for (to, words) in [
        ("olena@paper.example", "Your password was changed."),
        ("olena@paper.example", "Another e-mail address was set."),
        ("o.koval@paper.example", "Your password was changed."),
    ] {
        let (reached, text) = room.next_letter().await;
        assert!(reached.contains(to) && text.contains(words), "{reached}: {text}");
        let leads_in = text.contains("https://desk.paper.example/desk/account/");
        assert_eq!(leads_in, !words.contains("address"), "{text}");
    }
    assert_eq!(room.mails().await, 0, "nothing else is told");
    // The same address again is no change.
    let owner = paper.own_entry(&owner).await.unwrap();
    assert_eq!(owner.email.as_str(), "o.koval@paper.example");
}

async fn who_is_to_review_a_story_gets_one_letter_for_each_time_it_is_handed_to_them(
    database: PrivateDatabase,
) {
    let room = Room::open(database).await;
    let owner = room.owner().await;
    let paper = &room.newsroom;
    let input = UserInput {
        email: "bohdan@paper.example".parse().unwrap(),
        name: "Bohdan".into(),
        role: Role::Editor,
        password: PASSWORD.into(),
    };
    let bohdan = paper.add_user(input).await.unwrap();
    let begin = Begin {
        kind: PostKind::Story,
        language: None,
        title: "The bridge & the river".into(),
        once: "once".into(),
    };
    let post = paper.begin(&owner, begin).await.unwrap();
    let over = |to: PostState, assignee: Option<UserId>, note: &str| HandOver {
        post,
        to,
        assignee,
        note: note.into(),
        seen: None,
    };
    let waiting = || room.mails();
    let review = || over(PostState::InReview, Some(bohdan), "Please look at the <figures>.");
    for _ in 0..2 {
        paper.hand_over(&owner, review()).await.unwrap();
    }
    assert_eq!(waiting().await, 1, "the form was sent twice");
    let (to, text) = room.next_letter().await;
    assert!(to.contains("bohdan@paper.example"), "{to}");
    assert!(
        text.contains("The bridge & the river") && text.contains("Olena sends you this story for review."),
        "{text}"
    );
    assert!(text.contains("Please look at the <figures>."), "{text}");
    assert!(
        text.contains(&format!("https://desk.paper.example/desk/stories/{post}/")),
        "{text}"
    );
    // Not to oneself, nor for another state, nor to nobody.
    for quiet in [
        over(PostState::InReview, Some(owner.id), ""),
        over(PostState::InReview, None, ""),
        over(PostState::Draft, Some(bohdan), ""),
        over(PostState::Approved, Some(bohdan), ""),
    ] {
        paper.hand_over(&owner, quiet).await.unwrap();
    }
    assert_eq!(waiting().await, 0);
    // What was taken back before it went is not mailed.
    paper.hand_over(&owner, review()).await.unwrap();
    paper
        .hand_over(&owner, over(PostState::Draft, None, ""))
        .await
        .unwrap();
    assert_eq!(waiting().await, 1);
    room.deliver_one().await;
    assert_eq!((room.letters().len(), waiting().await), (1, 0));
}
