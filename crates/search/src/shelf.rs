//! Where indexes lie: `data/search/`, a folder for each. One process at a time writes there.

use crate::{
    folder::Folder,
    progress::Progress,
    schema::{Fields, VERSION, schema},
};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyError};

/// The folder of all indexes.
pub(crate) struct Shelf {
    path: PathBuf,
    /// Held for as long as the process writes there.
    _lock: File,
}

/// An index that can be read.
pub(crate) struct Opened {
    pub path: Arc<Path>,
    pub index: Index,
    pub reader: IndexReader,
    pub fields: Fields,
    /// `None`: it was made by another version, and may be read but not written to.
    pub progress: Option<Progress>,
}

impl Shelf {
    /// Takes the shelf; `None` when another process has it.
    pub(crate) fn take(path: &Path) -> io::Result<Option<Self>> {
        fs::create_dir_all(path)?;
        let lock = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self {
                path: path.to_owned(),
                _lock: lock,
            })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Makes an index that holds nothing yet.
    pub(crate) fn begin(&self) -> tantivy::Result<Opened> {
        let number = folders(&self.path).first().map_or(1, |(number, ..)| number + 1);
        let path: Arc<Path> = self.path.join(format!("{number}-v{VERSION}")).into();
        fs::create_dir_all(&path)?;
        let (schema, _) = schema();
        let made = Index::builder()
            .schema(schema)
            .open_or_create(Folder(path.clone()))
            .and_then(|_| Opened::at(path.clone()));
        made.inspect_err(|_| self.discard(&path))
    }

    /// Removes an index that could not be begun.
    pub(crate) fn discard(&self, path: &Path) {
        if let Err(error) = fs::remove_dir_all(path) {
            tracing::warn!(%error, path = %path.display(), "a search index that failed cannot be removed");
        }
    }

    /// Removes all indexes but these; what is being read stays readable, since it is open.
    pub(crate) fn keep(&self, paths: &[&Path]) {
        for (.., path) in folders(&self.path) {
            if !paths.contains(&&*path)
                && let Err(error) = fs::remove_dir_all(&path)
            {
                tracing::warn!(%error, path = %path.display(), "an old search index cannot be removed");
            }
        }
    }
}

/// The indexes on a shelf, the newest first: number, whether this version made it, path.
pub(crate) fn folders(shelf: &Path) -> Vec<(u64, bool, PathBuf)> {
    let entries = fs::read_dir(shelf).into_iter().flatten().flatten();
    let mut all: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let (number, version) = name.split_once("-v")?;
            Some((number.parse().ok()?, version.parse() == Ok(VERSION), entry.path()))
        })
        .collect();
    all.sort_by(|a, b| b.cmp(a));
    all
}

impl Opened {
    /// Opens the index in a folder.
    pub(crate) fn at(path: Arc<Path>) -> tantivy::Result<Self> {
        let index = Index::open(Folder(path.clone()))?;
        let (schema, fields) = schema();
        if index.schema() != schema {
            return Err(TantivyError::SchemaError("the index has other fields".into()));
        }
        let progress = Progress::read(index.load_metas()?.payload.as_deref());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            path,
            index,
            reader,
            fields,
            progress,
        })
    }
}

/// Whether all files of an index are as they were written. Reads them all.
pub(crate) fn is_sound(index: &Index) -> bool {
    match index.validate_checksum() {
        Ok(damaged) if damaged.is_empty() => true,
        Ok(damaged) => {
            tracing::warn!(?damaged, "files of the search index are damaged");
            false
        }
        Err(error) => {
            tracing::warn!(%error, "the search index cannot be read");
            false
        }
    }
}
