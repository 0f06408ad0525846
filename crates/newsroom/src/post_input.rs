//! What a post is to become.

use document::Document;
use kernel::{
    Author, AuthorId, Language, Picture, PostId, PostKind, PostState, Slug, Tag, TagId, Timestamp,
    Visibility, post::Correction,
};

/// Which post is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Target {
    /// A new one; a slug that is taken gets a number.
    #[default]
    New,
    /// The one with this id, which must be there.
    Id(PostId),
    /// The one with the input's slug, or a new one.
    SameSlug,
    /// The one with the input's `origin`, or a new one.
    SameOrigin,
}

/// A tag, by what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagRef {
    /// One that is there.
    Id(TagId),
    /// By its name or slug; made when there is none.
    Named(String),
}

/// A person of a byline, by what is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorRef {
    /// One that is there.
    Id(AuthorId),
    /// By their name or slug; entered when there is none.
    Named(String),
}

impl From<&Tag> for TagRef {
    fn from(tag: &Tag) -> Self {
        Self::Id(tag.id)
    }
}

impl From<&Author> for AuthorRef {
    fn from(author: &Author) -> Self {
        Self::Id(author.id)
    }
}

/// What a post is to become: all of it. What is not given is taken away, except where a field says that it is kept, or
/// where `partial` is set.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "fields without words are those of `kernel::Post`")]
pub struct PostInput {
    /// Which post.
    pub target: Target,
    /// An update that names only what changes: what is empty or `None` stays as it is, and a story's kind too. Other words
    /// of a published post are an update of now, when none is named.
    pub partial: bool,
    pub kind: PostKind,
    /// `Published` with a time to come is `Scheduled`.
    pub state: PostState,
    /// `None` keeps the slug, or makes one of the title.
    pub slug: Option<Slug>,
    /// `None` keeps the language, or takes the site's.
    pub language: Option<Language>,
    /// Slug of a post of the same story in another language. `None` keeps what is known.
    pub translation_of: Option<Slug>,
    /// Where it names none: whether it is a translation of none, even if it was.
    pub untied: bool,
    pub title: String,
    pub standfirst: Option<String>,
    /// The text.
    pub document: Document,
    pub feature_image: Option<Picture>,
    /// `None` keeps what is known.
    pub featured: Option<bool>,
    pub visibility: Visibility,
    pub editors_note: Option<String>,
    /// Those that are new; the ones that were there stay for ever.
    pub corrections: Vec<Correction>,
    /// The first that readers may see is the section.
    pub tags: Vec<TagRef>,
    pub authors: Vec<AuthorRef>,
    /// `None` keeps the time, or takes the present when it is published for the first time.
    pub published_at: Option<Timestamp>,
    /// `None` keeps the time, or takes the present.
    pub created_at: Option<Timestamp>,
    /// `None` keeps the time, or takes that of publication.
    pub updated_at: Option<Timestamp>,
    pub canonical_url: Option<String>,
    pub meta_title: Option<String>,
    pub meta_description: Option<String>,
    pub og_title: Option<String>,
    pub og_description: Option<String>,
    pub og_image: Option<String>,
    pub twitter_title: Option<String>,
    pub twitter_description: Option<String>,
    pub twitter_image: Option<String>,
    pub codeinjection_head: Option<String>,
    pub codeinjection_foot: Option<String>,
    pub custom_template: Option<String>,
    pub origin: Option<String>,
}

impl PostInput {
    /// A published story with this headline and text, and nothing else yet.
    pub fn story(title: impl Into<String>, document: Document) -> Self {
        Self {
            target: Target::New,
            partial: false,
            kind: PostKind::Story,
            state: PostState::Published,
            slug: None,
            language: None,
            translation_of: None,
            untied: false,
            title: title.into(),
            standfirst: None,
            document,
            feature_image: None,
            featured: None,
            visibility: Visibility::Public,
            editors_note: None,
            corrections: Vec::new(),
            tags: Vec::new(),
            authors: Vec::new(),
            published_at: None,
            created_at: None,
            updated_at: None,
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
}

/// What a post named that was not there before and was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// A tag of this name.
    Tag(String),
    /// An author of this name.
    Author(String),
}

impl std::fmt::Display for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tag(name) => write!(f, "tag “{name}”"),
            Self::Author(name) => write!(f, "author “{name}”"),
        }
    }
}

/// A post that is kept now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: PostId,
    /// Its slug, perhaps another than was asked for.
    pub slug: Slug,
    /// Its path on the site: `/slug/`, `/uk/slug/`.
    pub url_path: String,
    /// Whether it is new.
    pub created: bool,
    /// How far it has come.
    pub state: PostState,
    /// Tags and authors that were not there before and were made.
    pub made: Vec<Made>,
    /// Slugs of related stories that are not there.
    pub unresolved: Vec<String>,
}
