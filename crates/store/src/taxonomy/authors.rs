//! Authors.

use crate::{
    Reader, Result, StoreError,
    sql::{Connection, Param, Row, json},
    tx::Tx,
};
use kernel::{Author, AuthorId, Key, Slug};
use std::sync::Arc;

pub(super) fn load(connection: &Connection, put: &mut dyn FnMut(Author)) -> Result<()> {
    let sql = "SELECT id, slug, name, names, bio, title, profile_image, cover_image, location, website, social, \
               meta_title, meta_description, created_at, updated_at, titles, bios FROM authors";
    connection.query(sql, &[], |row| {
        put(read(row)?);
        Ok(())
    })
}

fn read(row: Row<'_>) -> Result<Author> {
    let mut columns = row.columns();
    Ok(Author {
        id: columns.parse()?,
        slug: columns.parse()?,
        name: columns.text()?,
        names: columns.json()?,
        bio: columns.opt_text()?,
        title: columns.opt_text()?,
        profile_image: columns.opt_text()?,
        cover_image: columns.opt_text()?,
        location: columns.opt_text()?,
        website: columns.opt_text()?,
        social: columns.json()?,
        meta_title: columns.opt_text()?,
        meta_description: columns.opt_text()?,
        created_at: columns.time()?,
        updated_at: columns.time()?,
        titles: columns.json()?,
        bios: columns.json()?,
    })
}

impl Tx<'_> {
    /// Writes an author, new or changed.
    pub fn save_author(&mut self, author: &Author) -> Result<()> {
        let (names, social) = (json(&author.names), json(&author.social));
        let (titles, bios) = (json(&author.titles), json(&author.bios));
        let params: [Param<'_>; 17] = [
            Param::id(author.id),
            (&author.slug).into(),
            (&author.name).into(),
            (&names).into(),
            (&author.bio).into(),
            (&author.title).into(),
            (&author.profile_image).into(),
            (&author.cover_image).into(),
            (&author.location).into(),
            (&author.website).into(),
            (&social).into(),
            (&author.meta_title).into(),
            (&author.meta_description).into(),
            author.created_at.into(),
            author.updated_at.into(),
            (&titles).into(),
            (&bios).into(),
        ];
        self.run(
            "INSERT INTO authors (id, slug, name, names, bio, title, profile_image, cover_image, location, website, \
             social, meta_title, meta_description, created_at, updated_at, titles, bios) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
             ON CONFLICT (id) DO UPDATE SET slug = $2, name = $3, names = $4, bio = $5, title = $6, \
             profile_image = $7, cover_image = $8, location = $9, website = $10, social = $11, meta_title = $12, \
             meta_description = $13, created_at = $14, updated_at = $15, titles = $16, bios = $17",
            &params,
        )?;
        self.taxonomy_written = true;
        self.session.forget_taxonomy();
        Ok(())
    }

    /// Removes an author whom no byline names any more.
    pub fn delete_author(&mut self, id: AuthorId) -> Result<()> {
        self.taxonomy_written = true;
        self.session.forget_taxonomy();
        match self.run("DELETE FROM authors WHERE id = $1", &[Param::id(id)])? {
            0 => Err(StoreError::Missing("author")),
            _ => Ok(()),
        }
    }

    /// The author as this transaction sees them.
    pub fn author_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Author>>> {
        Ok(self.session.taxonomy()?.authors.by_slug(slug).cloned())
    }

    /// The author as this transaction sees them.
    pub fn author_by_id(&self, id: AuthorId) -> Result<Option<Arc<Author>>> {
        Ok(self.session.taxonomy()?.authors.by_id(id).cloned())
    }

    /// All authors, in no order.
    pub fn authors(&self) -> Result<Vec<Arc<Author>>> {
        Ok(self.session.taxonomy()?.authors.all().cloned().collect())
    }
}

impl Reader {
    /// All authors, in no order. Notes nothing: it is for the desk.
    pub fn all_authors(&self) -> Result<Vec<Arc<Author>>> {
        Ok(self.session().taxonomy()?.authors.all().cloned().collect())
    }

    /// Notes the author, or that there is nothing of this slug.
    pub fn author_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Author>>> {
        let found = self.session().taxonomy()?.authors.by_slug(slug).cloned();
        self.note(
            found
                .as_ref()
                .map_or_else(|| Key::Slug(slug.clone()), |author| Key::Author(author.id)),
        );
        Ok(found)
    }

    /// Notes the author.
    pub fn author_by_id(&self, id: AuthorId) -> Result<Option<Arc<Author>>> {
        self.note(Key::Author(id));
        Ok(self.session().taxonomy()?.authors.by_id(id).cloned())
    }
}
