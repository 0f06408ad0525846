//! What the store knows, whoever asks: somebody who reads, or somebody who writes.

use crate::Result;
use kernel::{Author, Post, PostId, Slug, Tag};
use std::sync::Arc;
use store::{Reader, Redirect, Tx};

/// Posts, tags and authors by their names.
pub(crate) trait Known {
    fn post_by_id(&self, id: PostId) -> Result<Option<Post>>;
    fn post_by_slug(&self, slug: &Slug) -> Result<Option<Post>>;
    fn tag_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Tag>>>;
    fn author_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Author>>>;
    fn redirect(&self, path: &str) -> Result<Option<Redirect>>;

    /// The slug of the story whose translation a post is.
    fn translated(&self, post: &Post) -> Result<Option<Slug>> {
        let root = match post.translation_of {
            Some(root) => self.post_by_id(root)?,
            None => None,
        };
        Ok(root.map(|root| root.slug))
    }

    /// Where the address of a slug leads now; `what`: `tag` or `author`.
    fn led(&self, what: &str, slug: &Slug) -> Result<Option<Slug>> {
        let redirect = self.redirect(&format!("/{what}/{slug}/"))?;
        let to = redirect.and_then(|redirect| {
            let rest = redirect.to.strip_prefix(&format!("/{what}/"))?;
            rest.trim_end_matches('/').parse().ok()
        });
        Ok(to)
    }
}

macro_rules! known {
    ($($who:ty),*) => { $(
        impl Known for $who {
            fn post_by_id(&self, id: PostId) -> Result<Option<Post>> {
                Ok(<$who>::post_by_id(self, id)?)
            }
            fn post_by_slug(&self, slug: &Slug) -> Result<Option<Post>> {
                Ok(<$who>::post_by_slug(self, slug)?)
            }
            fn tag_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Tag>>> {
                Ok(<$who>::tag_by_slug(self, slug)?)
            }
            fn author_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Author>>> {
                Ok(<$who>::author_by_slug(self, slug)?)
            }
            fn redirect(&self, path: &str) -> Result<Option<Redirect>> {
                Ok(<$who>::redirect(self, path)?)
            }
        }
    )* };
}

known!(Tx<'_>, Reader);
