//! Letters about a story that could not be sent: who was to be told that it waits for them, and trying again.

use super::writable;
use crate::{
    HANDED_OVER, HandedOver, Newsroom, NewsroomError, Result, Staff,
    staff::{audit, letters},
};
use kernel::{JobId, Post, PostId, PostState, Timestamp, UserId};
use store::{Job, JobState, PostWork, Reader};

/// Somebody whom a story waits for and who was not told by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// The job that was given up.
    pub job: JobId,
    /// Their name.
    pub name: String,
    /// What the mail server said, or why it could not be asked; without the address.
    pub why: String,
}

/// More letters about one story are not looked at.
const MOST: u32 = 50;

impl Newsroom {
    /// Who was not told that the story waits for them, while it does.
    pub async fn untold(&self, post: PostId) -> Result<Option<Untold>> {
        self.store.read(move |reader| untold(reader, post)).await
    }

    /// Sends the letter of such a job again, tried as often as a new one.
    ///
    /// # Errors
    /// `Forbidden` for whom the story is not to write at, `NotFound` when there is no such letter any more, `Conflict`
    /// when they caused too many letters in this hour.
    pub async fn tell_again(&self, staff: &Staff, post: PostId, job: JobId) -> Result<()> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let (post, work) = writable(tx, &staff, post)?;
                let dead = tx.job(job)?.filter(|job| job.state == JobState::Dead);
                let to = dead.and_then(|job| waits(&job, &post, &work));
                let to = to.map(|to| tx.user_by_id(to)).transpose()?.flatten();
                let Some(to) = to.filter(|to| to.disabled_at.is_none()) else {
                    return Err(NewsroomError::NotFound(
                        "That letter is under way, or the story waits for somebody else.".into(),
                    ));
                };
                if !letters::may_tell(tx, staff.id)? {
                    return Err(NewsroomError::Conflict(
                        "You had many letters sent within this hour; send this one later.".into(),
                    ));
                }
                tx.revive_job(job, Timestamp::now())?;
                audit::note(tx, &staff, "post.told-again", post.id, &to.name)
            })
            .await
    }
}

fn untold(reader: &Reader, id: PostId) -> Result<Option<Untold>> {
    let jobs = reader.dead_jobs_about(HANDED_OVER, &id.to_string(), MOST)?;
    if jobs.is_empty() {
        return Ok(None);
    }
    let (Some(post), Some(work)) = (reader.post_by_id(id)?, reader.work(id)?) else {
        return Ok(None);
    };
    // A story waits for one person. Of several letters to them the last tells the most.
    let mut waiting = jobs
        .into_iter()
        .filter_map(|job| Some((waits(&job, &post, &work)?, job)));
    let Some((to, job)) = waiting.next() else {
        return Ok(None);
    };
    let user = reader.user_by_id(to)?;
    let user = user.filter(|user| user.disabled_at.is_none());
    Ok(user.map(|user| Untold {
        job: job.id,
        name: user.name,
        why: job.error.unwrap_or_default(),
    }))
}

/// Whom the letter would tell that the story waits for them, where it still does.
fn waits(job: &Job, post: &Post, work: &PostWork) -> Option<UserId> {
    if job.kind != HANDED_OVER {
        return None;
    }
    let over: HandedOver = serde_json::from_str(&job.payload).ok()?;
    let waits = post.state == PostState::InReview && work.assignee == Some(over.to);
    (waits && over.post == post.id).then_some(over.to)
}
