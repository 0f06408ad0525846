//! Sign in with a password. Known and unknown addresses get the same answer after the same work, and counts that hold
//! over restarts and nodes slow down whoever guesses.

use super::{attempts, audit, factor, sessions};
use crate::{Links, Newsroom, NewsroomError, Result, password};
use kernel::{EmailAddress, Timestamp};
use std::sync::LazyLock;
use store::User;
use tokio::sync::Semaphore;

const MINUTE: i64 = 60_000;
const WINDOW: i64 = 15 * MINUTE;
/// Wrong passwords of one network for one address in a quarter of an hour. A person who mistypes has enough of them, and
/// a stranger elsewhere cannot use up the person's own.
const MOST_OF_A_PAIR: i64 = 10;
/// Tries of one network in that time, whoever for.
const MOST_OF_A_NETWORK: i64 = 50;
/// Tries for one address in that time, wherever from: a botnet guesses slowly.
const MOST_OF_AN_ADDRESS: i64 = 100;
/// How long the second step may take.
const SECOND_STEP: i64 = 10 * MINUTE;

/// Passwords that are checked at the same time: each takes 19 MiB and a core.
static CHECKS: Semaphore = Semaphore::const_new(2);

/// What an unknown address's password is checked against, so that it takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| password::hash("no one has this password", "", "").unwrap_or_default());

/// What a person typed, and where.
#[derive(Clone)]
pub struct Credentials {
    /// The address as it was typed.
    pub email: String,
    /// The password.
    pub password: String,
    /// The network they come from.
    pub network: String,
    /// What their browser calls itself.
    pub agent: String,
}

/// What became of it.
#[derive(Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// Signed in: the secret for the cookie.
    In(String),
    /// The password is right; the second factor is asked for with this ticket.
    SecondStep(String),
    /// Address or password are wrong, whichever.
    Wrong,
    /// Too many tries; the next one counts then.
    TooMany(Timestamp),
}

impl Newsroom {
    /// Signs a person in who knows their password.
    pub async fn sign_in(&self, given: Credentials) -> Result<SignedIn> {
        let links = self.links().await?;
        let email: Option<EmailAddress> = given.email.trim().parse().ok();
        let typed = given.email.trim().to_lowercase();
        let of_network = format!("desk-network:{}", given.network);
        let pair = format!("{}{}", pairs(&links, &typed), given.network);
        let counts = [
            (of_network.clone(), MOST_OF_A_NETWORK),
            (pair.clone(), MOST_OF_A_PAIR),
            (of_address(&links, &typed), MOST_OF_AN_ADDRESS),
        ];
        let network = given.network.clone();
        let now = Timestamp::now();
        let (held, user) = self
            .store
            .write(move |tx| {
                let user = match &email {
                    Some(email) => tx.user_by_email(email)?,
                    None => None,
                };
                // Who is held by one count uses up none of the next: a network cannot use up what is left to others.
                for (name, most) in &counts {
                    let used = tx.count_use(name, WINDOW, now)?;
                    if used.times <= *most {
                        continue;
                    }
                    let of_all = *most == MOST_OF_AN_ADDRESS;
                    let is_known = match &user {
                        Some(user) if of_all => tx.has_session_from(user.id, &network)?,
                        _ => false,
                    };
                    if !is_known {
                        let is_first = used.times == most + 1;
                        if is_first {
                            attempts::note(tx, "sign-in.held", user.as_ref(), &network, now)?;
                        }
                        return Ok((Some((used.until, is_first)), None));
                    }
                }
                Ok::<_, NewsroomError>((None, user))
            })
            .await?;
        if let Some((until, is_first)) = held {
            if is_first {
                tracing::warn!(
                    network = given.network,
                    "too many tries to sign in at the desk; the next one counts later"
                );
            }
            attempts::count("held");
            return Ok(SignedIn::TooMany(until));
        }
        let may = |user: &User| user.disabled_at.is_none() && user.password_hash.is_some();
        let kept = user.as_ref().filter(|user| may(user));
        let kept = kept.and_then(|user| user.password_hash.clone());
        let fits = fits(given.password, kept.unwrap_or_else(|| NOBODY.clone())).await?;
        let user = match (user, fits) {
            (Some(user), true) if may(&user) => user,
            (Some(user), _) => {
                self.note_failed("sign-in.failed", Some(user), given.network)
                    .await;
                return Ok(wrong());
            }
            (None, _) => {
                self.note_failed("sign-in.unknown", None, given.network).await;
                return Ok(wrong());
            }
        };
        let signed_in = self
            .store
            .write(move |tx| {
                // As they are now: the password may have been changed while it was looked at.
                let now_there = tx.user_by_id(user.id)?.filter(may);
                let Some(user) = now_there.filter(|there| there.password_hash == user.password_hash) else {
                    return Ok(SignedIn::Wrong);
                };
                tx.forget_use(&pair)?;
                tx.give_back_use(&of_network)?;
                if factor::has_any(tx, &user)? {
                    let ticket = links.second_step(user.id, now.plus_millis(SECOND_STEP), &bound_to(&user));
                    return Ok(SignedIn::SecondStep(ticket));
                }
                let secret = sessions::begin(tx, &user, &given.agent, &given.network, now)?;
                audit::add(tx, Some(user.id), &user.name, "signed-in", user.id, given.network)?;
                Ok::<_, NewsroomError>(SignedIn::In(secret))
            })
            .await?;
        if matches!(signed_in, SignedIn::In(_)) {
            attempts::count("signed_in");
        }
        Ok(signed_in)
    }
}

fn wrong() -> SignedIn {
    attempts::count("wrong_password");
    SignedIn::Wrong
}

/// The name under which the tries at an address are counted, wherever from.
pub(super) fn of_address(links: &Links, typed: &str) -> String {
    links.veiled("desk-address", typed)
}

/// What the names begin with under which the tries at an address are counted, each network by itself.
pub(super) fn pairs(links: &Links, typed: &str) -> String {
    format!("{}:", links.veiled("desk-pair", typed))
}

impl Newsroom {
    /// Counts a guess at the code of the set-up page.
    ///
    /// # Errors
    /// `Forbidden` when a network guesses too often.
    pub async fn count_set_up_guess(&self, network: &str) -> Result<()> {
        let (name, now) = (format!("desk-set-up:{network}"), Timestamp::now());
        let used = self
            .store
            .write(move |tx| Ok::<_, NewsroomError>(tx.count_use(&name, WINDOW, now)?))
            .await?;
        match used.times > MOST_OF_A_NETWORK {
            true => Err(NewsroomError::Forbidden(
                "Too many tries: wait a quarter of an hour.".into(),
            )),
            false => Ok(()),
        }
    }
}

/// What a ticket of the second step holds only as long as: the password that was given.
pub(super) fn bound_to(user: &User) -> String {
    super::token::hash(user.password_hash.as_deref().unwrap_or_default())
}

/// Whether the password is the one that was kept.
pub(super) async fn fits(password: String, kept: String) -> Result<bool> {
    busy(move || Ok(password::fits(&password, &kept))).await
}

/// Work with a password, on a thread that may be kept busy, beside at most one other.
pub(super) async fn busy<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let Ok(_place) = CHECKS.acquire().await else {
        return crate::error::invalid("The newsroom is being shut down.");
    };
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| crate::error::invalid("The password cannot be checked now; try again."))
}
