//! Where the pages are kept: found without waiting, dropped when there are too many.
//!
//! Looking up takes one shared lock on one of 16 shards. All book-keeping (weights, surrogate keys, the order in which
//! pages go) is behind one mutex that only renders and invalidations take. What is dropped is decided as S3-FIFO does
//! (Yang et al., SOSP 2023): newcomers wait in a small queue, and only those that were asked for again reach the main
//! one; so a robot that walks the archive does not push out what people read.

use super::{
    Entry,
    entry::Stamp,
    ghosts::Ghosts,
    ledger::{Ledger, PageNumber},
};
use kernel::PostId;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Condvar, Mutex, MutexGuard, RwLock, atomic::Ordering::Relaxed},
    time::Duration,
};

const SHARDS: usize = 16;

type Shard = RwLock<HashMap<Arc<str>, Arc<Entry>>>;

#[derive(Debug)]
pub(super) struct Shelf {
    shards: [Shard; SHARDS],
    books: Mutex<Books>,
    work: Condvar,
    capacity: usize,
    /// Above this many plain bytes, pages that nobody asks for are packed.
    plain_capacity: usize,
}

#[derive(Debug, Default)]
pub(super) struct Books {
    pub ledger: Ledger,
    /// Counts themes: pages of an earlier one are not kept.
    pub epoch: u64,
    pub weight: usize,
    pages: HashMap<PageNumber, Arc<Stamp>>,
    small: VecDeque<Arc<Stamp>>,
    small_weight: usize,
    main: VecDeque<Arc<Stamp>>,
    ghosts: Ghosts,
    plain: VecDeque<Arc<Stamp>>,
    plain_weight: usize,
    hasty: VecDeque<Arc<Stamp>>,
    closed: bool,
    /// Readings of pages that have gone since they were taken last.
    reads: HashMap<PostId, u32>,
}

/// What the packer has to do next.
#[derive(Debug)]
pub(super) enum Task {
    /// Keep only the compressed bytes of this page.
    Pack(Arc<Entry>),
    /// Compress this page better.
    Improve(Arc<Entry>),
    /// Nothing for now.
    Rest,
    /// The cache is gone.
    Stop,
}

impl Shelf {
    pub fn new(capacity: usize) -> Self {
        Self {
            shards: Default::default(),
            books: Mutex::default(),
            work: Condvar::new(),
            capacity,
            plain_capacity: capacity / 3,
        }
    }

    fn shard(&self, path: &str) -> &Shard {
        let sum = path
            .bytes()
            .rev()
            .take(12)
            .fold(path.len(), |sum, b| sum.wrapping_mul(31) + usize::from(b));
        &self.shards[sum % SHARDS]
    }

    pub fn get(&self, path: &str) -> Option<Arc<Entry>> {
        self.shard(path)
            .read()
            .unwrap_or_else(|e| e.into_inner())
            .get(path)
            .cloned()
    }

    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Keeps a page whose keys are in the ledger; the page that was at its path goes.
    pub fn insert(&self, books: &mut Books, entry: &Arc<Entry>) {
        let stamp = &entry.stamp;
        if let Some(old) = self.get(&stamp.path).map(|entry| entry.stamp.clone()) {
            stamp.set_visits(old.visits());
            stamp.in_main.store(old.in_main.load(Relaxed), Relaxed);
            self.forget(books, &old);
        }
        let weight = entry.heft();
        stamp.weight.store(weight, Relaxed);
        books.pages.insert(stamp.number, stamp.clone());
        books.weight += weight;
        if stamp.in_main.load(Relaxed) || books.ghosts.take(&stamp.path) {
            stamp.in_main.store(true, Relaxed);
            books.main.push_back(stamp.clone());
        } else {
            books.small_weight += weight;
            books.small.push_back(stamp.clone());
        }
        self.put(entry);
        self.note_plain(books, entry);
        self.make_room(books);
        books.sweep();
    }

