//! Who works here: roles, leaving and coming back, handing over what one owns. Nobody changes those above them, and
//! there always is an owner.

use super::{
    Staff, account, audit, factor,
    letters::{self, AccountChange},
};
use crate::{Newsroom, NewsroomError, Result, error::invalid};
use kernel::{Author, Role, Timestamp, UserId};
use std::{collections::HashMap, sync::Arc};
use store::{Invitation, Tx, User};

/// Everybody who works here or was asked to.
#[derive(Debug, Clone)]
pub struct People {
    /// Those who joined, by name.
    pub colleagues: Vec<Colleague>,
    /// Who was asked and has not answered.
    pub invitations: Vec<Invitation>,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// Their entry.
    pub user: User,
    /// Their byline.
    pub byline: Option<Arc<Author>>,
    /// How many passkeys they have.
    pub passkeys: usize,
    /// When they last used the desk, to some minutes.
    pub seen: Option<Timestamp>,
}

impl Newsroom {
    /// All people of the newsroom.
    pub async fn people(&self, staff: &Staff) -> Result<People> {
        at_least_administrator(staff.role)?;
        self.store
            .read(|reader| {
                let seen: HashMap<UserId, Timestamp> = reader.last_seen()?.into_iter().collect();
                let mut colleagues = Vec::new();
                for user in reader.users()? {
                    let byline = match user.author {
                        Some(author) => reader.author_by_id(author)?,
                        None => None,
                    };
                    let seen = seen.get(&user.id).copied();
                    let passkeys = reader.passkeys_of(user.id)?.len();
                    colleagues.push(Colleague {
                        user,
                        byline,
                        passkeys,
                        seen,
                    });
                }
                Ok(People {
                    colleagues,
                    invitations: reader.invitations()?,
                })
            })
            .await
    }

    /// Gives a person another role.
    pub async fn change_role(&self, staff: &Staff, id: UserId, role: Role) -> Result<()> {
        self.change_person(staff, id, "user.role", move |tx, by, user| {
            if role > by.role {
                return forbidden("Nobody gives a role above their own.");
            }
            let detail = format!("{} → {role}", user.role);
            user.role = role;
            tx.delete_invitations_by(user.id, Some(role))?;
            Ok(detail)
        })
        .await
    }

    /// A person may not sign in any more: their sessions end, and who they asked can no longer come. What they wrote
    /// stays.
    pub async fn disable(&self, staff: &Staff, id: UserId) -> Result<()> {
        self.change_person(staff, id, "user.disabled", |tx, _, user| {
            user.disabled_at = Some(Timestamp::now());
            tx.end_sessions(user.id, None)?;
            tx.delete_invitations_by(user.id, None)?;
            Ok(String::new())
        })
        .await
    }

    /// A person may sign in again.
    pub async fn enable(&self, staff: &Staff, id: UserId) -> Result<()> {
        self.change_person(staff, id, "user.enabled", |_, _, user| {
            user.disabled_at = None;
            Ok(String::new())
        })
        .await
    }

    /// Takes second factor and passkeys away that a person has lost. Their sessions end.
    pub async fn take_factor(&self, staff: &Staff, id: UserId) -> Result<()> {
        self.change_person(staff, id, "user.factor-taken", |tx, _, user| {
            if !factor::take_all(tx, user)? {
                return invalid("That person has no second factor and no passkey.");
            }
            letters::tell(tx, user, AccountChange::FactorsTaken)?;
            tx.end_sessions(user.id, None)?;
            Ok(String::new())
        })
        .await
    }

    /// The owner makes somebody else the owner and becomes an administrator. It needs the owner's password.
    pub async fn hand_over_ownership(&self, staff: &Staff, to: UserId, password: String) -> Result<()> {
        if staff.role != Role::Owner {
            return forbidden("Only an owner hands the newsroom over.");
        }
        self.with_password(staff, password).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let mut from = account::own(tx, &staff)?;
                let mut heir = person(tx, to)?;
                if from.role != Role::Owner {
                    return forbidden("Only an owner hands the newsroom over.");
                }
                if heir.id == from.id || heir.disabled_at.is_some() {
                    return invalid("Choose somebody else who may sign in.");
                }
                from.role = Role::Administrator;
                heir.role = Role::Owner;
                audit::note(tx, &staff, "user.owner", heir.id, &heir.name)?;
                tx.delete_invitations_by(from.id, Some(Role::Administrator))?;
                account::save(tx, from)?;
                account::save(tx, heir)
            })
            .await
    }

    /// Changes another person whose role is not above that of the one who asks; what is changed and what stands in the
    /// record about it, `change` says.
    async fn change_person(
        &self,
        staff: &Staff,
        id: UserId,
        what: &'static str,
        change: impl FnOnce(&mut Tx<'_>, &User, &mut User) -> Result<String> + Send + 'static,
    ) -> Result<()> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                // As they are now: somebody may have changed their role since they signed in.
                let by = account::own(tx, &staff)?;
                at_least_administrator(by.role)?;
                let mut user = person(tx, id)?;
                if user.id == by.id {
                    return invalid("Your own role and access another person changes.");
                }
                if user.role > by.role {
                    return forbidden("Nobody changes those above them.");
                }
                let mut detail = change(tx, &by, &mut user)?;
                if detail.is_empty() {
                    detail.clone_from(&user.name);
                } else {
                    detail = format!("{}: {detail}", user.name);
                }
                account::save(tx, user)?;
                audit::note(tx, &staff, what, id, detail)
            })
            .await
    }
}

/// The person, or a sentence.
pub(super) fn person(tx: &Tx<'_>, id: UserId) -> Result<User> {
    tx.user_by_id(id)?
        .ok_or_else(|| NewsroomError::NotFound("There is no such person here.".into()))
}

/// Refuses those who have nothing to do with people.
pub(super) fn at_least_administrator(role: Role) -> Result<()> {
    match role >= Role::Administrator {
        true => Ok(()),
        false => forbidden("Only administrators look after people."),
    }
}

pub(super) fn forbidden<T>(sentence: &str) -> Result<T> {
    Err(NewsroomError::Forbidden(sentence.into()))
}
