//! Where originals are kept: in a folder, or in a bucket.

use crate::{
    Area, Content, FilesError, Found, Kind, MediaPath,
    bucket::{Bucket, is_fetched_whole},
    folder::{Existing, Folder},
};
use std::{
    os::unix::fs::FileExt,
    sync::Arc,
    time::{Duration, SystemTime},
};

/// The originals of a newsroom.
#[derive(Debug)]
pub(crate) enum Originals {
    /// Below a folder.
    Folder(Folder),
    /// Below a bucket.
    Bucket(Arc<Bucket>),
}

impl Originals {
    /// Writes an original, whole or not at all.
    pub(crate) fn write(&self, path: &MediaPath, bytes: &[u8], existing: Existing) -> Result<(), FilesError> {
        match self {
            Self::Folder(folder) => folder.write(&path.parts(), bytes, existing),
            Self::Bucket(bucket) => bucket.write(path, bytes, bytes.len() as u64, existing),
        }
    }

    /// Removes an original; one that is not there is removed already.
    pub(crate) fn remove(&self, path: &MediaPath) -> Result<(), FilesError> {
        match self {
            Self::Folder(folder) => match folder.remove(&path.parts()) {
                Err(FilesError::NotFound) => Ok(()),
                other => other,
            },
            Self::Bucket(bucket) => bucket.remove(path),
        }
    }

    /// Whether there is one.
    pub(crate) fn exists(&self, path: &MediaPath) -> Result<bool, FilesError> {
        match self {
            Self::Folder(folder) => match folder.open_file(&path.parts()) {
                Ok(_) => Ok(true),
                Err(FilesError::NotFound) => Ok(false),
                Err(error) => Err(error),
            },
            Self::Bucket(bucket) => bucket.exists(path),
        }
    }

    /// The original, as far as it is known here without asking a bucket; its bytes may still be far.
    pub(crate) fn known(&self, path: &MediaPath) -> Result<Option<Found>, FilesError> {
        match self {
            Self::Folder(folder) => in_folder(folder, path).map(Some),
            Self::Bucket(bucket) => {
                let Some((facts, age)) = bucket.shelf.known(path) else {
                    return Ok(None);
                };
                bucket.renew_if_old(path, age);
                let content = match bucket.shelf.bytes(path, &facts) {
                    Some(file) => Content::File(file),
                    None => Content::Far(bucket.far(path, &facts)?),
                };
                Ok(Some(Found {
                    content,
                    length: facts.length,
                    modified: SystemTime::UNIX_EPOCH + Duration::from_secs(facts.modified),
                    kind: facts.kind,
                    version: facts.version(),
                }))
            }
        }
    }

    /// Whether it can be served without being fetched.
    pub(crate) fn is_at_hand(path: &MediaPath, found: &Found) -> bool {
        matches!(found.content, Content::File(_)) || !is_fetched_whole(path, found.length)
    }

    /// The original with its bytes, fetched now if they are far.
    pub(crate) fn raw(&self, path: &MediaPath) -> Result<Found, FilesError> {
        if let Some(found) = self.known(path)?
            && Self::is_at_hand(path, &found)
        {
            return Ok(found);
        }
        if let Self::Bucket(bucket) = self {
            bucket.fetch_and_wait(path)?;
        }
        self.known(path)?.ok_or(FilesError::NotFound)
    }
}

/// An original in a folder, with the kind that its bytes say it is.
fn in_folder(folder: &Folder, path: &MediaPath) -> Result<Found, FilesError> {
    let mut found = Found::in_folder(folder, &path.parts(), path.kind())?;
    if path.area() == Area::Images
        && let Content::File(file) = &found.content
    {
        let mut head = [0; 512];
        let length = file.read_at(&mut head, 0).unwrap_or(0);
        let said = Kind::of_bytes(&head[..length], path.rest());
        if said.is_picture() {
            found.kind = said;
        }
    }
    Ok(found)
}
