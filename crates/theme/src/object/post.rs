//! A post as templates see it.

use super::{AuthorObject, TagObject, array, keys, number, object, optional, safe, string, word};
use crate::{
    date,
    place::{self, Place},
};
use kernel::{Post, PostKind, Visibility};
use std::sync::{Arc, OnceLock};
use stencil::{Map, Object, Value};

/// Where readers without an account stop reading, as Ghost marks it.
const PAYWALL: &str = "<!--members-only-->";

/// A post. What templates compare by identity or read often is made once.
pub(crate) struct PostObject {
    pub post: Arc<Post>,
    place: Arc<Place>,
    /// The editors' own headline, in a placement.
    headline: Option<String>,
    tags: OnceLock<Value>,
    authors: OnceLock<Value>,
    section: OnceLock<Value>,
    author: OnceLock<Value>,
    corrections: OnceLock<Value>,
}

impl PostObject {
    pub(crate) fn new(post: Arc<Post>, place: Arc<Place>) -> Self {
        Self {
            post,
            place,
            headline: None,
            tags: OnceLock::new(),
            authors: OnceLock::new(),
            section: OnceLock::new(),
            author: OnceLock::new(),
            corrections: OnceLock::new(),
        }
    }

    pub(crate) fn value(post: &Arc<Post>, place: &Arc<Place>) -> Value {
        object(Self::new(post.clone(), place.clone()))
    }

    /// The post under the editors' headline.
    pub(crate) fn under(headline: Option<String>, post: &Arc<Post>, place: &Arc<Place>) -> Value {
        object(Self {
            headline,
            ..Self::new(post.clone(), place.clone())
        })
    }

    fn tags(&self) -> &Value {
        self.tags.get_or_init(|| {
            let all = self.post.tags.iter();
            array(all.map(|tag| TagObject::value(tag, &self.place)).collect())
        })
    }

    fn authors(&self) -> &Value {
        self.authors.get_or_init(|| {
            let all = self.post.authors.iter();
            array(
                all.map(|author| AuthorObject::value(author, &self.place))
                    .collect(),
            )
        })
    }

    fn section(&self) -> &Value {
        self.section.get_or_init(|| {
            let at = self.post.tags.iter().position(|tag| !tag.internal);
            nth(self.tags(), at)
        })
    }

    fn corrections(&self) -> Value {
        let make = || {
            let all = self.post.corrections.iter().map(|correction| {
                let at = string(date::iso(correction.at, &self.place.zone));
                Map::new()
                    .with("at", at.clone())
                    .with("date", at)
                    .with("text", string(&correction.text))
                    .into_value()
            });
            array(all.collect())
        };
        self.corrections.get_or_init(make).clone()
    }

    /// The body as far as a reader without an account may read it.
    fn html(&self) -> Arc<str> {
        match self.post.visibility {
            Visibility::Public => self.post.html.clone(),
            _ => match self.post.html.split_once(PAYWALL) {
                Some((before, _)) => Arc::from(before),
                None => Arc::from(""),
            },
        }
    }

    fn excerpt(&self) -> Value {
        match &self.post.standfirst {
            Some(standfirst) => string(standfirst),
            None => string(first_characters(self.post.open_start(), 500)),
        }
    }

    fn when(&self, at: kernel::Timestamp) -> Value {
        string(date::iso(at, &self.place.zone))
    }

    fn picture(&self, of: impl FnOnce(&kernel::Picture) -> Value) -> Value {
        self.post.feature_image.as_ref().map_or(Value::Null, of)
    }
}

fn nth(list: &Value, at: Option<usize>) -> Value {
    match (list, at) {
        (Value::Array(items), Some(at)) => items.get(at).cloned().unwrap_or(Value::Null),
        _ => Value::Null,
    }
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// Posts as a list.
pub(crate) fn posts(all: &[Arc<Post>], place: &Arc<Place>) -> Value {
    array(all.iter().map(|post| PostObject::value(post, place)).collect())
}

impl std::fmt::Debug for PostObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Post({})", self.post.slug)
    }
}

