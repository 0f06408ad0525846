//! Settings, tags, authors, posts and placements in one transaction: an import, the demo, measured content.

use crate::{
    AuthorInput, Newsroom, NewsroomError, PostInput, Result, Saved, TagInput, arrange, change_settings,
    save_author,
    save_post::{self, Trace, append},
    save_tag,
    touched::Touched,
};
use kernel::{Language, Pick, PlacementName, SiteSettings, Slug, Timestamp};
use store::Tx;

/// What becomes of the settings.
pub type ChangeSettings = Box<dyn FnOnce(&mut SiteSettings) + Send>;

/// What is saved together: all of it or nothing.
#[derive(Default)]
pub struct Batch {
    /// What becomes of the settings. They are changed first, so that posts may be in the languages they name.
    pub settings: Option<ChangeSettings>,
    /// Tags.
    pub tags: Vec<TagInput>,
    /// Authors.
    pub authors: Vec<AuthorInput>,
    /// Posts, in their order. Cards of related stories may name posts that come later.
    pub posts: Vec<PostInput>,
    /// What stands where.
    pub placements: Vec<Placing>,
    /// Whether these are posts of former days: what has no audio gets none because of them.
    pub backlog: bool,
}

/// The posts of a placement, by their slugs.
#[derive(Debug, Clone)]
pub struct Placing {
    /// Which placement.
    pub name: PlacementName,
    /// Of which edition.
    pub language: Language,
    /// Slugs, with the editors' own headlines.
    pub picks: Vec<(Slug, Option<String>)>,
}

impl Newsroom {
    /// Saves everything in one transaction; the error names the post that does not fit.
    pub async fn save_batch(&self, batch: Batch) -> Result<Vec<Saved>> {
        self.store
            .write(move |tx| save(tx, batch, Timestamp::now()))
            .await
    }
}

fn save(tx: &mut Tx<'_>, batch: Batch, now: Timestamp) -> Result<Vec<Saved>> {
    let mut touched = Touched::default();
    let settings = match batch.settings {
        Some(change) => change_settings::save(tx, change, &mut touched)?,
        None => tx.settings()?,
    };
    for tag in batch.tags {
        save_tag::save(tx, tag, now, &mut touched)?;
    }
    for author in batch.authors {
        save_author::save(tx, author, now, &mut touched)?;
    }
    let many = batch.posts.len() > 1;
    let mut all = Vec::with_capacity(batch.posts.len());
    for post in batch.posts {
        let title = many.then(|| post.title.clone());
        let saved = save_post::save(tx, post, &settings, &Trace::note(None), now, &mut touched);
        all.push(saved.map_err(|error| match (title, error) {
            (Some(title), NewsroomError::Invalid(why)) => NewsroomError::Invalid(format!("“{title}”: {why}")),
            (_, error) => error,
        })?);
    }
    if many {
        for saved in all.iter_mut().filter(|saved| !saved.unresolved.is_empty()) {
            saved.unresolved = save_post::resolve_again(tx, saved.id)?;
        }
    }
    for placing in batch.placements {
        let mut picks = Vec::with_capacity(placing.picks.len());
        for (slug, headline) in placing.picks {
            let Some(post) = tx.post_by_slug(&slug)? else {
                return Err(NewsroomError::NotFound(format!(
                    "There is no post “{slug}” to place."
                )));
            };
            picks.push(Pick {
                post: post.id,
                headline,
                until: None,
            });
        }
        arrange::save(tx, placing.name, &placing.language, &picks, &mut touched)?;
    }
    if batch.backlog {
        for id in std::mem::take(&mut touched.aloud) {
            if tx.narration(id)?.is_some() {
                touched.aloud.insert(id);
            }
        }
    }
    append(tx, "post.saved", touched)?;
    Ok(all)
}

impl Newsroom {
    /// Whether nothing was ever written: no post, no tag, no author, no person.
    pub async fn is_empty(&self) -> Result<bool> {
        self.store
            .read(|reader| Ok(reader.last_change() == 0 && reader.users()?.is_empty()))
            .await
    }
}
