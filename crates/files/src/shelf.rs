//! Originals that were fetched from a bucket, in the cache, up to a size: what nobody asked for longest goes first. What is
//! known of an original (its length, time, kind and tag) stays, since renditions that were made of it are found by it.

use crate::{
    FilesError, Kind, MediaPath,
    folder::{Existing, Folder},
};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

/// Beside the bytes; no address has a part that begins with a dot.
const FACTS: &str = ".known";
/// A file whose time is older than that is marked as used when it is.
const USED: Duration = Duration::from_secs(60 * 60);

/// What the bucket said of an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub length: u64,
    /// Seconds since 1970.
    pub modified: u64,
    pub kind: Kind,
    /// The bucket's ETag.
    pub tag: Option<String>,
}

/// The folder of the originals.
#[derive(Debug)]
pub(crate) struct Shelf {
    folder: Arc<Folder>,
    root: PathBuf,
    limit: u64,
    used: Arc<AtomicU64>,
}

impl Shelf {
    /// Opens the folder `root`, whose originals may take `limit` bytes.
    pub(crate) fn open(root: &Path, limit: u64) -> Result<Self, FilesError> {
        let shelf = Self {
            folder: Arc::new(Folder::open(root)?),
            root: root.to_owned(),
            limit,
            used: Arc::default(),
        };
        let lying: u64 = originals(root).iter().map(|original| original.length).sum();
        shelf.used.store(lying, Ordering::Relaxed);
        Ok(shelf)
    }

    /// What is known of an original, and for how long it has not been asked for.
    pub(crate) fn known(&self, path: &MediaPath) -> Option<(Facts, Duration)> {
        let mut file = self.folder.open_file(&parts(path, FACTS)).ok()?;
        let mut text = String::new();
        file.read_to_string(&mut text).ok()?;
        let asked = file.metadata().and_then(|meta| meta.modified()).ok()?;
        let age = SystemTime::now().duration_since(asked).unwrap_or_default();
        Some((Facts::read(&text)?, age))
    }

    /// The bytes, where they lie here.
    pub(crate) fn bytes(&self, path: &MediaPath, facts: &Facts) -> Option<File> {
        let file = self.folder.open_file(&parts(path, &facts.version())).ok()?;
        let meta = file.metadata().ok()?;
        if meta.len() != facts.length {
            return None;
        }
        let since = meta.modified().ok().and_then(|at| at.elapsed().ok());
        if since.is_some_and(|since| since > USED) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(file)
    }

    /// Keeps what is known of an original, and the bytes where they were fetched.
    pub(crate) fn keep(
        &self,
        path: &MediaPath,
        facts: &Facts,
        bytes: Option<&[u8]>,
    ) -> Result<(), FilesError> {
        if let Some(bytes) = bytes {
            let parts = parts(path, &facts.version());
            self.folder.write(&parts, bytes, Existing::Replace)?;
            let lying = self.used.fetch_add(facts.length, Ordering::Relaxed) + facts.length;
            if lying > self.limit {
                self.clear(&self.folder.shown(&parts));
            }
        }
        self.folder
            .write(&parts(path, FACTS), facts.text().as_bytes(), Existing::Replace)
    }

    /// Forgets what is known, so that the bucket is asked again.
    pub(crate) fn forget(&self, path: &MediaPath) {
        if let Err(error) = self.folder.remove(&parts(path, FACTS))
            && !matches!(error, FilesError::NotFound)
        {
            tracing::error!(%error, "the cache of originals cannot be written to");
        }
    }