impl Object for PostObject {
    fn get(&self, key: &str) -> Option<Value> {
        let post = &*self.post;
        let text = |text: &Option<String>| optional(text.as_deref());
        Some(match key {
            "id" | "comment_id" | "uuid" => string(post.id.to_string()),
            "title" => string(&post.title),
            "headline" => string(self.headline.as_ref().unwrap_or(&post.title)),
            "slug" => string(post.slug.as_str()),
            "html" => Value::String(self.html()),
            "plaintext" => string(post.open_start()),
            "url" => string(self.place.absolute(&self.place.post_path(post))),
            "excerpt" => self.excerpt(),
            "custom_excerpt" | "standfirst" => text(&post.standfirst),
            "feature_image" => self.picture(|p| string(self.place.entered(&p.src))),
            "feature_image_alt" => self.picture(|p| string(&p.alt)),
            "feature_image_caption" => self.picture(|p| {
                if p.caption.is_empty() {
                    Value::Null
                } else {
                    safe(&p.caption)
                }
            }),
            "feature_image_credit" => self.picture(|p| {
                if p.credit.is_empty() {
                    Value::Null
                } else {
                    string(&p.credit)
                }
            }),
            "feature_image_width" => self.picture(|p| {
                if p.width == 0 {
                    Value::Null
                } else {
                    number(p.width)
                }
            }),
            "feature_image_height" => self.picture(|p| {
                if p.height == 0 {
                    Value::Null
                } else {
                    number(p.height)
                }
            }),
            "featured" => Value::Bool(post.featured),
            "page" => Value::Bool(post.kind == PostKind::Page),
            "type" if post.kind == PostKind::Page => word!("page"),
            "type" => word!("post"),
            "kind" => string(post.kind.as_str()),
            "status" => word!("published"),
            "visibility" => match post.visibility {
                Visibility::Public => word!("public"),
                other => string(other.as_str()),
            },
            "access" => Value::Bool(post.visibility == Visibility::Public),
            "comments" | "email_only" => Value::Bool(false),
            "tiers" => array(Vec::new()),
            "show_title_and_feature_image" if post.kind == PostKind::Page => Value::Bool(true),
            "tags" => self.tags().clone(),
            "authors" => self.authors().clone(),
            "primary_tag" | "section" => self.section().clone(),
            "primary_author" | "author" => self.author.get_or_init(|| nth(self.authors(), Some(0))).clone(),
            "published_at" => post.published_at.map_or(Value::Null, |at| self.when(at)),
            "created_at" => self.when(post.created_at),
            "updated_at" => self.when(post.updated_at),
            "updated" => Value::Bool(
                post.published_at
                    .is_some_and(|at| post.updated_at.millis() - at.millis() >= 60_000),
            ),
            "time" => post.published_at.map_or(Value::Null, |at| {
                let local = jiff::ZonedDateTime::new(at.to_jiff(), self.place.zone.clone());
                string(date::format(&local, "HH:mm", self.place.words))
            }),
            "reading_time" | "reading_minutes" => number(post.reading_minutes()),
            "words" => number(post.words),
            "lang" | "locale" => string(post.language.as_str()),
            "dir" => string(place::direction(&post.language)),
            "editors_note" => post
                .editors_note
                .as_deref()
                .filter(|n| !n.is_empty())
                .map_or(Value::Null, safe),
            "corrections" => self.corrections(),
            "canonical_url" => text(&post.canonical_url),
            "custom_template" => text(&post.custom_template),
            "meta_title" => text(&post.meta_title),
            "meta_description" => text(&post.meta_description),
            "og_title" => text(&post.og_title),
            "og_description" => text(&post.og_description),
            "og_image" => text(&post.og_image),
            "twitter_title" => text(&post.twitter_title),
            "twitter_description" => text(&post.twitter_description),
            "twitter_image" => text(&post.twitter_image),
            "codeinjection_head" => text(&post.codeinjection_head),
            "codeinjection_foot" => text(&post.codeinjection_foot),
            "email_subject" | "frontmatter" => Value::Null,
            _ => return None,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        keys(&[
            "id",
            "uuid",
            "title",
            "slug",
            "html",
            "comment_id",
            "feature_image",
            "featured",
            "visibility",
            "created_at",
            "updated_at",
            "published_at",
            "custom_excerpt",
            "codeinjection_head",
            "codeinjection_foot",
            "custom_template",
            "canonical_url",
            "tags",
            "authors",
            "primary_author",
            "primary_tag",
            "url",
            "excerpt",
            "reading_time",
            "access",
            "comments",
            "og_image",
            "og_title",
            "og_description",
            "twitter_image",
            "twitter_title",
            "twitter_description",
            "meta_title",
            "meta_description",
            "email_subject",
            "frontmatter",
            "feature_image_alt",
            "feature_image_caption",
        ])
    }
}
