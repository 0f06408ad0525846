//! Asking somebody to join, by mail.

use super::{
    Staff, account, audit,
    people::{at_least_administrator, forbidden},
    sessions, sign_in,
};
use crate::{
    AuthorInput, Newsroom, NewsroomError, Result, error::invalid, password, save_author, save_post::append,
    touched::Touched,
};
use kernel::{AuthorId, EmailAddress, InvitationId, Role, Slug, Timestamp, UserId};
use store::{Invitation, NewJob, Tx, User};

/// The kind of job that mails an invitation.
pub const INVITE: &str = "mail.invite";

const DAY: i64 = 24 * 3_600_000;
/// How long a link works.
const PATIENCE: i64 = 7 * DAY;

/// Who is to be asked.
#[derive(Debug, Clone)]
pub struct Invite {
    /// The address that the link is mailed to.
    pub email: EmailAddress,
    /// What they are called.
    pub name: String,
    /// What they will be.
    pub role: Role,
}

/// An invitation that may be taken up.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The invitation.
    pub invitation: Invitation,
    /// The name of the one who asks.
    pub by: Option<String>,
}

/// What the one who was asked gives.
#[derive(Clone)]
pub struct Join {
    /// The token of the link.
    pub token: String,
    /// Their name, which becomes their byline.
    pub name: String,
    /// Their password.
    pub password: String,
    /// What their browser calls itself.
    pub agent: String,
    /// The network they come from.
    pub network: String,
}

impl Newsroom {
    /// Asks somebody to join: a letter with a link goes out. An earlier invitation to the same address ends.
    pub async fn invite(&self, staff: &Staff, invite: Invite) -> Result<InvitationId> {
        let name = account::checked_name(&invite.name)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                if tx.user_by_email(&invite.email)?.is_some() {
                    return Err(NewsroomError::Conflict(format!(
                        "Somebody here signs in with {} already.",
                        invite.email
                    )));
                }
                let id = send(tx, &staff, invite.email.clone(), name, invite.role)?;
                audit::note(
                    tx,
                    &staff,
                    "user.invited",
                    id,
                    format!("{}, {}", invite.email, invite.role),
                )?;
                Ok(id)
            })
            .await
    }

    /// Sends an invitation anew, with a new link; the old one ends.
    pub async fn invite_again(&self, staff: &Staff, id: InvitationId) -> Result<InvitationId> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let old = found(tx, &staff, id)?;
                let new = send(tx, &staff, old.email.clone(), old.name, old.role)?;
                audit::note(tx, &staff, "user.invited-again", new, old.email)?;
                Ok(new)
            })
            .await
    }

    /// Takes an invitation back: its link works no longer.
    pub async fn take_invitation_back(&self, staff: &Staff, id: InvitationId) -> Result<()> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let old = found(tx, &staff, id)?;
                tx.delete_invitation(&old.email)?;
                audit::note(tx, &staff, "user.uninvited", id, old.email)
            })
            .await
    }

    /// The invitation of a link's token. `None` when there is none, or no more.
    pub async fn invited(&self, token: &str) -> Result<Option<Invited>> {
        match self.links().await?.read_join(token) {
            Some(id) => self.invited_by_id(id).await,
            None => Ok(None),
        }
    }

    /// The invitation with this id, while it may be taken up.
    pub async fn invited_by_id(&self, id: InvitationId) -> Result<Option<Invited>> {
        let now = Timestamp::now();
        self.store
            .read(move |reader| {
                let Some(invitation) = reader.invitation(id, now)? else {
                    return Ok(None);
                };
                let by = match invitation.invited_by {
                    Some(by) => reader.user_by_id(by)?.map(|user| user.name),
                    None => None,
                };
                Ok(Some(Invited { invitation, by }))
            })
            .await
    }

    /// Takes an invitation up: the person and their byline are entered, and they are signed in with the secret that is
    /// returned. `None` when the link does not work (any more).
    pub async fn join(&self, given: Join) -> Result<Option<String>> {
        let Some(invited) = self.invited(&given.token).await? else {
            return Ok(None);
        };
        let name = account::checked_name(&given.name)?;
        let (word, address, own) = (given.password, invited.invitation.email.to_string(), name.clone());
        let hash = sign_in::busy(move || password::hash(&word, &address, &own)).await?;
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                // Only one of two who press the button at once.
                let Some(invitation) = tx.invitation(invited.invitation.id, now)? else {
                    return Ok(None);
                };
                tx.delete_invitation(&invitation.email)?;
                if tx.user_by_email(&invitation.email)?.is_some() {
                    return Ok(None);
                }
                let mut touched = Touched::default();
                let author = byline(tx, &name, &invitation.name, now, &mut touched)?;
                let user = User {
                    id: UserId::new(),
                    email: invitation.email,
                    name,
                    role: invitation.role,
                    password_hash: Some(hash),
                    author: Some(author),
                    totp: None,
                    totp_used: 0,
                    recovery: String::new(),
                    disabled_at: None,
                    created_at: now,
                    updated_at: now,
                };
                tx.save_user(&user)?;
                append(tx, "author.saved", touched)?;
                audit::add(
                    tx,
                    Some(user.id),
                    &user.name,
                    "user.joined",
                    user.id,
                    user.role.as_str(),
                )?;
                sessions::begin(tx, &user, &given.agent, &given.network, now).map(Some)
            })
            .await
    }
}

