//! Lists of stories that a person comes back to.

use crate::{Newsroom, NewsroomError, Result, Staff, error::invalid};
use kernel::{SavedFilterId, Timestamp};
use store::SavedFilter;

/// Longest name and longest query, in characters.
const MAX: usize = 191;
/// Lists of one person.
const MOST: usize = 50;

impl Newsroom {
    /// Keeps a list under a name.
    pub async fn save_filter(&self, staff: &Staff, name: String, query: String) -> Result<()> {
        let name = name.trim().to_owned();
        if name.is_empty() || name.chars().count() > MAX || query.chars().count() > 4 * MAX {
            return invalid(format!("A list needs a name of 1 to {MAX} characters."));
        }
        if self.saved_filters(staff).await?.len() >= MOST {
            return invalid(format!("You have {MOST} lists already: remove one first."));
        }
        let user = staff.id;
        self.store
            .write(move |tx| {
                Ok(tx.add_saved_filter(&SavedFilter {
                    id: SavedFilterId::new(),
                    user,
                    name,
                    query,
                    created_at: Timestamp::now(),
                })?)
            })
            .await
    }

    /// Takes a list of one's own away.
    pub async fn remove_filter(&self, staff: &Staff, id: SavedFilterId) -> Result<()> {
        let user = staff.id;
        self.store
            .write(move |tx| match tx.delete_saved_filter(user, id)? {
                true => Ok(()),
                false => Err(NewsroomError::NotFound("That list is not there.".into())),
            })
            .await
    }

    /// A person's lists by name.
    pub async fn saved_filters(&self, staff: &Staff) -> Result<Vec<SavedFilter>> {
        let user = staff.id;
        self.store
            .read(move |reader| Ok(reader.saved_filters(user)?))
            .await
    }
}
