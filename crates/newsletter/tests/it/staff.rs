//! Letters to those who work at the newsroom, or are asked to.

use crate::Room;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use kernel::Role;
use newsletter::deliver::deliver;
use newsroom::{Credentials, Invite, SignedIn, Staff, UserInput};
use testkit::PrivateDatabase;

testkit::on_both!(
    who_is_asked_gets_a_letter_in_the_newsrooms_language,
    a_forgotten_password_brings_a_letter_unless_it_was_changed_meanwhile_or_the_hour_is_over,
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
