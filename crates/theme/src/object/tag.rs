//! A tag as templates see it.

use super::{keys, number, object, optional, string, word};
use crate::{date, place::Place};
use kernel::Tag;
use std::sync::Arc;
use stencil::{Map, Object, Value};

/// A tag, its name in the page's language.
pub(crate) struct TagObject {
    tag: Arc<Tag>,
    place: Arc<Place>,
    posts: Option<u64>,
}

impl TagObject {
    pub(crate) fn value(tag: &Arc<Tag>, place: &Arc<Place>) -> Value {
        object(Self {
            tag: tag.clone(),
            place: place.clone(),
            posts: None,
        })
    }

    /// With the number of its stories, for `include="count.posts"`.
    pub(crate) fn counted(tag: &Arc<Tag>, posts: u64, place: &Arc<Place>) -> Value {
        object(Self {
            tag: tag.clone(),
            place: place.clone(),
            posts: Some(posts),
        })
    }
}

impl std::fmt::Debug for TagObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tag({})", self.tag.slug)
    }
}

impl Object for TagObject {
    fn get(&self, key: &str) -> Option<Value> {
        let tag = &*self.tag;
        let text = |text: &Option<String>| optional(text.as_deref());
        Some(match key {
            "id" => string(tag.id.to_string()),
            "name" => string(self.place.name(&tag.name, &tag.names)),
            "slug" => string(tag.slug.as_str()),
            "url" => string(self.place.absolute(&self.place.tag_path(tag))),
            "description" => optional(tag.description_in(&self.place.language)),
            "feature_image" => tag
                .feature_image
                .as_ref()
                .map_or(Value::Null, |src| string(self.place.entered(src))),
            "visibility" if tag.internal => word!("internal"),
            "visibility" => word!("public"),
            "accent_color" => text(&tag.accent_color),
            "meta_title" => text(&tag.meta_title),
            "meta_description" => text(&tag.meta_description),
            "canonical_url" => text(&tag.canonical_url),
            "codeinjection_head" => text(&tag.codeinjection_head),
            "codeinjection_foot" => text(&tag.codeinjection_foot),
            "og_image"
            | "og_title"
            | "og_description"
            | "twitter_image"
            | "twitter_title"
            | "twitter_description" => Value::Null,
            "created_at" => string(date::iso(tag.created_at, &self.place.zone)),
            "updated_at" => string(date::iso(tag.updated_at, &self.place.zone)),
            "count" => Map::new().with("posts", number(self.posts? as f64)).into_value(),
            _ => return None,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        keys(&[
            "id",
            "name",
            "slug",
            "description",
            "feature_image",
            "visibility",
            "og_image",
            "og_title",
            "og_description",
            "twitter_image",
            "twitter_title",
            "twitter_description",
            "meta_title",
            "meta_description",
            "codeinjection_head",
            "codeinjection_foot",
            "canonical_url",
            "accent_color",
            "url",
        ])
    }
}
