//! Pictures, sound, video and other files of the newsroom, in a local folder, and smaller renditions of pictures.
//!
//! This crate is the only one that touches media files. It knows nothing of HTTP or of the database, and it blocks:
//! call it from `spawn_blocking`. Start reading at [`Files`]; [`MediaPath`] says which addresses there can be,
//! [`folder`] why none of them leaves the folder.

mod admit;
mod anatomy;
mod apart;
mod cache;
mod clean;
pub mod folder;
pub mod kind;
pub mod metadata;
mod originals;
pub mod path;
pub mod rendition;
mod save;
mod scale;
mod svg;
mod turnstile;
mod xml;

pub use admit::servable as cleaned;
pub use kind::Kind;
pub use metadata::Metadata;
pub use path::{Area, MediaPath};
pub use rendition::{Format, Rendition};
pub use save::Saved;

use cache::Cache;
use folder::{Folder, Open};
use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{Arc, RwLock},
    time::SystemTime,
};
use turnstile::Turnstile;

/// Widths, in pixels, that every site may ask for; a theme adds its own with [`Files::allow_widths`].
pub const WIDTHS: [u32; 11] = [30, 100, 160, 300, 400, 600, 1000, 1200, 1600, 2000, 2400];

/// A picture's file may be this long: it is read whole.
const LARGEST_PICTURE: u64 = 128 * 1024 * 1024;

/// Why a file could not be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// There is no such file, or no such rendition may be made.
    #[error("there is no such file")]
    NotFound,
    /// What was given cannot be kept; the sentence says why.
    #[error("{0}")]
    Invalid(String),
    /// The disk said no.
    #[error("{action} {path}: {source}", path = path.display())]
    Io {
        /// What was tried: “cannot write”.
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
}

/// A file that was found, open for reading.
#[derive(Debug)]
pub struct Found {
    /// The file itself, at its start.
    pub file: File,
    /// Its length in bytes.
    pub length: u64,
    /// When it was last written.
    pub modified: SystemTime,
    /// What it is served as.
    pub kind: Kind,
}

impl Found {
    /// Where something that was made of it lies in the cache. Its length and time are part of it, so that what takes its
    /// place is not mistaken for it.
    fn cache_parts(&self, folder: &str, path: &MediaPath) -> Vec<String> {
        let since = self
            .modified
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let mut parts: Vec<String> = folder.split('/').map(str::to_owned).collect();
        parts.extend(path.rest().split('/').map(str::to_owned));
        parts.push(format!("{:x}-{:x}", self.length, since.as_nanos()));
        parts
    }

    fn bytes(mut self) -> Result<Vec<u8>, FilesError> {
        let mut bytes = Vec::new();
        let read = self
            .file
            .by_ref()
            .take(LARGEST_PICTURE + 1)
            .read_to_end(&mut bytes);
        read.map_err(|error| FilesError::Invalid(format!("It cannot be read: {error}.")))?;
        match bytes.len() as u64 > LARGEST_PICTURE {
            true => Err(FilesError::Invalid("A picture may be 128 MB long.".into())),
            false => Ok(bytes),
        }
    }
}

/// The media folder of one newsroom. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    originals: Folder,
    renditions: Cache,
    widths: RwLock<BTreeSet<u32>>,
    turnstile: Turnstile,
}

