//! The second factor: codes of an authenticator, and recovery codes for the day when it is lost.

use super::{Staff, account, audit, sessions, sign_in, token, totp};
use crate::{Newsroom, NewsroomError, Result, error::invalid};
use kernel::{Timestamp, UserId};
use store::{Tx, User};

const HOUR: i64 = 3_600_000;
/// Wrong codes for one person in an hour, wherever from. Whoever types them knows the password.
const MOST: i64 = 20;
/// Recovery codes that a person gets.
const CODES: usize = 10;
/// Letters and digits that are not mistaken for one another.
const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// A secret that is to become a person's second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFactor {
    /// In base32, for those who type it.
    pub secret: String,
    /// `otpauth://…`, for those who take a picture.
    pub link: String,
}

/// What became of the second step of signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondStep {
    /// Signed in: the secret for the cookie.
    In(String),
    /// That code is not right, or was used.
    Wrong,
    /// The ticket has run out, or the password was changed: begin again.
    Ended,
    /// Too many tries; the next one counts then.
    TooMany(Timestamp),
}

impl Newsroom {
    /// A new secret, or the same again where a person mistyped the code.
    pub async fn new_factor(&self, staff: &Staff, again: Option<String>) -> Result<NewFactor> {
        let again = again.filter(|secret| totp::from_base32(secret).is_some());
        let secret = match again {
            Some(secret) => secret,
            None => totp::new_secret().map_err(no_random)?,
        };
        let settings = self
            .store
            .read(|reader| Ok::<_, NewsroomError>(reader.settings()?))
            .await?;
        // A colon stands between issuer and account.
        let issuer = in_address(&settings.title.replace(':', " "));
        let account = in_address(staff.email.as_str());
        let link = format!(
            "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
        );
        Ok(NewFactor { secret, link })
    }

    /// Makes a secret the person's second factor, once its code was typed. Other sessions end. Returns recovery codes,
    /// which are kept as hashes only.
    pub async fn switch_factor_on(
        &self,
        staff: &Staff,
        secret: String,
        code: &str,
        password: String,
    ) -> Result<Vec<String>> {
        let now = Timestamp::now();
        if totp::from_base32(&secret).is_none() {
            return invalid("That is no secret of this page: begin again.");
        }
        let Some(step) = totp::find(&secret, code, 0, now.millis()) else {
            return invalid(
                "That code is not right. Look at the one that is shown now; the clock of the phone must be right.",
            );
        };
        self.with_password(staff, password).await?;
        let codes = new_codes()?;
        let (staff, recovery) = (staff.clone(), kept(&codes));
        self.store
            .write(move |tx| {
                let mut user = account::own(tx, &staff)?;
                if user.totp.is_some() {
                    return Err(NewsroomError::Conflict(
                        "You have a second factor already: switch it off first.".into(),
                    ));
                }
                user.totp = Some(secret);
                user.totp_used = step;
                user.recovery = recovery;
                changed(tx, &staff, user, "factor.on")
            })
            .await?;
        Ok(codes)
    }

