//! Add a person who works at the desk.

use crate::{Newsroom, NewsroomError, Result, error::invalid, password};
use kernel::{EmailAddress, Role, Timestamp, UserId};
use store::User;

/// Who it is.
#[derive(Debug)]
pub struct UserInput {
    /// The address they sign in with.
    pub email: EmailAddress,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// At least 12 characters, none of the common ones.
    pub password: String,
}

impl Newsroom {
    /// Adds the person; the password is kept as an Argon2id hash only.
    pub async fn add_user(&self, input: UserInput) -> Result<UserId> {
        let name = input.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 191 {
            return invalid("A person needs a name of 1 to 191 characters.");
        }
        let password_hash = password::hash(&input.password, input.email.as_str(), &name)?;
        let now = Timestamp::now();
        let user = User {
            id: UserId::new(),
            email: input.email,
            name,
            role: input.role,
            password_hash: Some(password_hash),
            author: None,
            totp: None,
            totp_used: 0,
            recovery: String::new(),
            disabled_at: None,
            created_at: now,
            updated_at: now,
        };
        self.store
            .write(move |tx| {
                if tx.user_by_email(&user.email)?.is_some() {
                    return Err(NewsroomError::Conflict(format!(
                        "There is already a person with the address {}.",
                        user.email
                    )));
                }
                tx.save_user(&user)?;
                Ok(user.id)
            })
            .await
    }
}
