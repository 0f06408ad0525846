//! Stands before every route of the desk: who asks, whether they may, whether it was our own page that asked, and what
//! every answer carries.

use crate::{
    Desk,
    answer::{self, Refusal},
    fields::Fields,
    memory,
    pace::Pace,
    pieces, session_cookie,
    shell::Nonce,
    table::Access,
    upload,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{DefaultBodyLimit, Request, State},
    middleware::Next,
    response::Response,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{
        CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY,
        X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
    },
};
use http_body::Body as _;
use kernel::Network;
use newsroom::{NewsroomError, Staff};
use site::client::{self, Peer};
use std::{future::poll_fn, pin::Pin, time::Duration};
use tokio::time::timeout;

/// The largest form, and the most that scripts send at once; what is larger is none of ours.
const LARGEST_FORM: usize = 4 * 1024 * 1024;
/// The same of somebody who is not signed in, of whatever kind: it is kept in memory before they have a place.
const LARGEST_OF_STRANGERS: usize = 16 * 1024;
/// The least that there is room for in memory, whatever the settings say of uploads.
const LEAST_ROOM: u64 = 50 * 1024 * 1024;

/// What forms say they are.
const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// How long a request waits for a place.
const PATIENCE: Duration = Duration::from_secs(5);

/// The header in which scripts send the code of a form.
pub const CODE_HEADER: &str = "x-form-code";

/// Who asks, as far as is known, in a request's extensions.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    /// Whoever is signed in.
    pub staff: Option<Staff>,
    /// The network they come from.
    pub network: String,
    /// What their browser calls itself.
    pub agent: String,
    /// The code that their forms carry.
    pub code: String,
}

/// Lets a request through to its route, or answers itself.
pub(crate) async fn guard(
    State((desk, access)): State<(Desk, Access)>,
    request: Request,
    next: Next,
) -> Response {
    let nonce = Nonce::new();
    let is_asset = request.uri().path().starts_with("/desk/assets/");
    let (pace, wants_json) = (Pace::default(), answer::wants_json(request.headers()));
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let request = request.map(|body| pace.watch(body));
    let mut answered = admit(&desk, access, request, next, &nonce).await;
    if pace.is_too_slow() && !matches!(answered, Err(Refusal::NoRoom { .. })) {
        answered = Err(Refusal::TooSlow { wants_json });
    }
    let mut response = answered.unwrap_or_else(axum::response::IntoResponse::into_response);
    if only_reads {
        response = answer::of_reading(response, wants_json);
    }
    harden(response.headers_mut(), &nonce, is_asset);
    response
}

async fn admit(
    desk: &Desk,
    access: Access,
    mut request: Request,
    next: Next,
    nonce: &Nonce,
) -> Result<Response, Refusal> {
    let wants_json = answer::wants_json(request.headers());
    let secret = session_cookie::secret(desk, request.headers());
    let next_page = came_from(&request);
    let who = async || -> Result<Option<Staff>, Refusal> {
        let staff = match &secret {
            Some(secret) => desk.newsroom().signed_in(secret).await,
            None => Ok(None),
        };
        let staff = staff.map_err(|error| Refusal::failed(error, wants_json))?;
        match (access, &staff) {
            (Access::AtLeast(_), None) => Err(Refusal::SignedOut {
                next: next_page.clone(),
                wants_json,
            }),
            (Access::AtLeast(least), Some(staff)) if staff.role < least => {
                Err(Refusal::NotAllowed { wants_json })
            }
            _ => Ok(staff),
        }
    };
    let mut staff = who().await?;
    let code = match &staff {
        Some(staff) => {
            let links = desk.newsroom().links().await;
            links
                .map_err(|error| Refusal::failed(error, wants_json))?
                .form_code(&staff.session)
        }
        None => String::new(),
    };
    let mut _room = None;
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        if !is_our_own(request.headers()) {
            return Err(Refusal::OtherSite { wants_json });
        }
        let most = match &staff {
            Some(staff) => {
                let is_upload = is_upload(request.headers());
                let most = match is_upload {
                    true => largest_upload(desk, wants_json).await?,
                    false => LARGEST_FORM,
                };
                let bytes = length(request.headers()).unwrap_or(u64::MAX).min(most as u64);
                let rooms = &desk.0.rooms;
                // Files are read where they have a place; all else before.
                let (small, memory, largest) = match is_upload {
                    true if bytes > memory::PICTURE => (0, &rooms.films, LEAST_ROOM.max(most as u64)),
                    true => (memory::SMALL, &rooms.pictures, memory::PICTURE),
                    false => (LARGEST_OF_STRANGERS as u64, &rooms.forms, LARGEST_FORM as u64),
                };
                if bytes > small {
                    let Some(room) = memory.room(staff.id, bytes, largest).await else {
                        pass_over(request.into_body(), most).await;
                        return Err(Refusal::NoRoom { wants_json });
                    };
                    _room = Some(room);
                }
                most
            }
            None => LARGEST_OF_STRANGERS,
        };
        request = check_code(desk, staff.as_ref(), request, most, wants_json).await?;
        DefaultBodyLimit::max(most).apply(&mut request);
        // A body may come slowly: who was signed in at its beginning must be so at its end.
        staff = who().await?;
    }
    let peer = request.extensions().get::<Peer>().copied();
    let network = client::network(peer, request.headers(), desk.0.trusted_proxy);
    let agent = request.headers().get(http::header::USER_AGENT);
    let person = staff.as_ref().map(|staff| staff.id);
    let asker = Asker {
        staff,
        network: network.as_ref().map_or_else(String::new, Network::to_string),
        agent: agent
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        code,
    };
    request.extensions_mut().insert(asker);
    request.extensions_mut().insert(nonce.clone());
    // Taken when the form is there: who sends one slowly keeps nobody out. Strangers have places of their own, and one
    // person gets some of those of the others only: files that come slowly, and slow servers that are asked, hold one.
    let places = async {
        match person {
            Some(person) => {
                let own = desk.places_of(person).acquire_owned().await.ok()?;
                Some((desk.0.places.acquire().await.ok()?, Some(own)))
            }
            None => Some((desk.0.strangers.acquire().await.ok()?, None)),
        }
    };
    match timeout(PATIENCE, places).await {
        Ok(Some(_place)) => Ok(next.run(request).await),
        _ => Err(Refusal::Busy),
    }
}

