//! What an operator does from the command line when nobody gets in.

use super::{account, audit, factor, forgotten, letters, own_password, second_step, sign_in};
use crate::{Links, Newsroom, NewsroomError, Result};
use kernel::{EmailAddress, UserId};
use letters::AccountChange;
use store::{Tx, User};

/// How a person stands once their password was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordSet {
    /// Whether a second step still follows the password.
    pub asks_second_step: bool,
    /// Whether their access was taken away, so that no password lets them in.
    pub is_disabled: bool,
}

impl Newsroom {
    /// Sets a person's password, and with `remove_factors` takes second factor and passkeys away. Their sessions end, and
    /// counted failures are forgotten.
    ///
    /// # Errors
    /// `NotFound` when nobody signs in with that address; `Invalid` when the password is not taken.
    pub async fn set_password(
        &self,
        email: EmailAddress,
        password: String,
        remove_factors: bool,
    ) -> Result<PasswordSet> {
        let links = self.links().await?;
        let wanted = email.clone();
        let before = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.user_by_email(&wanted)?));
        let before = before.await?.ok_or_else(|| nobody(&email))?;
        let hash = account::hashed(password, &before).await?;
        self.store
            .write(move |tx| {
                let mut user = found(tx, &email)?;
                user.password_hash = Some(hash);
                unlock(tx, &links, &user)?;
                letters::tell(tx, &user, AccountChange::Password)?;
                note(tx, "user.password-set", &user)?;
                if remove_factors && factor::take_all(tx, &mut user)? {
                    letters::tell(tx, &user, AccountChange::FactorsTaken)?;
                    note(tx, "user.factor-taken", &user)?;
                }
                let set = PasswordSet {
                    asks_second_step: factor::has_any(tx, &user)?,
                    is_disabled: user.disabled_at.is_some(),
                };
                tx.end_sessions(user.id, None)?;
                account::save(tx, user)?;
                Ok(set)
            })
            .await
    }

    /// Forgets the failures that were counted of a person, so that they may try again at once.
    ///
    /// # Errors
    /// `NotFound` when nobody signs in with that address.
    pub async fn unlock(&self, email: EmailAddress) -> Result<()> {
        let links = self.links().await?;
        self.store
            .write(move |tx| {
                let user = found(tx, &email)?;
                unlock(tx, &links, &user)?;
                note(tx, "user.unlocked", &user)
            })
            .await
    }

    /// Takes second factor and passkeys of a person away; their sessions end. Says whether there was one.
    ///
    /// # Errors
    /// `NotFound` when nobody signs in with that address.
    pub async fn reset_factor(&self, email: EmailAddress) -> Result<bool> {
        self.store
            .write(move |tx| {
                let mut user = found(tx, &email)?;
                let had = factor::take_all(tx, &mut user)?;
                if had {
                    letters::tell(tx, &user, AccountChange::FactorsTaken)?;
                    note(tx, "user.factor-taken", &user)?;
                    tx.end_sessions(user.id, None)?;
                    account::save(tx, user)?;
                }
                Ok(had)
            })
            .await
    }
}

/// Forgets what is counted of this person alone. What is counted of networks stays: others may come from there.
fn unlock(tx: &mut Tx<'_>, links: &Links, user: &User) -> Result<()> {
    tx.forget_use(&forgotten::of_address(links, &user.email.as_str().to_lowercase()))?;
    forget_tries(tx, links, user)
}

/// The same, but for the letters that were sent.
pub(super) fn forget_tries(tx: &mut Tx<'_>, links: &Links, user: &User) -> Result<()> {
    let typed = user.email.as_str().to_lowercase();
    tx.forget_uses(&sign_in::pairs(links, &typed))?;
    for name in [
        sign_in::of_address(links, &typed),
        second_step::of_person(user.id),
        own_password::of_person(user.id),
    ] {
        tx.forget_use(&name)?;
    }
    Ok(())
}

fn note(tx: &mut Tx<'_>, what: &str, user: &User) -> Result<()> {
    audit::add(tx, None::<UserId>, "The command line", what, user.id, &user.name)
}

fn found(tx: &Tx<'_>, email: &EmailAddress) -> Result<User> {
    tx.user_by_email(email)?.ok_or_else(|| nobody(email))
}

fn nobody(email: &EmailAddress) -> NewsroomError {
    NewsroomError::NotFound(format!("Nobody signs in with {email}."))
}
