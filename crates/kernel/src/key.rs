//! Surrogate keys: what a page shows, and what a change touches, in the same words.
//!
//! A page records the keys of all it used while it is rendered; a change names the keys it touches; the pages that
//! carry one of them are rendered again, and no others. The same words leave as `Surrogate-Key` for a CDN.
//!
//! | key | a page carries it that | a change touches it that |
//! |---|---|---|
//! | `post:ID` | shows anything of the post | changes what is shown of it |
//! | `tag:ID`, `author:ID` | shows anything of it | renames, describes … it |
//! | `posts` | shows a list over all stories | lets a story enter or leave the lists, or moves it in them |
//! | `posts-tag:ID`, `posts-author:ID` | shows a list of the tag's or author's stories | lets a story enter or leave it, or moves it |
//! | `posts-any` | shows a list chosen by other fields (a theme's `{{#get filter=…}}`) | any change to any post |
//! | `narration:ID` | asks for the story's audio | makes or removes it |
//! | `narrations` | shows a list of stories that are read aloud | makes or removes the audio of any |
//! | `feed` | shows the news feed | publishes, edits or withdraws an item |
//! | `corrections` | shows corrections of several stories | makes a correction, or lets a corrected story come or go |
//! | `most-read` | shows what is read most | makes a list of it another one |
//! | `most-read-tag:ID` | shows what is read most of the tag's stories | makes a list of it another one |
//! | `placement:NAME` | shows a placement | arranges it |
//! | `settings` | every page | settings, menus, theme |
//! | `sitemap` | lists the addresses of stories or pages for search engines | lets one come, go or move, or changes its update time, its lead picture or what it translates |
//! | `slug:SLUG` | says that nothing is there | puts something there |

use crate::{AuthorId, Invalid, PlacementName, PostId, Slug, TagId};
use std::{fmt, str::FromStr};

/// A surrogate key. See the table in the module's documentation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table above says it")]
pub enum Key {
    Post(PostId),
    Tag(TagId),
    Author(AuthorId),
    Posts,
    PostsOfTag(TagId),
    PostsOfAuthor(AuthorId),
    PostsAny,
    Narration(PostId),
    Narrations,
    Feed,
    MostRead,
    Corrections,
    MostReadOfTag(TagId),
    Placement(PlacementName),
    Settings,
    Sitemap,
    Slug(Slug),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Post(id) => write!(f, "post:{id}"),
            Key::Tag(id) => write!(f, "tag:{id}"),
            Key::Author(id) => write!(f, "author:{id}"),
            Key::Posts => f.write_str("posts"),
            Key::PostsOfTag(id) => write!(f, "posts-tag:{id}"),
            Key::PostsOfAuthor(id) => write!(f, "posts-author:{id}"),
            Key::PostsAny => f.write_str("posts-any"),
            Key::Narration(id) => write!(f, "narration:{id}"),
            Key::Narrations => f.write_str("narrations"),
            Key::Feed => f.write_str("feed"),
            Key::MostRead => f.write_str("most-read"),
            Key::Corrections => f.write_str("corrections"),
            Key::MostReadOfTag(id) => write!(f, "most-read-tag:{id}"),
            Key::Placement(name) => write!(f, "placement:{name}"),
            Key::Settings => f.write_str("settings"),
            Key::Sitemap => f.write_str("sitemap"),
            Key::Slug(slug) => write!(f, "slug:{slug}"),
        }
    }
}

impl FromStr for Key {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (word, rest) = text.split_once(':').unwrap_or((text, ""));
        Ok(match word {
            "post" => Key::Post(rest.parse()?),
            "tag" => Key::Tag(rest.parse()?),
            "author" => Key::Author(rest.parse()?),
            "posts-tag" => Key::PostsOfTag(rest.parse()?),
            "posts-author" => Key::PostsOfAuthor(rest.parse()?),
            "most-read-tag" => Key::MostReadOfTag(rest.parse()?),
            "narration" => Key::Narration(rest.parse()?),
            "placement" => Key::Placement(rest.parse()?),
            "slug" => Key::Slug(rest.parse()?),
            "posts" if rest.is_empty() => Key::Posts,
            "posts-any" if rest.is_empty() => Key::PostsAny,
            "narrations" if rest.is_empty() => Key::Narrations,
            "feed" if rest.is_empty() => Key::Feed,
            "most-read" if rest.is_empty() => Key::MostRead,
            "corrections" if rest.is_empty() => Key::Corrections,
            "settings" if rest.is_empty() => Key::Settings,
            "sitemap" if rest.is_empty() => Key::Sitemap,
            _ => return Err(Invalid(format!("“{text}” is not a surrogate key"))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_as_they_are_written() {
        let all = [
            Key::Post(PostId::new()),
            Key::Tag(TagId::new()),
            Key::Author(AuthorId::new()),
            Key::Posts,
            Key::PostsOfTag(TagId::new()),
            Key::PostsOfAuthor(AuthorId::new()),
            Key::PostsAny,
            Key::Narration(PostId::new()),
            Key::Narrations,
            Key::Feed,
            Key::MostRead,
            Key::Corrections,
            Key::MostReadOfTag(TagId::new()),
            Key::Placement("lead".parse().unwrap()),
            Key::Settings,
            Key::Sitemap,
            Key::Slug("a-b".parse().unwrap()),
        ];
        for key in all {
            assert_eq!(key.to_string().parse::<Key>().unwrap(), key);
        }
        assert!("posts:x".parse::<Key>().is_err());
    }
}
