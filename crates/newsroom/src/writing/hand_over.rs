//! Draft, in review, approved: a story goes from hand to hand.

use super::{as_seen, copy, follow_now, publishable, writable};
use crate::{
    HandedOver, Newsroom, NewsroomError, Result, Staff,
    error::invalid,
    save_post::append,
    staff::{audit, letters, may_review},
    touched::Touched,
};
use kernel::{PostId, PostState, Timestamp, UserId};

/// Where a story goes.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// Which.
    pub post: PostId,
    /// `Draft`, `InReview` or `Approved`.
    pub to: PostState,
    /// Who is to go on with it.
    pub assignee: Option<UserId>,
    /// A word to them.
    pub note: String,
    /// What the person has seen of its state ([`crate::seen_on_site`]); `None` asks nothing.
    pub seen: Option<String>,
}

/// Longest note.
const MAX_NOTE: usize = 2000;

impl Newsroom {
    /// Hands a story over. Its state becomes a revision; who is to review it gets a letter.
    ///
    /// # Errors
    /// `Conflict` when it is on the site, or not in the state that the person has seen; `Invalid` when it goes to review by
    /// somebody who may not.
    pub async fn hand_over(&self, staff: &Staff, over: HandOver) -> Result<()> {
        if !matches!(
            over.to,
            PostState::Draft | PostState::InReview | PostState::Approved
        ) {
            return invalid("A story is handed over as a draft, to review, or approved.");
        }
        if over.note.chars().count() > MAX_NOTE {
            return invalid(format!("The note is longer than {MAX_NOTE} characters."));
        }
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                // To approve is to say that it may be published.
                let (post, mut work) = match over.to {
                    PostState::Approved => publishable(tx, &staff, over.post)?,
                    _ => writable(tx, &staff, over.post)?,
                };
                if copy::on_site(&post) {
                    return Err(NewsroomError::Conflict(
                        "The story is on the site or has its time: take it back first.".into(),
                    ));
                }
                if let Some(id) = over.assignee {
                    let Some(user) = tx.user_by_id(id)?.filter(|user| user.disabled_at.is_none()) else {
                        return invalid("The person who is to go on with it is not there.");
                    };
                    if over.to == PostState::InReview && !may_review(&user, &post, &work) {
                        return invalid(format!(
                            "{} cannot approve this story: send it to somebody who may publish it, or to nobody yet.",
                            user.name
                        ));
                    }
                }
                let word = match over.to {
                    PostState::InReview => "Sent to review",
                    PostState::Approved => "Approved",
                    _ => "Back to the draft",
                };
                let note = over.note.trim();
                // Who sends the same form again hands nothing over.
                let is_again = post.state == over.to
                    && work.assignee == over.assignee
                    && work.handover.as_deref().unwrap_or_default() == note;
                if is_again {
                    return Ok(());
                }
                as_seen(&post, over.seen.as_deref())?;
                if let Some(to) = over.assignee.filter(|to| *to != staff.id)
                    && over.to == PostState::InReview
                {
                    letters::tell_of_story(
                        tx,
                        staff.id,
                        &HandedOver {
                            post: over.post,
                            to,
                            by: staff.name.clone(),
                            note: note.to_owned(),
                        },
                    )?;
                }
                let mut touched = Touched::default();
                follow_now(tx, &staff, (&post, &work), over.to, word, now, &mut touched)?;
                work.assignee = over.assignee;
                work.handover = Some(note.to_owned()).filter(|note| !note.is_empty());
                work.edited_at = Some(now);
                work.edited_by = Some(staff.id);
                tx.set_work(over.post, &work)?;
                append(tx, "post.handed-over", touched)?;
                audit::note(tx, &staff, &format!("post.{}", over.to.as_str()), over.post, "")
            })
            .await
    }
}
