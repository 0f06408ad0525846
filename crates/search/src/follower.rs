//! Keeps the index in step with the store, and builds it anew when it must be.

use crate::{
    room,
    search::{Inner, Serving, State},
    shelf::{self, Opened, Shelf},
    writer::{Step, Stuck, Writer},
};
use std::{
    path::Path,
    sync::{Arc, atomic::Ordering::SeqCst},
    time::{Duration, Instant},
};
use tokio::{
    task::spawn_blocking,
    time::{sleep, timeout},
};

/// Even without being woken, the table is looked at this often: it is the truth.
const LOOK: Duration = Duration::from_secs(5);
/// How often another process' index is looked at.
const LOOK_ELSEWHERE: Duration = Duration::from_secs(1);
/// How often files are looked at because a search failed.
const LOOK_AT_FILES: Duration = Duration::from_secs(60);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Follows for ever.
pub(crate) async fn follow(inner: Arc<Inner>) {
    metrics::describe_gauge!("broadsheet_search_posts", "Posts in the search index");
    metrics::describe_gauge!(
        "broadsheet_search_whole",
        "1 when the search index holds everything"
    );
    metrics::describe_gauge!(
        "broadsheet_search_lag_changes",
        "Changes not yet in the search index, up to 500"
    );
    let mut pause = FIRST_PAUSE;
    let mut troubles = 0;
    // What was found damaged, or not to go on from, is built anew at once.
    let mut anew = false;
    // A sound index is not left because there was no room to write to it: another would need more.
    let mut is_full = false;
    loop {
        let opening = inner.clone();
        // An index that failed again and again is not opened once more.
        let opened_anew = anew || (troubles > 1 && !is_full);
        let why = match spawn_blocking(move || open(&opening, opened_anew)).await {
            Ok(Ok(Some((shelf, writer)))) => {
                anew = false;
                match run(&inner, &shelf, writer, &mut troubles).await {
                    Some(why) => why,
                    None => {
                        anew = true;
                        continue;
                    }
                }
            }
            Ok(Ok(None)) => {
                sleep(LOOK_ELSEWHERE).await;
                continue;
            }
            Ok(Err(why)) => why,
            Err(panic) => format!("it failed: {panic}"),
        };
        troubles += 1;
        let (words, folder) = (why.clone(), inner.clone());
        let looked = spawn_blocking(move || room::is_full(&words, &folder.folder)).await;
        is_full = looked.unwrap_or(false);
        pause = if troubles == 1 {
            FIRST_PAUSE
        } else {
            (pause * 2).min(LONGEST_PAUSE)
        };
        tracing::warn!(why, "the search index cannot be brought up to date; trying again");
        sleep(pause).await;
    }
}

/// Opens the newest index that can be gone on with, or begins one. What can be read answers meanwhile. `None`: another
/// process writes here.
fn open(inner: &Inner, anew: bool) -> Result<Option<(Arc<Shelf>, Writer)>, String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let Some(shelf) = Shelf::take(&inner.folder).map_err(|error| words(&error))? else {
        read_only(inner);
        return Ok(None);
    };
    let shelf = Arc::new(shelf);
    if !anew {
        for (.., path) in shelf::folders(&inner.folder) {
            let opened = match Opened::at(path.clone().into()) {
                Ok(opened) => opened,
                Err(error) => {
                    tracing::info!(%error, path = %path.display(), "a search index cannot be used");
                    continue;
                }
            };
            let known = inner
                .serving()
                .is_some_and(|serving| *serving.path == *opened.path);
            if inner.serving().is_none() {
                inner.serve_opened(&opened);
            }
            if opened.progress.is_none() || !shelf::is_sound(&opened.index) {
                continue;
            }
            match Writer::open(opened, &inner.store) {
                Ok(writer) => {
                    if !known {
                        tracing::info!(path = %path.display(), position = writer.progress.position, "the search index is there");
                    }
                    return Ok(Some((shelf, writer)));
                }
                Err(Stuck::Store(error)) => return Err(error.to_string()),
                Err(error) if room::is_full(&error.to_string(), &inner.folder) => {
                    return Err(error.to_string());
                }
                Err(error) => {
                    tracing::info!(%error, path = %path.display(), "a search index cannot be gone on with")
                }
            }
        }
    }
    begin(inner, &shelf)
        .map(|writer| Some((shelf, writer)))
        .map_err(|error| words(&error))
}

