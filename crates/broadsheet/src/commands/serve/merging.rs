//! Sections and bylines are merged in the background.

use newsroom::{MERGE, Merged, Newsroom, NewsroomError};
use store::NotDone;

/// Does the jobs of merging for as long as the program runs.
pub fn merge(newsroom: Newsroom) {
    let store = newsroom.store.clone();
    tokio::spawn(store::work(store, &[MERGE], move |job| {
        let newsroom = newsroom.clone();
        async move {
            loop {
                match newsroom.merge_step(&job).await {
                    Ok(Merged::Done) => return Ok(()),
                    // Others write between two steps.
                    Ok(Merged::Step(_)) => tokio::task::yield_now().await,
                    Err(NewsroomError::NotFound(why) | NewsroomError::Invalid(why)) => {
                        return Err(NotDone::Hopeless(why));
                    }
                    Err(error) => return Err(NotDone::Failed(error.to_string())),
                }
            }
        }
    }));
}
