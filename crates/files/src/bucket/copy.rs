//! Bringing a folder of originals into the bucket.

use super::Bucket;
use crate::{
    Area, FilesError, MediaPath,
    folder::{Existing, Folder},
};
use std::{
    path::Path,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, SystemTime},
};

/// So many files are on their way at the same time.
const AT_ONCE: usize = 8;

/// What came of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Files that are in the bucket now and were not before, or were older there.
    pub copied: u64,
    /// Bytes of these.
    pub bytes: u64,
    /// Files that were there.
    pub there: u64,
    /// Files that were left out, with the reason.
    pub left: Vec<String>,
}

impl Bucket {
    /// Copies what lies below `root` and is not in the bucket, or older there. `root` stays as it is.
    pub(crate) fn copy_from(self: &Arc<Self>, root: &Path) -> Result<Copied, FilesError> {
        let folder = Folder::open(root)?;
        let mut copied = Copied::default();
        let mut files = Vec::new();
        for area in [Area::Images, Area::Media, Area::Files] {
            let at = root.join(area.as_str());
            if at.is_dir() {
                walk(&at, area, "", &mut files, &mut copied.left)?;
            }
        }
        let (files, copied, failed) = (
            Mutex::new(files.into_iter()),
            Mutex::new(copied),
            Mutex::new(None),
        );
        let next = || lock(&files).next().filter(|_| lock(&failed).is_none());
        let copy = || {
            while let Some(path) = next() {
                match self.copy_one(&folder, &path) {
                    Ok(length) => count(&mut lock(&copied), length),
                    Err(error @ FilesError::Unavailable(_)) => *lock(&failed) = Some(error),
                    Err(error) => lock(&copied).left.push(format!("{path} ({error})")),
                }
            }
        };
        thread::scope(|scope| {
            for _ in 0..AT_ONCE {
                scope.spawn(copy);
            }
        });
        let mut copied = copied.into_inner().unwrap_or_else(|e| e.into_inner());
        copied.left.sort();
        match failed.into_inner().unwrap_or_else(|e| e.into_inner()) {
            Some(error) => Err(error),
            None => Ok(copied),
        }
    }

    /// The length of what was copied; `None` when it was there.
    fn copy_one(self: &Arc<Self>, folder: &Folder, path: &MediaPath) -> Result<Option<u64>, FilesError> {
        let io = |source| FilesError::Io {
            action: "cannot read",
            path: folder.shown(&path.parts()),
            source,
        };
        let file = folder.open_file(&path.parts())?;
        let meta = file.metadata().map_err(io)?;
        let written = meta.modified().map_err(io)?;
        let (bucket, asked) = (self.clone(), path.clone());
        match self.wait(async move { bucket.head(&asked).await }) {
            Err(FilesError::NotFound) => {}
            Err(error) => return Err(error),
            // What is newer there was put there by the newsroom since.
            Ok(there) => {
                let at = u64::try_from(there.last_modified.timestamp()).unwrap_or_default();
                // The bucket tells whole seconds.
                let at = SystemTime::UNIX_EPOCH + Duration::from_secs(at + 1);
                if at > written {
                    return Ok(None);
                }
            }
        }
        self.write(path, file, meta.len(), Existing::Replace)?;
        Ok(Some(meta.len()))
    }
}

fn count(copied: &mut Copied, length: Option<u64>) {
    match length {
        None => copied.there += 1,
        Some(length) => {
            copied.copied += 1;
            copied.bytes += length;
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

/// The files below a folder that have an address. Links are followed by nobody, and so not copied.
fn walk(
    at: &Path,
    area: Area,
    below: &str,
    files: &mut Vec<MediaPath>,
    left: &mut Vec<String>,
) -> Result<(), FilesError> {
    let io = |source| FilesError::Io {
        action: "cannot read",
        path: at.to_owned(),
        source,
    };
    for entry in std::fs::read_dir(at).map_err(io)? {
        let entry = entry.map_err(io)?;
        let kind = entry.file_type().map_err(io)?;
        let shown = entry.path().display().to_string();
        let Ok(name) = entry.file_name().into_string() else {
            left.push(format!("{shown} (its name is no text)"));
            continue;
        };
        // Half written files of our own, and what file managers leave.
        if name.starts_with('.') {
            continue;
        }
        let rest = format!("{below}{name}");
        if kind.is_dir() {
            walk(&entry.path(), area, &format!("{rest}/"), files, left)?;
        } else if !kind.is_file() {
            left.push(format!("{shown} (a link to elsewhere)"));
        } else {
            match MediaPath::new(area, &rest) {
                Ok(path) => files.push(path),
                Err(_) => left.push(format!("{shown} (its name cannot be an address)")),
            }
        }
    }
    Ok(())
}
