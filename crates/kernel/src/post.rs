//! A post: a story, a page or a news-feed item.

use crate::{Author, Invalid, Language, PostId, Slug, Tag, Timestamp};
use serde::{Deserialize, Serialize};
use std::{str::FromStr, sync::Arc};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// The word for it in the database, in addresses and in files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl FromStr for $name {
            type Err = Invalid;
            fn from_str(text: &str) -> Result<Self, Invalid> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(Invalid(format!("“{text}” is none of: {}", [$($word),*].join(", ")))),
                }
            }
        }
    };
}

words!(
    /// What kind of post it is.
    PostKind {
        /// A story with a headline, in the lists of its section and authors.
        Story = "story",
        /// A page that stands by itself (“About us”), in no list.
        Page = "page",
        /// A short item of the news feed.
        FeedItem = "feed-item",
    }
);

words!(
    /// How far a post has come. Readers see `Published` ones whose time has come.
    PostState {
        /// Being written.
        Draft = "draft",
        /// With a colleague who reads it.
        InReview = "review",
        /// Read and found good; not on the site yet.
        Approved = "approved",
        /// To be published at its `published_at`.
        Scheduled = "scheduled",
        /// On the site.
        Published = "published",
        /// Taken off the site for good: its address answers 410 Gone.
        Withdrawn = "withdrawn",
    }
);

words!(
    /// Who may read it.
    Visibility {
        /// Everyone.
        Public = "public",
        /// Signed-in members (Ghost); readers see the part before the paywall.
        Members = "members",
        /// Paying members (Ghost).
        Paid = "paid",
    }
);

/// A picture with what must be said about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Picture {
    /// Address: `/content/images/…` or absolute.
    pub src: String,
    /// Width in pixels; 0 when unknown.
    pub width: u32,
    /// Height in pixels; 0 when unknown.
    pub height: u32,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    /// Who, where and when. Inline HTML, sanitised.
    pub caption: String,
    /// Photographer, agency, distributor. Plain text.
    pub credit: String,
    /// The copyright notice: “© 2026 The Meridian Post”. Plain text.
    pub copyright: String,
}

/// A dated correction, shown for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    pub at: Timestamp,
    /// What was wrong and what is right. Plain text.
    pub text: String,
}

/// A post as readers' pages need it. `html` and `body` are empty in lists unless they were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Story, page or feed item.
    pub kind: PostKind,
    /// How far it has come.
    pub state: PostState,
    /// Its address is `/{slug}/`, or `/{language}/{slug}/` outside the main language. Unique over all posts.
    pub slug: Slug,
    /// The language it is written in.
    pub language: Language,
    /// The post that this one translates, or that both translate; posts of one story share it.
    pub translation_of: Option<PostId>,
    /// Headline. Plain text.
    pub title: String,
    /// The sentence under the headline (Ghost: custom excerpt). Plain text.
    pub standfirst: Option<String>,
    /// The document tree as JSON (`document::Document`).
    pub body: Arc<str>,
    /// The body as HTML, made from `body` when it was saved. Cards that follow other content stand in it as
    /// `<!--broadsheet:related POST_ID-->` and `<!--broadsheet:newsletter SLUG-->`.
    pub html: Arc<str>,
    /// The first 700 characters of the body as plain text, for excerpts.
    pub plain_start: Arc<str>,
    /// Words in the body, for the reading time.
    pub words: u32,
    /// Pictures in the body, for the reading time.
    pub pictures: u32,
    /// Lead picture.
    pub feature_image: Option<Picture>,
    /// Marked by the editors (Ghost: featured).
    pub featured: bool,
    /// Who may read it.
    pub visibility: Visibility,
    /// Shown before the story. Inline HTML, sanitised.
    pub editors_note: Option<String>,
    /// Shown after the story, oldest first.
    pub corrections: Vec<Correction>,
    /// Tags in their order; the first is the section.
    pub tags: Vec<Arc<Tag>>,
    /// Bylines in their order.
    pub authors: Vec<Arc<Author>>,
    /// When readers saw or will see it first.
    pub published_at: Option<Timestamp>,
    /// When it was written down first.
    pub created_at: Timestamp,
    /// The time shown as “updated”; moved only when the editors say so.
    pub updated_at: Timestamp,
    /// The canonical address, when the story appeared elsewhere first.
    pub canonical_url: Option<String>,
    /// For search engines; `None` takes the headline.
    pub meta_title: Option<String>,
    /// For search engines; `None` takes the standfirst.
    pub meta_description: Option<String>,
    /// Social card.
    pub og_title: Option<String>,
    /// Social card.
    pub og_description: Option<String>,
    /// Social card.
    pub og_image: Option<String>,
    /// Social card for X.
    pub twitter_title: Option<String>,
    /// Social card for X.
    pub twitter_description: Option<String>,
    /// Social card for X.
    pub twitter_image: Option<String>,
    /// HTML put into the head by an administrator.
    pub codeinjection_head: Option<String>,
    /// HTML put at the foot by an administrator.
    pub codeinjection_foot: Option<String>,
    /// A template of the theme (`custom-wide`).
    pub custom_template: Option<String>,
    /// Where it came from (`ghost:6b04…`), so that a second import updates instead of doubling.
    pub origin: Option<String>,
}

