//! The latest events of a language, in the order of the changes they come from.

use super::event::event;
use bytes::Bytes;
use kernel::PostId;
use std::collections::VecDeque;

/// Bytes that the events of a language may take.
const BYTES: usize = 2 * 1024 * 1024;

/// Events that clients have not had yet, or may ask for again.
#[derive(Debug)]
pub(super) struct Log {
    entries: VecDeque<Entry>,
    bytes: usize,
    kept: usize,
    /// Number of the next entry. Entries are never renumbered.
    next: u64,
    /// Entries below this number were dropped to make room.
    lost_below: u64,
    /// All events after this change are here.
    floor: i64,
    /// The last change that was looked at; `None` before the past was read.
    position: Option<i64>,
    /// Counts signs of life, and the last of them.
    beat: (u32, Bytes),
}

#[derive(Debug)]
struct Entry {
    number: u64,
    change: i64,
    /// What it is about: a later event of the same item takes its place.
    post: Option<PostId>,
    bytes: Bytes,
}

/// Where a client begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With the entry of this number.
    At(u64),
    /// It has to fetch the list first: it was away for too long, or knows changes that are not known here yet.
    Anew(u64, Bytes),
}

/// What comes next for a client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// This entry; its number is told.
    Event(u64, Bytes),
    /// Nothing for now.
    Nothing,
    /// Something was dropped that it has not had.
    Lost,
}

impl Log {
    /// A log that knows nothing of what was up to `position`, and is not open before the past was read.
    pub fn new(kept: usize, position: i64) -> Self {
        Self {
            entries: VecDeque::new(),
            bytes: 0,
            kept: kept.max(1),
            next: 0,
            lost_below: 0,
            floor: position,
            position: None,
            beat: (0, Bytes::new()),
        }
    }

    /// Says after which change all events are here.
    pub fn begin(&mut self, floor: i64) {
        self.floor = floor;
    }

    /// Adds an event of `change`.
    pub fn append(&mut self, change: i64, post: Option<PostId>, bytes: Bytes) {
        if post.is_some() {
            let sum = &mut self.bytes;
            self.entries.retain(|entry| {
                let other = entry.post != post;
                *sum -= if other { 0 } else { entry.bytes.len() };
                other
            });
        }
        self.bytes += bytes.len();
        self.entries.push_back(Entry {
            number: self.next,
            change,
            post,
            bytes,
        });
        self.next += 1;
        while self.entries.len() > self.kept || (self.bytes > BYTES && self.entries.len() > 1) {
            let Some(dropped) = self.entries.pop_front() else {
                break;
            };
            self.bytes -= dropped.bytes.len();
            self.lost_below = dropped.number + 1;
            self.floor = self.floor.max(dropped.change);
        }
    }

    /// Everybody has to fetch the list: what came before `change` is not known.
    pub fn lose(&mut self, change: i64) {
        self.append(change, None, reload(change));
        self.floor = change;
        self.advance(change);
    }

    /// All changes up to this one were looked at.
    pub fn advance(&mut self, change: i64) {
        self.position = Some(self.position.map_or(change, |position| position.max(change)));
    }

    /// A sign of life, with which clients learn how far they are though nothing happened.
    pub fn beat(&mut self) {
        if let Some(position) = self.position {
            self.beat = (self.beat.0.wrapping_add(1), event("beat", "1", Some(position)));
        }
    }

    /// The last sign of life and its number.
    pub fn last_beat(&self) -> (u32, Bytes) {
        self.beat.clone()
    }

    /// Where a client begins that knows the changes up to `after`; `None` while the past is being read.
    pub fn start(&self, after: Option<i64>) -> Option<Start> {
        let position = self.position?;
        Some(match after {
            None => Start::At(self.next),
            Some(after) if after < self.floor || after > position => Start::Anew(self.next, reload(position)),
            Some(after) => {
                let at = self.entries.partition_point(|entry| entry.change <= after);
                Start::At(self.entries.get(at).map_or(self.next, |entry| entry.number))
            }
        })
    }

