//! What is asked for, and from where and when.

use crate::{Fragments, NewsletterPage, SearchPage};
use kernel::{Author, Language, Post, SiteSettings, Tag, Timestamp};
use std::{rc::Rc, sync::Arc};
use store::Reader;

/// What a page is about. Numbers of pages start at 1.
#[derive(Debug, Clone)]
pub enum Page {
    /// The front page, and the older stories behind it.
    Home {
        /// Its number.
        page: u32,
    },
    /// A story, a page, or an item of the news feed, with its body.
    Post(Arc<Post>),
    /// The stories of a tag.
    Tag {
        /// The tag.
        tag: Arc<Tag>,
        /// The page's number.
        page: u32,
    },
    /// The stories of an author.
    Author {
        /// The author.
        author: Arc<Author>,
        /// The page's number.
        page: u32,
    },
    /// The stories of a year, a month, or all of them.
    Archive {
        /// The year; `None` for all.
        year: Option<i16>,
        /// The month, 1 to 12; `None` for the whole year.
        month: Option<i8>,
        /// The page's number.
        page: u32,
    },
    /// The news feed.
    Feed {
        /// The page's number.
        page: u32,
    },
    /// The corrections of all stories.
    Corrections {
        /// The page's number.
        page: u32,
    },
    /// An item of the news feed with the head of its day, as live pages take it in: a part of a page.
    LiveItem(Arc<Post>),
    /// Items of the news feed, for live pages: a part of a page.
    LiveList {
        /// Those that come after this item, which are older; `None`: the first ones.
        after: Option<Arc<Post>>,
    },
    /// What a search found.
    Search(Box<SearchPage>),
    /// A page around newsletters.
    Newsletters(Box<NewsletterPage>),
    /// An error: 404, 410, 500, 503 …
    Error {
        /// The status of the answer.
        status: u16,
        /// A sentence for the reader.
        message: String,
        /// Why a story was withdrawn, where the newsroom says so.
        reason: Option<String>,
    },
}

/// Where and when a page is rendered.
#[derive(Clone)]
pub struct Scene {
    /// The snapshot that all data comes from. It notes what the page shows.
    pub reader: Rc<Reader>,
    /// The newsroom's settings.
    pub settings: Arc<SiteSettings>,
    /// `https://example.org`, or with a path below which the site lies.
    pub public_url: String,
    /// The moment; what is published later is not shown.
    pub now: Timestamp,
    /// The language of the page.
    pub language: Language,
    /// The path that was asked for, without query: `/uk/tag/world/`.
    pub path: String,
    /// What this theme has rendered over this store and may use again.
    pub fragments: Arc<Fragments>,
}

impl Page {
    /// Which page of a list it is; 1 for what is no list.
    pub fn number(&self) -> u32 {
        match self {
            Page::Home { page }
            | Page::Tag { page, .. }
            | Page::Author { page, .. }
            | Page::Archive { page, .. }
            | Page::Feed { page }
            | Page::Corrections { page } => *page,
            Page::Search(search) => search.page,
            Page::Post(_)
            | Page::LiveItem(_)
            | Page::LiveList { .. }
            | Page::Newsletters(_)
            | Page::Error { .. } => 1,
        }
    }
}
