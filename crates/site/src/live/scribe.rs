//! Makes events of changes: each touched item is read and rendered once, for all who listen.

use super::{Live, Room, event::event};
use crate::{
    cache::Failure,
    render::{Renderer, failure},
};
use kernel::{Key, Language, Post, PostId, PostKind, Timestamp};
use std::{
    collections::{BTreeMap, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::Arc,
    time::Duration,
};
use store::{Change, Reader, Store, caught};
use tokio::{
    sync::mpsc::UnboundedReceiver,
    time::{MissedTickBehavior, interval, sleep},
};

/// Changes that are taken at a time.
const BATCH: usize = 100;
/// A change of more posts than this is an import: fetching the list is cheaper for everybody.
const MANY: usize = 50;
/// How far back a restart looks at most. In milliseconds.
const PAST: i64 = 3_600_000;
/// After an error of the store.
const PAUSE: Duration = Duration::from_millis(300);

/// What the follower of the change feed tells.
#[derive(Debug)]
pub(super) enum Note {
    /// A change.
    Change {
        id: i64,
        /// What it touched of the feed.
        posts: Vec<PostId>,
        /// Those of them that were withdrawn, or are in another language now.
        gone: Vec<PostId>,
        /// Whether it touched the settings, which name the languages.
        settings: bool,
    },
    /// Changes up to this one are not known.
    Lost(i64),
}

impl Note {
    fn id(&self) -> i64 {
        match self {
            Note::Change { id, .. } | Note::Lost(id) => *id,
        }
    }
}

pub(super) struct Scribe {
    live: Live,
    renderer: Arc<Renderer>,
    store: Store,
}

type Rooms = HashMap<Language, Arc<Room>>;

/// What has to be looked at: post → the last change that touched it, and whether it has to leave where it was.
type Touched = BTreeMap<PostId, (i64, bool)>;

/// What became of a post.
struct Outcome {
    change: i64,
    post: PostId,
    /// Where it stands, and how it looks there; `None` when it stands nowhere.
    item: Option<(Language, String)>,
    /// Whether it has to leave the lists where it does not stand.
    leaves: bool,
}

/// The languages of the site, and what became of posts, by changes.
type Read = (Language, Vec<Language>, Vec<Outcome>);

impl Scribe {
    pub fn new(live: Live, renderer: Arc<Renderer>, store: Store) -> Self {
        Self {
            live,
            renderer,
            store,
        }
    }

    /// Reads the past up to `position`, then follows the notes, for ever.
    pub async fn follow(self, mut notes: UnboundedReceiver<Note>, position: i64) {
        let mut rooms = self.begin(position).await;
        let mut beats = interval(self.live.0.config.heartbeat);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut batch = Vec::new();
        loop {
            tokio::select! {
                taken = notes.recv_many(&mut batch, BATCH) => {
                    if taken == 0 {
                        return;
                    }
                    let last = batch.last().map_or(position, Note::id);
                    if caught(self.take(&mut batch, &mut rooms)).await.is_err() {
                        tracing::error!(last, "changes of the live feed could not be told; who listens fetches the list");
                        batch.clear();
                        lose(&rooms, last);
                    }
                }
                _ = beats.tick() => {
                    for room in rooms.values() {
                        room.log().beat();
                        room.bell.send_replace(());
                    }
                    self.live.tally().tell();
                }
            }
        }
    }

    /// The events of the last changes, so that a restart is none for those who come back.
    async fn begin(&self, position: i64) -> Rooms {
        let past = i64::from(self.live.0.config.past);
        let since = (position - past).max(0);
        let changes = self
            .until_read(move |_, reader| {
                reader
                    .changes_after(since, (position - since).max(0) as u32)
                    .map_err(failure)
            })
            .await;
        let (floor, touched) = past_of(&changes, position, Timestamp::now());
        let (main, others, outcomes) = self.look(touched).await;
        let rooms = self.live.rooms(&main, &others, position);
        for room in rooms.values() {
            room.log().begin(floor);
        }
        publish(&rooms, outcomes);
        for room in rooms.values() {
            room.log().advance(position);
            room.bell.send_replace(());
        }
        rooms
    }

    /// Works through a batch of notes.
    async fn take(&self, batch: &mut Vec<Note>, rooms: &mut Rooms) {
        let (mut touched, mut last, mut lost, mut settings) = (Touched::new(), 0, None, false);
        for note in batch.drain(..) {
            match note {
                Note::Lost(id) => {
                    (last, lost) = (id, Some(id));
                    touched.clear();
                }
                Note::Change {
                    id,
                    posts,
                    gone,
                    settings: other,
                } => {
                    (last, settings) = (id, settings || other);
                    if posts.len() > MANY {
                        lost = Some(id);
                        touched.clear();
                        continue;
                    }
                    for post in posts {
                        let leaves = gone.contains(&post) || touched.get(&post).is_some_and(|known| known.1);
                        touched.insert(post, (id, leaves));
                    }
                }
            }
        }
        let mut outcomes = Vec::new();
        if settings || !touched.is_empty() {
            let (main, others, found) = self.look(touched).await;
            (*rooms, outcomes) = (self.live.rooms(&main, &others, last), found);
        }
        if let Some(id) = lost {
            rooms.values().for_each(|room| room.log().lose(id));
        }
        let news = lost.is_some() || !outcomes.is_empty();
        publish(rooms, outcomes);
        for room in rooms.values() {
            room.log().advance(last);
            if news {
                room.bell.send_replace(());
            }
        }
    }

    /// What became of posts, all in one snapshot.
    async fn look(&self, touched: Touched) -> Read {
        self.until_read(move |items, reader| {
            let settings = reader.settings().map_err(failure)?;
            let mut outcomes = Vec::new();
            for (post, (change, leaves)) in &touched {
                let look = AssertUnwindSafe(|| items.outcome(reader, *post, (*change, *leaves)));
                match catch_unwind(look) {
                    Ok(outcome) => outcomes.push(outcome?),
                    // One that kills who looks at it keeps the others from nobody.
                    Err(_) => tracing::error!(%post, "an item of the news feed could not be looked at"),
                }
            }
            outcomes.sort_by_key(|outcome| outcome.change);
            Ok((settings.language.clone(), settings.languages.clone(), outcomes))
        })
        .await
    }

    /// Reads, again and again until the store answers: nothing is left out.
    async fn until_read<T: Send + 'static>(
        &self,
        read: impl Fn(&Items, &Rc<Reader>) -> Result<T, Failure> + Send + Sync + 'static,
    ) -> T {
        let read = Arc::new(read);
        loop {
            let (read, store) = (read.clone(), self.store.clone());
            let items = Items {
                renderer: self.renderer.clone(),
                live: self.live.clone(),
            };
            let work = move || read(&items, &Rc::new(store.reader().map_err(failure)?));
            match tokio::task::spawn_blocking(work).await {
                Ok(Ok(value)) => return value,
                Ok(Err(error)) => tracing::debug!(%error, "the live feed waits for the store"),
                Err(error) => tracing::error!(%error, "the live feed could not read; trying again"),
            }
            sleep(PAUSE).await;
        }
    }
}

