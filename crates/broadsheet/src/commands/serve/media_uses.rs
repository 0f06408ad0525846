//! Which stories show which files, of stories that were saved before that was noted; and stories that show what was replaced.

use newsroom::{Newsroom, NewsroomError, SHOW_REPLACED};
use store::NotDone;

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

/// Renders stories again that show a picture in whose place another was put, for as long as the program runs.
pub fn show_replaced(newsroom: Newsroom) {
    let store = newsroom.store.clone();
    tokio::spawn(store::work(store, &[SHOW_REPLACED], move |job| {
        let newsroom = newsroom.clone();
        async move {
            match newsroom.show_replaced(&job).await {
                Ok(()) => Ok(()),
                Err(NewsroomError::NotFound(why) | NewsroomError::Invalid(why)) => {
                    Err(NotDone::Hopeless(why))
                }
                Err(error) => Err(NotDone::Failed(error.to_string())),
            }
        }
    }));
}
