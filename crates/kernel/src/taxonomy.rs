//! Tags (sections among them) and authors.

use crate::{AuthorId, Language, Slug, TagId, Timestamp, Visibility};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A tag. The first tag of a post is its section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its address is `/tag/{slug}/`.
    pub slug: Slug,
    /// Its name in the site's language.
    pub name: String,
    /// Its name in other languages, by language tag (`uk` → `Політика`).
    pub names: BTreeMap<String, String>,
    /// What the section is about.
    pub description: Option<String>,
    /// The same in other languages, by language tag.
    pub descriptions: BTreeMap<String, String>,
    /// A picture: an address below `/content/images/` or an absolute one.
    pub feature_image: Option<String>,
    /// A colour (`#rrggbb`).
    pub accent_color: Option<String>,
    /// `Internal` for Ghost's `#tags`, which readers never see.
    pub internal: bool,
    /// Who may see the tag's page; readers see `Public` ones.
    pub visibility: Visibility,
    /// For search engines; `None` takes the name.
    pub meta_title: Option<String>,
    /// For search engines; `None` takes the description.
    pub meta_description: Option<String>,
    /// The canonical address, when it is another site's.
    pub canonical_url: Option<String>,
    /// HTML put into the head of the tag's page by an administrator.
    pub codeinjection_head: Option<String>,
    /// HTML put at the foot of the tag's page by an administrator.
    pub codeinjection_foot: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A person who is named in bylines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Their id.
    pub id: AuthorId,
    /// Their page is `/author/{slug}/`.
    pub slug: Slug,
    /// Their name in the site's language.
    pub name: String,
    /// Their name in other languages, by language tag.
    pub names: BTreeMap<String, String>,
    /// Who they are, plain text.
    pub bio: Option<String>,
    /// The same in other languages, by language tag.
    pub bios: BTreeMap<String, String>,
    /// What they do, by which the byline may be followed: “Energy correspondent”.
    pub title: Option<String>,
    /// The same in other languages, by language tag.
    pub titles: BTreeMap<String, String>,
    /// Portrait.
    pub profile_image: Option<String>,
    /// Wide picture of their page.
    pub cover_image: Option<String>,
    /// Where they are.
    pub location: Option<String>,
    /// Their own site.
    pub website: Option<String>,
    /// Handles or addresses by network: `facebook`, `twitter`, `bluesky`, `mastodon`, `threads`, `instagram`, `youtube`,
    /// `tiktok`, `linkedin`, `telegram`.
    pub social: BTreeMap<String, String>,
    /// For search engines.
    pub meta_title: Option<String>,
    /// For search engines.
    pub meta_description: Option<String>,
    /// When they were entered.
    pub created_at: Timestamp,
    /// When the entry was last changed.
    pub updated_at: Timestamp,
}

/// What is told in the language: of the translations the one into it, else what is told in the main language.
fn told_in<'a>(
    language: &Language,
    main: Option<&'a str>,
    translations: &'a BTreeMap<String, String>,
) -> Option<&'a str> {
    let translated = translations.get(language.as_str()).map(String::as_str);
    translated.filter(|text| !text.trim().is_empty()).or(main)
}

impl Tag {
    /// What it is about, in a language.
    pub fn description_in(&self, language: &Language) -> Option<&str> {
        told_in(language, self.description.as_deref(), &self.descriptions)
    }

    /// A tag that begins at that moment and has nothing but its name.
    pub fn blank(slug: Slug, name: impl Into<String>, at: Timestamp) -> Self {
        Self {
            id: TagId::new(),
            slug,
            name: name.into(),
            names: BTreeMap::new(),
            description: None,
            descriptions: BTreeMap::new(),
            feature_image: None,
            accent_color: None,
            internal: false,
            visibility: Visibility::Public,
            meta_title: None,
            meta_description: None,
            canonical_url: None,
            codeinjection_head: None,
            codeinjection_foot: None,
            created_at: at,
            updated_at: at,
        }
    }
}

impl Author {
    /// What they do, in a language.
    pub fn title_in(&self, language: &Language) -> Option<&str> {
        told_in(language, self.title.as_deref(), &self.titles)
    }

    /// Who they are, in a language.
    pub fn bio_in(&self, language: &Language) -> Option<&str> {
        told_in(language, self.bio.as_deref(), &self.bios)
    }

    /// A person who is entered at that moment, and of whom only the name is known.
    pub fn blank(slug: Slug, name: impl Into<String>, at: Timestamp) -> Self {
        Self {
            id: AuthorId::new(),
            slug,
            name: name.into(),
            names: BTreeMap::new(),
            bio: None,
            bios: BTreeMap::new(),
            title: None,
            titles: BTreeMap::new(),
            profile_image: None,
            cover_image: None,
            location: None,
            website: None,
            social: BTreeMap::new(),
            meta_title: None,
            meta_description: None,
            created_at: at,
            updated_at: at,
        }
    }
}
