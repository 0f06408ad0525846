//! Pictures, sound, video and other files, and renditions of pictures.

use super::{
    Context, RequestId, bare,
    range::{Wanted, wanted},
    saving,
};
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use bytes::Bytes;
use files::{Files, FilesError, Format, Found, Kind, MediaPath, Rendition};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{
        ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE,
        CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE, VARY,
    },
};
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context as Task, Poll, ready},
    time::{Duration, SystemTime},
};

/// Files up to this size are read at once; larger ones as they are sent.
const AT_ONCE: u64 = 1024 * 1024;
/// Clocks of nodes differ by less.
const CLOCKS: Duration = Duration::from_secs(10);

pub(super) async fn media(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let Some(path) = decoded(request.uri().path()) else {
        return bare(StatusCode::NOT_FOUND, &id);
    };
    let version = request
        .uri()
        .query()
        .and_then(|query| query.strip_prefix("v=")?.parse().ok());
    if let Some(version) = version {
        renew(&context, &path, version).await;
    }
    match answer(&context, path, request.headers()).await {
        Ok(response) => response,
        Err(FilesError::NotFound | FilesError::Invalid(_)) => bare(StatusCode::NOT_FOUND, &id),
        // The log says it once and not for each picture.
        Err(FilesError::Unavailable(_) | FilesError::Changed) => bare(StatusCode::SERVICE_UNAVAILABLE, &id),
        Err(error) => {
            tracing::error!(%error, "a file cannot be served");
            bare(StatusCode::INTERNAL_SERVER_ERROR, &id)
        }
    }
}

/// A page names a picture that took the place of another: in a bucket, which other nodes write into, that other may be what
/// is known here, and browsers would keep it for a year under its successor's address.
async fn renew(context: &Context, path: &str, version: i64) {
    let files = context.0.files.clone();
    let of = match path.parse::<Rendition>() {
        Ok(rendition) => Ok(rendition.of),
        Err(_) => path.parse::<MediaPath>(),
    };
    let (Ok(of), true) = (of, files.are_far()) else {
        return;
    };
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(version.unsigned_abs()) + CLOCKS;
    let asked = (files.clone(), of.clone());
    let is_old = blocking(move || Ok(asked.0.is_known_from_before(&asked.1, at))).await;
    if !is_old.unwrap_or(false) {
        return;
    }
    // Only what is so: else anybody could have the bucket asked again and again.
    let named = of.to_string();
    let read = context
        .0
        .store
        .read(move |reader| reader.replaced_media(&[named]));
    let is_so = read
        .await
        .is_ok_and(|found| found.iter().any(|(_, at)| at.millis() == version));
    if is_so {
        let _ = blocking(move || {
            files.forget(&of);
            Ok(())
        })
        .await;
    }
}

