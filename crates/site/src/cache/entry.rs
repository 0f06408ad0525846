//! One cached page: its bytes in up to three encodings, and what it is known by.

use super::{Effort, Encoding, Page, ledger::PageNumber};
use crate::request_id;
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_LENGTH, ETAG, VARY},
};
use kernel::{PostId, Timestamp};
use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// What is the same for a page however its bytes are kept.
#[derive(Debug)]
pub struct Stamp {
    /// The cache key: the canonical path.
    pub path: Arc<str>,
    /// The last change that the page has seen.
    pub snapshot: i64,
    /// The answer's status.
    pub status: StatusCode,
    /// Headers that all pages of its sort share.
    pub common: Arc<HeaderMap>,
    /// Its surrogate keys as a header, when they are sent.
    pub surrogates: Option<HeaderValue>,
    /// When it was rendered.
    pub born: Instant,
    /// From then on it is out of date, whatever has changed: see [`super::Rendered::until`].
    pub until: Option<Instant>,
    story: Option<PostId>,
    reads: AtomicU32,
    pub(super) number: PageNumber,
    keys: usize,
    hash: u64,
    length: usize,
    state: AtomicU8,
    visits: AtomicU8,
    touched: AtomicBool,
    plain_noted: AtomicBool,
    pub(super) in_main: AtomicBool,
    pub(super) weight: AtomicUsize,
}

const FRESH: u8 = 0;
const STALE: u8 = 1;
const GONE: u8 = 2;

impl Stamp {
    /// Whether no change has made it stale.
    pub fn is_fresh(&self) -> bool {
        self.state.load(Relaxed) == FRESH
    }

    /// Whether it may be served at that moment without asking again.
    pub fn is_fresh_at(&self, now: Instant) -> bool {
        self.is_fresh() && self.until.is_none_or(|until| now < until)
    }

    /// Whether it must not be served any more.
    pub fn is_gone(&self) -> bool {
        self.state.load(Relaxed) == GONE
    }

    pub(super) fn expire(&self) {
        let _ = self.state.compare_exchange(FRESH, STALE, Relaxed, Relaxed);
    }

    pub(super) fn bury(&self) {
        self.state.store(GONE, Relaxed);
    }

    /// Whether it is a story, and its readings are counted.
    pub fn is_story(&self) -> bool {
        self.story.is_some()
    }

    /// Somebody reads it.
    pub fn read(&self) {
        self.reads.fetch_add(1, Relaxed);
    }

    /// How often it was read since the last time.
    pub(super) fn take_reads(&self) -> Option<(PostId, u32)> {
        let story = self.story?;
        if self.reads.load(Relaxed) == 0 {
            return None;
        }
        Some((story, self.reads.swap(0, Relaxed)))
    }

    /// Notes that somebody asked for it. Writes nothing when that is well known, so that a page in demand is not
    /// passed between the cores' caches.
    pub(super) fn touch(&self) {
        let visits = self.visits.load(Relaxed);
        if visits < 3 {
            self.visits.store(visits + 1, Relaxed);
        }
        if !self.touched.load(Relaxed) {
            self.touched.store(true, Relaxed);
        }
    }

    pub(super) fn visits(&self) -> u8 {
        self.visits.load(Relaxed)
    }

    pub(super) fn set_visits(&self, visits: u8) {
        self.visits.store(visits, Relaxed);
    }

    /// Notes that plain bytes of it are kept; returns their number, or `None` if that was noted before.
    pub(super) fn note_plain(&self) -> Option<usize> {
        (!self.plain_noted.swap(true, Relaxed)).then_some(self.length)
    }

    /// Takes the note back; returns the number of bytes that were noted.
    pub(super) fn forget_plain(&self) -> usize {
        if self.plain_noted.swap(false, Relaxed) {
            self.length
        } else {
            0
        }
    }

    pub(super) fn take_touched(&self) -> bool {
        self.touched.swap(false, Relaxed)
    }
}

/// What the cache knows of a page when it was rendered.
pub(super) struct About {
    pub number: PageNumber,
    pub snapshot: i64,
    pub until: Option<Timestamp>,
    pub keys: usize,
    pub surrogates: Option<HeaderValue>,
}

/// The bytes in one encoding.
#[derive(Debug)]
pub struct Coded {
    /// The bytes as they are sent.
    pub body: Bytes,
    effort: Effort,
    headers: OnceLock<Box<HeaderMap>>,
}

/// A page with the bytes that are kept of it. What is there never changes, encodings are only added; to drop one, the
/// entry is replaced by another with the same stamp.
#[derive(Debug)]
pub struct Entry {
    /// Shared by all entries of one rendering.
    pub stamp: Arc<Stamp>,
    copies: [OnceLock<Coded>; 3],
    busy: AtomicBool,
}

impl Entry {
    pub(super) fn new(path: Arc<str>, page: Page, about: About) -> Arc<Self> {
        let (plain, story) = (page.body, page.story);
        let born = Instant::now();
        let left = |until: Timestamp| until.millis() - Timestamp::now().millis();
        let left = about.until.map(|until| u64::try_from(left(until)).unwrap_or(0));
        let stamp = Stamp {
            path,
            snapshot: about.snapshot,
            status: page.status,
            common: page.headers,
            surrogates: about.surrogates,
            born,
            until: left.and_then(|millis| born.checked_add(Duration::from_millis(millis))),
            story,
            reads: AtomicU32::new(0),
            number: about.number,
            keys: about.keys,
            hash: rapidhash::v3::rapidhash_v3(&plain),
            length: plain.len(),
            state: AtomicU8::new(FRESH),
            visits: AtomicU8::new(0),
            touched: AtomicBool::new(false),
            plain_noted: AtomicBool::new(false),
            in_main: AtomicBool::new(false),
            weight: AtomicUsize::new(0),
        };
        let entry = Self::of(Arc::new(stamp));
        entry.add(Encoding::Identity, Effort::Quick, plain);
        Arc::new(entry)
    }

