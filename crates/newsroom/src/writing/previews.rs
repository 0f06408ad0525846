//! Links that show unpublished work for a while.

use super::{follow, open};
use crate::{
    Newsroom, NewsroomError, Result, Staff,
    staff::{audit, token},
};
use kernel::{Post, PostId, Timestamp};
use store::Preview;

/// How long a link works.
const LASTS: i64 = 7 * 24 * 3_600_000;

impl Newsroom {
    /// A new link to a story as it is being written; returns its secret.
    pub async fn make_preview(&self, staff: &Staff, post: PostId) -> Result<String> {
        self.open_copy(staff, post).await?;
        let secret = token::new()?;
        let (staff, id, now) = (staff.clone(), token::hash(&secret), Timestamp::now());
        self.store
            .write(move |tx| {
                tx.add_preview(&Preview {
                    id,
                    post,
                    user: Some(staff.id),
                    created_at: now,
                    expires_at: now.plus_millis(LASTS),
                })?;
                audit::note(tx, &staff, "preview.made", post, "")
            })
            .await?;
        Ok(secret)
    }

    /// Ends all links to a story.
    pub async fn end_previews(&self, staff: &Staff, post: PostId) -> Result<u64> {
        self.open_copy(staff, post).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let ended = tx.end_previews(post)?;
                audit::note(tx, &staff, "preview.ended", post, ended.to_string())?;
                Ok(ended)
            })
            .await
    }

    /// The story of a link as it is being written, if the link still works. Nothing is changed.
    pub async fn previewed(&self, secret: &str) -> Result<Option<Post>> {
        let (id, now) = (token::hash(secret), Timestamp::now());
        let found = self
            .store
            .read(move |reader| {
                let Some(preview) = reader.preview(&id, now)? else {
                    return Ok::<_, NewsroomError>(None);
                };
                let copy = reader.copy(preview.post)?.map(|copy| copy.content);
                Ok(reader.post_by_id(preview.post)?.map(|post| (post, copy)))
            })
            .await?;
        let Some((post, copy)) = found else {
            return Ok(None);
        };
        let text = open::text_of(copy.as_deref(), &post)?;
        follow::as_written(&post, text).map(Some)
    }
}
