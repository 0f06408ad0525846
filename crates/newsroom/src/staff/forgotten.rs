//! A forgotten password: a letter with a link by which another one is chosen. Whoever asks is told the same, whatever is
//! known of the address.

use super::{
    account, audit, by_command,
    letters::{self, AccountChange},
    token,
};
use crate::{Links, Newsroom, NewsroomError, Result};
use kernel::{EmailAddress, Timestamp, UserId};
use store::{NewJob, User};

/// The kind of job that mails the link.
pub const FORGOTTEN: &str = "mail.forgotten";

const HOUR: i64 = 3_600_000;
/// Letters to one address in an hour.
const MOST_OF_AN_ADDRESS: i64 = 3;
/// Questions of one network in an hour.
const MOST_OF_A_NETWORK: i64 = 20;
/// Tries to mail the letter: the link does not outlive them.
const ATTEMPTS: u32 = 6;

/// What the one who asks is told: it depends on them, never on the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgotten {
    /// A letter is on its way, as far as a stranger can know.
    Sent,
    /// Too many came from that network; it may ask again then.
    TooMany(Timestamp),
}

/// The name under which letters to an address are counted.
pub(super) fn of_address(links: &Links, typed: &str) -> String {
    links.veiled("desk-forgotten", typed)
}

impl Newsroom {
    /// Mails a link to the person with that address, if there is one.
    pub async fn forget_password(&self, typed: &str, network: &str) -> Result<Forgotten> {
        let links = self.links().await?;
        let email: Option<EmailAddress> = typed.trim().parse().ok();
        let of_network = format!("desk-forgotten-network:{network}");
        let of_address = of_address(&links, &typed.trim().to_lowercase());
        let now = Timestamp::now();
        self.store
            .write(move |tx| {
                let used = tx.count_use(&of_network, HOUR, now)?;
                if used.times > MOST_OF_A_NETWORK {
                    return Ok(Forgotten::TooMany(used.until));
                }
                let often = tx.count_use(&of_address, HOUR, now)?.times > MOST_OF_AN_ADDRESS;
                let user = match &email {
                    Some(email) => tx.user_by_email(email)?,
                    None => None,
                };
                if let Some(user) = user.filter(|user| user.disabled_at.is_none() && !often) {
                    let until = now.plus_millis(HOUR).millis();
                    let payload = serde_json::json!({ "user": user.id, "until": until }).to_string();
                    tx.enqueue_job(&NewJob {
                        max_attempts: ATTEMPTS,
                        ..NewJob::now(FORGOTTEN, payload)
                    })?;
                    audit::add(tx, Some(user.id), &user.name, "password.forgotten", user.id, "")?;
                }
                Ok::<_, NewsroomError>(Forgotten::Sent)
            })
            .await
    }

    /// The person to whom a letter about a forgotten password goes, with the token of its link; `None` when there is
    /// nothing to be sent any more.
    pub async fn forgotten_letter(&self, id: UserId, until: Timestamp) -> Result<Option<(User, String)>> {
        let links = self.links().await?;
        let found = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.user_by_id(id)?));
        let user = found.await?.filter(|user| user.disabled_at.is_none());
        let user = user.filter(|_| until > Timestamp::now());
        Ok(user.map(|user| {
            let token = links.forgotten(user.id, until, &bound_to(&user));
            (user, token)
        }))
    }

    /// Whose password a link's token chooses anew. `None` when it does not work (any more).
    pub async fn forgotten(&self, token: &str) -> Result<Option<User>> {
        let links = self.links().await?;
        let Some(token) = links.read_forgotten(token) else {
            return Ok(None);
        };
        let id = token.user;
        let found = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.user_by_id(id)?));
        let now = Timestamp::now();
        Ok(found.await?.filter(|user| {
            token.until > now && user.disabled_at.is_none() && links.is_bound(&token, &bound_to(user))
        }))
    }

    /// Chooses a password anew; all sessions of the person end, and no link sent before works any more. Says whether
    /// the link worked.
    pub async fn choose_password(&self, token: &str, password: String) -> Result<bool> {
        let Some(before) = self.forgotten(token).await? else {
            return Ok(false);
        };
        let hash = account::hashed(password, &before).await?;
        let links = self.links().await?;
        self.store
            .write(move |tx| {
                let Some(mut user) = tx.user_by_id(before.id)? else {
                    return Ok(false);
                };
                // Only one of two who press the button at once.
                if bound_to(&user) != bound_to(&before) || user.disabled_at.is_some() {
                    return Ok(false);
                }
                user.password_hash = Some(hash);
                // Whoever guessed on, with the old password, must not keep them out.
                by_command::forget_tries(tx, &links, &user)?;
                let (id, name) = (user.id, user.name.clone());
                letters::tell(tx, &user, AccountChange::Password)?;
                account::save(tx, user)?;
                tx.end_sessions(id, None)?;
                audit::add(tx, Some(id), &name, "password.chosen", id, "")?;
                Ok(true)
            })
            .await
    }
}

/// What a link holds only as long as: the password and the address that it was sent to.
fn bound_to(user: &User) -> String {
    token::hash(&format!(
        "{} {}",
        user.email,
        user.password_hash.as_deref().unwrap_or_default()
    ))
}
