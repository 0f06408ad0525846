//! Pictures, sound, video and other files of the newsroom, in a local folder or an S3 bucket, and smaller renditions of
//! pictures.
//!
//! This crate is the only one that touches media files. It knows nothing of HTTP or of the database, and it blocks
//! (all but [`Files::fetch`]): call it from `spawn_blocking`. Start reading at [`Files`]; [`MediaPath`] says which
//! addresses there can be, [`folder`] why none of them leaves the folder.

mod admit;
mod anatomy;
mod apart;
mod avif;
mod bucket;
mod cache;
mod clean;
mod cleaned;
pub mod folder;
mod found;
pub mod kind;
pub mod metadata;
mod originals;
pub mod path;
pub mod rendition;
mod save;
mod scale;
mod shelf;
mod svg;
mod turnstile;
mod xml;

pub use admit::{of_library, servable as cleaned};
pub use bucket::{Copied, Keys, S3};
pub use found::Found;
pub use kind::Kind;
pub use metadata::Metadata;
pub use path::{Area, MediaPath};
pub use rendition::{Format, Rendition};
pub use save::Saved;

use bucket::Bucket;
use cache::Cache;
use folder::{Folder, Open};
use found::Content;
use originals::Originals;
use shelf::Shelf;
use std::{
    collections::BTreeSet,
    io,
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
    /// The bucket cannot be used now; the sentence says why, and what to do.
    #[error("{0}")]
    Unavailable(String),
    /// It was replaced while it was read.
    #[error("the file was replaced while it was read")]
    Changed,
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

impl FilesError {
    /// Whether the disk has no room for the file.
    pub fn is_full(&self) -> bool {
        use io::ErrorKind::{QuotaExceeded, StorageFull};
        matches!(self, Self::Io { source, .. } if matches!(source.kind(), StorageFull | QuotaExceeded))
    }
}

/// The media of one newsroom. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    originals: Originals,
    renditions: Cache,
    widths: RwLock<BTreeSet<u32>>,
    turnstile: Turnstile,
    cache: PathBuf,
    avif: RwLock<Option<avif::Decoder>>,
}

impl Files {
    /// Opens the folder `root` (`root/images`, `root/media`, `root/files`) and the folder `cache` for renditions, which
    /// may be emptied at any time; both are made if they are missing.
    pub fn open(root: &Path, cache: &Path) -> Result<Self, FilesError> {
        Self::of(Originals::Folder(Folder::open(root)?), cache)
    }

    /// Opens a bucket (`images/`, `media/` and `files/` in it) and the folder `cache`, which also keeps what was fetched
    /// from the bucket. The bucket is not asked for anything yet.
    pub fn open_bucket(s3: &S3, cache: &Path) -> Result<Self, FilesError> {
        let shelf = Shelf::open(&cache.join("originals"), s3.cache)?;
        Self::of(Originals::Bucket(Bucket::open(s3, shelf)?), cache)
    }

