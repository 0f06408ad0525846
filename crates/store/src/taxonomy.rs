//! Tags and authors. All of them are kept in memory together: a newsroom has hundreds, and every page names some.

mod authors;
mod listing;
mod merging;
mod tags;

pub use listing::{AuthorQuery, Listed, ListedOrder, TagQuery};

use crate::{Result, sql::Connection};
use kernel::{Author, AuthorId, Slug, Tag, TagId};
use std::{collections::HashMap, hash::Hash, sync::Arc};

/// All tags and authors at one moment.
#[derive(Debug, Default)]
pub(crate) struct Taxonomy {
    pub(crate) tags: Shelf<TagId, Tag>,
    pub(crate) authors: Shelf<AuthorId, Author>,
}

/// Records by id and by slug.
#[derive(Debug)]
pub(crate) struct Shelf<I, T> {
    by_id: HashMap<I, Arc<T>>,
    by_slug: HashMap<Slug, Arc<T>>,
}

impl<I, T> Default for Shelf<I, T> {
    fn default() -> Self {
        Self {
            by_id: HashMap::new(),
            by_slug: HashMap::new(),
        }
    }
}

impl<I: Eq + Hash, T> Shelf<I, T> {
    fn put(&mut self, id: I, slug: Slug, record: T) {
        let record = Arc::new(record);
        self.by_id.insert(id, record.clone());
        self.by_slug.insert(slug, record);
    }

    pub(crate) fn by_id(&self, id: I) -> Option<&Arc<T>> {
        self.by_id.get(&id)
    }

    pub(crate) fn by_slug(&self, slug: &Slug) -> Option<&Arc<T>> {
        self.by_slug.get(slug)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<T>> {
        self.by_id.values()
    }
}

impl Taxonomy {
    pub(crate) fn load(connection: &Connection) -> Result<Self> {
        let mut all = Self::default();
        tags::load(connection, &mut |tag| all.tags.put(tag.id, tag.slug.clone(), tag))?;
        authors::load(connection, &mut |author| {
            all.authors.put(author.id, author.slug.clone(), author)
        })?;
        Ok(all)
    }
}
