//! `/preview/SECRET/`: unpublished work, in the theme that readers see, for whoever has the link, until it ends. Kept by
//! nobody, counted by nobody.

use super::{Context, RequestId, bare, newsletters::keep_private, pages};
use crate::{
    address::{Parsed, Place, parse},
    cache::{Answer, Failure},
    look,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery, State},
    response::Response,
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::CONTENT_SECURITY_POLICY,
    header::{CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
};
use kernel::{PostState, SiteSettings, Timestamp};
use newsroom::Previewed;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// The longest secret that is looked up.
const LONGEST: usize = 64;

pub(super) async fn page(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    Path(secret): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let inner = context.0;
    let Ok(_place) = inner.personal.acquire().await else {
        return bare(StatusCode::SERVICE_UNAVAILABLE, &id);
    };
    let found = match secret.len() <= LONGEST {
        true => inner.newsroom.previewed(&secret).await,
        false => Ok(None),
    };
    let shown = match found {
        Ok(Some(shown)) => shown,
        Ok(None) => {
            let mut response = bare(StatusCode::GONE, &id);
            keep_private(response.headers_mut());
            return response;
        }
        Err(error) => {
            tracing::error!(%error, "a preview cannot be shown");
            return bare(StatusCode::SERVICE_UNAVAILABLE, &id);
        }
    };
    let (renderer, looks) = (inner.renderer.clone(), inner.looks.clone());
    let public_url = inner.public_url.clone();
    // A page of the site, where a theme is looked at.
    let at = query.and_then(|query| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs
            .find(|(name, _)| name == "at")
            .map(|(_, at)| at.into_owned())
    });
    let rendered = spawn_blocking(move || match shown {
        Previewed::Story(post) => renderer.reading("/preview/", |asked| {
            let mut post = *post;
            // As it will be once it is out.
            post.state = PostState::Published;
            post.published_at.get_or_insert(Timestamp::now());
            let (language, page) = (post.language.clone(), theme::Page::Post(Arc::new(post)));
            renderer.through_theme(asked, language, StatusCode::OK, &page)
        }),
        Previewed::Arrangement(arrangement) => renderer.arranged(arrangement),
        Previewed::Theme(name) => {
            let look = looks
                .other(&name)
                .map_err(|error| Failure::Broken(error.to_string()))?;
            let answer = renderer.in_theme(look, at.as_deref().unwrap_or("/"))?;
            let settings = renderer.reading("/", |asked| Ok(asked.settings.clone()))?;
            let stays = |path: &str| is_page(path, &settings);
            Ok(in_itself(answer, &secret, &public_url, stays))
        }
    });
    match rendered.await {
        Ok(Ok(Answer::Page(page))) => {
            let mut response = Response::new(Body::from(page.body));
            *response.status_mut() = page.status;
            *response.headers_mut() = (*page.headers).clone();
            keep_private(response.headers_mut());
            run_nothing(response.headers_mut());
            response
        }
        Ok(Ok(_)) => bare(StatusCode::NOT_FOUND, &id),
        Ok(Err(failure)) => pages::failed(&failure, &id),
        Err(_) => pages::failed(&Failure::Broken("a preview was cut off".into()), &id),
    }
}

/// What is looked at was not published by anybody who answers for it, and may stand at the desk's own address: no script
/// in it runs, and no form in it is sent.
fn run_nothing(headers: &mut HeaderMap) {
    let policy = headers
        .get(CONTENT_SECURITY_POLICY)
        .and_then(|policy| policy.to_str().ok());
    let policy = format!(
        "{}; sandbox allow-same-origin allow-popups",
        policy.unwrap_or("default-src 'self'")
    );
    let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("sandbox"));
    headers.insert(CONTENT_SECURITY_POLICY, policy);
}

/// Lets a page take the files of the theme that is looked at, instead of those of the theme in use, and lead to other pages
/// in it.
fn in_itself(answer: Answer, secret: &str, public_url: &str, stays: impl Fn(&str) -> bool) -> Answer {
    let Answer::Page(mut page) = answer else {
        return answer;
    };
    let preview = format!("/preview/{secret}/");
    let html = String::from_utf8_lossy(&page.body);
    let html = with_own_links(&html, &preview, public_url, stays);
    page.body = html.replace("/assets/", &format!("{preview}assets/")).into();
    Answer::Page(page)
}

