//! The second step of signing in: whoever knows the password shows a code of their authenticator, a passkey, or a recovery
//! code. The first step gave a ticket, which dies with the password.

use super::{account, attempts, audit, factor, passkeys, recovery, sessions, sign_in, token, totp};
use crate::{Answered, Newsroom, NewsroomError, Result};
use kernel::Timestamp;
use store::{Passkey, Tx, User};

const HOUR: i64 = 3_600_000;
/// Wrong answers for one person in an hour, wherever from. Whoever gives them knows the password.
const MOST: i64 = 20;

/// What became of the second step of signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondStep {
    /// Signed in: the secret for the cookie.
    In(String),
    /// That is not right, or was used.
    Wrong,
    /// The ticket has run out, or the password was changed: begin again.
    Ended,
    /// Too many tries; the next one counts then.
    TooMany(Timestamp),
}

/// What a person may show in the second step, besides a recovery code.
#[derive(Debug, Clone)]
pub struct Ways {
    /// Whether they have an authenticator.
    pub authenticator: bool,
    /// Their passkeys' ids.
    pub passkeys: Vec<String>,
    /// The question that a passkey answers.
    pub challenge: String,
}

/// What was shown.
enum Shown {
    Code,
    Passkey(String),
    /// So many recovery codes are left.
    Recovery(usize),
}

/// The name under which wrong answers of a person are counted.
pub(super) fn of_person(id: kernel::UserId) -> String {
    format!("desk-second:{id}")
}

impl Newsroom {
    /// What may be shown with this ticket; `None` when it works no longer.
    pub async fn second_step_ways(&self, ticket: &str) -> Result<Option<Ways>> {
        let Some((user, passkeys)) = self.second_step_of(ticket).await? else {
            return Ok(None);
        };
        Ok(Some(Ways {
            authenticator: user.totp.is_some(),
            passkeys: passkeys.into_iter().map(|one| one.id).collect(),
            challenge: self.passkey_challenge(&token::hash(ticket)).await?,
        }))
    }

    async fn second_step_of(&self, ticket: &str) -> Result<Option<(User, Vec<Passkey>)>> {
        let links = self.links().await?;
        let Some(ticket) = links.read_second_step(ticket) else {
            return Ok(None);
        };
        let id = ticket.user;
        let found = self.store.read(move |reader| {
            let passkeys = reader.passkeys_of(id)?;
            Ok::<_, NewsroomError>(reader.user_by_id(id)?.map(|user| (user, passkeys)))
        });
        let now = Timestamp::now();
        Ok(found.await?.filter(|(user, passkeys)| {
            ticket.until > now
                && user.disabled_at.is_none()
                && (user.totp.is_some() || !passkeys.is_empty())
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
        let now = Timestamp::now();
        self.second_step_at(ticket, code, agent, network, now).await
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
        let code = code.to_owned();
        let look = move |_: &mut Tx<'_>, user: &mut User| Ok(take(user, &code, now));
        self.shown(ticket, agent, network, look).await
    }

    /// Signs a person in who knows their password and whose device has signed.
    pub async fn second_step_with_passkey(
        &self,
        ticket: &str,
        answer: Answered,
        agent: &str,
        network: &str,
    ) -> Result<SecondStep> {
        let used = self.challenge(&answer.challenge, &token::hash(ticket)).await.ok();
        let look = move |tx: &mut Tx<'_>, user: &mut User| {
            let Some(used) = used else { return Ok(None) };
            let passkey = passkeys::signed(tx, &answer, user.id, &used, Timestamp::now())?;
            Ok(passkey.map(|passkey| Shown::Passkey(passkey.name)))
        };
        self.shown(ticket, agent, network, look).await
    }

    /// Counts a try, has `look` look at what was shown, and begins the session, in one transaction.
    async fn shown(
        &self,
        ticket: &str,
        agent: &str,
        network: &str,
        look: impl FnOnce(&mut Tx<'_>, &mut User) -> Result<Option<Shown>> + Send + 'static,
    ) -> Result<SecondStep> {
        let Some((before, _)) = self.second_step_of(ticket).await? else {
            return Ok(SecondStep::Ended);
        };
        let (agent, network) = (agent.to_owned(), network.to_owned());
        let done = self
            .store
            .write(move |tx| {
                let now = Timestamp::now();
                let Some(mut user) = tx.user_by_id(before.id)? else {
                    return Ok(SecondStep::Ended);
                };
                let is_bound = sign_in::bound_to(&user) == sign_in::bound_to(&before);
                if !is_bound || user.disabled_at.is_some() || !factor::has_any(tx, &user)? {
                    return Ok(SecondStep::Ended);
                }
                let count = of_person(user.id);
                let used = tx.count_use(&count, HOUR, now)?;
                if used.times > MOST {
                    if used.times == MOST + 1 {
                        attempts::note(tx, "sign-in.held", Some(&user), &network, now)?;
                    }
                    return Ok(SecondStep::TooMany(used.until));
                }
                let Some(shown) = look(tx, &mut user)? else {
                    attempts::note(tx, "sign-in.second-step", Some(&user), &network, now)?;
                    return Ok(SecondStep::Wrong);
                };
                let (id, name) = (user.id, user.name.clone());
                let secret = sessions::begin(tx, &user, &agent, &network, now)?;
                account::save(tx, user)?;
                tx.forget_use(&count)?;
                let mut detail = network;
                match shown {
                    Shown::Code => {}
                    Shown::Passkey(passkey) => detail = format!("{detail}, {passkey}"),
                    Shown::Recovery(left) => {
                        audit::add(tx, Some(id), &name, "factor.code-used", id, left.to_string())?;
                    }
                }
                audit::add(tx, Some(id), &name, "signed-in", id, detail)?;
                Ok::<_, NewsroomError>(SecondStep::In(secret))
            })
            .await?;
        match done {
            SecondStep::In(_) => attempts::count("signed_in"),
            SecondStep::Wrong => attempts::count("wrong_second_step"),
            SecondStep::TooMany(_) => attempts::count("held"),
            SecondStep::Ended => {}
        }
        Ok(done)
    }
}

/// Takes a code that works, so that it does not work again.
fn take(user: &mut User, typed: &str, now: Timestamp) -> Option<Shown> {
    if let Some(secret) = &user.totp
        && let Some(step) = totp::find(secret, typed, user.totp_used, now.millis())
    {
        user.totp_used = step;
        return Some(Shown::Code);
    }
    recovery::take(user, typed).map(Shown::Recovery)
}
