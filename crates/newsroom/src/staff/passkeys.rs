//! Passkeys: a device signs its person in, without a password or after it.

use super::{
    SignedIn, Staff, account, attempts, audit, factor,
    letters::{self, AccountChange},
    recovery, sessions, token,
    webauthn::{self, Asked, Kept},
};
use crate::{Newsroom, NewsroomError, Result, error::invalid};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use kernel::{Timestamp, UserId};
use store::{Passkey, Tx};

const MINUTE: i64 = 60_000;
/// How long a page may lie open before its challenge is answered.
const PATIENCE: i64 = 60 * MINUTE;
const WINDOW: i64 = 15 * MINUTE;
/// Tries of one network in that time.
const MOST_OF_A_NETWORK: i64 = 50;
/// Passkeys of one person.
const MOST: usize = 20;

/// What a browser brought of a device.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The challenge of the page.
    pub challenge: String,
    /// What was said to it: JSON of a registration or an authentication (Web Authentication, level 3, 5.1: `toJSON`).
    pub said: String,
    /// The address of the desk, without a slash at its end.
    pub url: String,
}

impl Answered {
    fn asked(&self) -> Asked<'_> {
        Asked {
            url: &self.url,
            challenge: self.challenge.as_bytes(),
        }
    }
}

impl Newsroom {
    /// A challenge for a page: for adding a passkey in a session (`of` is its id), for a second step (the hash of its
    /// ticket), or for signing in (empty).
    pub async fn passkey_challenge(&self, of: &str) -> Result<String> {
        let until = Timestamp::now().plus_millis(PATIENCE);
        Ok(self.links().await?.challenge(of, until, &token::new()?))
    }

    /// A person's own passkeys.
    pub async fn passkeys_of(&self, staff: &Staff) -> Result<Vec<Passkey>> {
        let user = staff.id;
        self.store.read(move |reader| Ok(reader.passkeys_of(user)?)).await
    }

    /// Adds a passkey that a device has made. It needs the password; other sessions end. Returns recovery codes where the
    /// person has none yet.
    pub async fn add_passkey(
        &self,
        staff: &Staff,
        name: &str,
        password: String,
        answer: Answered,
    ) -> Result<Vec<String>> {
        let name = match name.trim() {
            "" => "A passkey".to_owned(),
            name => name.chars().filter(|c| !c.is_control()).take(100).collect(),
        };
        let used = self.challenge(&answer.challenge, &staff.session).await?;
        let Some(made) = answer.asked().made(&answer.said) else {
            return invalid(
                "This device's passkey cannot be taken: it must be for this address, of a usual kind (ES256 or RS256), \
                 and ask for a finger, a face or a PIN.",
            );
        };
        self.with_password(staff, password).await?;
        let (staff, now) = (staff.clone(), Timestamp::now());
        let passkey = Passkey {
            id: BASE64.encode(made.id),
            user: staff.id,
            name,
            key: made.key,
            counter: i64::from(made.counter),
            created_at: now,
            used_at: None,
        };
        self.store
            .write(move |tx| {
                let mut user = account::own(tx, &staff)?;
                once(tx, &used, now)?;
                if tx.passkey(&passkey.id)?.is_some() {
                    return Err(NewsroomError::Conflict("That passkey is here already.".into()));
                }
                if tx.passkeys_of(staff.id)?.len() >= MOST {
                    return invalid("More passkeys are not kept: remove one first.");
                }
                tx.save_passkey(&passkey)?;
                let codes = recovery::give_first(&mut user)?;
                letters::tell(tx, &user, AccountChange::PasskeyAdded)?;
                account::save(tx, user)?;
                tx.end_sessions(staff.id, Some(&staff.session))?;
                audit::note(tx, &staff, "passkey.added", staff.id, passkey.name)?;
                Ok(codes)
            })
            .await
    }