/// Whether a theme writes it as a page: feeds, maps and text-only pages are the same in all of them.
fn is_page(path: &str, settings: &SiteSettings) -> bool {
    let Parsed::Here(address) = parse(path, settings) else {
        return false;
    };
    match address.place {
        Place::Post(slug) => !newsroom::is_reserved(slug.as_str()),
        Place::Channel(..)
        | Place::Podcast
        | Place::Map(_)
        | Place::Robots
        | Place::Text(_)
        | Place::LiveList
        | Place::LiveOlder(_) => false,
        _ => true,
    }
}

fn with_own_links(html: &str, preview: &str, public_url: &str, stays: impl Fn(&str) -> bool) -> String {
    const HREF: &str = " href=\"";
    let mut out = String::with_capacity(html.len() + 4096);
    let mut rest = html;
    while let Some(at) = rest.find(HREF) {
        let (before, behind) = rest.split_at(at + HREF.len());
        out.push_str(before);
        rest = behind;
        let tag = before.rfind('<').map_or("", |tag| &before[tag..]);
        let address = &behind[..behind.find('"').unwrap_or(0)];
        let local = address.strip_prefix(public_url).unwrap_or(address);
        let path = &local[..local.find(['?', '#']).unwrap_or(local.len())];
        if tag.starts_with("<a ") && stays(path) {
            out.push_str(preview);
            out.push_str("?at=");
            out.extend(form_urlencoded::byte_serialize(path.as_bytes()));
            out.push_str(local.find('#').map_or("", |part| &local[part..]));
            rest = &behind[address.len()..];
        }
    }
    out.push_str(rest);
    out
}

/// A file of a theme that is looked at.
pub(super) async fn asset(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    Path((secret, path)): Path<(String, String)>,
) -> Response {
    let inner = context.0;
    let Ok(_place) = inner.personal.acquire().await else {
        return bare(StatusCode::SERVICE_UNAVAILABLE, &id);
    };
    let found = match secret.len() <= LONGEST {
        true => inner.newsroom.previewed(&secret).await,
        false => Ok(None),
    };
    let Ok(Some(Previewed::Theme(name))) = found else {
        return bare(StatusCode::NOT_FOUND, &id);
    };
    let looks = inner.looks.clone();
    let read = spawn_blocking(move || {
        let look = looks.other(&name).ok()?;
        look::asset(&look, &path)
    });
    let Ok(Some((bytes, content_type, _))) = read.await else {
        return bare(StatusCode::NOT_FOUND, &id);
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    keep_private(headers);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_pages_stay_in_the_theme_that_is_looked_at() {
        let settings = SiteSettings::default();
        let own = |html: &str| {
            with_own_links(html, "/preview/s/", "https://paper.example", |path| {
                is_page(path, &settings)
            })
        };
        for (html, expected) in [
            (r#"<a href="/">"#, r#"<a href="/preview/s/?at=%2F">"#),
            (
                r#"<a class="x" href="https://paper.example/tag/city/page/2/">"#,
                r#"<a class="x" href="/preview/s/?at=%2Ftag%2Fcity%2Fpage%2F2%2F">"#,
            ),
            (
                r##"<a href="/bridge/?ref=x#comments">"##,
                r##"<a href="/preview/s/?at=%2Fbridge%2F#comments">"##,
            ),
            (
                r#"<p>a</p><a href="/tag/assets/">x</a> <a href="/author/ines/" rel="author">"#,
                r#"<p>a</p><a href="/preview/s/?at=%2Ftag%2Fassets%2F">x</a> <a href="/preview/s/?at=%2Fauthor%2Fines%2F" rel="author">"#,
            ),
        ] {
            assert_eq!(own(html), expected);
        }
        for html in [
            r#"<link rel="canonical" href="/bridge/">"#,
            r#"<a href="/rss/">"#,
            r#"<a href="/text/bridge/">"#,
            r#"<a href="/sitemap.xml">"#,
            r#"<a href="/content/images/a.jpg">"#,
            r#"<a href="/search/?q=x">"#,
            r#"<a href="/desk/">"#,
            r#"<a href="https://paper.example.evil.example/bridge/">"#,
            r#"<a href="//evil.example/">"#,
            r#"<a href="https://other.example/bridge/">"#,
            r##"<a href="#top">"##,
            r#"<a href="mailto:a@paper.example">"#,
            r#"<a href="">"#,
            r#"<a href="/bridge/"#,
        ] {
            assert_eq!(own(html), html);
        }
    }
}
