//! From a path to a page: one snapshot of the store, one pass through the theme.

mod feeds;
mod gone;
mod maps;
mod podcast;
mod pretended;
mod text_only;

pub use gone::error_path;

use crate::{
    address::{Address, Parsed, Place, parse, post_path},
    cache::{Answer, Failure, Page, Render, Rendered},
    headers,
    look::{Look, Looks},
    metrics::Metrics,
    replaced::stamped,
};
use bytes::Bytes;
use gone::{elsewhere, missing};
use http::{HeaderMap, HeaderValue, StatusCode};
use kernel::{
    Author, Language, Newsletter, Post, PostKind, PostState, SiteSettings, Slug, Tag, Timestamp, Visibility,
};
use std::{rc::Rc, sync::Arc, time::Instant};
use store::{Reader, Store, StoreError};
use theme::{Fragments, NewsletterPage, NewsletterView, Scene, ThemeError};

/// Renders pages of the site.
pub struct Renderer {
    store: Store,
    looks: Arc<Looks>,
    public_url: String,
    file_headers: HeaderMap,
    text_headers: Arc<HeaderMap>,
    metrics: Arc<Metrics>,
}

impl Render for Renderer {
    fn render(&self, path: &str) -> Result<Rendered, Failure> {
        let begun = Instant::now();
        let reader = self.store.reader().map_err(failure)?;
        let snapshot = reader.snapshot();
        let reader = Rc::new(reader);
        let answer = self.answer(path, &reader)?;
        let keys = reader.take_keys().into_iter().collect();
        let until = reader.take_until();
        self.metrics.renders.record(begun.elapsed().as_secs_f64());
        Ok(Rendered {
            answer,
            keys,
            snapshot,
            until,
        })
    }
}

/// What is asked for, from where.
pub(crate) struct Asked<'a> {
    path: &'a str,
    pub(crate) reader: &'a Rc<Reader>,
    pub(crate) settings: Arc<SiteSettings>,
    pub(crate) look: Arc<Look>,
    /// Parts that pages share.
    fragments: Arc<Fragments>,
    now: Timestamp,
}

impl Renderer {
    /// A renderer of the pages below `public_url`.
    pub fn new(store: Store, looks: Arc<Looks>, public_url: &str, metrics: Arc<Metrics>) -> Self {
        Self {
            store,
            looks,
            public_url: public_url.to_owned(),
            file_headers: headers::file(public_url),
            text_headers: Arc::new(headers::text(public_url, &theme::text_style_source())),
            metrics,
        }
    }

    fn answer(&self, path: &str, reader: &Rc<Reader>) -> Result<Answer, Failure> {
        let settings = reader.settings().map_err(failure)?;
        let look = self.looks.current();
        let asked = Asked {
            path,
            reader,
            settings,
            fragments: look.fragments.clone(),
            look,
            now: Timestamp::now(),
        };
        if let Some((status, language)) = path.split_once(' ')
            && let (Ok(status), Ok(language)) = (status.parse(), language.parse())
        {
            return self.error_page(&asked, status, language);
        }
        match parse(path, &asked.settings) {
            Parsed::Here(address) => self.place(&asked, address),
            Parsed::Elsewhere(to) => elsewhere(&asked, to),
            Parsed::Nowhere(language) => missing(&asked, StatusCode::NOT_FOUND, language),
        }
    }

