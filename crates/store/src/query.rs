//! What a list of posts is chosen by.

use kernel::{Language, PostId, PostKind, PostState, Slug, Timestamp, Visibility};

/// Which posts, in which order.
#[derive(Debug, Clone)]
pub struct PostQuery {
    /// Stories, pages or feed items.
    pub kind: PostKind,
    /// Of one language; `None` takes all.
    pub language: Option<Language>,
    /// Only what readers may see at that moment; `None` takes posts of every state.
    pub public_at: Option<Timestamp>,
    /// Which of them.
    pub filter: Filter,
    /// Their order. Empty: newest first. What is equal in all of it is ordered newest first.
    pub order: Vec<(OrderField, Desc)>,
    /// At most so many.
    pub limit: u32,
    /// Without the first so many.
    pub offset: u64,
    /// Fill in `body` and `html`.
    pub with_body: bool,
    /// Count how many there are without `limit` and `offset`.
    pub with_total: bool,
}

impl PostQuery {
    /// The stories that readers may see, newest first, 15 of them.
    pub fn stories(now: Timestamp) -> Self {
        Self::new(PostKind::Story, now)
    }

    /// The posts of a kind that readers may see, newest first, 15 of them.
    pub fn new(kind: PostKind, now: Timestamp) -> Self {
        Self {
            kind,
            language: None,
            public_at: Some(now),
            filter: Filter::All,
            order: Vec::new(),
            limit: 15,
            offset: 0,
            with_body: false,
            with_total: false,
        }
    }
}

/// Which way a field is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desc {
    /// The largest, newest or last first.
    Desc,
    /// The smallest, oldest or first first.
    Asc,
}

/// A field by which posts can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of kernel::Post")]
pub enum OrderField {
    PublishedAt,
    UpdatedAt,
    CreatedAt,
    Title,
    Slug,
    Featured,
    Words,
    Id,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Cmp {
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,
}

/// How a text compares. Parts are found without regard to the case of a to z.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Match {
    Is(String),
    Contains(String),
    StartsWith(String),
    EndsWith(String),
}

/// A field that may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of kernel::Post")]
pub enum Field {
    FeatureImage,
    Standfirst,
    PublishedAt,
    CanonicalUrl,
    CustomTemplate,
    MetaTitle,
    MetaDescription,
    OgTitle,
    OgDescription,
    OgImage,
    TwitterTitle,
    TwitterDescription,
    TwitterImage,
    EditorsNote,
    Corrections,
    TranslationOf,
    /// Any tag.
    Tags,
    /// Any author.
    Authors,
}

/// Which posts of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Every post.
    All,
    /// Those in all of these; of none: every post.
    And(Vec<Filter>),
    /// Those in any of these; of none: no post.
    Or(Vec<Filter>),
    /// Those that are not in it.
    Not(Box<Filter>),
    /// With this tag.
    Tag(Slug),
    /// With this tag as the section: the first tag that readers see.
    PrimaryTag(Slug),
    /// With this byline.
    Author(Slug),
    /// With this byline first.
    PrimaryAuthor(Slug),
    /// This one.
    Id(PostId),
    /// By slug.
    Slug(Match),
    /// By headline.
    Title(Match),
    /// By template of the theme.
    CustomTemplate(String),
    /// Marked by the editors, or not.
    Featured(bool),
    /// By the time of publication; posts without one match nothing.
    PublishedAt(Cmp, Timestamp),
    /// By the time of the last update.
    UpdatedAt(Cmp, Timestamp),
    /// By the time it was written down.
    CreatedAt(Cmp, Timestamp),
    /// By who may read it.
    Visibility(Visibility),
    /// By state, for the desk.
    State(PostState),
    /// By kind, within the query's kind: another one matches nothing.
    Kind(PostKind),
    /// With something in the field.
    Present(Field),
}
