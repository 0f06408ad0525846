//! Take a story off the site: back to the draft, or for good.

use super::{as_seen, copy, publish::MAX_CORRECTION, publishable};
use crate::{
    Newsroom, NewsroomError, Result, Staff,
    error::invalid,
    save_post::{self, Trace, append},
    staff::audit,
    touched::Touched,
};
use kernel::{Post, PostId, PostState, Slug, Timestamp};
use store::{PostWork, Tx};

impl Newsroom {
    /// Takes a story off the site, back to the draft. Its address answers 404 from now on.
    ///
    /// # Errors
    /// `Conflict` when it is not there, or not as the person has seen it ([`crate::seen_on_site`]; `None` asks nothing);
    /// `Invalid` when it was withdrawn and another translation has its language now.
    pub async fn unpublish(&self, staff: &Staff, id: PostId, seen: Option<String>) -> Result<()> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let (before, mut work) = publishable(tx, &staff, id)?;
                if !copy::on_site(&before) {
                    return Err(NewsroomError::Conflict("The story is not on the site.".into()));
                }
                as_seen(&before, seen.as_deref())?;
                if before.state == PostState::Withdrawn {
                    save_post::comes_back(tx, &before, &staff)?;
                }
                work.withdrawn_because = None;
                let note = "Taken off the site".to_owned();
                change(tx, Some(&staff), &before, PostState::Draft, &work, note)?;
                audit::note(tx, &staff, "post.unpublished", id, &before.title)
            })
            .await
    }

    /// Takes a story off the site for good: its address answers 410 and tells the reason, until it is published again.
    ///
    /// # Errors
    /// `Conflict` as of [`Newsroom::unpublish`].
    pub async fn withdraw(
        &self,
        staff: &Staff,
        id: PostId,
        reason: String,
        seen: Option<String>,
    ) -> Result<()> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let (before, work) = publishable(tx, &staff, id)?;
                if before.state != PostState::Published {
                    return Err(NewsroomError::Conflict("The story is not on the site.".into()));
                }
                as_seen(&before, seen.as_deref())?;
                let reason = checked(&reason)?;
                withdraw(tx, Some(&staff), &before, work, Some(reason.clone()))?;
                audit::note(tx, &staff, "post.withdrawn", id, reason)
            })
            .await
    }

    /// The same by its slug, for the command line; a reason may be missing there.
    pub async fn withdraw_post(&self, slug: Slug, reason: Option<String>) -> Result<()> {
        self.store
            .write(move |tx| {
                let Some(before) = tx.post_by_slug(&slug)? else {
                    return Err(NewsroomError::NotFound(format!("There is no post “{slug}”.")));
                };
                if before.state == PostState::Withdrawn {
                    return Err(NewsroomError::Conflict(format!(
                        "The post “{slug}” is withdrawn already."
                    )));
                }
                let reason = reason.as_deref().map(checked).transpose()?;
                let work = tx.work(before.id)?.unwrap_or_default();
                withdraw(tx, None, &before, work, reason)
            })
            .await
    }
}

fn checked(reason: &str) -> Result<String> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > MAX_CORRECTION {
        return invalid(
            "Say why the story is withdrawn, in 1 to 2,000 characters: its address tells readers from now on.",
        );
    }
    Ok(reason.to_owned())
}

fn withdraw(
    tx: &mut Tx<'_>,
    staff: Option<&Staff>,
    before: &Post,
    mut work: PostWork,
    reason: Option<String>,
) -> Result<()> {
    let note = reason
        .as_deref()
        .map_or("Withdrawn".into(), |reason| format!("Withdrawn: {reason}"));
    work.withdrawn_because = reason;
    change(tx, staff, before, PostState::Withdrawn, &work, note)
}

/// Writes another state of a post, with nothing else changed.
fn change(
    tx: &mut Tx<'_>,
    staff: Option<&Staff>,
    before: &Post,
    state: PostState,
    work: &PostWork,
    note: String,
) -> Result<()> {
    let (now, settings) = (Timestamp::now(), tx.settings()?);
    let mut after = before.clone();
    after.state = state;
    let mut touched = Touched::default();
    let trace = match staff {
        Some(staff) => Trace {
            user: Some(staff.id),
            note: Some(note),
            revision: true,
            at_the_desk: true,
            copy: None,
        },
        None => Trace::note(Some(note)),
    };
    save_post::write(tx, Some(before), &after, &settings, &trace, now, &mut touched)?;
    tx.set_work(before.id, work)?;
    let kind = match state {
        PostState::Withdrawn => "post.withdrawn",
        _ => "post.state",
    };
    append(tx, kind, touched)
}