/// Renders items.
struct Items {
    renderer: Arc<Renderer>,
    live: Live,
}

impl Items {
    fn outcome(
        &self,
        reader: &Rc<Reader>,
        post: PostId,
        (change, leaves): (i64, bool),
    ) -> Result<Outcome, Failure> {
        let found = reader.post_by_id(post).map_err(failure)?.filter(is_item);
        let leaves = leaves || found.is_none();
        let item = match found {
            Some(found) => self.item(reader, found)?,
            None => None,
        };
        Ok(Outcome {
            change,
            post,
            item,
            leaves,
        })
    }

    /// An item as its language's lists show it; nothing when the theme is not live.
    fn item(&self, reader: &Rc<Reader>, post: Post) -> Result<Option<(Language, String)>, Failure> {
        if !self.live.0.looks.current().theme.is_live() {
            return Ok(None);
        }
        let (id, language) = (post.id, post.language.clone());
        self.live.tally().rendered();
        match self.renderer.live_item(reader, Arc::new(post)) {
            Ok(html) => Ok(Some((language, html))),
            Err(failure @ Failure::Unavailable(_)) => Err(failure),
            Err(failure) => {
                tracing::error!(%failure, post = %id, "an item of the news feed could not be rendered");
                Ok(None)
            }
        }
    }
}