    fn of(stamp: Arc<Stamp>) -> Self {
        Self {
            stamp,
            copies: Default::default(),
            busy: AtomicBool::new(false),
        }
    }

    /// The bytes in this encoding, when they are there.
    pub fn coded(&self, encoding: Encoding) -> Option<&Coded> {
        self.copies[encoding as usize].get()
    }

    /// Bytes of all bodies, and what a kept page costs beside them.
    pub(super) fn heft(&self) -> usize {
        let bodies: usize = self
            .copies
            .iter()
            .filter_map(OnceLock::get)
            .map(|c| c.body.len())
            .sum();
        bodies + 700 + self.stamp.path.len() + 24 * self.stamp.keys
    }

    fn add(&self, encoding: Encoding, effort: Effort, body: impl Into<Bytes>) {
        let _ = self.copies[encoding as usize].set(Coded {
            body: body.into(),
            effort,
            headers: OnceLock::new(),
        });
    }

    /// The plain bytes, decoded from another encoding where they are not kept.
    pub fn plain(&self) -> Option<Bytes> {
        if let Some(plain) = self.coded(Encoding::Identity) {
            return Some(plain.body.clone());
        }
        [Encoding::Brotli, Encoding::Gzip]
            .into_iter()
            .find_map(|encoding| {
                let coded = self.coded(encoding)?;
                encoding.decode(&coded.body, self.stamp.length).map(Bytes::from)
            })
    }

    /// Makes the bytes in `encoding`. While somebody else is compressing, the plain bytes must do.
    pub(super) fn make(&self, encoding: Encoding) {
        let Some(plain) = self.plain() else { return };
        if encoding == Encoding::Identity || self.busy.swap(true, Relaxed) {
            return self.add(Encoding::Identity, Effort::Quick, plain);
        }
        if self.coded(encoding).is_none() {
            self.add(encoding, Effort::Quick, encoding.encode(&plain, Effort::Quick));
        }
        self.busy.store(false, Relaxed);
    }

    /// The same page with Brotli alone, for pages that are seldom asked for.
    pub(super) fn packed(&self) -> Option<Arc<Self>> {
        let packed = Self::of(self.stamp.clone());
        match self.coded(Encoding::Brotli) {
            Some(coded) => packed.add(Encoding::Brotli, coded.effort, coded.body.clone()),
            None => {
                let coded = Encoding::Brotli.encode(&self.plain()?, Effort::Thorough);
                packed.add(Encoding::Brotli, Effort::Thorough, coded);
            }
        }
        Some(Arc::new(packed))
    }

    /// The same page with its Brotli bytes made without haste; `None` if they are already.
    pub(super) fn improved(&self) -> Option<Arc<Self>> {
        let quick = self
            .coded(Encoding::Brotli)
            .filter(|coded| coded.effort == Effort::Quick)?;
        let better = Encoding::Brotli.encode(&self.plain()?, Effort::Thorough);
        let body = if better.len() < quick.body.len() {
            Bytes::from(better)
        } else {
            quick.body.clone()
        };
        let improved = Self::of(self.stamp.clone());
        for encoding in [Encoding::Identity, Encoding::Gzip] {
            if let Some(coded) = self.coded(encoding) {
                improved.add(encoding, coded.effort, coded.body.clone());
            }
        }
        improved.add(Encoding::Brotli, Effort::Thorough, body);
        Some(Arc::new(improved))
    }

    /// What is to be sent: headers and body in `encoding`, or in the best one there is if that is being made.
    pub fn choose(&self, encoding: Encoding) -> Option<(&HeaderMap, &Bytes)> {
        let (encoding, coded) = match self.coded(encoding) {
            Some(coded) => (encoding, coded),
            None => (Encoding::Identity, self.coded(Encoding::Identity)?),
        };
        Some((
            coded
                .headers
                .get_or_init(|| Box::new(self.headers(encoding, coded))),
            &coded.body,
        ))
    }

    /// Strong validator (RFC 9110, 8.8.3): other for other bytes, thus for each encoding and effort.
    fn etag(&self, encoding: Encoding, effort: Effort) -> HeaderValue {
        let mark = match (encoding, effort) {
            (Encoding::Identity, _) => "",
            (Encoding::Gzip, _) => "-g",
            (Encoding::Brotli, Effort::Quick) => "-b",
            (Encoding::Brotli, Effort::Thorough) => "-B",
        };
        let tag = format!("\"{:016x}{mark}\"", self.stamp.hash);
        HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\""))
    }

    fn headers(&self, encoding: Encoding, coded: &Coded) -> HeaderMap {
        let mut headers = (*self.stamp.common).clone();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(coded.body.len()));
        headers.insert(ETAG, self.etag(encoding, coded.effort));
        headers.insert(request_id::HEADER, request_id::TO_BE_FILLED_IN);
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(name) = encoding.name() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        if let Some(keys) = &self.stamp.surrogates {
            headers.insert("surrogate-key", keys.clone());
        }
        headers
    }
}
