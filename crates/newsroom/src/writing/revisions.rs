//! Saved states of a story: reading them, and going back to one.

use super::{CopyText, copy, found, open, pens, translation, writable};
use crate::{Newsroom, NewsroomError, Result, Staff, staff::audit};
use kernel::{PostId, RevisionId, Timestamp};
use store::{Revision, WorkingCopy};

impl Newsroom {
    /// A story's saved states, the newest first: before that one or from the newest on, at most `limit`.
    pub async fn revisions(
        &self,
        staff: &Staff,
        post: PostId,
        before: Option<(Timestamp, RevisionId)>,
        limit: u32,
    ) -> Result<Vec<Revision>> {
        self.open_copy(staff, post).await?;
        self.store
            .read(move |reader| Ok(reader.revisions(post, before, limit)?))
            .await
    }

    /// One of them; `None` when it is not there.
    pub async fn revision(&self, staff: &Staff, post: PostId, id: RevisionId) -> Result<Option<Revision>> {
        self.open_copy(staff, post).await?;
        let found = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.revision(id)?));
        Ok(found.await?.filter(|revision| revision.post == post))
    }

    /// Makes an earlier state the copy; what stood in it becomes a revision first. Returns the copy's new number.
    ///
    /// # Errors
    /// `Conflict` while another page has the pen, unless it is to be taken over.
    pub async fn restore_revision(
        &self,
        staff: &Staff,
        post: PostId,
        id: RevisionId,
        holder: String,
        take_over: bool,
    ) -> Result<i64> {
        let who = staff.clone();
        let version = self
            .store
            .write(move |tx| {
                let now = Timestamp::now();
                let (before, _) = writable(tx, &who, post)?;
                let Some(revision) = tx.revision(id)?.filter(|revision| revision.post == post) else {
                    return Err(NewsroomError::NotFound("That revision is not there.".into()));
                };
                if let Some(other) = pens::take(tx, &who, post, &holder, take_over, now)? {
                    let is = if other.user == who.id {
                        "You are writing at this story in another window".into()
                    } else {
                        format!("{} is writing at this story", pens::name(tx, other.user)?)
                    };
                    return Err(NewsroomError::Conflict(format!(
                        "{is} now. What is not saved there will be kept among the revisions."
                    )));
                }
                let standing = tx.copy(post)?;
                let text = open::text_of(standing.as_ref().map(|copy| copy.content.as_str()), &before, tx)?;
                let user = standing.as_ref().and_then(|copy| copy.user);
                copy::revision(
                    tx,
                    &before,
                    user,
                    &text,
                    Some("Before an earlier state came back".into()),
                    now,
                )?;
                let at = revision.at;
                let was_out = copy::on_site(&before) || before.published_at.is_some_and(|at| at <= now);
                let mut text = CopyText::of_revision(revision, text, was_out, tx)?;
                translation::ask(&mut text, standing.as_ref(), &before, (tx, &who))?;
                let version = standing.map_or(0, |copy| copy.version) + 1;
                copy::revision(
                    tx,
                    &before,
                    Some(who.id),
                    &text,
                    Some(format!("Restored the state of {at}")),
                    now,
                )?;
                tx.save_copy(&WorkingCopy {
                    post,
                    version,
                    content: text.content()?,
                    plain: text.plain(),
                    user: Some(who.id),
                    at: now,
                })?;
                tx.look_for_passages(post)?;
                found(tx, post)?;
                tx.note_edit(post, Some(who.id), now)?;
                audit::note(tx, &who, "post.restored", post, id.to_string())?;
                Ok(version)
            })
            .await?;
        let who = staff.clone();
        let followed = self
            .store
            .write(move |tx| copy::follow_copy(tx, &who, post))
            .await;
        match followed {
            // It is the copy now; what does not fit yet is said when it is saved.
            Ok(()) | Err(NewsroomError::Invalid(_)) => Ok(version),
            Err(error) => Err(error),
        }
    }
}
