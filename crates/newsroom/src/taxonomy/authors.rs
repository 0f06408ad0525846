//! Change or remove a byline at the desk.

use super::{MERGE, moved, name_of, sections::not_merging, some, spoken, unchanged};
use crate::{
    Newsroom, NewsroomError, Result, Staff, address,
    error::invalid,
    save_post::append,
    staff::{allow, audit},
    touched::Touched,
};
use kernel::{Author, AuthorId, Key, Role, Slug, Timestamp};
use std::{collections::BTreeMap, sync::Arc};

/// A byline as its form has it. Empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `kernel::Author`")]
pub struct AuthorSheet {
    pub name: String,
    /// Empty takes one of the name.
    pub slug: String,
    pub names: BTreeMap<String, String>,
    pub bio: String,
    pub bios: BTreeMap<String, String>,
    pub title: String,
    pub titles: BTreeMap<String, String>,
    pub profile_image: String,
    pub cover_image: String,
    pub location: String,
    pub website: String,
    pub social: BTreeMap<String, String>,
}

impl AuthorSheet {
    /// A byline as it is.
    pub fn of(author: &Author) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            name: author.name.clone(),
            slug: author.slug.to_string(),
            names: author.names.clone(),
            bio: text(&author.bio),
            bios: author.bios.clone(),
            title: text(&author.title),
            titles: author.titles.clone(),
            profile_image: text(&author.profile_image),
            cover_image: text(&author.cover_image),
            location: text(&author.location),
            website: text(&author.website),
            social: author.social.clone(),
        }
    }

    fn onto(self, mut author: Author) -> Result<Author> {
        author.name = name_of("A byline", &self.name)?;
        author.slug = match some(&self.slug) {
            Some(slug) => slug.parse().map_err(crate::error::unfit)?,
            None => Slug::from_title(&author.name).ok_or_else(|| {
                NewsroomError::Invalid("Write a slug of the letters a to z, digits and hyphens.".into())
            })?,
        };
        author.names = spoken(self.names);
        author.bios = spoken(self.bios);
        author.titles = spoken(self.titles);
        author.bio = some(&self.bio);
        author.title = some(&self.title);
        let checked = |what: &str, text: &str, fit| address::checked(what, some(text), fit);
        author.profile_image = checked("The portrait is at", &self.profile_image, address::page)?;
        author.cover_image = checked("The wide picture is at", &self.cover_image, address::page)?;
        author.website = checked("The website is", &self.website, address::web)?;
        author.location = some(&self.location);
        author.social = BTreeMap::new();
        for (network, handle) in spoken(self.social) {
            let what = format!("The account at {network} is");
            let kept = address::checked(&what, Some(handle), address::account)?;
            author.social.extend(kept.map(|handle| (network, handle)));
        }
        Ok(author)
    }
}

impl Newsroom {
    /// Makes a byline, or changes the one with this id; its old addresses lead to the new ones. Editors change all, and
    /// everybody their own, but for its slug. `seen`: when it had last been changed when the form was opened.
    ///
    /// # Errors
    /// `Conflict` when somebody has changed it since, or another has the slug.
    pub async fn save_byline(
        &self,
        staff: &Staff,
        id: Option<AuthorId>,
        seen: Option<Timestamp>,
        mut sheet: AuthorSheet,
    ) -> Result<Arc<Author>> {
        if id.is_none() || staff.author != id {
            allow::editor(staff)?;
        }
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                let before = match id {
                    Some(id) => Some(tx.author_by_id(id)?.ok_or_else(gone)?),
                    None => None,
                };
                let start = match &before {
                    Some(before) => {
                        unchanged(seen, before.updated_at, &before.name)?;
                        not_merging(tx.has_job(&format!("{MERGE}:{}", before.id))?, &before.name)?;
                        if staff.role < Role::Editor {
                            sheet.slug = before.slug.to_string();
                        }
                        Author::clone(before)
                    }
                    None => Author::blank("new".parse().map_err(crate::error::unfit)?, "", now),
                };
                let mut author = sheet.onto(start)?;
                author.updated_at = now.max(author.updated_at.plus_millis(1));
                if let Some(other) = tx.author_by_slug(&author.slug)?.filter(|other| other.id != author.id) {
                    return Err(NewsroomError::Conflict(format!(
                        "{} has the slug /author/{}/ already. If both are one person, merge them; else write another slug.",
                        other.name, other.slug
                    )));
                }
                tx.save_author(&author)?;
                let mut touched = Touched::default();
                touched.keys.extend([Key::Author(author.id), Key::Slug(author.slug.clone())]);
                let mut detail = String::new();
                if let Some(before) = before.as_ref().filter(|before| before.slug != author.slug) {
                    let settings = tx.settings()?;
                    moved::redirect(tx, &settings, "author", &before.slug, &author.slug)?;
                    touched.keys.insert(Key::Sitemap);
                    detail = format!("/author/{}/ → /author/{}/", before.slug, author.slug);
                }
                append(tx, "author.saved", touched)?;
                let what = if before.is_some() { "author.changed" } else { "author.made" };
                audit::note(tx, &staff, what, &author.name, detail)?;
                Ok(Arc::new(author))
            })
            .await
    }

    /// Removes a byline that stands on no post and is nobody's.
    pub async fn remove_byline(&self, staff: &Staff, id: AuthorId) -> Result<()> {
        allow::editor(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let author = tx.author_by_id(id)?.ok_or_else(gone)?;
                if !tx.some_by_author(id, 1)?.is_empty() {
                    return invalid(format!(
                        "“{}” stands on posts, some perhaps drafts: merge it into another byline instead.",
                        author.name
                    ));
                }
                not_merging(tx.has_job(&format!("{MERGE}:{id}"))?, &author.name)?;
                tx.delete_author(id)?;
                let mut touched = Touched::default();
                touched
                    .keys
                    .extend([Key::Author(id), Key::PostsOfAuthor(id), Key::Sitemap]);
                append(tx, "author.removed", touched)?;
                let address = format!("/author/{}/", author.slug);
                audit::note(tx, &staff, "author.removed", &author.name, address)
            })
            .await
    }
}

pub(super) fn gone() -> NewsroomError {
    NewsroomError::NotFound("This byline is not there any more.".into())
}