    /// Removes an original with all that is known of it.
    pub(crate) fn clear_of(&self, path: &MediaPath) {
        let folder = path
            .parts()
            .iter()
            .fold(self.root.clone(), |path, part| path.join(part));
        let lying: u64 = originals(&folder).iter().map(|original| original.length).sum();
        match fs::remove_dir_all(&folder) {
            Ok(()) => {
                let less = |used: u64| Some(used.saturating_sub(lying));
                let _ = self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => tracing::error!(%error, "the cache of originals cannot be written to"),
        }
    }

    /// Removes what was used longest ago, until a fifth of the room is free. What came just now stays.
    fn clear(&self, newest: &Path) {
        let mut lying = originals(&self.root);
        let mut used: u64 = lying.iter().map(|original| original.length).sum();
        lying.sort_by_key(|original| original.used);
        for original in lying {
            if used <= self.limit / 5 * 4 {
                break;
            }
            if original.path != newest && fs::remove_file(&original.path).is_ok() {
                used -= original.length;
            }
        }
        self.used.store(used, Ordering::Relaxed);
    }
}

impl Facts {
    /// Two originals of one address have not the same.
    pub(crate) fn version(&self) -> String {
        let tag: String = self
            .tag
            .iter()
            .flat_map(|tag| tag.chars())
            .filter(char::is_ascii_alphanumeric)
            .take(64)
            .collect();
        format!("{:x}-{:x}-{tag}", self.length, self.modified)
    }

    /// Whether the bucket means the same original.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.version() == other.version()
    }

    fn text(&self) -> String {
        let tag = self.tag.as_deref().unwrap_or_default();
        format!("{} {} {}\n{tag}", self.length, self.modified, self.kind.ending())
    }

    fn read(text: &str) -> Option<Self> {
        let (first, tag) = text.split_once('\n')?;
        let mut words = first.split(' ');
        Some(Self {
            length: words.next()?.parse().ok()?,
            modified: words.next()?.parse().ok()?,
            kind: Kind::of_name(&format!("x.{}", words.next()?)),
            tag: Some(tag.to_owned()).filter(|tag| !tag.is_empty()),
        })
    }
}

fn parts(path: &MediaPath, name: &str) -> Vec<String> {
    let mut parts = path.parts();
    parts.push(name.to_owned());
    parts
}

struct Lying {
    path: PathBuf,
    length: u64,
    used: SystemTime,
}

/// All originals below a folder.
fn originals(root: &Path) -> Vec<Lying> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_dir() {
                folders.push(entry.path());
            } else if meta.is_file() && entry.file_name() != FACTS {
                found.push(Lying {
                    path: entry.path(),
                    length: meta.len(),
                    used: meta.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(length: u64, modified: u64) -> Facts {
        Facts {
            length,
            modified,
            kind: Kind::Jpeg,
            tag: Some("\"a-1\"".into()),
        }
    }

    #[test]
    fn what_is_known_is_read_as_it_was_written() {
        let facts = facts(7, 8);
        assert_eq!(Facts::read(&facts.text()), Some(facts.clone()));
        let untagged = Facts {
            tag: None,
            kind: Kind::Other,
            ..facts
        };
        assert_eq!(Facts::read(&untagged.text()), Some(untagged));
        assert_eq!(Facts::read("7"), None);
    }

    #[test]
    fn what_was_used_longest_ago_goes_first_and_stays_known() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(dir.path(), 2500).unwrap();
        let path = |n: u64| MediaPath::new(crate::Area::Images, &format!("{n}.jpg")).unwrap();
        let lies = |n: u64| shelf.bytes(&path(n), &facts(1000, n)).is_some();
        let long_ago = SystemTime::now() - Duration::from_secs(100_000);
        for n in 1..=2 {
            shelf.keep(&path(n), &facts(1000, n), Some(&[0; 1000])).unwrap();
            let file = shelf
                .folder
                .open_file(&parts(&path(n), &facts(1000, n).version()))
                .unwrap();
            file.set_modified(long_ago + Duration::from_secs(n)).unwrap();
        }
        assert!(lies(1), "and with that it was used");
        shelf.keep(&path(3), &facts(1000, 3), Some(&[0; 1000])).unwrap();
        assert_eq!([1, 2, 3].map(lies), [true, false, true]);
        assert_eq!(shelf.known(&path(2)).unwrap().0, facts(1000, 2));

        let opened_again = Shelf::open(dir.path(), 2500).unwrap();
        assert_eq!(opened_again.used.load(Ordering::Relaxed), 2000);
    }
}
