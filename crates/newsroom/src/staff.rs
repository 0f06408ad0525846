//! People who work at the desk: setting the newsroom up, signing in and out, and the record of what they did.

mod account;
pub(crate) mod allow;
mod attempts;
pub(crate) mod audit;
mod by_command;
mod factor;
mod forgotten;
mod invitations;
pub(crate) mod letters;
mod own_password;
mod passkeys;
mod people;
mod record;
mod recovery;
mod second_step;
mod sessions;
mod set_up;
mod sign_in;
pub(crate) mod token;
mod totp;
pub(crate) mod webauthn;
mod webauthn_keys;

pub use attempts::describe_sign_ins;
pub use by_command::PasswordSet;
pub use factor::NewFactor;
pub use forgotten::{FORGOTTEN, Forgotten};
pub use invitations::{INVITE, Invite, Invited, Join};
pub use letters::{ACCOUNT, AccountChange, AccountLetter, HANDED_OVER, HandedOver};
pub use passkeys::Answered;
pub use people::{Colleague, People};
pub use second_step::{SecondStep, Ways};
pub use set_up::SetUp;
pub use sign_in::{Credentials, SignedIn};

use crate::{NewsroomError, Result};
use kernel::{AuthorId, EmailAddress, Post, Role, UserId};
use store::{PostWork, Tx, User};

/// Whether somebody may be asked to review a story: who is here and may publish it.
pub fn may_review(user: &User, post: &Post, work: &PostWork) -> bool {
    user.disabled_at.is_none() && Staff::of(user.clone(), String::new()).may_publish(post, work)
}

/// A person who is signed in. Use cases of the desk ask them what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Who it is.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// What they may do.
    pub role: Role,
    /// The byline that is theirs.
    pub author: Option<AuthorId>,
    /// Their session's id.
    pub session: String,
}

impl Staff {
    pub(crate) fn of(user: User, session: String) -> Self {
        Self {
            id: user.id,
            name: user.name,
            email: user.email,
            role: user.role,
            author: user.author,
            session,
        }
    }

    /// The person who saves; `None` for a command, an import or the clock.
    pub(crate) fn acting(tx: &Tx<'_>, by: Option<UserId>) -> Result<Option<Self>> {
        match by.map(|id| tx.user_by_id(id)).transpose()? {
            None => Ok(None),
            Some(Some(user)) => Ok(Some(Self::of(user, String::new()))),
            Some(None) => Err(NewsroomError::Forbidden(
                "You are not a member of the newsroom any more.".into(),
            )),
        }
    }

    /// Whether a post is their own: they began it, or their byline stands on it.
    pub fn owns(&self, post: &Post, work: &PostWork) -> bool {
        let byline = |author: AuthorId| post.authors.iter().any(|one| one.id == author);
        work.created_by == Some(self.id) || self.author.is_some_and(byline)
    }

    /// Whether they may write at a post: at their own, and as an editor at everyone's. A contributor's hands are off what
    /// is on the site.
    pub fn may_write(&self, post: &Post, work: &PostWork) -> bool {
        let unpublished = !matches!(
            post.state,
            kernel::PostState::Published | kernel::PostState::Scheduled | kernel::PostState::Withdrawn
        );
        // Who is to go on with it may, until it is out.
        let is_theirs = self.owns(post, work) || (work.assignee == Some(self.id) && unpublished);
        match self.role {
            Role::Contributor => is_theirs && unpublished,
            Role::Author => is_theirs,
            _ => true,
        }
    }

    /// Whether they may open a story at the desk, with what is written and said of it: a contributor only their own.
    pub fn may_read(&self, post: &Post, work: &PostWork) -> bool {
        self.role > Role::Contributor || self.owns(post, work) || work.assignee == Some(self.id)
    }

    /// Whether they may publish a post, change it on the site, or take it off.
    pub fn may_publish(&self, post: &Post, work: &PostWork) -> bool {
        match self.role {
            Role::Contributor => false,
            Role::Author => self.owns(post, work),
            _ => true,
        }
    }
}
