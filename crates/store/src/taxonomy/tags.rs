//! Tags, sections among them.

use crate::{
    Reader, Result, StoreError,
    sql::{Connection, Param, Row, json},
    tx::Tx,
};
use kernel::{Key, Slug, Tag, TagId};
use std::sync::Arc;

pub(super) fn load(connection: &Connection, put: &mut dyn FnMut(Tag)) -> Result<()> {
    let sql = "SELECT id, slug, name, names, description, feature_image, accent_color, internal, visibility, \
               meta_title, meta_description, canonical_url, codeinjection_head, codeinjection_foot, created_at, \
               updated_at, descriptions FROM tags";
    connection.query(sql, &[], |row| {
        put(read(row)?);
        Ok(())
    })
}

fn read(row: Row<'_>) -> Result<Tag> {
    let mut columns = row.columns();
    Ok(Tag {
        id: columns.parse()?,
        slug: columns.parse()?,
        name: columns.text()?,
        names: columns.json()?,
        description: columns.opt_text()?,
        feature_image: columns.opt_text()?,
        accent_color: columns.opt_text()?,
        internal: columns.flag()?,
        visibility: columns.parse()?,
        meta_title: columns.opt_text()?,
        meta_description: columns.opt_text()?,
        canonical_url: columns.opt_text()?,
        codeinjection_head: columns.opt_text()?,
        codeinjection_foot: columns.opt_text()?,
        created_at: columns.time()?,
        updated_at: columns.time()?,
        descriptions: columns.json()?,
    })
}

impl Tx<'_> {
    /// Writes a tag, new or changed.
    pub fn save_tag(&mut self, tag: &Tag) -> Result<()> {
        let (names, descriptions) = (json(&tag.names), json(&tag.descriptions));
        let params: [Param<'_>; 17] = [
            Param::id(tag.id),
            (&tag.slug).into(),
            (&tag.name).into(),
            (&names).into(),
            (&tag.description).into(),
            (&tag.feature_image).into(),
            (&tag.accent_color).into(),
            tag.internal.into(),
            tag.visibility.as_str().into(),
            (&tag.meta_title).into(),
            (&tag.meta_description).into(),
            (&tag.canonical_url).into(),
            (&tag.codeinjection_head).into(),
            (&tag.codeinjection_foot).into(),
            tag.created_at.into(),
            tag.updated_at.into(),
            (&descriptions).into(),
        ];
        self.run(
            "INSERT INTO tags (id, slug, name, names, description, feature_image, accent_color, internal, visibility, \
             meta_title, meta_description, canonical_url, codeinjection_head, codeinjection_foot, created_at, \
             updated_at, descriptions) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
             ON CONFLICT (id) DO UPDATE SET slug = $2, name = $3, names = $4, description = $5, feature_image = $6, \
             accent_color = $7, internal = $8, visibility = $9, meta_title = $10, meta_description = $11, \
             canonical_url = $12, codeinjection_head = $13, codeinjection_foot = $14, created_at = $15, \
             updated_at = $16, descriptions = $17",
            &params,
        )?;
        self.taxonomy_written = true;
        self.session.forget_taxonomy();
        Ok(())
    }

    /// Removes a tag that no post carries any more.
    pub fn delete_tag(&mut self, id: TagId) -> Result<()> {
        self.taxonomy_written = true;
        self.session.forget_taxonomy();
        match self.run("DELETE FROM tags WHERE id = $1", &[Param::id(id)])? {
            0 => Err(StoreError::Missing("tag")),
            _ => Ok(()),
        }
    }

    /// The tag as this transaction sees it.
    pub fn tag_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Tag>>> {
        Ok(self.session.taxonomy()?.tags.by_slug(slug).cloned())
    }

    /// The tag as this transaction sees it.
    pub fn tag_by_id(&self, id: TagId) -> Result<Option<Arc<Tag>>> {
        Ok(self.session.taxonomy()?.tags.by_id(id).cloned())
    }

    /// All tags, in no order.
    pub fn tags(&self) -> Result<Vec<Arc<Tag>>> {
        Ok(self.session.taxonomy()?.tags.all().cloned().collect())
    }
}

impl Reader {
    /// All tags, in no order. Notes nothing: it is for the desk.
    pub fn all_tags(&self) -> Result<Vec<Arc<Tag>>> {
        Ok(self.session().taxonomy()?.tags.all().cloned().collect())
    }

    /// Notes the tag, or that there is nothing of this slug.
    pub fn tag_by_slug(&self, slug: &Slug) -> Result<Option<Arc<Tag>>> {
        let found = self.session().taxonomy()?.tags.by_slug(slug).cloned();
        self.note(
            found
                .as_ref()
                .map_or_else(|| Key::Slug(slug.clone()), |tag| Key::Tag(tag.id)),
        );
        Ok(found)
    }

    /// Notes the tag.
    pub fn tag_by_id(&self, id: TagId) -> Result<Option<Arc<Tag>>> {
        self.note(Key::Tag(id));
        Ok(self.session().taxonomy()?.tags.by_id(id).cloned())
    }
}
