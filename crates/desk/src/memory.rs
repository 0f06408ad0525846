//! The memory that large bodies take, from before they come until they are answered.

use kernel::UserId;
use std::{
    collections::HashMap,
    pin::pin,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};

/// Up to so many bytes an upload is not counted: the number of places bounds what these take together.
pub(crate) const SMALL: u64 = 1024 * 1024;
/// Up to so many it is the size of a picture, which finds room also while films come in.
pub(crate) const PICTURE: u64 = 10 * 1024 * 1024;

/// The room there is for each sort of body, so that none keeps another waiting.
pub(crate) struct Rooms {
    /// For what is larger than a picture.
    pub films: Memory,
    pub pictures: Memory,
    /// For forms, and what scripts send.
    pub forms: Memory,
}

impl Default for Rooms {
    fn default() -> Self {
        Self {
            films: Memory::of(4),
            pictures: Memory::of(8),
            forms: Memory::of(32),
        }
    }
}

/// Bodies of the largest size that one person has room for.
const OF_ONE: u64 = 2;

/// How long an upload waits for room.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is held of it.
pub(crate) struct Memory {
    /// Bodies of the largest size that there is room for.
    of_all: u64,
    held: Mutex<Held>,
    freed: Notify,
}

#[derive(Default)]
struct Held {
    all: u64,
    of: HashMap<UserId, u64>,
}

/// Room for one body, until it is dropped.
pub(crate) struct Room<'a> {
    memory: &'a Memory,
    person: UserId,
    bytes: u64,
}

impl Memory {
    fn of(of_all: u64) -> Self {
        Self {
            of_all,
            held: Mutex::default(),
            freed: Notify::new(),
        }
    }

    /// Room for a person's body of so many bytes, where the largest may have `largest`. `None` when there was
    /// none for ten seconds. All of it is given at once: bodies that waited with half of theirs would wait for one another.
    pub async fn room(&self, person: UserId, bytes: u64, largest: u64) -> Option<Room<'_>> {
        let end = Instant::now() + PATIENCE;
        loop {
            let mut freed = pin!(self.freed.notified());
            freed.as_mut().enable();
            if let Some(room) = self.take(person, bytes, largest) {
                return Some(room);
            }
            timeout_at(end, freed).await.ok()?;
        }
    }

    fn take(&self, person: UserId, bytes: u64, largest: u64) -> Option<Room<'_>> {
        let mut held = self.held();
        let own = held.of.get(&person).copied().unwrap_or_default();
        // Bodies may come slowly: whoever has room already leaves some for those who have none.
        let left = if own == 0 { 0 } else { largest };
        if held.all + bytes + left > self.of_all * largest || own + bytes > OF_ONE * largest {
            return None;
        }
        held.all += bytes;
        held.of.insert(person, own + bytes);
        Some(Room {
            memory: self,
            person,
            bytes,
        })
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        let mut held = self.memory.held();
        held.all -= self.bytes;
        if let Some(own) = held.of.get_mut(&self.person) {
            *own -= self.bytes;
            if *own == 0 {
                held.of.remove(&self.person);
            }
        }
        drop(held);
        self.memory.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn two_people_leave_room_for_a_third() {
        let (memory, one, other) = (Memory::of(4), UserId::new(), UserId::new());
        let _held = [
            memory.room(one, 100, 100).await.unwrap(),
            memory.room(one, 100, 100).await.unwrap(),
            memory.room(other, 100, 100).await.unwrap(),
        ];
        assert!(memory.room(other, 1, 100).await.is_none());
        assert!(memory.room(UserId::new(), 100, 100).await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn uploads_have_bounded_memory_of_which_one_person_gets_half() {
        let (memory, one, other) = (Memory::of(4), UserId::new(), UserId::new());
        let first = memory.room(one, 100, 100).await.unwrap();
        let second = memory.room(one, 100, 100).await.unwrap();
        assert!(memory.room(one, 1, 100).await.is_none());
        let _third = memory.room(other, 150, 100).await.unwrap();
        assert!(memory.room(UserId::new(), 51, 100).await.is_none());
        // Who waits gets what becomes free.
        let (room, ()) = tokio::join!(memory.room(other, 50, 100), async { drop(first) });
        assert!(room.is_some());
        drop((second, room));
        assert_eq!(memory.held().all, 150);
        assert_eq!(memory.held().of.len(), 1);
    }
}
