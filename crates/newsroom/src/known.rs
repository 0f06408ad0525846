//! What the store knows, whoever asks: somebody who reads, or somebody who writes.

use crate::{Result, save_tag};
use kernel::{Author, Post, PostId, Slug, Tag};
use std::sync::Arc;
use store::{Reader, Redirect, Tx};

/// Posts, tags and authors by their names.
pub(crate) trait Known {
    fn post_by_id(&self, id: PostId) -> Result<Option<Post>>;
    fn post_by_slug(&self, slug: &Slug) -> Result<Option<Post>>;
    fn tag_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Tag>>>;
    fn author_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Author>>>;
    fn every_tag(&self) -> Result<Vec<Arc<Tag>>>;
    fn every_author(&self) -> Result<Vec<Arc<Author>>>;
    fn redirect(&self, path: &str) -> Result<Option<Redirect>>;

    /// The tag that somebody means who writes this.
    fn tag(&self, written: &str) -> Result<Option<Arc<Tag>>> {
        meant(
            written,
            save_tag::slug_of(written),
            |slug| self.tag_by_slug(slug),
            || self.every_tag(),
            |tag| &tag.name,
            |slug| self.led("tag", slug),
        )
    }

    /// The author whom somebody means who writes this.
    fn author(&self, written: &str) -> Result<Option<Arc<Author>>> {
        meant(
            written,
            Slug::from_title(written),
            |slug| self.author_by_slug(slug),
            || self.every_author(),
            |author| &author.name,
            |slug| self.led("author", slug),
        )
    }

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

/// What is meant by what was written: that of this slug; else that of this name, whatever its slug is; else that of the
/// slug which the name would have, or to which an address of that slug leads now.
fn meant<T>(
    written: &str,
    slug: Option<Slug>,
    by_slug: impl Fn(&Slug) -> Result<Option<Arc<T>>>,
    every: impl FnOnce() -> Result<Vec<Arc<T>>>,
    name: impl Fn(&T) -> &str,
    led: impl FnOnce(&Slug) -> Result<Option<Slug>>,
) -> Result<Option<Arc<T>>> {
    let at = |slug: Option<&Slug>| slug.map_or(Ok(None), &by_slug);
    if let Some(found) = at(written.parse().ok().as_ref())? {
        return Ok(Some(found));
    }
    let lower = written.trim().to_lowercase();
    let is_called_so = |one: &Arc<T>| name(one).to_lowercase() == lower;
    let there = at(slug.as_ref())?;
    if there.as_ref().is_some_and(is_called_so) {
        return Ok(there);
    }
    match every()?.into_iter().find(is_called_so).or(there) {
        None => at(slug.map_or(Ok(None), |slug| led(&slug))?.as_ref()),
        found => Ok(found),
    }
}

macro_rules! known {
    ($($who:ty: $tags:ident, $authors:ident;)*) => { $(
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
            fn every_tag(&self) -> Result<Vec<Arc<Tag>>> {
                Ok(<$who>::$tags(self)?)
            }
            fn every_author(&self) -> Result<Vec<Arc<Author>>> {
                Ok(<$who>::$authors(self)?)
            }
            fn redirect(&self, path: &str) -> Result<Option<Redirect>> {
                Ok(<$who>::redirect(self, path)?)
            }
        }
    )* };
}

known! {
    Tx<'_>: tags, authors;
    Reader: all_tags, all_authors;
}
