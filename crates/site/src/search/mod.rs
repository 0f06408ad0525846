//! The search page and what is shown while somebody types: from the address's query to a page of the theme.
//!
//! Neither is kept in the page cache: a stranger could fill it with queries. They have a share of the machine of their
//! own ([`Searching::admit`]), so that a flood of searches leaves the rest of the site as it is.

mod lost;
mod params;
mod suggest;

pub use lost::words_of_address;
pub use params::Params;
pub use suggest::suggestions;

use crate::{
    cache::{Answer, Failure, Page},
    render::{Asked, Renderer, failure},
};
use ::search::{Found, Loosely, Order, Search};
use http::StatusCode;
use jiff::tz::TimeZone;
use kernel::{Language, Timestamp};
use std::{sync::Arc, time::Duration};
use store::{ListedOrder, Reader, TagQuery};
use theme::{FoundPost, SearchPage};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Pages of results that are shown; who has not found it by then asks otherwise.
pub const PAGES: u32 = 50;
/// Sections that can be chosen.
const SECTIONS: u32 = 40;
/// Searches that wait for one of those.
const WAITING: usize = 60;
/// How long they wait.
const PATIENCE: Duration = Duration::from_secs(1);

/// The index, and who may ask it.
#[derive(Clone)]
pub struct Searching {
    /// The index.
    pub index: Search,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Searching {
    /// Of this index, with places for so many searches at a time.
    pub fn new(index: Search, places: usize) -> Self {
        Self {
            index,
            running: Arc::new(Semaphore::new(places)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }

    /// Waits for a place; `None` when too many wait already, or for too long.
    pub async fn admit(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(place) = self.running.clone().try_acquire_owned() {
            return Some(place);
        }
        let _waiting = self.waiting.try_acquire().ok()?;
        let place = tokio::time::timeout(PATIENCE, self.running.clone().acquire_owned()).await;
        place.ok()?.ok()
    }
}

impl Renderer {
    /// The search page. It blocks: only for threads that may. `None`: there is no such edition.
    pub fn search(
        &self,
        index: &Search,
        path: &str,
        language: Option<&str>,
        params: &Params,
    ) -> Result<Option<Page>, Failure> {
        self.reading(path, |asked| {
            let Some(language) = edition(asked, language) else {
                return Ok(None);
            };
            let per_page = asked.look.theme.posts_per_page().clamp(1, 100);
            let number = params.page.clamp(1, PAGES);
            let zone = TimeZone::get(&asked.settings.timezone).unwrap_or(TimeZone::UTC);
            let mut question = params.question(language.clone(), &zone);
            question.limit = per_page as usize;
            question.offset = ((number - 1) * per_page) as usize;
            let sections = sections(asked.reader, &language)?;
            let section = sections
                .iter()
                .find(|tag| Some(tag.slug.as_str()) == params.section.as_deref());
            question.section = section.map(|tag| tag.id);
            let found = match params.is_empty() {
                true => Found::default(),
                false => index
                    .find(&question, asked.reader, Timestamp::now())
                    .map_err(failure)?,
            };
            let page = shown(params, &found, number, per_page, sections);
            let page = theme::Page::Search(Box::new(page));
            match self.through_theme(asked, language, StatusCode::OK, &page)? {
                Answer::Page(page) => Ok(Some(page)),
                _ => Ok(None),
            }
        })
    }
}

/// The language that a path begins with; without one the main language.
fn edition(asked: &Asked<'_>, named: Option<&str>) -> Option<Language> {
    let settings = &asked.settings;
    match named {
        None => Some(settings.language.clone()),
        Some(named) => {
            let others = settings
                .languages
                .iter()
                .filter(|known| **known != settings.language);
            others.into_iter().find(|known| known.as_str() == named).cloned()
        }
    }
}

/// The tags with the most stories, by name.
fn sections(reader: &Reader, language: &Language) -> Result<Vec<Arc<kernel::Tag>>, Failure> {
    let query = TagQuery {
        language: Some(language.clone()),
        with_posts: true,
        order: ListedOrder::Posts,
        limit: SECTIONS,
        ..TagQuery::default()
    };
    let listed = reader.tags(&query).map_err(failure)?;
    let mut tags: Vec<_> = listed.entries.into_iter().map(|entry| entry.0).collect();
    let name = |tag: &kernel::Tag| {
        tag.names
            .get(language.as_str())
            .unwrap_or(&tag.name)
            .to_lowercase()
    };
    tags.sort_by_key(|tag| name(tag));
    Ok(tags)
}

fn shown(
    params: &Params,
    found: &Found,
    number: u32,
    per_page: u32,
    sections: Vec<Arc<kernel::Tag>>,
) -> SearchPage {
    let corrected = match &found.loosely {
        Loosely::Corrected(query) => Some(query.clone()),
        _ => None,
    };
    let meant = Params {
        query: corrected.clone().unwrap_or_default(),
        ..params.clone()
    };
    let reordered = Params {
        order: match params.order {
            Order::Best => Order::Newest,
            Order::Newest => Order::Best,
        },
        ..params.clone()
    };
    SearchPage {
        query: params.query.clone(),
        total: found.total,
        shown: found.total.min(u64::from(PAGES * per_page)),
        page: number,
        corrected,
        some_words: found.loosely == Loosely::SomeWords,
        preparing: found.preparing,
        newest: params.order == Order::Newest,
        section: params.section.as_deref().and_then(|slug| slug.parse().ok()),
        from: params.from.map(|day| day.to_string()),
        to: params.to.map(|day| day.to_string()),
        sections,
        address: params.address(),
        corrected_address: meant.address(),
        reordered_address: reordered.address(),
        found: found
            .hits
            .iter()
            .map(|hit| FoundPost {
                post: hit.post.clone(),
                title: hit.title.clone(),
                excerpt: hit.excerpt.clone(),
            })
            .collect(),
    }
}