    /// What comes next for a client that is at the entry `number`.
    pub fn next(&self, number: u64) -> Next {
        if number < self.lost_below {
            return Next::Lost;
        }
        let at = self.entries.partition_point(|entry| entry.number < number);
        match self.entries.get(at) {
            Some(entry) => Next::Event(entry.number, entry.bytes.clone()),
            None => Next::Nothing,
        }
    }
}

fn reload(id: i64) -> Bytes {
    event("reload", "list", Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(text: &str) -> Bytes {
        Bytes::copy_from_slice(text.as_bytes())
    }

    /// All that a client gets that knows the changes up to `after`.
    fn all(log: &Log, after: i64) -> Option<Vec<String>> {
        let mut number = match log.start(Some(after))? {
            Start::At(number) => number,
            Start::Anew(..) => return None,
        };
        let mut events = Vec::new();
        while let Next::Event(at, bytes) = log.next(number) {
            events.push(String::from_utf8(bytes.to_vec()).unwrap());
            number = at + 1;
        }
        Some(events)
    }

    #[test]
    fn a_client_goes_on_where_it_stopped() {
        let mut log = Log::new(10, 5);
        assert_eq!(log.start(Some(5)), None, "the past is being read");
        log.advance(5);
        for change in [6, 8, 9] {
            log.append(change, Some(PostId::new()), named(&change.to_string()));
            log.advance(change);
        }
        assert_eq!(all(&log, 5).unwrap(), ["6", "8", "9"]);
        assert_eq!(all(&log, 7).unwrap(), ["8", "9"]);
        assert_eq!(all(&log, 9).unwrap(), Vec::<String>::new());
        assert_eq!(all(&log, 4), None, "what was before is not known");
        assert_eq!(all(&log, 10), None, "that is not known yet");
    }

    #[test]
    fn of_an_item_only_the_last_event_is_kept() {
        let (mut log, post) = (Log::new(10, 0), PostId::new());
        log.append(1, Some(post), named("old"));
        log.append(2, Some(PostId::new()), named("other"));
        log.append(3, Some(post), named("new"));
        log.advance(3);
        assert_eq!(all(&log, 0).unwrap(), ["other", "new"]);
        assert_eq!(log.bytes, "othernew".len());
        assert_eq!(
            log.next(0),
            Next::Event(1, named("other")),
            "nobody has lost anything"
        );
    }

    #[test]
    fn who_is_too_slow_has_lost_something() {
        let mut log = Log::new(2, 0);
        for change in 1..=3 {
            log.append(change, Some(PostId::new()), named("x"));
        }
        log.advance(3);
        assert_eq!(log.next(0), Next::Lost);
        assert_eq!(log.next(1), Next::Event(1, named("x")));
        assert_eq!((all(&log, 0), all(&log, 1).map(|all| all.len())), (None, Some(2)));
    }

    #[test]
    fn after_changes_were_lost_everybody_fetches_the_list() {
        let mut log = Log::new(10, 0);
        log.append(1, Some(PostId::new()), named("x"));
        log.advance(1);
        log.lose(9);
        assert_eq!(log.next(1), Next::Event(1, reload(9)));
        assert_eq!((all(&log, 1), all(&log, 9)), (None, Some(vec![])));
    }

    proptest! {
        #[test]
        fn whoever_resumes_knows_the_last_state_of_every_item(
            changes in proptest::collection::vec(0..6_usize, 1..60), kept in 1..20_usize, after in 0..60_i64,
        ) {
            let posts: Vec<PostId> = (0..6).map(|_| PostId::new()).collect();
            let mut log = Log::new(kept, 0);
            for (change, which) in (1..).zip(&changes) {
                log.append(change, Some(posts[*which]), named(&format!("{which} {change}")));
                log.advance(change);
            }
            let missed = (1..).zip(&changes).filter(|(change, _)| *change > after);
            let last: std::collections::BTreeMap<usize, i64> = missed.map(|(change, which)| (*which, change)).collect();
            if let Some(mut got) = all(&log, after) {
                let mut wanted: Vec<String> = last.iter().map(|(which, change)| format!("{which} {change}")).collect();
                got.sort();
                wanted.sort();
                prop_assert_eq!(got, wanted);
            }
        }
    }
}
