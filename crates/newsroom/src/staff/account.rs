//! A person's own account: name, address, password.

use super::{
    Staff, audit,
    letters::{self, AccountChange},
    sign_in,
};
use crate::{Newsroom, NewsroomError, Result, error::invalid, password};
use kernel::{EmailAddress, Timestamp};
use store::{Tx, User};

impl Newsroom {
    /// The entry of the one who asks.
    pub async fn own_entry(&self, staff: &Staff) -> Result<User> {
        let id = staff.id;
        let found = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.user_by_id(id)?));
        found.await?.ok_or_else(gone)
    }

    /// Changes a person's own name.
    pub async fn change_own_name(&self, staff: &Staff, name: &str) -> Result<()> {
        let (staff, name) = (staff.clone(), checked_name(name)?);
        self.store
            .write(move |tx| {
                let mut user = own(tx, &staff)?;
                if user.name != name {
                    user.name.clone_from(&name);
                    save(tx, user)?;
                    audit::note(tx, &staff, "user.name", staff.id, name)?;
                }
                Ok(())
            })
            .await
    }

    /// Changes the address that a person signs in with, and that a forgotten password is sent to. It needs the password.
    pub async fn change_own_email(&self, staff: &Staff, email: EmailAddress, password: String) -> Result<()> {
        self.with_password(staff, password).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let mut user = own(tx, &staff)?;
                if tx.user_by_email(&email)?.is_some_and(|other| other.id != user.id) {
                    return Err(NewsroomError::Conflict(format!(
                        "Somebody else here signs in with {email}."
                    )));
                }
                let detail = format!("{} → {email}", user.email);
                if user.email != email {
                    // To the address that it was, so that nobody's is changed behind their back.
                    letters::tell(tx, &user, AccountChange::Address)?;
                }
                user.email = email;
                save(tx, user)?;
                audit::note(tx, &staff, "user.email", staff.id, detail)
            })
            .await
    }

    /// Changes a person's own password; all their other sessions end.
    pub async fn change_own_password(&self, staff: &Staff, old: String, new: String) -> Result<()> {
        let before = self.with_password(staff, old).await?;
        let hash = hashed(new, &before).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let mut user = own(tx, &staff)?;
                if user.password_hash != before.password_hash {
                    return Err(NewsroomError::Conflict(
                        "The password was changed elsewhere in this moment.".into(),
                    ));
                }
                user.password_hash = Some(hash);
                letters::tell(tx, &user, AccountChange::Password)?;
                save(tx, user)?;
                tx.end_sessions(staff.id, Some(&staff.session))?;
                audit::note(tx, &staff, "user.password", staff.id, "")
            })
            .await
    }
}

/// A name as it is kept.
pub(super) fn checked_name(name: &str) -> Result<String> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 191 || name.chars().any(char::is_control) {
        return invalid("A person needs a name of 1 to 191 characters, in one line.");
    }
    match holds_unseen(&name) || !name.chars().any(char::is_alphanumeric) {
        true => invalid("The name holds characters that nobody sees: type it anew instead of pasting it."),
        false => Ok(name),
    }
}

/// Whether two names could look alike but for marks that nobody sees, or one turn the line around. Joiners are letters of
/// scripts from Hebrew to Mongolian, between their letters.
fn holds_unseen(name: &str) -> bool {
    let joins = |c: Option<&char>| c.is_some_and(|c| matches!(c, '\u{590}'..='\u{18af}'));
    let all: Vec<char> = name.chars().collect();
    all.iter().enumerate().any(|(at, c)| match c {
        '\u{200c}' | '\u{200d}' => {
            let before = at.checked_sub(1).and_then(|before| all.get(before));
            !(joins(before) && joins(all.get(at + 1)))
        }
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{2800}' => true,
        '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    })
}

/// A new password as it is kept, on a thread that may be kept busy.
pub(super) async fn hashed(password: String, user: &User) -> Result<String> {
    let (email, name) = (user.email.to_string(), user.name.clone());
    sign_in::busy(move || password::hash(&password, &email, &name)).await
}

/// The entry of the one who asks, as it is now.
pub(super) fn own(tx: &Tx<'_>, staff: &Staff) -> Result<User> {
    let found = tx.user_by_id(staff.id)?;
    found.filter(|user| user.disabled_at.is_none()).ok_or_else(gone)
}

/// Writes a changed entry.
pub(super) fn save(tx: &mut Tx<'_>, mut user: User) -> Result<()> {
    user.updated_at = Timestamp::now();
    Ok(tx.save_user(&user)?)
}

fn gone() -> NewsroomError {
    NewsroomError::Forbidden("You may not sign in any more.".into())
}

#[cfg(test)]
mod tests {
    use super::checked_name;

    #[test]
    fn a_name_is_what_everybody_sees_of_it() {
        for name in ["Олена Коваль", "نازنین\u{200c}زهرا", "O’Brien-Smith, Jr."] {
            assert_eq!(checked_name(&format!(" {name} ")).ok().as_deref(), Some(name));
        }
        for name in [
            "",
            " ",
            "Olena\u{200b} Koval",
            "\u{202e}lavoK",
            "Olena\nKoval",
            "\u{feff}Olena",
            "Olena\u{200d} Koval",
            "Ole\u{200d}na",
            "\u{200c}",
            "\u{3164}",
            "…",
        ] {
            assert!(checked_name(name).is_err(), "{name:?}");
        }
    }
}