/// An empty index beside those that are there.
fn begin(inner: &Inner, shelf: &Shelf) -> Result<Writer, Stuck> {
    let opened = shelf.begin()?;
    let path = opened.path.clone();
    let writer = Writer::open(opened, &inner.store).inspect_err(|_| shelf.discard(&path))?;
    tracing::info!(path = %writer.path.display(), "the search index is being built");
    let kept = inner.serving();
    let kept = kept.as_ref().map(|serving| &*serving.path);
    let keep: Vec<&Path> = std::iter::once(&*writer.path).chain(kept).collect();
    shelf.keep(&keep);
    Ok(writer)
}

/// What another process has written so far.
fn read_only(inner: &Inner) {
    let newest = shelf::folders(&inner.folder)
        .into_iter()
        .find_map(|(.., path)| Opened::at(path.into()).ok());
    if let Some(opened) = newest {
        inner.serve_opened(&opened);
    }
}

/// Takes step after step. Returns what went wrong with the index; `None`: it must be built anew.
async fn run(inner: &Arc<Inner>, shelf: &Arc<Shelf>, writer: Writer, troubles: &mut u32) -> Option<String> {
    let mut woken = inner.store.woken();
    let mut writer = Box::new(writer);
    let mut away = false;
    let mut looked_at: Option<Instant> = None;
    // What it holds already is served at once.
    settle(inner, shelf, &writer);
    loop {
        woken.mark_unchanged();
        let store = inner.store.clone();
        let stepped = spawn_blocking(move || {
            let step = writer.step(&store);
            (writer, step)
        });
        let (stepped, step) = match stepped.await {
            Ok(stepped) => stepped,
            Err(panic) => return Some(format!("it failed: {panic}")),
        };
        writer = stepped;
        let wait = match step {
            Ok(Step { committed, next, lag }) => {
                if committed {
                    *troubles = 0;
                    settle(inner, shelf, &writer);
                }
                if away {
                    tracing::info!("the store answers again");
                }
                away = false;
                metrics::gauge!("broadsheet_search_lag_changes").set(lag as f64);
                next
            }
            Err(Stuck::Store(error)) => {
                if !away {
                    tracing::warn!(%error, "the store does not answer; the search index waits");
                }
                away = true;
                Some(Duration::from_secs(1))
            }
            Err(Stuck::Lost) => {
                tracing::warn!("changes are missing from the feed; the search index is built anew");
                return None;
            }
            Err(Stuck::Index(error)) => return Some(error.to_string()),
        };
        match wait {
            Some(wait) => sleep(wait).await,
            None => {
                let rung = async {
                    tokio::select! {
                        // An error means that the store is closed; then the table is looked at now and then.
                        rung = woken.changed() => if rung.is_err() { sleep(LOOK).await },
                        () = inner.alarm.notified() => {}
                    }
                };
                let _ = timeout(LOOK, rung).await;
            }
        }
        let looked_lately = looked_at.is_some_and(|at| at.elapsed() < LOOK_AT_FILES);
        if !looked_lately && inner.suspected.swap(false, SeqCst) {
            looked_at = Some(Instant::now());
            if is_damaged(inner).await {
                return None;
            }
        }
    }
}

/// Looks at the files of the index that answers. A query that fails on sound ones is an error of the program's own,
/// and building anew would not help.
async fn is_damaged(inner: &Arc<Inner>) -> bool {
    for again in [false, true] {
        if again {
            // A file that a merge has just removed is no damage.
            sleep(FIRST_PAUSE).await;
        }
        let Some(serving) = inner.serving() else {
            return true;
        };
        let looking = serving.clone();
        let looked = spawn_blocking(move || shelf::is_sound(looking.reader.searcher().index()));
        if looked.await.unwrap_or(false) {
            tracing::error!("a search failed though the index is sound");
            return false;
        }
        if again {
            inner.drop_serving(&serving);
        }
    }
    true
}

/// The index answers when it holds everything, or when nothing else does.
fn settle(inner: &Inner, shelf: &Shelf, writer: &Writer) {
    let whole = writer.progress.is_whole();
    let other = inner.serving().is_some_and(|serving| serving.path != writer.path);
    if other && !whole {
        return;
    }
    let serving = Serving {
        path: writer.path.clone(),
        reader: writer.reader.clone(),
        fields: writer.fields,
        whole,
    };
    let was_whole = inner
        .serving()
        .is_some_and(|serving| serving.path == writer.path && serving.whole);
    let state = State {
        position: writer.progress.position,
        whole,
        walks: writer.progress.sweeps.len(),
    };
    inner.serve(serving);
    let posts = writer.reader.searcher().num_docs();
    metrics::gauge!("broadsheet_search_posts").set(posts as f64);
    metrics::gauge!("broadsheet_search_whole").set(if whole { 1.0 } else { 0.0 });
    if whole && !was_whole {
        tracing::info!(posts, "the search index holds everything");
        shelf.keep(&[&writer.path]);
    }
    inner.tell(state);
}
