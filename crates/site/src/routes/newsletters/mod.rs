//! Signing up for newsletters, and the pages that links in mail lead to. All of them belong to one person: they are
//! never cached, never indexed, and tell no other site that they were open.

mod confirm;
mod form;
mod preferences;
mod script;
mod sign_up;
mod unsubscribe;

use super::{Context, RequestId, bare, pages};
use crate::client::{self, Peer};
use axum::{
    Router,
    body::Body,
    extract::Request,
    response::Response,
    routing::{get, post},
};
pub use form::{Fields, read as read_form};
use http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, REFERER, REFERRER_POLICY, VARY},
};
use kernel::{Language, Network, SiteSettings, Slug, Timestamp};
use newsroom::{NewsroomError, Origin};
use std::{rc::Rc, sync::Arc};
use theme::{NewsletterPage, NewsletterView, Scene};

/// Bytes of a form.
const MOST: usize = 16 * 1024;

/// The routes; each stands below every edition too, which is looked at when it is asked for.
pub(super) fn routes() -> Router<Context> {
    let mut all = Router::new().route(script::PATH, get(script::script));
    for edition in ["", "/{edition}"] {
        let at = |path: &str| format!("{edition}/newsletters/{path}");
        all = all
            .route(&at("sign-up/"), post(sign_up::sign_up))
            .route(&at("confirm/"), get(confirm::page).post(confirm::confirm))
            .route(
                &at("preferences/"),
                get(preferences::page).post(preferences::save),
            )
            .route(
                &at("unsubscribe/"),
                get(unsubscribe::page).post(unsubscribe::leave),
            )
            .route(&at("{slug}/"), get(pages::page).post(sign_up::sign_up));
    }
    all
}

/// What every handler here begins with.
struct Visit {
    context: Context,
    id: RequestId,
    settings: Arc<SiteSettings>,
    /// The edition.
    language: Language,
    path: String,
    /// The last part of the path: `confirm`, or a newsletter.
    last: String,
    query: String,
    headers: HeaderMap,
    network: Option<Network>,
}

impl Visit {
    /// Reads the settings, and the edition from the path.
    async fn begin(context: Context, id: RequestId, request: Request) -> Result<(Self, Body), Response> {
        let (parts, body) = request.into_parts();
        let settings = context.0.store.read(|reader| reader.settings()).await;
        let settings = settings.map_err(|error| failed(&error.into(), &id))?;
        let path = parts.uri.path().to_owned();
        let names: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let language = match names.first() {
            Some(&"newsletters") => Some(&settings.language),
            Some(edition) => settings.languages.iter().find(|one| one.as_str() == *edition),
            None => None,
        };
        let Some(language) = language.cloned() else {
            return Err(bare(StatusCode::NOT_FOUND, &id));
        };
        let peer = parts.extensions.get::<Peer>().copied();
        let visit = Self {
            network: client::network(peer, &parts.headers, context.0.trusted_proxy),
            last: names.last().map_or(String::new(), |last| (*last).to_owned()),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            context,
            id,
            settings,
            language,
            path,
        };
        Ok((visit, body))
    }

    /// A value of the address.
    fn query(&self, name: &str) -> String {
        let mut all = form_urlencoded::parse(self.query.as_bytes());
        all.find(|(key, _)| key == name)
            .map_or(String::new(), |(_, value)| value.into_owned())
    }

    /// The same, with the form in the body.
    async fn form(context: Context, id: RequestId, request: Request) -> Result<(Self, Fields), Response> {
        let (visit, body) = Self::begin(context, id, request).await?;
        match axum::body::to_bytes(body, MOST).await {
            Ok(bytes) => Ok((visit, read_form(&bytes))),
            Err(_) => Err(bare(StatusCode::PAYLOAD_TOO_LARGE, &visit.id)),
        }
    }

    /// Where it came from, as evidence: the page that the form says, or else the browser.
    fn origin(&self, page: &str, form: &str) -> Origin {
        let referrer = self.headers.get(REFERER).and_then(|value| value.to_str().ok());
        let of_site = referrer.and_then(|address| address.strip_prefix(self.context.0.public_url.as_str()));
        let of_site = of_site.map(|path| path.split(['?', '#']).next().unwrap_or(path));
        let page = if page.starts_with('/') {
            page
        } else {
            of_site.unwrap_or_default()
        };
        Origin::new(page, form, self.network.clone())
    }

    /// Own pages name themselves.
    fn own_origin(&self, form: &str) -> Origin {
        Origin::new(&self.path, form, self.network.clone())
    }

    /// The newsletters with these slugs, in the newsroom's order; all are ticked.
    fn newsletters(&self, slugs: &[Slug]) -> Vec<(kernel::Newsletter, bool)> {
        let all = self.settings.newsletters.iter();
        all.filter(|one| slugs.contains(&one.slug))
            .map(|one| (one.clone(), true))
            .collect()
    }

    /// The page, for this reader only.
    async fn show(&self, status: StatusCode, page: NewsletterPage) -> Response {
        let (inner, language, path) = (self.context.0.clone(), self.language.clone(), self.path.clone());
        let Ok(_place) = inner.personal.acquire().await else {
            return bare(StatusCode::SERVICE_UNAVAILABLE, &self.id);
        };
        let work = inner.clone();
        let rendered = tokio::task::spawn_blocking(move || {
            let look = work.looks.current();
            let reader = Rc::new(work.store.reader().map_err(|error| error.to_string())?);
            let settings = reader.settings().map_err(|error| error.to_string())?;
            let page = theme::Page::Newsletters(Box::new(page));
            let headers = look.headers(&settings, &page);
            let scene = Scene {
                reader,
                settings,
                public_url: work.public_url.clone(),
                now: Timestamp::now(),
                language,
                path,
                fragments: look.fragments.clone(),
            };
            let text = look
                .theme
                .render(&page, &scene)
                .map_err(|error| error.to_string())?;
            Ok::<_, String>((text, headers))
        });
        match rendered.await {
            Ok(Ok((text, headers))) => {
                let mut response = Response::new(Body::from(text));
                *response.status_mut() = status;
                *response.headers_mut() = (*headers).clone();
                keep_private(response.headers_mut());
                response
            }
            Ok(Err(why)) => {
                tracing::error!("a page could not be rendered: {why}");
                bare(StatusCode::SERVICE_UNAVAILABLE, &self.id)
            }
            Err(_) => bare(StatusCode::INTERNAL_SERVER_ERROR, &self.id),
        }
    }

    /// A link that does not work, or does no more.
    async fn dead(&self) -> Response {
        self.show(StatusCode::GONE, NewsletterPage::new(NewsletterView::Dead))
            .await
    }

    fn failed(&self, error: &NewsroomError) -> Response {
        failed(error, &self.id)
    }
}

fn failed(error: &NewsroomError, id: &RequestId) -> Response {
    tracing::error!(%error, "a reader could not be answered");
    bare(StatusCode::SERVICE_UNAVAILABLE, id)
}

/// What is one person's is kept by nobody, found by no search engine, and its address goes nowhere.
pub(super) fn keep_private(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    );
    headers.remove(VARY);
}