impl Files {
    /// Opens the folder `root` (`root/images`, `root/media`, `root/files`) and the folder `cache` for renditions, which
    /// may be emptied at any time; both are made if they are missing.
    pub fn open(root: &Path, cache: &Path) -> Result<Self, FilesError> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self(Arc::new(Inner {
            originals: Folder::open(root)?,
            renditions: Cache::open(cache)?,
            widths: RwLock::new(WIDTHS.into()),
            turnstile: Turnstile::new(cores),
        })))
    }

    /// What renditions and cleaned originals may take on the disk, in bytes: 2 GB where it is not said. What was made
    /// longest ago goes first.
    pub fn set_cache_room(&self, bytes: u64) {
        self.0.renditions.set_room(bytes);
    }

    /// Lets pictures be made in further widths (those that a theme names in its `image_sizes`).
    pub fn allow_widths(&self, widths: impl IntoIterator<Item = u32>) {
        let mut allowed = self.0.widths.write().unwrap_or_else(|e| e.into_inner());
        allowed.extend(widths.into_iter().filter(|w| (1..=4000).contains(w)).take(100));
    }

    /// The widest allowed width up to `most` instead of a wider one; a width that is not allowed stays what it is.
    pub fn narrower(&self, width: u32, most: u32) -> u32 {
        let allowed = self.0.widths.read().unwrap_or_else(|e| e.into_inner());
        let narrow = allowed.iter().copied().filter(|w| *w <= most).max();
        match narrow.filter(|narrow| *narrow < width && allowed.contains(&width)) {
            Some(narrow) => narrow,
            None => width,
        }
    }

    /// The narrowest allowed width that is not narrower; a width above all of them stays what it is.
    pub fn wider(&self, width: u32) -> u32 {
        let allowed = self.0.widths.read().unwrap_or_else(|e| e.into_inner());
        allowed.range(width..).next().copied().unwrap_or(width)
    }

    /// Keeps `bytes` at an address of its own below `/content/{images,media,files}/YYYY/MM/`; what it is, its bytes say.
    pub fn save(&self, filename: &str, bytes: &[u8]) -> Result<Saved, FilesError> {
        save::save(&self.0.originals, filename, bytes)
    }

    /// Keeps `bytes` at the address they had elsewhere. What is already there is replaced.
    pub fn put(&self, path: &MediaPath, bytes: &[u8]) -> Result<Saved, FilesError> {
        save::put(&self.0.originals, path, bytes)
    }

    /// Removes the file at this address; one that is not there is removed already.
    pub fn remove(&self, path: &MediaPath) -> Result<(), FilesError> {
        match self.0.originals.remove(&path.parts()) {
            Err(FilesError::NotFound) => Ok(()),
            other => other,
        }
    }

    /// Whether there is a file at this address.
    pub fn exists(&self, path: &MediaPath) -> bool {
        self.0.originals.open_file(&path.parts()).is_ok()
    }

    /// Opens the original at `path`, without positions and the like when it is a picture.
    pub fn original(&self, path: &MediaPath) -> Result<Found, FilesError> {
        self.0.clean(path)
    }

    /// The same if nothing has to be done for it first.
    pub fn ready_original(&self, path: &MediaPath) -> Result<Option<Found>, FilesError> {
        self.0.ready_clean(path)
    }

    /// Opens a smaller rendition of a picture, made now if nobody asked for it before. Never wider than the original.
    /// Pictures that cannot be scaled (drawings, AVIF, what moves, what is damaged or has more than 60 million pixels)
    /// are returned as they are.
    pub fn rendition(&self, wanted: &Rendition) -> Result<Found, FilesError> {
        if let Some(found) = self.ready_rendition(wanted)? {
            return Ok(found);
        }
        let (parts, _) = match self.cached(wanted)? {
            Some(cached) => cached,
            None => return self.original(&wanted.of),
        };
        self.0.turnstile.once(&parts.join("/"), || {
            if self.0.renditions.open_file(&parts).is_ok() {
                return Ok(());
            }
            let (inner, asked) = (self.0.clone(), wanted.clone());
            let made = apart::apart(move || {
                let original = inner.raw(&asked.of)?;
                let kind = asked.kind(original.kind);
                scale::scale(original, asked.width, kind)
            });
            // An empty file stands for “there can be none”, so that it is not tried again.
            let bytes = match made {
                Err(FilesError::Invalid(why)) => {
                    tracing::warn!(picture = %wanted.of, why, "no rendition can be made; the original is served");
                    Vec::new()
                }
                made => made?,
            };
            self.0.renditions.write(&parts, &bytes);
            Ok(())
        })?;
        match self.ready_rendition(wanted)? {
            Some(found) => Ok(found),
            None => self.original(&wanted.of),
        }
    }

    /// The same if nothing has to be done for it first.
    pub fn ready_rendition(&self, wanted: &Rendition) -> Result<Option<Found>, FilesError> {
        let Some((parts, kind)) = self.cached(wanted)? else {
            return self.ready_original(&wanted.of);
        };
        match self.0.found(&self.0.renditions, &parts, kind) {
            Ok(found) if found.length > 0 => Ok(Some(found)),
            Ok(_) => self.ready_original(&wanted.of),
            Err(FilesError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where a rendition lies once it was made, and what it is; `None` when the original takes its place.
    fn cached(&self, wanted: &Rendition) -> Result<Option<(Vec<String>, Kind)>, FilesError> {
        let allowed = self
            .0
            .widths
            .read()
            .unwrap_or_else(|e| e.into_inner())
            .contains(&wanted.width);
        if !allowed || wanted.of.area() != Area::Images {
            return Err(FilesError::NotFound);
        }
        let original = self.0.raw(&wanted.of)?;
        if !original.kind.is_scalable() {
            return Ok(None);
        }
        let kind = wanted.kind(original.kind);
        Ok(Some((original.cache_parts(&wanted.folder(), &wanted.of), kind)))
    }
}

impl Inner {
    fn found(&self, folder: &impl Open, parts: &[String], kind: Kind) -> Result<Found, FilesError> {
        let file = folder.open_file(parts)?;
        let io = |source| FilesError::Io {
            action: "cannot read",
            path: folder.shown(parts),
            source,
        };
        let meta = file.metadata().map_err(io)?;
        if !meta.is_file() {
            return Err(FilesError::NotFound);
        }
        Ok(Found {
            length: meta.len(),
            modified: meta.modified().map_err(io)?,
            kind,
            file,
        })
    }
}

#[cfg(test)]
mod tests;
