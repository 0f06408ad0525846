//! Sections and bylines by their names, for the desk to choose from.

use crate::{Reader, Result};
use kernel::AuthorId;

impl Reader {
    /// The tags that readers see, by name: id and name.
    pub fn sections(&self) -> Result<Vec<(String, String)>> {
        let taxonomy = self.session().taxonomy()?;
        let mut all: Vec<_> = taxonomy
            .tags
            .all()
            .filter(|tag| !tag.internal)
            .map(|tag| (tag.id.to_string(), tag.name.clone()))
            .collect();
        all.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(all)
    }

    /// The tags that readers see, by name: slug and name.
    pub fn section_slugs(&self) -> Result<Vec<(String, String)>> {
        let taxonomy = self.session().taxonomy()?;
        let mut all: Vec<_> = taxonomy
            .tags
            .all()
            .filter(|tag| !tag.internal)
            .map(|tag| (tag.slug.to_string(), tag.name.clone()))
            .collect();
        all.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(all)
    }

    /// The people of the bylines, by name: id and name.
    pub fn bylines(&self) -> Result<Vec<(AuthorId, String)>> {
        let taxonomy = self.session().taxonomy()?;
        let all = taxonomy.authors.all();
        let mut all: Vec<_> = all.map(|author| (author.id, author.name.clone())).collect();
        all.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(all)
    }

    /// The people of the bylines, by name: slug and name.
    pub fn author_names(&self) -> Result<Vec<(String, String)>> {
        let taxonomy = self.session().taxonomy()?;
        let mut all: Vec<_> = taxonomy
            .authors
            .all()
            .map(|author| (author.slug.to_string(), author.name.clone()))
            .collect();
        all.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(all)
    }
}