    /// Takes one of a person's own passkeys away. It needs the password; other sessions end.
    pub async fn remove_passkey(&self, staff: &Staff, id: String, password: String) -> Result<()> {
        self.with_password(staff, password).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let known = tx.passkeys_of(staff.id)?;
                let name = known.into_iter().find(|one| one.id == id).map(|one| one.name);
                if tx.delete_passkey(staff.id, &id)? {
                    let mut user = account::own(tx, &staff)?;
                    factor::forget_codes_with_the_last(tx, &mut user)?;
                    letters::tell(tx, &user, AccountChange::PasskeyRemoved)?;
                    account::save(tx, user)?;
                    tx.end_sessions(staff.id, Some(&staff.session))?;
                    audit::note(tx, &staff, "passkey.removed", staff.id, name.unwrap_or_default())?;
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
        let (of_network, count) = (network.to_owned(), name.clone());
        let counted = self.store.write(move |tx| {
            let used = tx.count_use(&name, WINDOW, now)?;
            if used.times == MOST_OF_A_NETWORK + 1 {
                attempts::note(tx, "sign-in.held", None, &of_network, now)?;
            }
            Ok::<_, NewsroomError>(used)
        });
        let counted = counted.await?;
        if counted.times > MOST_OF_A_NETWORK {
            attempts::count("held");
            return Ok(SignedIn::TooMany(counted.until));
        }
        let Ok(used) = self.challenge(&answer.challenge, "").await else {
            attempts::count("wrong_passkey");
            return Ok(SignedIn::Wrong);
        };
        let (agent, network) = (agent.to_owned(), network.to_owned());
        let signed_in = self.store.write(move |tx| {
            // Nobody was named before: the device names its person (7.2, 6).
            let said = webauthn::read(&answer.said);
            let known = match said.as_ref().and_then(webauthn::person) {
                Some(id) => tx.user_by_id(id)?,
                None => None,
            };
            let user = known.as_ref().filter(|user| user.disabled_at.is_none());
            let passkey = match user {
                Some(user) => signed(tx, &answer, user.id, &used, now)?,
                None => None,
            };
            let Some((user, passkey)) = user.zip(passkey) else {
                attempts::note(tx, "sign-in.passkey", known.as_ref(), &network, now)?;
                return Ok(SignedIn::Wrong);
            };
            tx.give_back_use(&count)?;
            let secret = sessions::begin(tx, user, &agent, &network, now)?;
            let detail = format!("{network}, {}", passkey.name);
            audit::add(tx, Some(user.id), &user.name, "signed-in", user.id, detail)?;
            Ok::<_, NewsroomError>(SignedIn::In(secret))
        });
        let signed_in = signed_in.await?;
        attempts::count(match signed_in {
            SignedIn::In(_) => "signed_in",
            _ => "wrong_passkey",
        });
        Ok(signed_in)
    }

    /// The name under which a challenge is used up, if it is one of ours and not too old.
    pub(super) async fn challenge(&self, challenge: &str, of: &str) -> Result<String> {
        let until = self.links().await?.read_challenge(challenge, of);
        match until.is_some_and(|until| until > Timestamp::now()) {
            true => Ok(format!("desk-challenge:{}", token::hash(challenge))),
            false => invalid("That took too long: load the page again."),
        }
    }
}

/// The passkey of this person that has signed, counted on. `None` where none has, where it was copied, or where the
/// challenge was answered before.
pub(super) fn signed(
    tx: &mut Tx<'_>,
    answer: &Answered,
    of: UserId,
    used: &str,
    now: Timestamp,
) -> Result<Option<Passkey>> {
    let Some(said) = webauthn::read(&answer.said) else {
        return Ok(None);
    };
    let is_theirs = |named: &[u8]| named == of.to_string().as_bytes();
    if !said.get_user_unique_id().is_none_or(is_theirs) {
        return Ok(None);
    }
    let found = tx.passkey(&BASE64.encode(said.get_credential_id()))?;
    let Some(mut passkey) = found.filter(|one| one.user == of) else {
        return Ok(None);
    };
    let kept = Kept {
        key: &passkey.key,
        counter: u32::try_from(passkey.counter).unwrap_or(u32::MAX),
    };
    let Some(counter) = answer.asked().signed(said, &kept) else {
        return Ok(None);
    };
    match once(tx, used, now) {
        Err(NewsroomError::Invalid(_)) => return Ok(None),
        other => other?,
    }
    passkey.counter = i64::from(counter);
    passkey.used_at = Some(now);
    tx.save_passkey(&passkey)?;
    Ok(Some(passkey))
}

/// A challenge is answered once.
fn once(tx: &mut Tx<'_>, used: &str, now: Timestamp) -> Result<()> {
    match tx.count_use(used, PATIENCE, now)?.times {
        1 => Ok(()),
        _ => invalid("That was sent already: load the page again."),
    }
}
