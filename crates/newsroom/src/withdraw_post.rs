//! Take a post off the site for good: its address answers 410 Gone until it is published again.

use crate::{
    Newsroom, NewsroomError, Result,
    save_post::{self, Trace},
    touched::Touched,
};
use kernel::{PostState, Slug, Timestamp};

impl Newsroom {
    /// Withdraws the post; readers do not see it from now on. The reason is kept with the revision.
    pub async fn withdraw_post(&self, slug: Slug, reason: Option<String>) -> Result<()> {
        let now = Timestamp::now();
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
                let mut after = before.clone();
                after.state = PostState::Withdrawn;
                let settings = tx.settings()?;
                let mut touched = Touched::default();
                let note = reason
                    .as_deref()
                    .map_or("Withdrawn".into(), |reason| format!("Withdrawn: {reason}"));
                let trace = Trace::note(Some(note));
                save_post::write(tx, Some(&before), &after, &settings, &trace, now, &mut touched)?;
                save_post::append(tx, "post.withdrawn", touched)
            })
            .await
    }
}