/// The page to come back to after signing in.
fn came_from(request: &Request) -> Option<String> {
    // Who is signed out already has nothing to do again.
    if request.uri().path() == "/desk/sign-out/" {
        return Some("/desk/".to_owned());
    }
    let is_page = request.method() == Method::GET;
    is_page
        .then(|| request.uri().path_and_query().map(ToString::to_string))
        .flatten()
}

/// Whether our own page sent it. Browsers say so themselves (Fetch Metadata); older ones name the origin.
fn is_our_own(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match text(&HeaderName::from_static("sec-fetch-site")) {
        Some(site) => site == "same-origin",
        None => match (text(&ORIGIN), text(&HOST)) {
            (Some(origin), Some(host)) => origin
                .split_once("://")
                .is_some_and(|(_, named)| named.eq_ignore_ascii_case(host)),
            // No browser: the code decides.
            (None, _) => true,
            _ => false,
        },
    }
}

/// The largest upload, in bytes: a file as large as the settings say, and a form beside it.
pub(crate) async fn largest_upload(desk: &Desk, wants_json: bool) -> Result<usize, Refusal> {
    let read = desk
        .newsroom()
        .store
        .read(|reader| Ok::<_, NewsroomError>(reader.settings()?));
    let settings = read.await.map_err(|error| Refusal::failed(error, wants_json))?;
    Ok(settings.largest_upload as usize * 1024 * 1024 + 64 * 1024)
}

fn is_upload(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    kind.starts_with(b"multipart/")
}

/// What a body says of its length; one that says nothing may be of any.
fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Lets a body of at most so many bytes go by unread: a browser reads the answer when it has sent all.
async fn pass_over(mut body: Body, most: usize) {
    let mut passed = 0;
    while let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        passed += frame.data_ref().map_or(0, Bytes::len);
        if passed > most {
            return;
        }
    }
}

/// What is sent in a session carries its code: in a header, or in the form itself; of a form with files its first part.
async fn check_code(
    desk: &Desk,
    staff: Option<&Staff>,
    request: Request,
    most: usize,
    wants_json: bool,
) -> Result<Request, Refusal> {
    let (mut parts, mut body) = request.into_parts();
    let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let mut code = parts.headers.get(CODE_HEADER).map(text);
    let kind = parts.headers.get(CONTENT_TYPE).map(text).unwrap_or_default();
    if is_upload(&parts.headers) {
        if code.is_none() {
            (code, body) = upload::code(&kind, body).await;
        }
    } else {
        let bytes = to_bytes(body, most).await;
        let bytes = bytes.map_err(|_| Refusal::TooLarge { wants_json, most })?;
        if kind.as_bytes().starts_with(FORM) {
            let fields = Fields::read(&bytes);
            code = code.or_else(|| fields.get("code"));
            parts.extensions.insert(fields);
        } else if !pieces::are_few(&bytes) {
            return Err(Refusal::TooMany { wants_json });
        }
        body = Body::from(bytes);
    }
    if let Some(staff) = staff {
        let links = desk.newsroom().links().await;
        let links = links.map_err(|error| Refusal::failed(error, wants_json))?;
        if !links.is_form_code(&staff.session, &code.unwrap_or_default()) {
            return Err(Refusal::OtherSite { wants_json });
        }
    }
    Ok(Request::from_parts(parts, body))
}

/// What every answer of the desk carries.
fn harden(headers: &mut HeaderMap, nonce: &Nonce, is_asset: bool) {
    if !is_asset {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        let nonce = nonce.as_str();
        let policy = format!(
            "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; \
             img-src 'self' blob: data: https:; media-src 'self' blob: https:; font-src 'self'; connect-src 'self'; \
             frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        if let Ok(policy) = HeaderValue::try_from(policy) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
}

/// A random value of 128 bits, as text.
pub(crate) fn random() -> String {
    let mut bytes = [0_u8; 16];
    // Without random numbers no script runs and no style holds, which is the safe way round.
    let _ = getrandom::fill(&mut bytes);
    BASE64.encode(bytes)
}

/// A status of a refusal that has no page.
pub(crate) fn status(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