    /// Lends a snapshot of its own for an answer that the cache does not keep.
    pub(crate) fn reading<T>(
        &self,
        path: &str,
        answer: impl FnOnce(&Asked<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let reader = Rc::new(self.store.reader().map_err(failure)?);
        let settings = reader.settings().map_err(failure)?;
        let look = self.looks.current();
        answer(&Asked {
            path,
            reader: &reader,
            settings,
            fragments: look.fragments.clone(),
            look,
            now: Timestamp::now(),
        })
    }

    fn place(&self, asked: &Asked<'_>, address: Address) -> Result<Answer, Failure> {
        let Address {
            language,
            place,
            page,
        } = address;
        let page = match place {
            Place::Post(slug) => return self.post(asked, language, &slug),
            Place::Text(of) => return self.text_only(asked, language, *of, page),
            Place::LiveList => theme::Page::LiveList { after: None },
            Place::LiveOlder(id) => match asked.reader.post_by_id(id).map_err(failure)? {
                Some(item) if is_shown_in_feed(&item, &language, asked.now) => theme::Page::LiveList {
                    after: Some(Arc::new(item)),
                },
                _ => return missing(asked, StatusCode::NOT_FOUND, language),
            },
            Place::Newsletters => newsletters(NewsletterView::All, offered(&asked.settings, &language)),
            Place::Thanks => newsletters(NewsletterView::Thanks, Vec::new()),
            Place::Newsletter(slug) => match asked.settings.newsletter(slug.as_str()) {
                Some(one) => newsletters(NewsletterView::One, vec![one]),
                None => return missing(asked, StatusCode::NOT_FOUND, language),
            },
            Place::Podcast => return self.podcast(asked, language),
            Place::Channel(channel, format) => return self.feed(asked, language, channel, format),
            Place::Map(map) => return self.map(asked, language, map),
            Place::Robots => return Ok(self.robots(asked)),
            list => match listed(asked, list, page)? {
                Some(page) => page,
                None => return missing(asked, StatusCode::NOT_FOUND, language),
            },
        };
        self.through_theme(asked, language, StatusCode::OK, &page)
    }

    /// An item of the news feed as live pages take it in.
    pub(crate) fn live_item(&self, reader: &Rc<Reader>, post: Arc<Post>) -> Result<String, Failure> {
        let settings = reader.settings().map_err(failure)?;
        let look = self.looks.current();
        let asked = Asked {
            path: "/live/feed/",
            reader,
            settings,
            fragments: look.fragments.clone(),
            look,
            now: Timestamp::now(),
        };
        let scene = self.scene(&asked, post.language.clone());
        let rendered = asked.look.theme.render(&theme::Page::LiveItem(post), &scene);
        let html = rendered.map_err(|error| match error {
            ThemeError::Store(error) => failure(error),
            error => Failure::Broken(error.to_string()),
        })?;
        stamped(reader, html).map_err(failure)
    }

    fn post(&self, asked: &Asked<'_>, language: Language, slug: &Slug) -> Result<Answer, Failure> {
        let Some(post) = asked.reader.post_by_slug(slug).map_err(failure)? else {
            return missing(asked, StatusCode::NOT_FOUND, language);
        };
        let path = post_path(&post.language, &post.slug, &asked.settings);
        if post.state == PostState::Withdrawn && path == asked.path {
            let nothing = missing(asked, StatusCode::GONE, language.clone())?;
            return self.withdrawn(asked, language, &post, nothing);
        }
        if post.state != PostState::Withdrawn && !post.is_public(asked.now) {
            return missing(asked, StatusCode::NOT_FOUND, language);
        }
        if path != asked.path {
            return Ok(Answer::Moved {
                to: path,
                permanent: true,
            });
        }
        self.through_theme(
            asked,
            language,
            StatusCode::OK,
            &theme::Page::Post(Arc::new(post)),
        )
    }

    fn scene(&self, asked: &Asked<'_>, language: Language) -> Scene {
        Scene {
            reader: asked.reader.clone(),
            settings: asked.settings.clone(),
            public_url: self.public_url.clone(),
            now: asked.now,
            language,
            path: if asked.path.starts_with('/') {
                asked.path
            } else {
                "/404/"
            }
            .to_owned(),
            fragments: asked.fragments.clone(),
        }
    }

    pub(crate) fn through_theme(
        &self,
        asked: &Asked<'_>,
        language: Language,
        status: StatusCode,
        page: &theme::Page,
    ) -> Result<Answer, Failure> {
        let scene = self.scene(asked, language.clone());
        match asked.look.theme.render(page, &scene) {
            Ok(html) => {
                let html = stamped(asked.reader, html).map_err(failure)?;
                let headers = self.with_onion(asked, asked.look.headers(&asked.settings, page));
                Ok(Answer::Page(Page {
                    status,
                    headers,
                    body: Bytes::from(html),
                    story: match page {
                        theme::Page::Post(post) if post.kind == PostKind::Story => Some(post.id),
                        _ => None,
                    },
                }))
            }
            Err(ThemeError::NoSuchPage) => missing(asked, StatusCode::NOT_FOUND, language),
            Err(ThemeError::Store(error)) => Err(failure(error)),
            Err(error) => Err(Failure::Broken(error.to_string())),
        }
    }

    /// Headers of a page, with its address at the onion service where the site has one.
    fn with_onion(&self, asked: &Asked<'_>, headers: Arc<HeaderMap>) -> Arc<HeaderMap> {
        let Some(onion) = asked
            .settings
            .onion_address
            .as_ref()
            .filter(|_| asked.path.starts_with('/'))
        else {
            return headers;
        };
        let after_scheme = self
            .public_url
            .find("://")
            .map_or("", |at| &self.public_url[at + 3..]);
        let root = after_scheme.find('/').map_or("", |at| &after_scheme[at..]);
        match HeaderValue::try_from(format!("{onion}{root}{}", asked.path)) {
            Ok(value) => {
                let mut headers = (*headers).clone();
                headers.insert(headers::ONION_LOCATION, value);
                Arc::new(headers)
            }
            Err(_) => headers,
        }
    }
}

/// The page of a list; nothing where there is no such list.
fn listed(asked: &Asked<'_>, place: Place, page: u32) -> Result<Option<theme::Page>, Failure> {
    Ok(match place {
        Place::Front => Some(theme::Page::Home { page }),
        Place::Feed => Some(theme::Page::Feed { page }),
        Place::Corrections => Some(theme::Page::Corrections { page }),
        Place::Archive { year, month } => Some(theme::Page::Archive { year, month, page }),
        Place::Tag(slug) => visible_tag(asked.reader, &slug)?.map(|tag| theme::Page::Tag { tag, page }),
        Place::Author(slug) => {
            let author = asked.reader.author_by_slug(&slug).map_err(failure)?;
            author.map(|author| theme::Page::Author { author, page })
        }
        _ => None,
    })
}

/// The newsletters that an edition offers: those in its language, or all where it has none.
pub(crate) fn offered<'a>(settings: &'a SiteSettings, language: &Language) -> Vec<&'a Newsletter> {
    let all = settings.newsletters.iter();
    let own: Vec<_> = all.clone().filter(|one| one.language == *language).collect();
    if own.is_empty() { all.collect() } else { own }
}

fn newsletters(view: NewsletterView, of: Vec<&Newsletter>) -> theme::Page {
    let mut page = NewsletterPage::new(view);
    page.newsletters = of.into_iter().map(|one| (one.clone(), false)).collect();
    theme::Page::Newsletters(Box::new(page))
}

fn visible_tag(reader: &Reader, slug: &Slug) -> Result<Option<Arc<Tag>>, Failure> {
    let tag = reader.tag_by_slug(slug).map_err(failure)?;
    Ok(tag.filter(|tag| !tag.internal && tag.visibility == Visibility::Public))
}

fn is_shown_in_feed(item: &Post, language: &Language, now: Timestamp) -> bool {
    item.kind == PostKind::FeedItem && item.language == *language && item.is_public(now)
}

fn author_name<'a>(author: &'a Author, language: &Language) -> &'a str {
    author.names.get(language.as_str()).unwrap_or(&author.name)
}

pub(crate) fn failure(error: StoreError) -> Failure {
    if error.is_unavailable() {
        Failure::Unavailable(error.to_string())
    } else {
        Failure::Broken(error.to_string())
    }
}
