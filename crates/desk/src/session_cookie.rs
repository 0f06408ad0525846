//! The cookie of a session: its name, and how it is set, taken away and read.

use crate::Desk;
use http::{HeaderMap, HeaderValue, header::COOKIE};

/// The name of the session's cookie. With TLS a browser takes it from this host alone, and for all of it.
fn name(desk: &Desk) -> &'static str {
    match desk.is_secure() {
        true => "__Host-desk",
        false => "desk",
    }
}

/// The header that sets the session's cookie, or takes it away.
pub(crate) fn set_cookie(desk: &Desk, secret: Option<&str>) -> HeaderValue {
    let name = name(desk);
    let secure = if desk.is_secure() { "; Secure" } else { "" };
    let (value, age) = match secret {
        Some(secret) => (secret, 60 * 24 * 3600),
        None => ("", 0),
    };
    let cookie = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}

/// What the browser that asks has of it.
pub(crate) fn secret(desk: &Desk, headers: &HeaderMap) -> Option<String> {
    let name = name(desk);
    let all = headers.get_all(COOKIE).iter();
    all.filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}
