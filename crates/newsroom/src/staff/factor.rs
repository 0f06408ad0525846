//! Second factors: codes of an authenticator, kept by this file, and passkeys ([`super::passkeys`]). Whoever has either is
//! asked for one of them after the password, or for a recovery code.

use super::{
    Staff, account, audit,
    letters::{self, AccountChange},
    recovery, totp,
};
use crate::{Newsroom, NewsroomError, Result, error::invalid};
use kernel::Timestamp;
use store::{Tx, User};

/// A secret that is to become a person's second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFactor {
    /// In base32, for those who type it.
    pub secret: String,
    /// `otpauth://…`, for those who take a picture.
    pub link: String,
}

/// Whether a second step follows a person's password.
pub(super) fn has_any(tx: &Tx<'_>, user: &User) -> Result<bool> {
    Ok(user.totp.is_some() || !tx.passkeys_of(user.id)?.is_empty())
}

/// Where a person's last factor is gone, recovery codes would be codes for nothing.
pub(super) fn forget_codes_with_the_last(tx: &Tx<'_>, user: &mut User) -> Result<()> {
    if !has_any(tx, user)? {
        user.recovery.clear();
    }
    Ok(())
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

    /// Makes a secret the person's second factor, once its code was typed. Other sessions end. Returns recovery codes where
    /// they have none yet.
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
        let staff = staff.clone();
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
                let codes = recovery::give_first(&mut user)?;
                changed(tx, &staff, user, "factor.on", AccountChange::FactorOn)?;
                Ok(codes)
            })
            .await
    }

    /// Takes a person's own second factor away. Other sessions end.
    pub async fn switch_factor_off(&self, staff: &Staff, password: String) -> Result<()> {
        self.with_password(staff, password).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let mut user = account::own(tx, &staff)?;
                user.totp = None;
                forget_codes_with_the_last(tx, &mut user)?;
                changed(tx, &staff, user, "factor.off", AccountChange::FactorOff)
            })
            .await
    }

    /// New recovery codes; the old ones work no longer.
    pub async fn new_recovery_codes(&self, staff: &Staff, password: String) -> Result<Vec<String>> {
        self.with_password(staff, password).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let mut user = account::own(tx, &staff)?;
                if !has_any(tx, &user)? {
                    return invalid("Recovery codes belong to a second factor: switch one on first.");
                }
                let codes = recovery::give(&mut user)?;
                changed(tx, &staff, user, "factor.codes", AccountChange::RecoveryCodes)?;
                Ok(codes)
            })
            .await
    }
}

/// Takes second factor, passkeys and recovery codes of a person away; says whether there was a factor.
pub(super) fn take_all(tx: &mut Tx<'_>, user: &mut User) -> Result<bool> {
    let had = tx.delete_passkeys(user.id)? > 0 || user.totp.is_some();
    user.totp = None;
    user.recovery.clear();
    Ok(had)
}

/// What is changed about a factor ends all other sessions, stands in the record, and is told by mail.
pub(super) fn changed(
    tx: &mut Tx<'_>,
    staff: &Staff,
    user: User,
    what: &str,
    change: AccountChange,
) -> Result<()> {
    letters::tell(tx, &user, change)?;
    account::save(tx, user)?;
    tx.end_sessions(staff.id, Some(&staff.session))?;
    audit::note(tx, staff, what, staff.id, "")
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

pub(super) fn no_random(error: getrandom::Error) -> NewsroomError {
    NewsroomError::Invalid(format!("This machine gives no random numbers: {error}."))
}