    /// Takes a person's own second factor away. Other sessions end.
    pub async fn switch_factor_off(&self, staff: &Staff, password: String) -> Result<()> {
        self.with_password(staff, password).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let mut user = account::own(tx, &staff)?;
                user.totp = None;
                user.recovery.clear();
                changed(tx, &staff, user, "factor.off")
            })
            .await
    }

    /// New recovery codes; the old ones work no longer.
    pub async fn new_recovery_codes(&self, staff: &Staff, password: String) -> Result<Vec<String>> {
        self.with_password(staff, password).await?;
        let codes = new_codes()?;
        let (staff, recovery) = (staff.clone(), kept(&codes));
        self.store
            .write(move |tx| {
                let mut user = account::own(tx, &staff)?;
                if user.totp.is_none() {
                    return invalid("Recovery codes belong to a second factor: switch one on first.");
                }
                user.recovery = recovery;
                changed(tx, &staff, user, "factor.codes")
            })
            .await?;
        Ok(codes)
    }

    /// Whether a ticket of the second step works still.
    pub async fn is_second_step(&self, ticket: &str) -> Result<bool> {
        Ok(self.second_step_of(ticket).await?.is_some())
    }

    async fn second_step_of(&self, ticket: &str) -> Result<Option<User>> {
        let links = self.links().await?;
        let Some(ticket) = links.read_second_step(ticket) else {
            return Ok(None);
        };
        let id = ticket.user;
        let found = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.user_by_id(id)?));
        let now = Timestamp::now();
        Ok(found.await?.filter(|user| {
            ticket.until > now
                && user.disabled_at.is_none()
                && user.totp.is_some()
                && links.is_bound(&ticket, &sign_in::bound_to(user))
        }))
    }

    /// Signs a person in who knows their password and has the code of their authenticator, or a recovery code.
    pub async fn second_step(
        &self,
        ticket: &str,
        code: &str,
        agent: &str,
        network: &str,
    ) -> Result<SecondStep> {
        self.second_step_at(ticket, code, agent, network, Timestamp::now())
            .await
    }

    /// As [`Newsroom::second_step`], by a clock that shows `now` to the authenticator.
    pub async fn second_step_at(
        &self,
        ticket: &str,
        code: &str,
        agent: &str,
        network: &str,
        now: Timestamp,
    ) -> Result<SecondStep> {
        let Some(before) = self.second_step_of(ticket).await? else {
            return Ok(SecondStep::Ended);
        };
        let (code, agent, network) = (code.to_owned(), agent.to_owned(), network.to_owned());
        self.store
            .write(move |tx| {
                let Some(mut user) = tx.user_by_id(before.id)? else {
                    return Ok(SecondStep::Ended);
                };
                if sign_in::bound_to(&user) != sign_in::bound_to(&before) || user.disabled_at.is_some() {
                    return Ok(SecondStep::Ended);
                }
                let count = format!("desk-second:{}", user.id);
                let used = tx.count_use(&count, HOUR, Timestamp::now())?;
                if used.times > MOST {
                    return Ok(SecondStep::TooMany(used.until));
                }
                let Some(how) = take(&mut user, &code, now) else {
                    return Ok(SecondStep::Wrong);
                };
                let (id, name) = (user.id, user.name.clone());
                let secret = sessions::begin(tx, &user, &agent, &network, Timestamp::now())?;
                account::save(tx, user)?;
                tx.forget_use(&count)?;
                if let Some(left) = how {
                    audit::add(tx, Some(id), &name, "factor.code-used", id, left.to_string())?;
                }
                audit::add(tx, Some(id), &name, "signed-in", id, network)?;
                Ok(SecondStep::In(secret))
            })
            .await
    }

    /// Takes second factor and passkeys of the person with this address away, from the command line. Their sessions end. Says
    /// whether there was one.
    pub async fn reset_factor(&self, email: kernel::EmailAddress) -> Result<bool> {
        self.store
            .write(move |tx| {
                let Some(mut user) = tx.user_by_email(&email)? else {
                    return Err(NewsroomError::NotFound(format!("Nobody signs in with {email}.")));
                };
                let had = tx.delete_passkeys(user.id)? > 0 || user.totp.is_some();
                user.totp = None;
                user.recovery.clear();
                let (id, name) = (user.id, user.name.clone());
                account::save(tx, user)?;
                tx.end_sessions(id, None)?;
                audit::add(
                    tx,
                    None::<UserId>,
                    "The command line",
                    "user.factor-taken",
                    id,
                    name,
                )?;
                Ok(had)
            })
            .await
    }
}

/// Takes a code that works, so that it does not work again: `None` when it does not; else how many recovery codes are
/// left, where it was one.
fn take(user: &mut User, typed: &str, now: Timestamp) -> Option<Option<usize>> {
    let secret = user.totp.clone()?;
    if let Some(step) = totp::find(&secret, typed, user.totp_used, now.millis()) {
        user.totp_used = step;
        return Some(None);
    }
    let hash = token::hash(&plain(typed));
    let left: Vec<&str> = user.recovery.split(' ').filter(|one| !one.is_empty()).collect();
    let rest: Vec<&str> = left.iter().copied().filter(|one| *one != hash).collect();
    if rest.len() == left.len() {
        return None;
    }
    let many = rest.len();
    user.recovery = rest.join(" ");
    Some(Some(many))
}

/// What is changed about a factor ends all other sessions and stands in the record.
fn changed(tx: &mut Tx<'_>, staff: &Staff, user: User, what: &str) -> Result<()> {
    account::save(tx, user)?;
    tx.end_sessions(staff.id, Some(&staff.session))?;
    audit::note(tx, staff, what, staff.id, "")
}

/// Ten codes of 80 bits: `k7m2-9xqp-….`.
fn new_codes() -> Result<Vec<String>> {
    let mut bytes = [[0_u8; 16]; CODES];
    for code in &mut bytes {
        getrandom::fill(code).map_err(no_random)?;
    }
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    let code = |code: &[u8; 16]| {
        let groups = code
            .chunks(4)
            .map(|four| four.iter().map(letter).collect::<String>());
        groups.collect::<Vec<_>>().join("-")
    };
    Ok(bytes.iter().map(code).collect())
}

/// What is kept of recovery codes.
fn kept(codes: &[String]) -> String {
    let hashes: Vec<String> = codes.iter().map(|code| token::hash(&plain(code))).collect();
    hashes.join(" ")
}

fn plain(typed: &str) -> String {
    let letters = typed.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}

fn in_address(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn no_random(error: getrandom::Error) -> NewsroomError {
    NewsroomError::Invalid(format!("This machine gives no random numbers: {error}."))
}
