//! Create or change a tag.

use crate::{Newsroom, NewsroomError, Result, address, error::invalid, save_post::append, touched::Touched};
use kernel::{Key, Slug, Tag, TagId, Timestamp, Visibility};
use std::{collections::BTreeMap, sync::Arc};
use store::Tx;

/// What a tag is to become. `None` keeps what is there, or leaves it empty.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "fields without words are those of `kernel::Tag`")]
pub struct TagInput {
    /// `None` takes one of the name. The tag with this slug is changed; without one it is made.
    pub slug: Option<Slug>,
    pub name: String,
    pub names: BTreeMap<String, String>,
    pub description: Option<String>,
    pub descriptions: BTreeMap<String, String>,
    pub feature_image: Option<String>,
    pub accent_color: Option<String>,
    /// `None`: when the name begins with `#`, as in Ghost.
    pub internal: Option<bool>,
    pub meta_title: Option<String>,
    pub meta_description: Option<String>,
    pub canonical_url: Option<String>,
    pub codeinjection_head: Option<String>,
    pub codeinjection_foot: Option<String>,
    pub created_at: Option<Timestamp>,
}

impl Newsroom {
    /// Saves the tag that has this slug, or makes it.
    pub async fn save_tag(&self, input: TagInput) -> Result<Arc<Tag>> {
        self.store
            .write(move |tx| {
                let mut touched = Touched::default();
                let tag = save(tx, input, Timestamp::now(), &mut touched)?;
                append(tx, "tag.saved", touched)?;
                Ok(tag)
            })
            .await
    }
}

/// A tag of which only the name is known.
pub(crate) fn make(tx: &mut Tx<'_>, name: &str, now: Timestamp, touched: &mut Touched) -> Result<Arc<Tag>> {
    let input = TagInput {
        name: name.into(),
        ..TagInput::default()
    };
    save(tx, input, now, touched)
}

/// The slug of a tag of this name: Ghost's `#tags` get `hash-`.
pub(crate) fn slug_of(name: &str) -> Option<Slug> {
    let plain = Slug::from_title(name)?;
    match name.starts_with('#') {
        true => format!("hash-{plain}").parse().ok(),
        false => Some(plain),
    }
}

/// Saves a tag within a transaction.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    input: TagInput,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<Arc<Tag>> {
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 191 {
        return invalid("A tag needs a name of 1 to 191 characters.");
    }
    let slug = input.slug.or_else(|| slug_of(&name));
    let canonical_url = address::checked(
        &format!("The address to cite for the tag {name} is"),
        input.canonical_url,
        address::page,
    )?;
    let id = TagId::new();
    let slug = match slug {
        Some(slug) => slug,
        None => id
            .to_string()
            .parse()
            .map_err(|kernel::Invalid(why)| NewsroomError::Invalid(why))?,
    };
    let before = tx.tag_by_slug(&slug)?;
    let kept = |new: Option<String>, old: fn(&Tag) -> Option<String>| {
        new.or_else(|| before.as_deref().and_then(old))
    };
    let kept_map = |new: BTreeMap<String, String>, old: fn(&Tag) -> &BTreeMap<String, String>| {
        let old = || before.as_deref().map(old).cloned().unwrap_or_default();
        if new.is_empty() { old() } else { new }
    };
    let tag = Tag {
        id: before.as_ref().map_or(id, |tag| tag.id),
        internal: input.internal.unwrap_or_else(|| name.starts_with('#')),
        names: kept_map(input.names, |tag| &tag.names),
        descriptions: kept_map(input.descriptions, |tag| &tag.descriptions),
        description: kept(input.description, |tag| tag.description.clone()),
        feature_image: kept(input.feature_image, |tag| tag.feature_image.clone()),
        accent_color: kept(input.accent_color, |tag| tag.accent_color.clone()),
        visibility: Visibility::Public,
        meta_title: kept(input.meta_title, |tag| tag.meta_title.clone()),
        meta_description: kept(input.meta_description, |tag| tag.meta_description.clone()),
        canonical_url: kept(canonical_url, |tag| tag.canonical_url.clone()),
        codeinjection_head: kept(input.codeinjection_head, |tag| tag.codeinjection_head.clone()),
        codeinjection_foot: kept(input.codeinjection_foot, |tag| tag.codeinjection_foot.clone()),
        created_at: before
            .as_ref()
            .map(|tag| tag.created_at)
            .or(input.created_at)
            .unwrap_or(now),
        updated_at: now,
        name,
        slug,
    };
    tx.save_tag(&tag)?;
    touched.keys.insert(Key::Tag(tag.id));
    if before.is_none() {
        touched.keys.insert(Key::Slug(tag.slug.clone()));
    }
    Ok(Arc::new(tag))
}
