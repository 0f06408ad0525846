//! Passkeys: a device signs its person in, without a password.

use super::{SignedIn, Staff, account, audit, sessions, token, webauthn::Asked};
use crate::{Newsroom, NewsroomError, Result, error::invalid};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use kernel::Timestamp;
use store::Passkey;

const MINUTE: i64 = 60_000;
/// How long a page may lie open before its challenge is answered.
const PATIENCE: i64 = 60 * MINUTE;
const WINDOW: i64 = 15 * MINUTE;
/// Tries of one network in that time.
const MOST_OF_A_NETWORK: i64 = 50;
/// Passkeys of one person.
const MOST: usize = 20;

/// What a browser brought of a device. Base64url each, but for the challenge.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The challenge of the page.
    pub challenge: String,
    /// The credential's id.
    pub id: String,
    /// Authenticator data.
    pub data: String,
    /// The browser's own data.
    pub client: String,
    /// The signature; empty where a passkey is made.
    pub signature: String,
    /// The address of the desk, without a slash at its end.
    pub url: String,
}

impl Newsroom {
    /// A challenge for a page: for signing in, or for adding a passkey in this person's session.
    pub async fn passkey_challenge(&self, staff: Option<&Staff>) -> Result<String> {
        let until = Timestamp::now().plus_millis(PATIENCE);
        let of = staff.map_or("", |staff| &staff.session);
        Ok(self.links().await?.challenge(of, until, &token::new()?))
    }

    /// A person's own passkeys.
    pub async fn passkeys_of(&self, staff: &Staff) -> Result<Vec<Passkey>> {
        let user = staff.id;
        self.store.read(move |reader| Ok(reader.passkeys_of(user)?)).await
    }

    /// Adds a passkey that a device has made. It needs the password; other sessions end.
    pub async fn add_passkey(
        &self,
        staff: &Staff,
        name: &str,
        password: String,
        answer: Answered,
    ) -> Result<()> {
        let name = match name.trim() {
            "" => "A passkey".to_owned(),
            name => name.chars().filter(|c| !c.is_control()).take(100).collect(),
        };
        let used = self.challenge(&answer.challenge, &staff.session).await?;
        let asked = Asked {
            url: &answer.url,
            challenge: &BASE64.encode(&answer.challenge),
        };
        let Some(made) = asked.made(&bytes(&answer.data), &bytes(&answer.client)) else {
            return invalid(
                "This device's passkey cannot be taken: it must be for this address, of the usual kind (ES256), and ask \
                 for a finger, a face or a PIN.",
            );
        };
        self.with_password(staff, password).await?;
        let (staff, now) = (staff.clone(), Timestamp::now());
        let passkey = Passkey {
            id: BASE64.encode(made.id),
            user: staff.id,
            name,
            key: BASE64.encode(made.key),
            counter: i64::from(made.counter),
            created_at: now,
            used_at: None,
        };
        self.store
            .write(move |tx| {
                account::own(tx, &staff)?;
                once(tx, &used, now)?;
                if tx.passkey(&passkey.id)?.is_some() {
                    return Err(NewsroomError::Conflict("That passkey is here already.".into()));
                }
                if tx.passkeys_of(staff.id)?.len() >= MOST {
                    return invalid("More passkeys are not kept: remove one first.");
                }
                tx.save_passkey(&passkey)?;
                tx.end_sessions(staff.id, Some(&staff.session))?;
                audit::note(tx, &staff, "passkey.added", staff.id, passkey.name)
            })
            .await
    }

    /// Takes one of a person's own passkeys away. It needs the password; other sessions end.
    pub async fn remove_passkey(&self, staff: &Staff, id: String, password: String) -> Result<()> {
        self.with_password(staff, password).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                if tx.delete_passkey(staff.id, &id)? {
                    tx.end_sessions(staff.id, Some(&staff.session))?;
                    audit::note(tx, &staff, "passkey.removed", staff.id, "")?;
                }
                Ok(())
            })
            .await
    }

    /// Signs the person in whose device has signed. A passkey that asks for a finger, a face or a PIN is two factors, so
    /// that no second step follows.
    pub async fn sign_in_with_passkey(
        &self,
        answer: Answered,
        agent: &str,
        network: &str,
    ) -> Result<SignedIn> {
        let (name, now) = (format!("desk-passkey:{network}"), Timestamp::now());
        let counted = self
            .store
            .write(move |tx| Ok::<_, NewsroomError>(tx.count_use(&name, WINDOW, now)?));
        let counted = counted.await?;
        if counted.times > MOST_OF_A_NETWORK {
            return Ok(SignedIn::TooMany(counted.until));
        }
        let Ok(used) = self.challenge(&answer.challenge, "").await else {
            return Ok(SignedIn::Wrong);
        };
        let (agent, network) = (agent.to_owned(), network.to_owned());
        self.store
            .write(move |tx| {
                let Some(mut passkey) = tx.passkey(&answer.id)? else {
                    return Ok(SignedIn::Wrong);
                };
                let user = tx
                    .user_by_id(passkey.user)?
                    .filter(|user| user.disabled_at.is_none());
                let asked = Asked {
                    url: &answer.url,
                    challenge: &BASE64.encode(&answer.challenge),
                };
                let [data, client, signature] =
                    [&answer.data, &answer.client, &answer.signature].map(|it| bytes(it));
                let signed = asked.signed(&data, &client, &signature, &bytes(&passkey.key));
                let (Some(user), Some(counter)) = (user, signed.map(i64::from)) else {
                    return Ok(SignedIn::Wrong);
                };
                // A counter that does not grow is that of a copy (7.2, 22); devices that do not count say 0.
                let is_copy = (counter > 0 || passkey.counter > 0) && counter <= passkey.counter;
                if is_copy || once(tx, &used, now).is_err() {
                    return Ok(SignedIn::Wrong);
                }
                passkey.counter = counter;
                passkey.used_at = Some(now);
                tx.save_passkey(&passkey)?;
                let secret = sessions::begin(tx, &user, &agent, &network, now)?;
                let detail = format!("{network}, {}", passkey.name);
                audit::add(tx, Some(user.id), &user.name, "signed-in", user.id, detail)?;
                Ok(SignedIn::In(secret))
            })
            .await
    }

    /// The name under which a challenge is used up, if it is one of ours and not too old.
    async fn challenge(&self, challenge: &str, of: &str) -> Result<String> {
        let until = self.links().await?.read_challenge(challenge, of);
        match until.is_some_and(|until| until > Timestamp::now()) {
            true => Ok(format!("desk-challenge:{}", token::hash(challenge))),
            false => invalid("That took too long: load the page again."),
        }
    }
}

/// A challenge is answered once.
fn once(tx: &mut store::Tx<'_>, used: &str, now: Timestamp) -> Result<()> {
    match tx.count_use(used, PATIENCE, now)?.times {
        1 => Ok(()),
        _ => invalid("That was sent already: load the page again."),
    }
}

fn bytes(text: &str) -> Vec<u8> {
    BASE64.decode(text).unwrap_or_default()
}
