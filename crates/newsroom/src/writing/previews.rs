//! Links that show unpublished work for a while.

use super::{follow, open};
use crate::{
    Newsroom, NewsroomError, Result, Staff,
    staff::{allow, audit, token},
};
use kernel::{Language, Pick, PlacementName, Post, PostId, Timestamp};
use serde::{Deserialize, Serialize};
use store::Preview;

/// How long a link works.
const LASTS: i64 = 7 * 24 * 3_600_000;
/// How long one to an arrangement works.
const LOOK: i64 = 3_600_000;

/// An arrangement that is not live yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// Of which placement.
    pub name: PlacementName,
    /// Of which edition.
    pub language: Language,
    /// What is to stand in it.
    pub picks: Vec<Pick>,
}

/// What a link shows.
#[derive(Debug, Clone)]
pub enum Previewed {
    /// A story as it is being written.
    Story(Box<Post>),
    /// The page on which the placement stands, arranged so.
    Arrangement(Arrangement),
    /// The site in a theme that readers do not see.
    Theme(String),
}

/// How a look at a theme is kept, in the place of an arrangement.
#[derive(Serialize, Deserialize)]
struct ThemeLook {
    theme: String,
}

impl Newsroom {
    /// A new link to the site in a theme that readers do not see; returns its secret.
    pub async fn preview_theme(&self, staff: &Staff, theme: String) -> Result<String> {
        crate::staff::allow::administrator(staff)?;
        let secret = token::new()?;
        let (user, id, now) = (staff.id, token::hash(&secret), Timestamp::now());
        let look = serde_json::to_string(&ThemeLook { theme })
            .map_err(|error| NewsroomError::Invalid(format!("The theme cannot be shown: {error}.")))?;
        self.store
            .write(move |tx| {
                tx.forget_previews(now)?;
                Ok::<_, NewsroomError>(tx.add_preview(&Preview {
                    id,
                    post: None,
                    arrangement: Some(look),
                    user: Some(user),
                    created_at: now,
                    expires_at: now.plus_millis(LOOK),
                })?)
            })
            .await?;
        Ok(secret)
    }

    /// A new link to the page on which a placement stands, arranged so; returns its secret.
    pub async fn preview_arrangement(&self, staff: &Staff, arrangement: Arrangement) -> Result<String> {
        allow::editor(staff)?;
        let secret = token::new()?;
        let (user, id, now) = (staff.id, token::hash(&secret), Timestamp::now());
        let arrangement = serde_json::to_string(&arrangement)
            .map_err(|error| NewsroomError::Invalid(format!("The arrangement cannot be kept: {error}.")))?;
        self.store
            .write(move |tx| {
                tx.forget_previews(now)?;
                Ok::<_, NewsroomError>(tx.add_preview(&Preview {
                    id,
                    post: None,
                    arrangement: Some(arrangement),
                    user: Some(user),
                    created_at: now,
                    expires_at: now.plus_millis(LOOK),
                })?)
            })
            .await?;
        Ok(secret)
    }

    /// A new link to a story as it is being written; returns its secret.
    pub async fn make_preview(&self, staff: &Staff, post: PostId) -> Result<String> {
        self.open_copy(staff, post).await?;
        let secret = token::new()?;
        let (staff, id, now) = (staff.clone(), token::hash(&secret), Timestamp::now());
        self.store
            .write(move |tx| {
                tx.forget_previews(now)?;
                tx.add_preview(&Preview {
                    id,
                    post: Some(post),
                    arrangement: None,
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

    /// What a link shows, if it still works. Nothing is changed.
    pub async fn previewed(&self, secret: &str) -> Result<Option<Previewed>> {
        let (id, now) = (token::hash(secret), Timestamp::now());
        self.store
            .read(move |reader| {
                let Some(preview) = reader.preview(&id, now)? else {
                    return Ok(None);
                };
                // Whoever may not sign in any more shows nothing any more.
                let maker = preview
                    .user
                    .map(|user| reader.user_by_id(user))
                    .transpose()?
                    .flatten();
                if maker.is_none_or(|user| user.disabled_at.is_some()) {
                    return Ok(None);
                }
                if let Some(arrangement) = preview.arrangement {
                    let theme = serde_json::from_str::<ThemeLook>(&arrangement).ok();
                    let theme = theme.map(|look| Previewed::Theme(look.theme));
                    let read = || {
                        serde_json::from_str(&arrangement)
                            .ok()
                            .map(Previewed::Arrangement)
                    };
                    return Ok(theme.or_else(read));
                }
                let Some(post) = preview
                    .post
                    .map(|id| reader.post_by_id(id))
                    .transpose()?
                    .flatten()
                else {
                    return Ok(None);
                };
                let copy = reader.copy(post.id)?.map(|copy| copy.content);
                let text = open::text_of(copy.as_deref(), &post, reader)?;
                let post = follow::as_written(&post, text, reader, now)?;
                Ok(Some(Previewed::Story(Box::new(post))))
            })
            .await
    }
}
