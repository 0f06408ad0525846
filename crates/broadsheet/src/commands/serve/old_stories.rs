//! What each save of a story notes, of stories that were saved before it was noted: which files they show, and their words.

use newsroom::Newsroom;

/// Looks through old stories, once, beside everything else. What it does not finish, the next start does.
pub fn look_through(newsroom: Newsroom) {
    tokio::spawn(async move {
        match newsroom.read_old_words().await {
            Ok(0) => {}
            Ok(posts) => tracing::info!(posts, "read old stories, so that the desk finds their words"),
            Err(error) => {
                tracing::warn!(%error, "old stories cannot be read for the desk's search; the next start tries again")
            }
        }
        match newsroom.note_old_media_uses().await {
            Ok(0) => {}
            Ok(posts) => tracing::info!(posts, "noted which files old stories show"),
            Err(error) => {
                tracing::warn!(%error, "it cannot be noted which files old stories show; the next start tries again")
            }
        }
    });
}
