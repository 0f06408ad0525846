//! Enter or change a person of the bylines.

use crate::{Newsroom, NewsroomError, Result, address, error::invalid, save_post::append, touched::Touched};
use kernel::{Author, AuthorId, Key, Slug, Timestamp};
use std::{collections::BTreeMap, sync::Arc};
use store::Tx;

/// What an author's entry is to become. `None` keeps what is there, or leaves it empty.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "fields without words are those of `kernel::Author`")]
pub struct AuthorInput {
    /// `None` takes one of the name. The author with this slug is changed; without one they are entered.
    pub slug: Option<Slug>,
    pub name: String,
    pub names: BTreeMap<String, String>,
    pub bio: Option<String>,
    pub bios: BTreeMap<String, String>,
    pub title: Option<String>,
    pub titles: BTreeMap<String, String>,
    pub profile_image: Option<String>,
    pub cover_image: Option<String>,
    pub location: Option<String>,
    pub website: Option<String>,
    pub social: BTreeMap<String, String>,
    pub meta_title: Option<String>,
    pub meta_description: Option<String>,
    pub created_at: Option<Timestamp>,
}

impl Newsroom {
    /// Saves the author who has this slug, or enters them.
    pub async fn save_author(&self, input: AuthorInput) -> Result<Arc<Author>> {
        self.store
            .write(move |tx| {
                let mut touched = Touched::default();
                let author = save(tx, input, Timestamp::now(), &mut touched)?;
                append(tx, "author.saved", touched)?;
                Ok(author)
            })
            .await
    }
}

/// A person of whom only the name is known.
pub(crate) fn make(
    tx: &mut Tx<'_>,
    name: &str,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<Arc<Author>> {
    let input = AuthorInput {
        name: name.into(),
        ..AuthorInput::default()
    };
    save(tx, input, now, touched)
}

/// Saves an author within a transaction.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    input: AuthorInput,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<Arc<Author>> {
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 191 {
        return invalid("An author needs a name of 1 to 191 characters.");
    }
    let website = address::checked(&format!("The website of {name} is"), input.website, address::web)?;
    let mut social = BTreeMap::new();
    for (network, handle) in input.social {
        let what = format!("The account of {name} at {network} is");
        social.extend(address::checked(&what, Some(handle), address::account)?.map(|it| (network, it)));
    }
    let id = AuthorId::new();
    let slug = match input.slug.or_else(|| Slug::from_title(&name)) {
        Some(slug) => slug,
        None => id
            .to_string()
            .parse()
            .map_err(|kernel::Invalid(why)| NewsroomError::Invalid(why))?,
    };
    let before = tx.author_by_slug(&slug)?;
    let kept = |new: Option<String>, old: fn(&Author) -> Option<String>| {
        new.or_else(|| before.as_deref().and_then(old))
    };
    let kept_map =
        |new: BTreeMap<String, String>, old: fn(&Author) -> BTreeMap<String, String>| match new.is_empty() {
            true => before.as_deref().map(old).unwrap_or_default(),
            false => new,
        };
    let author = Author {
        id: before.as_ref().map_or(id, |author| author.id),
        names: kept_map(input.names, |author| author.names.clone()),
        bio: kept(input.bio, |author| author.bio.clone()),
        title: kept(input.title, |author| author.title.clone()),
        bios: kept_map(input.bios, |author| author.bios.clone()),
        titles: kept_map(input.titles, |author| author.titles.clone()),
        profile_image: kept(input.profile_image, |author| author.profile_image.clone()),
        cover_image: kept(input.cover_image, |author| author.cover_image.clone()),
        location: kept(input.location, |author| author.location.clone()),
        website: kept(website, |author| author.website.clone()),
        social: kept_map(social, |author| author.social.clone()),
        meta_title: kept(input.meta_title, |author| author.meta_title.clone()),
        meta_description: kept(input.meta_description, |author| author.meta_description.clone()),
        created_at: before
            .as_ref()
            .map(|author| author.created_at)
            .or(input.created_at)
            .unwrap_or(now),
        updated_at: now,
        name,
        slug,
    };
    tx.save_author(&author)?;
    touched.keys.insert(Key::Author(author.id));
    if before.is_none() {
        touched.keys.insert(Key::Slug(author.slug.clone()));
    }
    Ok(Arc::new(author))
}