    fn put(&self, entry: &Arc<Entry>) {
        let mut shard = self
            .shard(&entry.stamp.path)
            .write()
            .unwrap_or_else(|e| e.into_inner());
        shard.insert(entry.stamp.path.clone(), entry.clone());
    }

    /// Takes a page out; its place in the queues is skipped later.
    pub fn forget(&self, books: &mut Books, stamp: &Stamp) {
        if books.pages.remove(&stamp.number).is_none() {
            return;
        }
        books.ledger.unlink(stamp.number);
        if let Some((story, count)) = stamp.take_reads() {
            *books.reads.entry(story).or_default() += count;
        }
        let weight = stamp.weight.load(Relaxed);
        books.weight -= weight;
        books.plain_weight -= stamp.forget_plain();
        if !stamp.in_main.load(Relaxed) {
            books.small_weight -= weight;
        }
        let mut shard = self.shard(&stamp.path).write().unwrap_or_else(|e| e.into_inner());
        if shard
            .get(&stamp.path)
            .is_some_and(|kept| kept.stamp.number == stamp.number)
        {
            shard.remove(&stamp.path);
        }
    }

    /// Takes out whatever page is at `path`.
    pub fn forget_path(&self, books: &mut Books, path: &str) {
        if let Some(entry) = self.get(path) {
            self.forget(books, &entry.stamp);
        }
    }

    /// Writes down that encodings were added to a kept page.
    pub fn grown(&self, entry: &Arc<Entry>, hasty: bool) {
        let books = &mut *self.books();
        if !self
            .get(&entry.stamp.path)
            .is_some_and(|kept| Arc::ptr_eq(&kept, entry))
        {
            return;
        }
        self.reweigh(books, entry);
        self.note_plain(books, entry);
        if hasty {
            books.hasty.push_back(entry.stamp.clone());
            self.work.notify_one();
        }
        self.make_room(books);
    }

    /// Puts another entry of the same rendering in the place of `old`, if that is still there.
    pub fn swap(&self, old: &Entry, new: &Arc<Entry>) {
        let books = &mut *self.books();
        let current = self.get(&old.stamp.path);
        if current.is_some_and(|kept| std::ptr::eq(&*kept, old))
            && books.pages.contains_key(&old.stamp.number)
        {
            self.put(new);
            self.reweigh(books, new);
        }
    }

    fn reweigh(&self, books: &mut Books, entry: &Entry) {
        let now = entry.heft();
        let before = entry.stamp.weight.swap(now, Relaxed);
        books.weight = books.weight - before + now;
        if !entry.stamp.in_main.load(Relaxed) {
            books.small_weight = books.small_weight - before + now;
        }
    }

    fn note_plain(&self, books: &mut Books, entry: &Entry) {
        if entry.coded(super::Encoding::Identity).is_some()
            && let Some(bytes) = entry.stamp.note_plain()
        {
            books.plain_weight += bytes;
            books.plain.push_back(entry.stamp.clone());
            if books.plain_weight > self.plain_capacity {
                self.work.notify_one();
            }
        }
    }

    fn make_room(&self, books: &mut Books) {
        while books.weight > self.capacity {
            let small_first = books.small_weight > self.capacity / 10;
            let Some(stamp) = books.next_to_go(small_first) else {
                return;
            };
            if !books.pages.contains_key(&stamp.number) {
                continue;
            }
            let visits = stamp.visits();
            if visits > 0 {
                stamp.set_visits(visits - 1);
                if !stamp.in_main.swap(true, Relaxed) {
                    books.small_weight -= stamp.weight.load(Relaxed);
                }
                books.main.push_back(stamp);
                continue;
            }
            if !stamp.in_main.load(Relaxed) {
                books.ghosts.add(&stamp.path);
            }
            self.forget(books, &stamp);
        }
    }

