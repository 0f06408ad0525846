//! Small answers: robots.txt, the icon, and a method that is not for reading.

use super::{Context, RequestId, bare, pages::allow_reading};
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};

pub(super) async fn robots(State(context): State<Context>) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /ghost/\nDisallow: /desk/\nDisallow: /live/feed\nDisallow: /*/live/feed\n\n# Feeds: {}/rss/\n",
        context.0.public_url
    );
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

/// The icon of the settings, or the theme's.
pub(super) async fn icon(State(context): State<Context>, Extension(id): Extension<RequestId>) -> Response {
    let settings = context.0.store.read(|reader| reader.settings()).await;
    let set = settings.ok().and_then(|settings| settings.icon.clone());
    let of_theme = || {
        let theme = context.0.looks.current();
        ["favicon.ico", "icon.svg"]
            .into_iter()
            .find(|name| theme.theme.asset(name).is_some())
            .map(|name| format!("/assets/{name}"))
    };
    match set.or_else(of_theme) {
        Some(address) => {
            let mut response = Redirect::temporary(&address).into_response();
            response
                .headers_mut()
                .insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
            response
        }
        None => bare(StatusCode::NOT_FOUND, &id),
    }
}

pub(super) async fn wrong_method(Extension(id): Extension<RequestId>) -> Response {
    let mut response = bare(StatusCode::METHOD_NOT_ALLOWED, &id);
    allow_reading(&mut response);
    response
}