    fn of(originals: Originals, cache: &Path) -> Result<Self, FilesError> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self(Arc::new(Inner {
            originals,
            renditions: Cache::open(cache)?,
            widths: RwLock::new(WIDTHS.into()),
            turnstile: Turnstile::new(cores),
            cache: cache.to_owned(),
            avif: RwLock::new(avif::Decoder::find()),
        })))
    }

    /// Whether originals can be reached: the bucket is there and takes the keys. A folder was opened before.
    pub fn reach(&self) -> Result<(), FilesError> {
        match &self.0.originals {
            Originals::Folder(_) => Ok(()),
            Originals::Bucket(bucket) => bucket.reach(),
        }
    }

    /// The same, and whether an object can be written, read and removed.
    pub fn try_out(&self) -> Result<(), FilesError> {
        match &self.0.originals {
            Originals::Folder(_) => Ok(()),
            Originals::Bucket(bucket) => bucket.try_out(),
        }
    }

    /// Copies the originals of the folder `root` into the bucket: those that are not there, and those that are older
    /// there. It can be repeated.
    pub fn copy_from(&self, root: &Path) -> Result<Copied, FilesError> {
        match &self.0.originals {
            Originals::Folder(_) => Err(FilesError::Invalid("There is no bucket to copy into.".into())),
            Originals::Bucket(bucket) => bucket.copy_from(root),
        }
    }

    /// Whether originals may have to be fetched before anything can be done with them.
    pub fn are_far(&self) -> bool {
        matches!(self.0.originals, Originals::Bucket(_))
    }

    /// Fetches an original from the bucket, once for all who ask for it, so that what is done with it next does not wait
    /// for the network. Of a long film only what is to be known of it is fetched.
    pub fn fetch(&self, path: &MediaPath) -> impl Future<Output = Result<(), FilesError>> + Send + use<> {
        let fetching = match &self.0.originals {
            Originals::Folder(_) => None,
            Originals::Bucket(bucket) => Some(bucket.fetch(path)),
        };
        async {
            match fetching {
                Some(fetching) => fetching.await,
                None => Ok(()),
            }
        }
    }

    /// Whether AVIF pictures can be made smaller: `avifdec` is installed, and not left out.
    pub fn reads_avif(&self) -> bool {
        self.avif().is_some()
    }

    /// Serves AVIF pictures as they are, whatever is installed.
    pub fn leave_avif(&self) {
        *self.0.avif.write().unwrap_or_else(|e| e.into_inner()) = None;
    }

    fn avif(&self) -> Option<avif::Decoder> {
        self.0.avif.read().unwrap_or_else(|e| e.into_inner()).clone()
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

    /// Puts another file in the place of one, and lets go what was kept and made of that.
    pub fn replace(&self, path: &MediaPath, bytes: &[u8]) -> Result<Saved, FilesError> {
        let saved = self.put(path, bytes)?;
        self.forget(path);
        Ok(saved)
    }

    /// Whether the bucket was last asked for an original before that time, so that another may lie there now.
    pub fn is_known_from_before(&self, path: &MediaPath, at: SystemTime) -> bool {
        let Originals::Bucket(bucket) = &self.0.originals else {
            return false;
        };
        let asked = bucket
            .shelf
            .known(path)
            .and_then(|(_, age)| SystemTime::now().checked_sub(age));
        asked.is_some_and(|asked| asked < at)
    }

    /// Lets go what was kept and made of an original: the bucket is asked for it anew.
    pub fn forget(&self, path: &MediaPath) {
        if let Originals::Bucket(bucket) = &self.0.originals {
            bucket.shelf.clear_of(path);
        }
        self.0.renditions.forget(path);
    }

    /// Removes the file at this address; one that is not there is removed already.
    pub fn remove(&self, path: &MediaPath) -> Result<(), FilesError> {
        self.0.originals.remove(path)
    }

    /// Whether there is a file at this address.
    pub fn exists(&self, path: &MediaPath) -> Result<bool, FilesError> {
        self.0.originals.exists(path)
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
    /// Pictures that cannot be scaled (drawings, AVIF where nothing reads it, what moves, what is damaged or has more than 60 million pixels)
    /// are returned as they are.
    pub fn rendition(&self, wanted: &Rendition) -> Result<Found, FilesError> {
        if let Some(found) = self.ready_rendition(wanted)? {
            return Ok(found);
        }
        let original = self.0.originals.raw(&wanted.of)?;
        let Some((parts, _)) = self.cached(wanted, &original) else {
            return self.original(&wanted.of);
        };
        self.0.turnstile.once(&parts.join("/"), || {
            if self.0.renditions.open_file(&parts).is_ok() {
                return Ok(());
            }
            let asked = wanted.clone();
            let avif = self.avif().map(|decoder| (decoder, self.0.cache.as_path().into()));
            let made = apart::apart(move || {
                let kind = asked.kind(original.kind);
                scale::scale(original, asked.width, kind, avif)
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
        self.is_allowed(wanted)?;
        let Some(original) = self.0.originals.known(&wanted.of)? else {
            return Ok(None);
        };
        let Some((parts, kind)) = self.cached(wanted, &original) else {
            return self.ready_original(&wanted.of);
        };
        match Found::in_folder(&self.0.renditions, &parts, kind) {
            Ok(found) if found.length > 0 => Ok(Some(found)),
            Ok(_) => self.ready_original(&wanted.of),
            Err(FilesError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn is_allowed(&self, wanted: &Rendition) -> Result<(), FilesError> {
        let allowed = self.0.widths.read().unwrap_or_else(|e| e.into_inner());
        match allowed.contains(&wanted.width) && wanted.of.area() == Area::Images {
            true => Ok(()),
            false => Err(FilesError::NotFound),
        }
    }

    /// Where a rendition lies once it was made, and what it is; `None` when the original takes its place.
    fn cached(&self, wanted: &Rendition, original: &Found) -> Option<(Vec<String>, Kind)> {
        let is_read = match original.kind {
            Kind::Avif => self.reads_avif(),
            kind => kind.is_scalable(),
        };
        if !is_read {
            return None;
        }
        let kind = wanted.kind(original.kind);
        Some((original.cache_parts(&wanted.folder(), &wanted.of), kind))
    }
}

#[cfg(test)]
mod tests;