/// Tells everybody to fetch the list: what came up to this change is not known.
fn lose(rooms: &Rooms, change: i64) {
    for room in rooms.values() {
        room.log().lose(change);
        room.bell.send_replace(());
    }
}

fn is_item(post: &Post) -> bool {
    post.kind == PostKind::FeedItem && post.is_public(Timestamp::now())
}

/// After which change all events can be told, and what has to be looked at for them.
fn past_of(changes: &[Change], position: i64, now: Timestamp) -> (i64, Touched) {
    let (mut floor, mut touched) = (position, Touched::new());
    for change in changes.iter().rev() {
        let posts = || {
            change.keys.iter().filter_map(|key| match key {
                Key::Post(id) => Some(*id),
                _ => None,
            })
        };
        let is_feed = change.keys.contains(&Key::Feed);
        let is_old = now.millis() - change.at.millis() > PAST;
        if change.id > position {
            continue;
        }
        if change.id < floor || is_old || (is_feed && posts().count() > MANY) {
            break;
        }
        if is_feed {
            for post in posts() {
                let gone = change.gone.contains(&Key::Post(post));
                let known = touched.entry(post).or_insert((change.id, false));
                known.1 |= gone;
            }
        }
        floor = change.id - 1;
    }
    (floor, touched)
}

/// Appends what became of posts to the logs, by changes in their order.
fn publish(rooms: &Rooms, outcomes: Vec<Outcome>) {
    for (language, room) in rooms {
        let mut log = room.log();
        let events: Vec<_> = outcomes
            .iter()
            .filter_map(|outcome| match &outcome.item {
                Some((of, html)) if of == language => Some((outcome, "item", html.clone())),
                _ if outcome.leaves => Some((outcome, "gone", outcome.post.to_string())),
                _ => None,
            })
            .collect();
        for (at, (outcome, name, data)) in events.iter().enumerate() {
            let is_last = events
                .get(at + 1)
                .is_none_or(|(next, ..)| next.change > outcome.change);
            let id = is_last.then_some(outcome.change);
            log.append(outcome.change, Some(outcome.post), event(name, data.trim(), id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(id: i64, feed: bool, posts: &[PostId]) -> Change {
        let mut keys: Vec<Key> = posts.iter().copied().map(Key::Post).collect();
        keys.extend(feed.then_some(Key::Feed));
        Change {
            id,
            at: Timestamp::from_millis(PAST * 2),
            kind: "post.saved".into(),
            keys,
            gone: Vec::new(),
        }
    }

    #[test]
    fn the_past_is_what_touched_the_feed_lately() {
        let now = Timestamp::from_millis(PAST * 2 + 1000);
        let (a, b, story) = (PostId::new(), PostId::new(), PostId::new());
        let changes = [
            change(5, true, &[a]),
            change(6, false, &[story]),
            change(7, true, &[b]),
            change(8, true, &[a]),
            change(9, true, &[story]),
        ];
        let (floor, touched) = past_of(&changes, 8, now);
        assert_eq!(floor, 4);
        assert_eq!(touched, [(a, (8, false)), (b, (7, false))].into());
    }

    #[test]
    fn the_past_ends_where_it_is_old_or_an_import() {
        let now = Timestamp::from_millis(PAST * 2 + 1000);
        let posts: Vec<PostId> = (0..=MANY).map(|_| PostId::new()).collect();
        let mut changes = [
            change(1, true, &posts[..1]),
            change(2, true, &posts),
            change(3, true, &posts[..2]),
        ];
        assert_eq!(past_of(&changes, 3, now).0, 2);
        changes[2].at = Timestamp::from_millis(0);
        assert_eq!(past_of(&changes, 3, now), (3, Touched::new()));
    }
}
