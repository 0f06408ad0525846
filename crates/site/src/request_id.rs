//! What a request is known by: in the log, to the reader, to the proxy in front.

use http::{HeaderMap, HeaderName, HeaderValue};
use std::{
    cell::Cell,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::SystemTime,
};

/// The header that carries it.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Holds the place of the header among those that are kept with a page, so that to fill it in moves nothing.
pub const TO_BE_FILLED_IN: HeaderValue = HeaderValue::from_static("-");

/// What a request is known by.
#[derive(Debug, Clone)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// That of a request with these headers: the proxy's where there is a proxy to be trusted, else a new one.
    pub fn of(request: &HeaderMap, trusted_proxy: bool) -> Self {
        let given = request.get(HEADER).filter(|_| trusted_proxy);
        given.and_then(Self::given).unwrap_or_else(Self::new)
    }

    /// Its text: up to 64 letters, digits, `-` and `_`.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// A number of this thread's own: a page that is kept is answered without a word between the threads.
    fn new() -> Self {
        static START: LazyLock<u64> = LazyLock::new(|| {
            let since = SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default();
            u64::from(std::process::id()) << 16 ^ since.as_nanos() as u64
        });
        static THREADS: AtomicU64 = AtomicU64::new(0);
        thread_local! {
            static NEXT: Cell<u64> = Cell::new((*START).wrapping_add(THREADS.fetch_add(1, Relaxed)) << 32);
        }
        let number = NEXT.replace(NEXT.get().wrapping_add(1));
        let mut text = [0; 16];
        for (place, digit) in text.iter_mut().rev().enumerate() {
            *digit = b"0123456789abcdef"[(number >> (4 * place) & 15) as usize];
        }
        Self(HeaderValue::from_bytes(&text).unwrap_or(TO_BE_FILLED_IN))
    }

    fn given(value: &HeaderValue) -> Option<Self> {
        let text = value.to_str().ok()?;
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        (plain && (1..=64).contains(&text.len())).then(|| Self(value.clone()))
    }
}

impl From<RequestId> for HeaderValue {
    fn from(id: RequestId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_requests_have_the_same_one_on_whatever_threads() {
        let hundred = || (0..100).map(|_| RequestId::new()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(hundred)).collect();
        let ids = threads.into_iter().flat_map(|thread| thread.join().unwrap());
        let ids: HashSet<String> = ids.map(|id| id.as_str().to_owned()).collect();
        assert_eq!(ids.len(), 400);
        assert!(ids.iter().all(|id| id.len() == 16), "{ids:?}");
    }
}
