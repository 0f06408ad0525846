//! A story as all feeds tell it.

use super::text::{absolute, elsewhere};
use crate::address::post_path;
use kernel::{Post, PostId, SiteSettings, Timestamp, Visibility};
use std::collections::BTreeMap;

/// A story in a feed. Texts are plain where nothing else is said; addresses are absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Never changes, whatever becomes of the address.
    pub id: PostId,
    /// Its address.
    pub address: String,
    /// Headline.
    pub title: String,
    /// The standfirst, else the beginning of the text.
    pub summary: String,
    /// The whole text as HTML; nothing of a story that is not open to everyone.
    pub html: Option<String>,
    /// When readers saw it first.
    pub published: Timestamp,
    /// When it was last changed, as readers are told.
    pub updated: Timestamp,
    /// Its language.
    pub language: String,
    /// Bylines.
    pub authors: Vec<Person>,
    /// Names of its tags; the first is the section.
    pub categories: Vec<String>,
    /// Its lead picture.
    pub picture: Option<Picture>,
}

/// Somebody who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name in the story's language.
    pub name: String,
    /// The address of their page.
    pub address: String,
}

/// A picture with what must be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub address: String,
    /// Its content type, when its name tells.
    pub content_type: Option<&'static str>,
    /// Width and height in pixels, when known.
    pub size: Option<(u32, u32)>,
    /// What is to be seen.
    pub alt: String,
    /// Photographer, agency.
    pub credit: String,
    /// The copyright notice.
    pub copyright: String,
}

impl Item {
    /// The story as a reader elsewhere sees it. `related` finds a story that a card in the text follows, when readers may
    /// see it.
    pub fn new(
        post: &Post,
        settings: &SiteSettings,
        public_url: &str,
        related: &mut dyn FnMut(PostId) -> Option<Post>,
    ) -> Self {
        let language = post.language.as_str();
        let named =
            |name: &String, names: &BTreeMap<String, String>| names.get(language).unwrap_or(name).clone();
        let address =
            |post: &Post| format!("{public_url}{}", post_path(&post.language, &post.slug, settings));
        let prefix = match post.language == settings.language {
            true => String::new(),
            false => format!("/{language}"),
        };
        let is_open = post.visibility == Visibility::Public && !post.html.is_empty();
        let mut found = |id| {
            let post = related(id)?;
            let to = address(&post);
            Some((post, to))
        };
        let published = post.published_at.unwrap_or(post.created_at);
        Self {
            id: post.id,
            address: address(post),
            title: post.title.clone(),
            summary: post.standfirst.as_deref().unwrap_or(post.open_start()).to_owned(),
            html: is_open.then(|| elsewhere(&post.html, public_url, &mut found)),
            published,
            updated: post.changed_at().max(published),
            language: language.to_owned(),
            authors: post
                .authors
                .iter()
                .map(|author| Person {
                    name: named(&author.name, &author.names),
                    address: format!("{public_url}{prefix}/author/{}/", author.slug),
                })
                .collect(),
            categories: post
                .tags
                .iter()
                .filter(|tag| !tag.internal)
                .map(|tag| named(&tag.name, &tag.names))
                .collect(),
            picture: post.feature_image.as_ref().map(|picture| Picture {
                address: absolute(&picture.src, public_url),
                content_type: picture_type(&picture.src),
                size: (picture.width > 0 && picture.height > 0).then_some((picture.width, picture.height)),
                alt: picture.alt.clone(),
                credit: picture.credit.clone(),
                copyright: picture.copyright.clone(),
            }),
        }
    }
}

fn picture_type(src: &str) -> Option<&'static str> {
    let kind = files::Kind::of_name(src).content_type();
    kind.starts_with("image/").then_some(kind)
}
