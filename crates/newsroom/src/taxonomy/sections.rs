//! Change or remove a section or tag at the desk.

use super::{MERGE, moved, name_of, some, spoken, unchanged};
use crate::{
    Newsroom, NewsroomError, Result, Staff, address, change_settings,
    error::invalid,
    save_post::append,
    save_tag::slug_of,
    staff::{allow, audit},
    touched::Touched,
};
use kernel::{Key, Slug, Tag, TagId, Timestamp};
use std::{collections::BTreeMap, sync::Arc};

/// A section or tag as its form has it. Empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `kernel::Tag`")]
pub struct SectionSheet {
    pub name: String,
    /// Empty takes one of the name.
    pub slug: String,
    pub names: BTreeMap<String, String>,
    pub description: String,
    pub descriptions: BTreeMap<String, String>,
    pub feature_image: String,
    pub accent_color: String,
    pub internal: bool,
    pub meta_title: String,
    pub meta_description: String,
}

impl SectionSheet {
    /// A section as it is.
    pub fn of(tag: &Tag) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            name: tag.name.clone(),
            slug: tag.slug.to_string(),
            names: tag.names.clone(),
            description: text(&tag.description),
            descriptions: tag.descriptions.clone(),
            feature_image: text(&tag.feature_image),
            accent_color: text(&tag.accent_color),
            internal: tag.internal,
            meta_title: text(&tag.meta_title),
            meta_description: text(&tag.meta_description),
        }
    }

    fn onto(self, mut tag: Tag) -> Result<Tag> {
        tag.name = name_of("A section", &self.name)?;
        tag.slug = match some(&self.slug) {
            Some(slug) => slug.parse().map_err(crate::error::unfit)?,
            None => slug_of(&tag.name).ok_or_else(|| {
                NewsroomError::Invalid("Write a slug of the letters a to z, digits and hyphens.".into())
            })?,
        };
        tag.names = spoken(self.names);
        tag.descriptions = spoken(self.descriptions);
        tag.description = some(&self.description);
        let picture = "The picture is at";
        tag.feature_image = address::checked(picture, some(&self.feature_image), address::page)?;
        tag.accent_color = some(&self.accent_color);
        if let Some(colour) = &tag.accent_color {
            change_settings::colour(colour)?;
        }
        tag.internal = self.internal;
        tag.meta_title = some(&self.meta_title);
        tag.meta_description = some(&self.meta_description);
        Ok(tag)
    }
}

impl Newsroom {
    /// Makes a section, or changes the one with this id; its old addresses lead to the new ones. `seen`: when it had last
    /// been changed when the form was opened.
    ///
    /// # Errors
    /// `Conflict` when somebody has changed it since, or another has the name or the slug.
    pub async fn save_section(
        &self,
        staff: &Staff,
        id: Option<TagId>,
        seen: Option<Timestamp>,
        sheet: SectionSheet,
    ) -> Result<Arc<Tag>> {
        allow::editor(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                let before = match id {
                    Some(id) => Some(tx.tag_by_id(id)?.ok_or_else(gone)?),
                    None => None,
                };
                if let Some(before) = &before {
                    unchanged(seen, before.updated_at, &before.name)?;
                    not_merging(tx.has_job(&format!("{MERGE}:{}", before.id))?, &before.name)?;
                }
                let blank = || {
                    let slug: std::result::Result<Slug, _> = "new".parse();
                    slug.map(|slug| Tag::blank(slug, "", now)).map_err(crate::error::unfit)
                };
                let start = match &before {
                    Some(before) => Tag::clone(before),
                    None => blank()?,
                };
                let mut tag = sheet.onto(start)?;
                tag.updated_at = now.max(tag.updated_at.plus_millis(1));
                for other in tx.tags()? {
                    if other.id != tag.id && (other.slug == tag.slug || other.name.to_lowercase() == tag.name.to_lowercase()) {
                        return Err(NewsroomError::Conflict(format!(
                            "“{}” has that name or that slug (/tag/{}/) already. If both are to be one, merge them.",
                            other.name, other.slug
                        )));
                    }
                }
                tx.save_tag(&tag)?;
                let mut touched = Touched::default();
                touched.keys.extend([Key::Tag(tag.id), Key::Slug(tag.slug.clone())]);
                let mut detail = String::new();
                if let Some(before) = &before {
                    if before.slug != tag.slug {
                        let settings = tx.settings()?;
                        moved::redirect(tx, &settings, "tag", &before.slug, &tag.slug)?;
                        moved::placement(tx, &before.slug, &tag.slug, &mut touched)?;
                        // Lists of sections for search engines name the address.
                        touched.keys.insert(Key::Sitemap);
                        detail = format!("/tag/{}/ → /tag/{}/", before.slug, tag.slug);
                    }
                    if before.internal != tag.internal {
                        touched.keys.extend([Key::Posts, Key::PostsOfTag(tag.id), Key::Sitemap]);
                        refresh_sections(tx, tag.id)?;
                    }
                }
                append(tx, "tag.saved", touched)?;
                let what = if before.is_some() { "section.changed" } else { "section.made" };
                audit::note(tx, &staff, what, &tag.name, detail)?;
                Ok(Arc::new(tag))
            })
            .await
    }

    /// Removes a section that no post carries.
    pub async fn remove_section(&self, staff: &Staff, id: TagId) -> Result<()> {
        allow::editor(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let tag = tx.tag_by_id(id)?.ok_or_else(gone)?;
                if !tx.some_with_tag(id, 1)?.is_empty() {
                    return invalid(format!(
                        "Posts carry “{}”, some perhaps as drafts: merge it into another section instead.",
                        tag.name
                    ));
                }
                not_merging(tx.has_job(&format!("{MERGE}:{id}"))?, &tag.name)?;
                tx.delete_tag(id)?;
                let mut touched = Touched::default();
                touched
                    .keys
                    .extend([Key::Tag(id), Key::PostsOfTag(id), Key::Sitemap]);
                append(tx, "tag.removed", touched)?;
                audit::note(
                    tx,
                    &staff,
                    "section.removed",
                    &tag.name,
                    format!("/tag/{}/", tag.slug),
                )
            })
            .await
    }
}

/// A post's section is its first tag that readers see, so that it is another one when a tag is hidden or shown.
fn refresh_sections(tx: &mut store::Tx<'_>, tag: TagId) -> Result<()> {
    const MOST: u32 = 5_000;
    let posts = tx.some_with_tag(tag, MOST)?;
    if posts.len() as u64 >= u64::from(MOST) {
        return invalid(
            "Too many posts carry it to hide or show it at once: make another tag and merge them.",
        );
    }
    for post in posts {
        tx.relist_post(post, |_| {})?;
    }
    Ok(())
}

pub(super) fn gone() -> NewsroomError {
    NewsroomError::NotFound("This section is not there any more.".into())
}

pub(super) fn not_merging(merging: bool, name: &str) -> Result<()> {
    match merging {
        true => Err(NewsroomError::Conflict(format!(
            "“{name}” is being merged into another at this moment."
        ))),
        false => Ok(()),
    }
}
