//! Stories are rendered again that show a picture in whose place another was put.

use newsroom::{Newsroom, NewsroomError, SHOW_REPLACED};
use store::NotDone;

/// Does the jobs of it for as long as the program runs.
pub fn show(newsroom: Newsroom) {
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
