//! Which pages carry which surrogate keys, and which keys were invalidated lately.

use kernel::Key;
use std::collections::{HashMap, HashSet};

/// A page's place in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageNumber(u64);

/// Invalidated keys that are remembered in each of two generations.
const GENERATION: usize = 20_000;

#[derive(Debug, Default)]
pub(super) struct Ledger {
    by_key: HashMap<Key, u32>,
    slots: Vec<Slot>,
    free: Vec<u32>,
    by_page: HashMap<u64, Box<[u32]>>,
    next: u64,
    recent: Invalidations,
}

#[derive(Debug, Default)]
struct Slot {
    key: Option<Key>,
    pages: HashSet<u64>,
}

impl Ledger {
    /// A number for a page that is to be written down.
    pub fn number(&mut self) -> PageNumber {
        self.next += 1;
        PageNumber(self.next)
    }

    /// Writes down that the page carries these keys.
    pub fn link(&mut self, page: PageNumber, keys: &[Key]) {
        let mut slots = Vec::with_capacity(keys.len());
        for key in keys {
            let slot = match self.by_key.get(key) {
                Some(slot) => *slot,
                None => self.slot(key.clone()),
            };
            self.slots[slot as usize].pages.insert(page.0);
            slots.push(slot);
        }
        self.by_page.insert(page.0, slots.into());
    }

    fn slot(&mut self, key: Key) -> u32 {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot::default());
            (self.slots.len() - 1) as u32
        });
        self.slots[slot as usize].key = Some(key.clone());
        self.by_key.insert(key, slot);
        slot
    }

    /// Strikes the page out.
    pub fn unlink(&mut self, page: PageNumber) {
        for slot in self.by_page.remove(&page.0).unwrap_or_default() {
            let entry = &mut self.slots[slot as usize];
            entry.pages.remove(&page.0);
            if entry.pages.is_empty()
                && let Some(key) = entry.key.take()
            {
                entry.pages = HashSet::new();
                self.by_key.remove(&key);
                self.free.push(slot);
            }
        }
    }

    /// The pages that carry one of these keys.
    pub fn pages(&self, keys: &[Key]) -> HashSet<PageNumber> {
        let slots = keys.iter().filter_map(|key| self.by_key.get(key));
        slots
            .flat_map(|slot| self.slots[*slot as usize].pages.iter().map(|n| PageNumber(*n)))
            .collect()
    }

    /// Remembers that a change touched these keys.
    pub fn invalidated(&mut self, change: i64, keys: &[Key]) {
        self.recent.note(change, keys);
    }

    /// Whether a page with these keys, rendered from this snapshot, is out of date already.
    pub fn is_outdated(&self, snapshot: i64, keys: &[Key]) -> bool {
        self.recent.since(snapshot, keys)
    }

    #[cfg(test)]
    pub fn remembered(&self) -> (usize, usize) {
        (self.by_key.len(), self.by_page.len())
    }
}

/// The last change that touched each key, of the last 20,000 to 40,000 keys; of those before, only the last change of
/// all.
#[derive(Debug, Default)]
struct Invalidations {
    now: HashMap<Key, i64>,
    before: HashMap<Key, i64>,
    floor: i64,
}

impl Invalidations {
    fn note(&mut self, change: i64, keys: &[Key]) {
        for key in keys {
            let last = self.now.entry(key.clone()).or_insert(change);
            *last = change.max(*last);
        }
        if self.now.len() > GENERATION {
            let forgotten = std::mem::replace(&mut self.before, std::mem::take(&mut self.now));
            self.floor = forgotten.into_values().fold(self.floor, i64::max);
        }
    }

    fn since(&self, snapshot: i64, keys: &[Key]) -> bool {
        let later = |seen: &HashMap<Key, i64>, key| seen.get(key).is_some_and(|change| *change > snapshot);
        self.floor > snapshot
            || keys
                .iter()
                .any(|key| later(&self.now, key) || later(&self.before, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::PostId;

    #[test]
    fn a_page_that_is_struck_out_leaves_nothing_behind() {
        let mut ledger = Ledger::default();
        for _ in 0..3 {
            let page = ledger.number();
            ledger.link(page, &[Key::Posts, Key::Post(PostId::new())]);
            assert_eq!(ledger.pages(&[Key::Posts]).len(), 1);
            ledger.unlink(page);
        }
        assert_eq!(ledger.remembered(), (0, 0));
        assert_eq!(ledger.slots.len(), 2);
    }

    #[test]
    fn what_is_forgotten_counts_as_invalidated() {
        let mut ledger = Ledger::default();
        let first = Key::Post(PostId::new());
        ledger.invalidated(7, std::slice::from_ref(&first));
        assert!(ledger.is_outdated(6, std::slice::from_ref(&first)));
        assert!(!ledger.is_outdated(7, std::slice::from_ref(&first)));
        for change in 8..=9 {
            let many: Vec<Key> = (0..=GENERATION).map(|_| Key::Post(PostId::new())).collect();
            ledger.invalidated(change, &many);
        }
        assert!(
            ledger.is_outdated(6, &[]),
            "change 7 is below the floor, so snapshot 6 cannot be trusted"
        );
        assert!(!ledger.is_outdated(9, &[first]));
    }
}