/// The byline of a person who joins. One that stands on stories already becomes theirs only under the name that the
/// administrator wrote, and never when it is another person's: what a byline stands on, its person may change.
fn byline(
    tx: &mut Tx<'_>,
    name: &str,
    invited: &str,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<AuthorId> {
    let taken = tx.user_bylines()?;
    let mut slug = Slug::from_title(name);
    let mut number = 2;
    while let Some(there) = slug
        .as_ref()
        .map(|slug| tx.author_by_slug(slug))
        .transpose()?
        .flatten()
    {
        if name == invited && there.name == name && !taken.contains(&there.id) {
            return Ok(there.id);
        }
        slug = Slug::from_title(&format!("{name} {number}"));
        number += 1;
    }
    let input = AuthorInput {
        slug,
        name: name.into(),
        ..AuthorInput::default()
    };
    Ok(save_author::save(tx, input, now, touched)?.id)
}

/// Keeps the invitation and writes the job that mails it. The link's token is derived from the id, so that it stands
/// neither in the row nor in the job.
fn send(
    tx: &mut Tx<'_>,
    staff: &Staff,
    email: EmailAddress,
    name: String,
    role: Role,
) -> Result<InvitationId> {
    let by = account::own(tx, staff)?;
    at_least_administrator(by.role)?;
    if role > by.role {
        return forbidden("Nobody gives a role above their own.");
    }
    let now = Timestamp::now();
    let id = InvitationId::new();
    tx.save_invitation(&Invitation {
        id,
        email,
        name,
        role,
        invited_by: Some(staff.id),
        created_at: now,
        expires_at: now.plus_millis(PATIENCE),
    })?;
    let payload = serde_json::json!({ "invitation": id }).to_string();
    tx.enqueue_job(&NewJob {
        once: Some(format!("{INVITE}:{id}")),
        ..NewJob::now(INVITE, payload)
    })?;
    Ok(id)
}

/// An invitation that this person may change.
fn found(tx: &Tx<'_>, staff: &Staff, id: InvitationId) -> Result<Invitation> {
    let by = account::own(tx, staff)?;
    at_least_administrator(by.role)?;
    let Some(invitation) = tx.invitation_by_id(id)? else {
        return invalid("That invitation is gone: it was taken up, sent anew or taken back.");
    };
    match invitation.role > by.role {
        true => forbidden("Nobody changes those above them."),
        false => Ok(invitation),
    }
}
