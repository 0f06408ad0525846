//! Bringing originals onto the shelf, each once at a time, and asking now and then whether they are still the same.

use super::{Bucket, PART};
use crate::{Area, FilesError, Kind, LARGEST_PICTURE, MediaPath, shelf::Facts};
use bytes::Bytes;
use object_store::{ObjectMeta, path::Path as Key};
use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, Weak},
    time::Duration,
};

/// Other files up to this length are fetched whole; of longer ones only the parts that readers ask for.
pub(crate) const WHOLE: u64 = 16 * 1024 * 1024;
/// How old what is known of an original may be before the bucket is asked again, beside the reader.
const FRESH: Duration = Duration::from_secs(5 * 60);

/// One lock for each original that is being fetched.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<HashMap<MediaPath, Weak<tokio::sync::Mutex<()>>>>);

impl Turns {
    fn of(&self, path: &MediaPath) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(turn) = turns.get(path).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::default();
        turns.insert(path.clone(), Arc::downgrade(&turn));
        turn
    }
}

/// An original that is read from the bucket, part by part.
#[derive(Debug, Clone)]
pub struct Far {
    bucket: Arc<Bucket>,
    key: Key,
    tag: Option<String>,
}

impl Far {
    /// The bytes from `first` on, `length` of them. The object must not have been replaced meanwhile.
    pub fn read(&self, first: u64, length: u64) -> io::Result<Bytes> {
        let (bucket, far) = (self.bucket.clone(), self.clone());
        let read = self.bucket.wait(async move {
            bucket.pause.check()?;
            bucket.part(&far.key, far.tag, first, first + length).await
        });
        read.map_err(io::Error::other)
    }
}

impl Bucket {
    /// An original that was looked up, to be read from the bucket.
    pub(crate) fn far(self: &Arc<Self>, path: &MediaPath, facts: &Facts) -> Result<Far, FilesError> {
        Ok(Far {
            bucket: self.clone(),
            key: self.key(path)?,
            tag: facts.tag.clone(),
        })
    }

    /// Brings the original onto the shelf (of a long film only what is known of it), unless it is there.
    pub(crate) fn fetch(
        self: &Arc<Self>,
        path: &MediaPath,
    ) -> impl Future<Output = Result<(), FilesError>> + Send + use<> {
        let (bucket, path) = (self.clone(), path.clone());
        let (tell, told) = tokio::sync::oneshot::channel();
        self.spawn(async move {
            let _ = tell.send(bucket.fetch_here(&path).await);
        });
        async {
            told.await
                .unwrap_or_else(|_| Err(FilesError::Unavailable("The program ends.".into())))
        }
    }

    /// The same for whoever can only wait.
    pub(crate) fn fetch_and_wait(self: &Arc<Self>, path: &MediaPath) -> Result<(), FilesError> {
        let (bucket, path) = (self.clone(), path.clone());
        self.wait(async move { bucket.fetch_here(&path).await })
    }

    async fn fetch_here(self: &Arc<Self>, path: &MediaPath) -> Result<(), FilesError> {
        let turn = self.turns.of(path);
        let _turn = turn.lock().await;
        if let Some((facts, _)) = self.shelf.known(path)
            && (!is_fetched_whole(path, facts.length) || self.shelf.bytes(path, &facts).is_some())
        {
            return Ok(());
        }
        // Replaced between two requests: once more.
        match self.fetch_now(path).await {
            Err(FilesError::Changed) => self.fetch_now(path).await,
            other => other,
        }
    }

    async fn fetch_now(self: &Arc<Self>, path: &MediaPath) -> Result<(), FilesError> {
        let _place = self.places.acquire().await;
        self.pause.check()?;
        let meta = match self.head(path).await {
            Err(FilesError::NotFound) => {
                self.shelf.forget(path);
                return Err(FilesError::NotFound);
            }
            meta => meta?,
        };
        let mut facts = facts(&meta, path);
        if !is_fetched_whole(path, meta.size) {
            return self.shelf.keep(path, &facts, None);
        }
        let megabytes = (meta.size >> 20) as u32 + 1;
        let _room = self.room.acquire_many(megabytes).await;
        let key = self.key(path)?;
        let mut bytes = Vec::with_capacity(meta.size as usize);
        while (bytes.len() as u64) < meta.size {
            let first = bytes.len() as u64;
            let part = self
                .part(&key, facts.tag.clone(), first, (first + PART).min(meta.size))
                .await?;
            if part.is_empty() {
                return Err(FilesError::Changed);
            }
            bytes.extend_from_slice(&part);
        }
        if path.area() == Area::Images {
            let said = Kind::of_bytes(&bytes[..bytes.len().min(512)], path.rest());
            facts.kind = if said.is_picture() { said } else { facts.kind };
        }
        let (bucket, path) = (self.clone(), path.clone());
        let kept = tokio::task::spawn_blocking(move || bucket.shelf.keep(&path, &facts, Some(&bytes)));
        kept.await.unwrap_or(Err(FilesError::NotFound))
    }

    /// Asks whether an original is still what is known of it, without anybody waiting for it.
    pub(crate) fn renew_if_old(self: &Arc<Self>, path: &MediaPath, age: Duration) {
        if age < FRESH || self.pause.check().is_err() {
            return;
        }
        let mut renewed = self.renewed.lock().unwrap_or_else(|e| e.into_inner());
        if !renewed.insert(path.clone()) {
            return;
        }
        drop(renewed);
        let (bucket, path) = (self.clone(), path.clone());
        self.spawn(async move {
            bucket.renew(&path).await;
            let mut renewed = bucket.renewed.lock().unwrap_or_else(|e| e.into_inner());
            renewed.remove(&path);
        });
    }

    /// Forgets what is not so any more; what cannot be asked stays as it is.
    pub(crate) async fn renew(&self, path: &MediaPath) {
        let Some((known, _)) = self.shelf.known(path) else {
            return;
        };
        match self.head(path).await {
            Ok(meta) if facts(&meta, path).is_same(&known) => {
                let _ = self.shelf.keep(path, &known, None);
            }
            Ok(_) | Err(FilesError::NotFound) => self.shelf.forget(path),
            Err(_) => {}
        }
    }
}

/// Whether it is kept on the shelf, and not read from the bucket part by part.
pub(crate) fn is_fetched_whole(path: &MediaPath, length: u64) -> bool {
    match path.area() {
        Area::Images => length <= LARGEST_PICTURE,
        _ => length <= WHOLE,
    }
}

fn facts(meta: &ObjectMeta, path: &MediaPath) -> Facts {
    Facts {
        length: meta.size,
        modified: u64::try_from(meta.last_modified.timestamp()).unwrap_or_default(),
        kind: path.kind(),
        tag: meta.e_tag.clone(),
    }
}
