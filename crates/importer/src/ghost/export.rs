//! The tables of the export, with the columns that matter here.

use crate::ImportError;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;
use std::collections::HashMap;

/// The tables.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Data {
    pub posts: Vec<Post>,
    pub posts_meta: Vec<PostMeta>,
    pub tags: Vec<Tag>,
    pub users: Vec<User>,
    pub posts_tags: Vec<PostTag>,
    pub posts_authors: Vec<PostAuthor>,
    pub settings: Vec<Setting>,
    pub newsletters: Vec<Newsletter>,
}

macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Default, Deserialize)]
        #[serde(default)]
        pub struct $name { $(#[serde(deserialize_with = "lenient")] pub $field: $type),* }
    };
}

table!(
    /// A post or page.
    Post {
        id: Id, title: String, slug: String, mobiledoc: Option<String>, lexical: Option<String>, html: Option<String>,
        feature_image: Option<String>, featured: Flag, r#type: String, page: Flag, status: String,
        locale: Option<String>, visibility: String, created_at: Value, updated_at: Value, published_at: Value,
        custom_excerpt: Option<String>, codeinjection_head: Option<String>, codeinjection_foot: Option<String>,
        custom_template: Option<String>, canonical_url: Option<String>, author_id: Id,
        meta_title: Option<String>, meta_description: Option<String>,
    }
);
table!(
    /// What search engines and social networks are told of a post.
    PostMeta {
        post_id: Id, og_image: Option<String>, og_title: Option<String>, og_description: Option<String>,
        twitter_image: Option<String>, twitter_title: Option<String>, twitter_description: Option<String>,
        meta_title: Option<String>, meta_description: Option<String>, feature_image_alt: Option<String>,
        feature_image_caption: Option<String>,
    }
);
table!(
    /// A tag; `visibility` is `internal` for those whose name begins with `#`.
    Tag {
        id: Id, name: String, slug: String, description: Option<String>, feature_image: Option<String>,
        visibility: String, meta_title: Option<String>, meta_description: Option<String>,
        codeinjection_head: Option<String>, codeinjection_foot: Option<String>, canonical_url: Option<String>,
        accent_color: Option<String>, created_at: Value,
    }
);
table!(
    /// A member of staff, who is also an author.
    User {
        id: Id, name: String, slug: String, profile_image: Option<String>, cover_image: Option<String>,
        bio: Option<String>, website: Option<String>, location: Option<String>, facebook: Option<String>,
        twitter: Option<String>, threads: Option<String>, bluesky: Option<String>, mastodon: Option<String>,
        tiktok: Option<String>, youtube: Option<String>, instagram: Option<String>, linkedin: Option<String>,
        meta_title: Option<String>, meta_description: Option<String>, created_at: Value,
    }
);
table!(
    /// Which tags a post has.
    PostTag { post_id: Id, tag_id: Id, sort_order: i64 }
);
table!(
    /// Whose bylines a post has.
    PostAuthor { post_id: Id, author_id: Id, sort_order: i64 }
);
table!(
    /// A setting.
    Setting { key: String, value: Value }
);
table!(
    /// A newsletter.
    Newsletter { name: String, slug: String, description: Option<String>, status: String }
);

/// Ghost's id: 24 hexadecimal digits, in old exports a number.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub struct Id(pub String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(from)? {
            Value::String(text) => Self(text),
            Value::Number(number) => Self(number.to_string()),
            _ => Self::default(),
        })
    }
}

/// `true`, `1`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Flag(pub bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        Ok(Self(
            value == Value::Bool(true) || value.as_f64().is_some_and(|number| number != 0.0),
        ))
    }
}

/// A value of another type than expected counts as none: old and hand-made exports have some.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(from: D) -> Result<T, D::Error> {
    Ok(T::deserialize(Value::deserialize(from)?).unwrap_or_default())
}

/// Reads an export; addresses of the old site become paths.
pub fn read(text: &str) -> Result<Data, ImportError> {
    #[derive(Deserialize)]
    struct Export {
        db: Option<Vec<Database>>,
        data: Option<Data>,
    }
    #[derive(Deserialize)]
    struct Database {
        data: Data,
    }
    let text = text.trim_start_matches('\u{feff}');
    let local = [
        "__GHOST_URL__/",
        "__GHOST_URL__\\/",
        "__GHOST_URL__\\\\/",
        "__GHOST_URL__",
    ];
    let text = local
        .iter()
        .fold(text.to_owned(), |text, old| text.replace(old, "/"));
    let export: Export =
        serde_json::from_str(&text).map_err(|error| ImportError::NotGhost(error.to_string()))?;
    let data = export
        .db
        .and_then(|mut all| all.pop())
        .map(|database| database.data)
        .or(export.data);
    let data = data.ok_or_else(|| ImportError::NotGhost("it has no “db”".into()))?;
    if data.posts.is_empty() && data.users.is_empty() && data.settings.is_empty() {
        return Err(ImportError::NotGhost("it has no posts, users or settings".into()));
    }
    Ok(data)
}

impl Data {
    /// Slugs of tags by their ids.
    pub fn tag_slugs(&self) -> HashMap<&Id, &str> {
        self.tags.iter().map(|tag| (&tag.id, tag.slug.as_str())).collect()
    }

    /// Slugs of authors by their ids.
    pub fn author_slugs(&self) -> HashMap<&Id, &str> {
        self.users
            .iter()
            .map(|user| (&user.id, user.slug.as_str()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_old_site_become_paths() {
        let text = r#"{"db":[{"data":{"posts":[{"id":1,"slug":"a","html":"<a href=\"__GHOST_URL__/b/\">x</a>",
            "feature_image":"__GHOST_URL__\/content\/images\/a.jpg","canonical_url":"__GHOST_URL__","featured":1}]}}]}"#;
        let data = read(text).unwrap();
        let post = &data.posts[0];
        assert_eq!(post.html.as_deref(), Some("<a href=\"/b/\">x</a>"));
        assert_eq!(post.feature_image.as_deref(), Some("/content/images/a.jpg"));
        assert_eq!(
            (post.canonical_url.as_deref(), post.featured.0),
            (Some("/"), true)
        );
        assert_eq!(post.id, Id("1".into()));
    }

    #[test]
    fn columns_of_another_type_count_as_none() {
        let data =
            read(r#"{"data":{"posts":[{"id":"x","title":7,"custom_excerpt":[],"slug":null}]}}"#).unwrap();
        assert_eq!(
            (
                data.posts[0].title.as_str(),
                data.posts[0].custom_excerpt.as_deref()
            ),
            ("", None)
        );
    }

    #[test]
    fn what_is_no_export_is_told() {
        for text in ["", "[]", "{}", r#"{"db":[]}"#, r#"{"db":[{"data":{}}]}"#] {
            assert!(matches!(read(text), Err(ImportError::NotGhost(_))), "{text}");
        }
    }
}
