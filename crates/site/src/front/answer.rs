//! A cached page as an answer: the encoding that the client wants, or 304 when it has it already (RFC 9110, 13.1.2).

use super::Body;
use crate::cache::{Encoding, Entry};
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_LENGTH, ETAG, IF_NONE_MATCH},
};

/// The answer to a request with these headers; `None` when the bytes are not there in any form that will do.
pub fn answer(entry: &Entry, encoding: Encoding, request: &HeaderMap) -> Option<Response<Body>> {
    let (headers, body) = entry.choose(encoding)?;
    let unchanged = entry.stamp.status == StatusCode::OK
        && request
            .get(IF_NONE_MATCH)
            .is_some_and(|tags| matches(tags, headers.get(ETAG)));
    let mut response = if unchanged {
        let mut headers = headers.clone();
        headers.remove(CONTENT_LENGTH);
        headers.remove(CONTENT_ENCODING);
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = headers;
        response
    } else {
        let mut response = Response::new(Body::from(body.clone()));
        *response.headers_mut() = headers.clone();
        response
    };
    *response.status_mut() = if unchanged {
        StatusCode::NOT_MODIFIED
    } else {
        entry.stamp.status
    };
    Some(response)
}

/// Weak comparison with a list of tags or `*`. The last mark of our own tags, which tells how much effort went into
/// compressing, is not compared: the page is the same.
fn matches(wanted: &HeaderValue, own: Option<&HeaderValue>) -> bool {
    let (Ok(wanted), Some(Ok(own))) = (wanted.to_str(), own.map(HeaderValue::to_str)) else {
        return false;
    };
    let same = |tag: &str| {
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        tag == "*" || tag.eq_ignore_ascii_case(own)
    };
    wanted.split(',').map(str::trim).any(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_the_client_has_is_recognised() {
        let own = HeaderValue::from_static("\"00ff-B\"");
        for (wanted, same) in [
            ("\"00ff-B\"", true),
            ("W/\"00ff-B\"", true),
            ("\"00ff-b\"", true),
            ("\"1\", \"00ff-B\" ,\"2\"", true),
            ("*", true),
            ("\"00ff\"", false),
            ("\"00ff-g\"", false),
            ("00ff-B", false),
            ("", false),
        ] {
            assert_eq!(
                matches(&HeaderValue::from_static(wanted), Some(&own)),
                same,
                "{wanted}"
            );
        }
    }
}
