//! One holds the pen.

use super::{publish, readable, writable};
use crate::{Newsroom, Result, Staff, error::invalid, staff::audit};
use kernel::{Post, PostId, PostState, Timestamp, UserId};
use store::{Pen, PostWork, Tx};

/// Longest name of a page, in bytes.
const LONGEST_NAME: usize = 64;

/// Who has not been heard of for so long has laid the pen down. Pages tell of themselves every ten seconds.
const SILENCE: i64 = 45_000;

/// Somebody wants the pen.
#[derive(Debug, Clone)]
pub struct PenAsk {
    /// Of which story.
    pub post: PostId,
    /// The page: a random name that it gives itself.
    pub holder: String,
    /// Whether it is to be taken from whoever has it.
    pub take_over: bool,
}

/// Who has the pen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenState {
    /// Whether that page has it, or where it may only read, whether nobody has.
    pub mine: bool,
    /// Who has it.
    pub by: String,
    /// Whether it is the same person in another page.
    pub same_person: bool,
    /// Since when.
    pub since: Timestamp,
    /// The number of the copy that stands, so that a page that reads along knows of something new.
    pub version: i64,
    /// The story's state, so that a page that is open learns when another changes it.
    pub story: StateNow,
}

/// In what state a story is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateNow {
    /// The state.
    pub state: PostState,
    /// What a form says of it ([`crate::seen_on_site`]).
    pub seen: String,
    /// Since when, or when it was changed on the site; not known of what was never changed.
    pub at: Option<Timestamp>,
    /// Who did that, by name; nobody, where a time has come or a command was given.
    pub by: Option<String>,
    /// Whether it was the one who asks.
    pub by_asker: bool,
}

fn state_now(tx: &Tx<'_>, staff: &Staff, post: &Post, work: &PostWork) -> Result<StateNow> {
    Ok(StateNow {
        state: post.state,
        seen: publish::seen(post),
        at: work.state_at,
        by: work.state_by.map(|user| name(tx, user)).transpose()?,
        by_asker: work.state_by == Some(staff.id),
    })
}

/// Refuses what is no name of a page.
pub(super) fn is_name(holder: &str) -> Result<()> {
    match holder.len() {
        0 => invalid("The page that asks has no name."),
        1..=LONGEST_NAME => Ok(()),
        _ => invalid(format!(
            "The name of the page that asks is longer than {LONGEST_NAME} bytes."
        )),
    }
}

fn is_held(pen: &Pen, now: Timestamp) -> bool {
    now.millis() - pen.seen_at.millis() < SILENCE
}

/// A page's name without that of its load (`NAME.LOAD`): loaded again it is the same page, but what the load before it sends
/// late lays down no pen of the new one.
fn page(holder: &str) -> &str {
    holder.split('.').next().unwrap_or(holder)
}

/// Takes or keeps the pen; returns the one who has it when it cannot be had.
pub(super) fn take(
    tx: &mut Tx<'_>,
    staff: &Staff,
    post: PostId,
    holder: &str,
    take_over: bool,
    now: Timestamp,
) -> Result<Option<Pen>> {
    let standing = tx.pen(post)?;
    let is_again = |pen: &Pen| page(&pen.holder) == page(holder) && pen.user == staff.id;
    let since = match &standing {
        Some(pen) if is_again(pen) => pen.taken_at,
        Some(pen) if !take_over && is_held(pen, now) => {
            return Ok(standing);
        }
        _ => now,
    };
    // What is saved names the page only, and leaves the load that has the pen.
    let holder = match &standing {
        Some(pen) if is_again(pen) && !holder.contains('.') => pen.holder.clone(),
        _ => holder.to_owned(),
    };
    tx.save_pen(&Pen {
        post,
        user: staff.id,
        holder,
        taken_at: since,
        seen_at: now,
    })?;
    if let Some(before) = standing.filter(|pen| take_over && pen.user != staff.id) {
        let from = name(tx, before.user)?;
        audit::note(tx, staff, "pen.taken-over", post, from)?;
    }
    Ok(None)
}

/// What a person is called.
pub(super) fn name(tx: &Tx<'_>, user: UserId) -> Result<String> {
    Ok(tx
        .user_by_id(user)?
        .map_or_else(|| "Somebody".into(), |user| user.name))
}

impl Newsroom {
    /// Asks for the pen, or tells that it is still held. Whoever may only read is told who has it.
    ///
    /// # Errors
    /// `NotFound` for those who may not read the story, as where there is none; `Invalid` for a name that is none.
    pub async fn ask_pen(&self, staff: &Staff, ask: PenAsk) -> Result<PenState> {
        is_name(&ask.holder)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                let (post, work) = readable(tx, &staff, ask.post)?;
                let version = tx.copy(ask.post)?.map_or(0, |copy| copy.version);
                let other = match staff.may_write(&post, &work) {
                    true => take(tx, &staff, ask.post, &ask.holder, ask.take_over, now)?,
                    false => tx.pen(ask.post)?.filter(|pen| is_held(pen, now)),
                };
                let story = state_now(tx, &staff, &post, &work)?;
                let mine = PenState {
                    mine: true,
                    by: staff.name.clone(),
                    same_person: true,
                    since: now,
                    version,
                    story: story.clone(),
                };
                Ok(match other {
                    None => mine,
                    Some(pen) => PenState {
                        mine: false,
                        by: name(tx, pen.user)?,
                        same_person: pen.user == staff.id,
                        since: pen.taken_at,
                        version,
                        story,
                    },
                })
            })
            .await
    }

    /// Lays the pen down, if that page has it.
    pub async fn drop_pen(&self, staff: &Staff, post: PostId, holder: String) -> Result<()> {
        is_name(&holder)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                readable(tx, &staff, post)?;
                writable(tx, &staff, post)?;
                Ok(tx.drop_pen(post, &holder)?)
            })
            .await
    }
}
