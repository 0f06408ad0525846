//! `/search/`, `/search/suggest`, and the same below an edition.

use super::{Context, RequestId, bare, pages};
use crate::{
    cache::{Effort, Encoding, Failure},
    search::{Params, Searching, suggestions, words_of_address},
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Request, State},
    response::Response,
};
use http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, LOCATION, VARY},
};
use tokio::task::spawn_blocking;

/// The page.
pub(super) async fn page(
    context: State<Context>,
    id: Extension<RequestId>,
    language: Option<Path<String>>,
    request: Request,
) -> Response {
    let Some(searching) = context.0.0.searching.clone() else {
        return pages::page(context, id, request).await;
    };
    let query = request.uri().query().unwrap_or_default();
    if let Some(query) = words_of_address(query, request.headers())
        && let Ok(to) = HeaderValue::try_from(format!("{}{query}", request.uri().path()))
    {
        let mut response = sent(Vec::new(), Encoding::Identity, &HeaderMap::new());
        *response.status_mut() = StatusCode::SEE_OTHER;
        response.headers_mut().insert(LOCATION, to);
        return response;
    }
    let Some(place) = searching.admit().await else {
        return crowded(&context, &id);
    };
    let params = Params::parse(request.uri().query().unwrap_or_default());
    let path = request.uri().path().to_owned();
    let encoding = Encoding::wanted(request.headers());
    let renderer = context.0.0.renderer.clone();
    let named = language.map(|Path(language)| language);
    let rendered = spawn_blocking(move || {
        let _place = place;
        let page = renderer.search(&searching.index, &path, named.as_deref(), &params)?;
        Ok::<_, Failure>(page.map(|page| {
            let body = encoding.encode(&page.body, Effort::Quick);
            (page, body)
        }))
    });
    match rendered.await {
        Ok(Ok(Some((page, body)))) => {
            let mut response = sent(body, encoding, &page.headers);
            *response.status_mut() = page.status;
            response
        }
        // No edition of this site: what the address names otherwise.
        Ok(Ok(None)) => pages::page(context, id, request).await,
        Ok(Err(failure)) => {
            context.0.0.metrics.failed();
            pages::failed(&failure, &id)
        }
        Err(error) => {
            tracing::error!(%error, "a search failed");
            bare(StatusCode::INTERNAL_SERVER_ERROR, &id)
        }
    }
}

/// The options of the list box, as HTML.
pub(super) async fn suggest(
    State(context): State<Context>,
    language: Option<Path<String>>,
    request: Request,
) -> Response {
    let params = Params::parse(request.uri().query().unwrap_or_default());
    let named = language.map(|Path(language)| language);
    let options = async {
        let searching: Searching = context.0.searching.clone()?;
        let place = searching.admit().await?;
        let store = context.0.store.clone();
        let found = spawn_blocking(move || {
            let _place = place;
            let reader = store.reader()?;
            let settings = reader.settings()?;
            let language = match named {
                None => Some(settings.language.clone()),
                Some(named) => settings
                    .languages
                    .iter()
                    .find(|known| known.as_str() == named)
                    .cloned(),
            };
            match language {
                Some(language) => suggestions(&searching.index, &params.query, language, &reader, &settings),
                None => Ok(String::new()),
            }
        });
        found
            .await
            .ok()?
            .inspect_err(|error| tracing::warn!(%error, "nothing can be suggested"))
            .ok()
    };
    // Without an answer the form works as before.
    let (status, options) = match options.await {
        Some(options) => (StatusCode::OK, options),
        None => (StatusCode::SERVICE_UNAVAILABLE, String::new()),
    };
    let mut response = sent(options.into_bytes(), Encoding::Identity, &HeaderMap::new());
    *response.status_mut() = status;
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, html);
    response
}

fn sent(body: Vec<u8>, encoding: Encoding, headers: &HeaderMap) -> Response {
    let mut response = Response::new(Body::from(body));
    let all = response.headers_mut();
    all.clone_from(headers);
    // Addresses of searches tell what somebody looked for: nobody in between keeps the answers.
    all.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    all.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    all.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = encoding.name() {
        all.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

fn crowded(context: &Context, id: &RequestId) -> Response {
    context.0.metrics.failed();
    tracing::warn!("too many searches at a time; one is turned away");
    bare(StatusCode::SERVICE_UNAVAILABLE, id)
}
