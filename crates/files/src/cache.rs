//! The folder of what was made of originals: bounded, and of use even when the disk takes nothing more.

use crate::{
    FilesError, MediaPath,
    cleaned::CLEAN,
    folder::{Existing, Folder, Open},
};
use std::{
    collections::VecDeque,
    fs::{self, File},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::SystemTime,
};

/// Room on the disk where nothing else is set.
const ROOM: u64 = 2_000_000_000;
/// Memory for what could not be written; what came last stays in any case.
const SPARE: usize = 32 * 1024 * 1024;
/// A folder in it that has a bound of its own.
const ORIGINALS: &str = "originals";

/// The cache of one newsroom.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: Folder,
    root: PathBuf,
    room: AtomicU64,
    /// Bytes that lie there; counted at the first write.
    used: Mutex<Option<u64>>,
    spare: Mutex<VecDeque<Spare>>,
    /// The last file could not be written.
    is_full: AtomicBool,
}

/// What could not be written.
#[derive(Debug)]
struct Spare {
    parts: Vec<String>,
    bytes: Vec<u8>,
    made: SystemTime,
}

impl Cache {
    pub(crate) fn open(root: &Path) -> Result<Self, FilesError> {
        Ok(Self {
            folder: Folder::open(root)?,
            root: root.to_owned(),
            room: AtomicU64::new(ROOM),
            used: Mutex::default(),
            spare: Mutex::default(),
            is_full: AtomicBool::new(false),
        })
    }

    /// Bytes that it may take on the disk.
    pub(crate) fn set_room(&self, bytes: u64) {
        self.room.store(bytes, Ordering::Relaxed);
    }

    /// Keeps a file; in memory, for a while, when the disk does not take it.
    pub(crate) fn write(&self, parts: &[String], bytes: &[u8]) {
        match self.folder.write(parts, bytes, Existing::Replace) {
            Ok(()) => {
                self.is_full.store(false, Ordering::Relaxed);
                self.bound(&self.folder.shown(parts), bytes.len() as u64);
            }
            Err(error) => {
                // Once, until it can be written to again.
                if !self.is_full.swap(true, Ordering::Relaxed) {
                    tracing::error!(%error, "the cache of pictures cannot be written to; they are served all the same");
                }
                self.keep_in_memory(parts, bytes);
            }
        }
    }

    /// Removes what was made of an original.
    pub(crate) fn forget(&self, path: &MediaPath) {
        let of = path.rest();
        let made = |folder: &Path| [folder.join("original"), folder.join("webp"), folder.to_owned()];
        for folder in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            let name = folder.file_name();
            if name
                .to_str()
                .is_some_and(|name| name.starts_with('w') || name == CLEAN)
            {
                for folder in made(&folder.path()) {
                    // Most sizes were never asked for.
                    let _ = fs::remove_dir_all(folder.join(of));
                }
            }
        }
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.retain(|one| !one.parts.join("/").contains(&format!("/{of}/")));
    }

    fn keep_in_memory(&self, parts: &[String], bytes: &[u8]) {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.retain(|one| one.parts != parts);
        spare.push_back(Spare {
            parts: parts.to_owned(),
            bytes: bytes.to_owned(),
            made: SystemTime::now(),
        });
        let mut all: usize = spare.iter().map(|one| one.bytes.len()).sum();
        while all > SPARE && spare.len() > 1 {
            all -= spare.pop_front().map_or(0, |one| one.bytes.len());
        }
    }

    /// Removes what was made longest ago, until a fifth of the room is free. What came just now stays.
    fn bound(&self, newest: &Path, length: u64) {
        // Whoever clears it counts what others write meanwhile.
        let Ok(mut used) = self.used.try_lock() else {
            return;
        };
        let room = self.room.load(Ordering::Relaxed);
        let now = match *used {
            Some(known) => known + blocks(length),
            None => lying(&self.root).iter().map(|file| file.length).sum(),
        };
        *used = Some(now);
        if now <= room {
            return;
        }
        let mut files = lying(&self.root);
        files.sort_by_key(|file| file.made);
        let mut left: u64 = files.iter().map(|file| file.length).sum();
        for file in files.iter().filter(|file| file.path != newest) {
            if left <= room / 5 * 4 {
                break;
            }
            if fs::remove_file(&file.path).is_ok() {
                left -= file.length;
                // Refused while others lie there.
                let _ = file.path.parent().map(fs::remove_dir);
            }
        }
        *used = Some(left);
    }
}

impl Open for Cache {
    fn open_file(&self, parts: &[String]) -> Result<File, FilesError> {
        let spare = match self.folder.open_file(parts) {
            Err(FilesError::NotFound) => self.spare.lock().unwrap_or_else(PoisonError::into_inner),
            other => return other,
        };
        let kept = spare.iter().find(|one| one.parts == parts);
        let kept = kept.ok_or(FilesError::NotFound)?;
        in_memory(kept).map_err(|source| FilesError::Io {
            action: "cannot read from memory",
            path: self.shown(parts),
            source,
        })
    }

    fn shown(&self, parts: &[String]) -> PathBuf {
        self.folder.shown(parts)
    }
}

/// A file that lies on no disk.
fn in_memory(spare: &Spare) -> std::io::Result<File> {
    use std::io::{Seek, Write};
    let fd = rustix::fs::memfd_create("picture", rustix::fs::MemfdFlags::CLOEXEC)?;
    let mut file = File::from(fd);
    file.write_all(&spare.bytes)?;
    file.rewind()?;
    file.set_modified(spare.made)?;
    Ok(file)
}

/// What a file takes on the disk, about.
fn blocks(length: u64) -> u64 {
    length.div_ceil(4096).max(1) * 4096
}

struct Lying {
    path: PathBuf,
    length: u64,
    made: SystemTime,
}

/// All files below a folder.
fn lying(root: &Path) -> Vec<Lying> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_dir() && !(folder == root && entry.file_name() == ORIGINALS) {
                folders.push(entry.path());
            } else if meta.is_file() {
                found.push(Lying {
                    path: entry.path(),
                    length: blocks(meta.size()),
                    made: meta.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                });
            }
        }
    }
    found
}