impl Post {
    /// When it was last changed, as programs are told: of its publication, its update and its corrections the latest.
    pub fn changed_at(&self) -> Timestamp {
        let corrections = self.corrections.iter().map(|correction| correction.at);
        corrections
            .chain(self.published_at)
            .fold(self.updated_at, Timestamp::max)
    }

    /// A draft of a story that begins at that moment, with nothing in it but its address.
    pub fn blank(slug: Slug, language: Language, at: Timestamp) -> Self {
        Self {
            id: PostId::new(),
            kind: PostKind::Story,
            state: PostState::Draft,
            slug,
            language,
            translation_of: None,
            title: String::new(),
            standfirst: None,
            body: Arc::default(),
            html: Arc::default(),
            plain_start: Arc::default(),
            words: 0,
            pictures: 0,
            feature_image: None,
            featured: false,
            visibility: Visibility::Public,
            editors_note: None,
            corrections: Vec::new(),
            tags: Vec::new(),
            authors: Vec::new(),
            published_at: None,
            created_at: at,
            updated_at: at,
            canonical_url: None,
            meta_title: None,
            meta_description: None,
            og_title: None,
            og_description: None,
            og_image: None,
            twitter_title: None,
            twitter_description: None,
            twitter_image: None,
            codeinjection_head: None,
            codeinjection_foot: None,
            custom_template: None,
            origin: None,
        }
    }

    /// The section: the first tag that readers may see.
    pub fn section(&self) -> Option<&Arc<Tag>> {
        self.tags.iter().find(|tag| !tag.internal)
    }

    /// Whether readers may see it at `now`.
    pub fn is_public(&self, now: Timestamp) -> bool {
        self.state == PostState::Published && self.published_at.is_some_and(|at| at <= now)
    }

    /// The start of the text as far as everyone may read it: none of a post for members, whose list entries, feeds and
    /// cards would tell it otherwise.
    pub fn open_start(&self) -> &str {
        match self.visibility {
            Visibility::Public => &self.plain_start,
            Visibility::Members | Visibility::Paid => "",
        }
    }

    /// Minutes it takes to read: 275 words a minute, 12 s for the first picture, one second less for each further one
    /// down to 3 s, as Ghost counts; at least 1.
    pub fn reading_minutes(&self) -> u32 {
        let words = self.words * 60 / 275;
        let pictures: u32 = (0..self.pictures).map(|i| 12u32.saturating_sub(i).max(3)).sum();
        (words + pictures).div_ceil(60).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_as_they_are_written() {
        for kind in [PostKind::Story, PostKind::Page, PostKind::FeedItem] {
            assert_eq!(kind.as_str().parse::<PostKind>().unwrap(), kind);
        }
        assert!("Story".parse::<PostKind>().is_err());
    }
}
