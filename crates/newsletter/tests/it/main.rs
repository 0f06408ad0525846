//! Letters from the job to the server or the outbox.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod delivering;
mod server;
mod staff;

use files::Files;
use kernel::Newsletter;
use newsletter::{Delivery, Office, Outbox};
use newsroom::{Newsroom, Origin, SignUp};
use std::path::PathBuf;
use store::{Job, JobState, Store};
use testkit::PrivateDatabase;

/// A newsroom with one newsletter, and a folder for its letters.
struct Room {
    newsroom: Newsroom,
    folder: tempfile::TempDir,
    _database: PrivateDatabase,
}

impl Room {
    async fn open(database: PrivateDatabase) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let Ok(at) = database.address.parse();
        let store = Store::open(at).await.unwrap();
        let files = Files::open(&folder.path().join("content"), &folder.path().join("cache")).unwrap();
        let newsroom = Newsroom::new(store, files);
        let one = |slug: &str, language: &str, name: &str| Newsletter {
            slug: slug.parse().unwrap(),
            name: name.into(),
            description: String::new(),
            rhythm: "Daily".into(),
            language: language.parse().unwrap(),
            sender_name: Some("Ana of the Tide".into()),
            sender_address: Some("ana@paper.example".parse().unwrap()),
            color: None,
        };
        let all = vec![one("tide", "en", "The Tide"), one("pryplyv", "uk", "Приплив")];
        newsroom
            .change_settings(move |settings| {
                settings.title = "The Paper".into();
                settings.languages = vec!["uk".parse().unwrap()];
                settings.newsletters = all;
            })
            .await
            .unwrap();
        Self {
            newsroom,
            folder,
            _database: database,
        }
    }

    async fn sign_up(&self, email: &str, newsletter: &str, language: &str) {
        let sign_up = SignUp {
            email: email.parse().unwrap(),
            newsletters: vec![newsletter.parse().unwrap()],
            language: language.parse().unwrap(),
            origin: Origin::new("/", "box", None),
            trapped: false,
        };
        self.newsroom.sign_up_all(vec![sign_up]).await.unwrap();
    }

    fn outbox(&self) -> PathBuf {
        self.folder.path().join("outbox")
    }

    fn delivery(&self, office: Office, most_in_a_minute: u32) -> Delivery {
        Delivery {
            office,
            from: "news@paper.example".parse().unwrap(),
            public_url: "https://paper.example".into(),
            desk_url: "https://desk.paper.example".into(),
            most_in_a_minute,
        }
    }

    fn to_outbox(&self, most_in_a_minute: u32) -> Delivery {
        self.delivery(Office::Outbox(Outbox::new(self.outbox())), most_in_a_minute)
    }

    /// Takes the job that is due first.
    async fn job(&self) -> Job {
        let now = kernel::Timestamp::now();
        let kinds = &[
            "mail.confirm",
            "mail.welcome",
            "mail.forget",
            "mail.invite",
            "mail.forgotten",
            "mail.account",
            "mail.handed-over",
        ];
        let taken = self
            .newsroom
            .store
            .write(move |tx| tx.take_job(kinds, now, 60_000))
            .await;
        taken.unwrap().expect("a letter is to be sent")
    }

    async fn jobs(&self, state: JobState) -> usize {
        let jobs = self
            .newsroom
            .store
            .read(move |reader| reader.jobs(state, 1000))
            .await;
        jobs.unwrap().len()
    }

    fn letters(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.outbox()) else {
            return Vec::new();
        };
        let names = entries.map(|entry| entry.unwrap().path());
        names
            .inspect(|path| assert_eq!(path.extension().unwrap(), "eml", "nothing half written"))
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    }
}
