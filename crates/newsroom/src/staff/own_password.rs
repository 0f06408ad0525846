//! A person who is signed in types their password again, for what a borrowed browser must not do.

use super::{Staff, sign_in};
use crate::{Newsroom, NewsroomError, Result, error::invalid};
use kernel::{Timestamp, UserId};
use store::User;

const WINDOW: i64 = 15 * 60_000;
/// Guesses of one person in that time.
const MOST: i64 = 10;

/// The name under which a person's guesses are counted.
pub(super) fn of_person(id: UserId) -> String {
    format!("desk-own:{id}")
}

impl Newsroom {
    /// The person, if this is their password.
    ///
    /// # Errors
    /// `Invalid` when it is not, or when it was guessed too often.
    pub(super) async fn with_password(&self, staff: &Staff, password: String) -> Result<User> {
        let (id, now) = (staff.id, Timestamp::now());
        let name = of_person(id);
        let counted = name.clone();
        let (used, user) = self
            .store
            .write(move |tx| {
                Ok::<_, NewsroomError>((tx.count_use(&counted, WINDOW, now)?, tx.user_by_id(id)?))
            })
            .await?;
        if used.times > MOST {
            return invalid("Too many tries: wait a quarter of an hour.");
        }
        let Some(user) = user.filter(|user| user.disabled_at.is_none()) else {
            return Err(NewsroomError::Forbidden("You may not sign in any more.".into()));
        };
        let kept = user.password_hash.clone().unwrap_or_default();
        if !sign_in::fits(password, kept).await? {
            return invalid("That is not your password.");
        }
        self.store
            .write(move |tx| Ok::<_, NewsroomError>(tx.forget_use(&name)?))
            .await?;
        Ok(user)
    }
}
