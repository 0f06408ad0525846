//! Set a new newsroom up: its name, its language, its zone, and the person who owns it.

use super::{account, audit, sessions};
use crate::{
    Newsroom, NewsroomError, Result, change_settings, password, save_author, save_post::append,
    touched::Touched,
};
use kernel::{EmailAddress, Language, Role, Timestamp, UserId};
use store::User;

/// What the set-up page asks for.
#[derive(Clone)]
pub struct SetUp {
    /// The paper's name.
    pub title: String,
    /// Its main language.
    pub language: Language,
    /// The IANA name of its time zone.
    pub timezone: String,
    /// The owner's name.
    pub name: String,
    /// The owner's address.
    pub email: EmailAddress,
    /// The owner's password.
    pub password: String,
    /// What their browser calls itself.
    pub agent: String,
    /// The network they come from.
    pub network: String,
}

impl Newsroom {
    /// Whether nobody works here yet, so that the newsroom is to be set up.
    pub async fn is_unclaimed(&self) -> Result<bool> {
        self.store.read(|reader| Ok(reader.users()?.is_empty())).await
    }

    /// Sets the newsroom up, once; the owner is signed in with the secret that is returned.
    pub async fn set_up(&self, given: SetUp) -> Result<String> {
        let name = account::checked_name(&given.name)?;
        let (word, address) = (given.password.clone(), given.email.to_string());
        let hashed = {
            let name = name.clone();
            tokio::task::spawn_blocking(move || password::hash(&word, &address, &name)).await
        };
        let password_hash =
            hashed.unwrap_or_else(|_| crate::error::invalid("The password cannot be kept; try again."))?;
        self.store
            .write(move |tx| {
                if tx.user_count()? > 0 {
                    return Err(NewsroomError::Conflict(
                        "This newsroom is set up already: sign in instead.".into(),
                    ));
                }
                let now = Timestamp::now();
                let mut touched = Touched::default();
                let change = |settings: &mut kernel::SiteSettings| {
                    settings.title = given.title.trim().to_owned();
                    settings.languages.retain(|other| *other != given.language);
                    settings.language = given.language.clone();
                    settings.timezone = given.timezone.clone();
                };
                change_settings::save(tx, change, &mut touched)?;
                let author = save_author::make(tx, &name, now, &mut touched)?;
                let user = User {
                    id: UserId::new(),
                    email: given.email,
                    name,
                    role: Role::Owner,
                    password_hash: Some(password_hash),
                    author: Some(author.id),
                    totp: None,
                    totp_used: 0,
                    recovery: String::new(),
                    disabled_at: None,
                    created_at: now,
                    updated_at: now,
                };
                tx.save_user(&user)?;
                append(tx, "newsroom.set-up", touched)?;
                audit::add(tx, Some(user.id), &user.name, "set-up", user.id, "")?;
                sessions::begin(tx, &user, &given.agent, &given.network, now)
            })
            .await
    }
}