    /// Marks the pages with these keys that have not seen `change`: `gone` leave, the others stay as stale ones.
    /// Returns how many.
    pub fn invalidate(&self, change: i64, keys: &[kernel::Key], gone: &[kernel::Key]) -> usize {
        let books = &mut *self.books();
        books.ledger.invalidated(change, keys);
        books.ledger.invalidated(change, gone);
        let mut touched = 0;
        for number in books.ledger.pages(gone) {
            if let Some(stamp) = books.pages.get(&number).filter(|s| s.snapshot < change).cloned() {
                stamp.bury();
                self.forget(books, &stamp);
                touched += 1;
            }
        }
        for number in books.ledger.pages(keys) {
            if let Some(stamp) = books
                .pages
                .get(&number)
                .filter(|s| s.snapshot < change && s.is_fresh())
            {
                stamp.expire();
                touched += 1;
            }
        }
        touched
    }

    /// Marks all pages stale, and those that are being rendered not worth keeping.
    pub fn next_epoch(&self) {
        let mut books = self.books();
        books.epoch += 1;
        books.pages.values().for_each(|stamp| stamp.expire());
    }

    /// How often stories were read since the last time. One that is counted in the moment in which its page goes may be
    /// lost.
    pub fn take_reads(&self) -> HashMap<PostId, u32> {
        let books = &mut *self.books();
        let mut reads = std::mem::take(&mut books.reads);
        for (story, count) in books.pages.values().filter_map(|stamp| stamp.take_reads()) {
            *reads.entry(story).or_default() += count;
        }
        reads
    }

    /// Pages and bytes that are kept.
    pub fn totals(&self) -> (usize, usize) {
        let books = self.books();
        (books.pages.len(), books.weight)
    }

    /// The next piece of work for the packer, waiting up to `patience` for one.
    pub fn next_task(&self, patience: Duration) -> Task {
        let mut books = self.books();
        if !books.closed && books.hasty.is_empty() && books.plain_weight <= self.plain_capacity {
            books = self
                .work
                .wait_timeout(books, patience)
                .map_or_else(|e| e.into_inner().0, |(b, _)| b);
        }
        let books = &mut *books;
        if books.closed {
            return Task::Stop;
        }
        let mut second_chances = books.plain.len();
        while books.plain_weight > self.plain_capacity
            && let Some(stamp) = books.plain.pop_front()
        {
            let kept = books.pages.contains_key(&stamp.number);
            if kept && second_chances > 0 && stamp.take_touched() {
                second_chances -= 1;
                books.plain.push_back(stamp);
                continue;
            }
            books.plain_weight -= stamp.forget_plain();
            if kept && let Some(entry) = self.get(&stamp.path) {
                return Task::Pack(entry);
            }
        }
        while let Some(stamp) = books.hasty.pop_front() {
            if stamp.is_fresh()
                && let Some(entry) = self.get(&stamp.path).filter(|e| e.stamp.number == stamp.number)
            {
                return Task::Improve(entry);
            }
        }
        Task::Rest
    }

    pub fn close(&self) {
        self.books().closed = true;
        self.work.notify_all();
    }
}

impl Books {
    fn next_to_go(&mut self, small_first: bool) -> Option<Arc<Stamp>> {
        let (first, second) = if small_first {
            (&mut self.small, &mut self.main)
        } else {
            (&mut self.main, &mut self.small)
        };
        first.pop_front().or_else(|| second.pop_front())
    }

    #[cfg(test)]
    pub fn queued(&self) -> usize {
        self.small.len() + self.main.len() + self.plain.len() + self.hasty.len()
    }

    /// Takes forgotten pages out of the queues when there are more of them than of kept ones.
    fn sweep(&mut self) {
        let (pages, many) = (&self.pages, 2 * self.pages.len() + 1000);
        for queue in [&mut self.small, &mut self.main, &mut self.plain, &mut self.hasty] {
            if queue.len() > many {
                queue.retain(|stamp| pages.contains_key(&stamp.number));
            }
        }
    }
}