async fn answer(context: &Context, path: String, request: &HeaderMap) -> Result<Response, FilesError> {
    let found = if path.starts_with("/content/images/size/") {
        let mut wanted: Rendition = path.parse()?;
        // Bodies that older versions wrote name WebP in the width that the picture has.
        if wanted.format == Format::Webp {
            wanted.width = context.0.files.wider(wanted.width);
        }
        if saving::saves(request) {
            wanted.width = context.0.files.narrower(wanted.width, saving::WIDEST);
        }
        let of = wanted.of.clone();
        find(context, of, move |files, work| match work {
            true => files.rendition(&wanted).map(Some),
            false => files.ready_rendition(&wanted),
        })
        .await?
    } else {
        let wanted: MediaPath = path.parse()?;
        find(context, wanted.clone(), move |files, work| match work {
            true => files.original(&wanted).map(Some),
            false => files.ready_original(&wanted),
        })
        .await?
    };
    let tag = etag(&found);
    let mut headers = headers(&found, &path);
    let header = |name| {
        request
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if let Ok(value) = HeaderValue::try_from(&tag) {
        headers.insert(ETAG, value);
    }
    if header(IF_NONE_MATCH)
        .is_some_and(|tags| tags.split(',').any(|t| t.trim().trim_start_matches("W/") == tag))
    {
        return Ok(respond(StatusCode::NOT_MODIFIED, headers, Body::empty()));
    }
    let same = header(IF_RANGE).is_none_or(|known| known.trim() == tag);
    let (status, first, last) = match wanted(request.get(RANGE).filter(|_| same), found.length) {
        Wanted::Whole => (StatusCode::OK, 0, found.length),
        Wanted::Part(first, last) => {
            let part = format!("bytes {first}-{last}/{}", found.length);
            headers.insert(
                CONTENT_RANGE,
                HeaderValue::try_from(part).unwrap_or(HeaderValue::from_static("")),
            );
            (StatusCode::PARTIAL_CONTENT, first, last + 1)
        }
        Wanted::Nothing => {
            let all = format!("bytes */{}", found.length);
            headers.insert(
                CONTENT_RANGE,
                HeaderValue::try_from(all).unwrap_or(HeaderValue::from_static("")),
            );
            return Ok(respond(StatusCode::RANGE_NOT_SATISFIABLE, headers, Body::empty()));
        }
    };
    headers.insert(CONTENT_LENGTH, HeaderValue::from(last - first));
    let body = body(found, first, last - first)
        .await
        .map_err(|source| FilesError::Io {
            action: "cannot read",
            path: path.into(),
            source,
        })?;
    Ok(respond(status, headers, body))
}

/// Finds what is ready at once. An original that lies elsewhere is fetched before anything is done with it. What is work
/// waits for a place, and others do not wait for it.
async fn find<F>(context: &Context, of: MediaPath, find: F) -> Result<Found, FilesError>
where
    F: Fn(&Files, bool) -> Result<Option<Found>, FilesError> + Clone + Send + 'static,
{
    let files = &context.0.files;
    let ready = || {
        let (files, find) = (files.clone(), find.clone());
        blocking(move || find(&files, false))
    };
    if let Some(found) = ready().await? {
        return Ok(found);
    }
    if files.are_far() {
        files.fetch(&of).await?;
        if let Some(found) = ready().await? {
            return Ok(found);
        }
    }
    let files = files.clone();
    let found = context.0.scaling.run(move || find(&files, true)).await?;
    found.ok_or(FilesError::NotFound)
}

fn respond(status: StatusCode, headers: HeaderMap, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn headers(found: &Found, path: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(found.kind.content_type()));
    // Audio is addressed by its content, so that it is never another.
    let forever = path.starts_with("/content/media/narration/");
    let keep = match forever {
        true => "public, max-age=31536000, immutable",
        false => "public, max-age=31536000",
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    if path.starts_with("/content/images/size/") {
        headers.insert(VARY, HeaderValue::from_static("save-data"));
    }
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    // A drawing may carry scripts: in a window of its own it may run none. Nothing else may do anything either.
    let policy = match found.kind {
        Kind::Svg => "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
        Kind::Pdf => "default-src 'self'; object-src 'self'; style-src 'unsafe-inline'",
        _ => "default-src 'none'; sandbox",
    };
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    if !found.kind.is_shown() {
        let name = path.rsplit('/').next().unwrap_or("file");
        let plain: String = name
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let attachment = HeaderValue::try_from(format!("attachment; filename=\"{plain}\""));
        headers.insert(
            CONTENT_DISPOSITION,
            attachment.unwrap_or(HeaderValue::from_static("attachment")),
        );
    }
    headers
}

fn etag(found: &Found) -> String {
    let since = found
        .modified
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    format!(
        "\"{:x}-{:x}-{}\"",
        found.length,
        since.as_nanos(),
        found.kind.ending()
    )
}

async fn body(found: Found, first: u64, length: u64) -> std::io::Result<Body> {
    if length <= AT_ONCE {
        return Ok(Body::from(read(Arc::new(found), first, length).await?));
    }
    Ok(Body::new(FileBody {
        found: Arc::new(found),
        next: first,
        left: length,
        coming: None,
    }))
}

async fn read(found: Arc<Found>, first: u64, length: u64) -> std::io::Result<Bytes> {
    let read = tokio::task::spawn_blocking(move || found.read(first, length));
    let bytes = read.await.map_err(std::io::Error::other)??;
    match bytes.len() as u64 == length {
        true => Ok(bytes.into()),
        false => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

/// A part of a file, read as it is sent.
struct FileBody {
    found: Arc<Found>,
    next: u64,
    left: u64,
    coming: Option<Pin<Box<dyn Future<Output = std::io::Result<Bytes>> + Send>>>,
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Task<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let this = self.get_mut();
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let want = this.left.min(this.found.piece());
        let (found, next) = (&this.found, this.next);
        let coming = this
            .coming
            .get_or_insert_with(|| Box::pin(read(found.clone(), next, want)));
        let piece = ready!(coming.as_mut().poll(cx));
        this.coming = None;
        Poll::Ready(Some(piece.map(|piece| {
            this.next += want;
            this.left -= want;
            Frame::data(piece)
        })))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// The path without percent-encoding; `None` where that is no text.
fn decoded(path: &str) -> Option<String> {
    if !path.contains('%') {
        return Some(path.to_owned());
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (*first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                bytes.push((digit(*high)? * 16 + digit(*low)?) as u8);
                rest = after;
            }
            (b'%', _) => return None,
            (byte, _) => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FilesError> + Send + 'static,
) -> Result<T, FilesError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(FilesError::NotFound))
}
