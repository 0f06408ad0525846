//! Which stories show which files, of stories that were saved before that was noted.

use newsroom::Newsroom;

/// Looks through old stories, once, beside everything else. What it does not finish, the next start does.
pub fn note_old(newsroom: Newsroom) {
    tokio::spawn(async move {
        match newsroom.note_old_media_uses().await {
            Ok(0) => {}
            Ok(posts) => tracing::info!(posts, "noted which files old stories show"),
            Err(error) => {
                tracing::warn!(%error, "it cannot be noted which files old stories show; the next start tries again")
            }
        }
    });
}
