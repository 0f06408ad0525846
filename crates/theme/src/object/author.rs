//! An author as templates see them.

use super::{keys, number, object, optional, string};
use crate::place::Place;
use kernel::Author;
use std::sync::Arc;
use stencil::{Map, Object, Value};

/// An author, their name in the page's language.
pub(crate) struct AuthorObject {
    author: Arc<Author>,
    place: Arc<Place>,
    posts: Option<u64>,
}

impl AuthorObject {
    pub(crate) fn value(author: &Arc<Author>, place: &Arc<Place>) -> Value {
        object(Self {
            author: author.clone(),
            place: place.clone(),
            posts: None,
        })
    }

    /// With the number of their stories, for `include="count.posts"`.
    pub(crate) fn counted(author: &Arc<Author>, posts: u64, place: &Arc<Place>) -> Value {
        object(Self {
            author: author.clone(),
            place: place.clone(),
            posts: Some(posts),
        })
    }
}

impl std::fmt::Debug for AuthorObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Author({})", self.author.slug)
    }
}

impl Object for AuthorObject {
    fn get(&self, key: &str) -> Option<Value> {
        let author = &*self.author;
        let text = |text: &Option<String>| optional(text.as_deref());
        let image = |src: &Option<String>| {
            src.as_ref()
                .map_or(Value::Null, |src| string(self.place.entered(src)))
        };
        Some(match key {
            "id" => string(author.id.to_string()),
            "name" => string(self.place.name(&author.name, &author.names)),
            "slug" => string(author.slug.as_str()),
            "url" => string(self.place.absolute(&self.place.author_path(author))),
            "bio" => optional(author.bio_in(&self.place.language)),
            "title" => optional(author.title_in(&self.place.language)),
            "profile_image" => image(&author.profile_image),
            "cover_image" => image(&author.cover_image),
            "location" => text(&author.location),
            "website" => {
                let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
                optional(author.website.as_deref().filter(web))
            }
            "meta_title" => text(&author.meta_title),
            "meta_description" => text(&author.meta_description),
            "count" => Map::new().with("posts", number(self.posts? as f64)).into_value(),
            "facebook" | "twitter" | "threads" | "bluesky" | "mastodon" | "tiktok" | "youtube"
            | "instagram" | "linkedin" | "telegram" => optional(author.social.get(key).map(String::as_str)),
            _ => return None,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        keys(&[
            "id",
            "name",
            "slug",
            "profile_image",
            "cover_image",
            "bio",
            "website",
            "location",
            "facebook",
            "twitter",
            "threads",
            "bluesky",
            "mastodon",
            "tiktok",
            "youtube",
            "instagram",
            "linkedin",
            "meta_title",
            "meta_description",
            "url",
        ])
    }
}
