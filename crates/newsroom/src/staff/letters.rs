//! What those who work here are told by mail: that something was changed about how they get in, and that a story waits for
//! them. Each letter is a job, written with what it tells of.

use crate::{Newsroom, NewsroomError, Result};
use kernel::{EmailAddress, PostId, PostState, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use store::{NewJob, Tx, User};

/// The kind of job that tells of a change of an account.
pub const ACCOUNT: &str = "mail.account";
/// The kind of job that tells of a story handed over.
pub const HANDED_OVER: &str = "mail.handed-over";

const HOUR: i64 = 3_600_000;
/// Letters about stories that one person causes in an hour.
const MOST_OF_A_SENDER: i64 = 20;

/// What was changed about how a person gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountChange {
    /// Their address: this letter goes to the old one.
    Address,
    /// Their password.
    Password,
    /// An authenticator was switched on.
    FactorOn,
    /// An authenticator was switched off.
    FactorOff,
    /// New recovery codes took the place of the old ones.
    RecoveryCodes,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Somebody else took authenticator and passkeys away, since they were lost.
    FactorsTaken,
}

/// What the job tells of. It goes to the address that the person had then: whoever changes that next cannot keep it from
/// them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLetter {
    /// To whom.
    pub to: EmailAddress,
    /// What was changed.
    pub change: AccountChange,
}

/// A story that was handed over, as its letter tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Which.
    pub post: PostId,
    /// To whom.
    pub to: UserId,
    /// The name of the one who handed it over.
    pub by: String,
    /// A word from them; may be empty.
    pub note: String,
}

/// Tells a person of a change.
pub(super) fn tell(tx: &mut Tx<'_>, user: &User, change: AccountChange) -> Result<()> {
    let to = user.email.clone();
    let payload = payload(&AccountLetter { to, change })?;
    tx.enqueue_job(&NewJob::now(ACCOUNT, payload))?;
    Ok(())
}

/// Tells a person that a story waits for them, unless the sender has told too much already: then the desk alone does.
pub(crate) fn tell_of_story(tx: &mut Tx<'_>, sender: UserId, over: &HandedOver) -> Result<()> {
    if may_tell(tx, sender)? {
        tx.enqueue_job(&NewJob::now(HANDED_OVER, payload(over)?))?;
    }
    Ok(())
}

/// Whether a person may cause one more letter about a story now; it counts.
pub(crate) fn may_tell(tx: &mut Tx<'_>, sender: UserId) -> Result<bool> {
    let used = tx.count_use(&format!("desk-letters:{sender}"), HOUR, Timestamp::now())?;
    Ok(used.times <= MOST_OF_A_SENDER)
}

fn payload(of: &impl Serialize) -> Result<String> {
    serde_json::to_string(of)
        .map_err(|error| NewsroomError::Invalid(format!("The letter cannot be kept: {error}.")))
}

impl Newsroom {
    /// The person to whom the letter goes, and the headline. `None` when the story waits for them no more.
    pub async fn waiting_story(&self, over: &HandedOver) -> Result<Option<(User, String)>> {
        let (id, to) = (over.post, over.to);
        self.store
            .read(move |reader| {
                let (Some(post), Some(work)) = (reader.post_by_id(id)?, reader.work(id)?) else {
                    return Ok(None);
                };
                let waits = post.state == PostState::InReview && work.assignee == Some(to);
                let user = reader.user_by_id(to)?.filter(|user| user.disabled_at.is_none());
                Ok::<_, NewsroomError>(user.filter(|_| waits).map(|user| (user, post.title)))
            })
            .await
    }
}
