//! A file that was found.

use crate::{FilesError, Kind, LARGEST_PICTURE, MediaPath, bucket::Far, folder::Open};
use std::{fs::File, io, os::unix::fs::FileExt, time::SystemTime};

/// What a reader of a bucket asks for at a time.
const FAR_PIECE: u64 = 1024 * 1024;
const PIECE: u64 = 64 * 1024;

/// A file that was found, open for reading.
#[derive(Debug)]
pub struct Found {
    pub(crate) content: Content,
    /// Its length in bytes.
    pub length: u64,
    /// When it was last written.
    pub modified: SystemTime,
    /// What it is served as.
    pub kind: Kind,
    /// Another one at its address has another.
    pub(crate) version: String,
}

#[derive(Debug)]
pub(crate) enum Content {
    /// On this machine.
    File(File),
    /// In a bucket.
    Far(Far),
}

impl Found {
    pub(crate) fn in_folder(folder: &impl Open, parts: &[String], kind: Kind) -> Result<Self, FilesError> {
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
        let modified = meta.modified().map_err(io)?;
        let since = modified
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        Ok(Self {
            length: meta.len(),
            modified,
            kind,
            version: format!("{:x}-{:x}", meta.len(), since.as_nanos()),
            content: Content::File(file),
        })
    }

    /// The bytes from `first` on, `length` of them or as many as there are. It may wait for the network.
    pub fn read(&self, first: u64, length: u64) -> io::Result<Vec<u8>> {
        let length = length.min(self.length.saturating_sub(first));
        match &self.content {
            _ if length == 0 => Ok(Vec::new()),
            Content::Far(far) => far.read(first, length).map(Into::into),
            Content::File(file) => {
                let mut bytes = vec![0; length as usize];
                file.read_exact_at(&mut bytes, first)?;
                Ok(bytes)
            }
        }
    }

    /// How many bytes to read at a time when it is sent piece by piece.
    pub fn piece(&self) -> u64 {
        match self.content {
            Content::File(_) => PIECE,
            Content::Far(_) => FAR_PIECE,
        }
    }

    /// Where something that was made of it lies in the cache. Its version is part of it, so that what takes its place is
    /// not mistaken for it.
    pub(crate) fn cache_parts(&self, folder: &str, path: &MediaPath) -> Vec<String> {
        let mut parts: Vec<String> = folder.split('/').map(str::to_owned).collect();
        parts.extend(path.rest().split('/').map(str::to_owned));
        parts.push(self.version.clone());
        parts
    }

    /// All of a picture.
    pub(crate) fn bytes(self) -> Result<Vec<u8>, FilesError> {
        if self.length > LARGEST_PICTURE {
            return Err(FilesError::Invalid("A picture may be 128 MB long.".into()));
        }
        self.read(0, self.length).map_err(|error| match self.content {
            Content::Far(_) => FilesError::Unavailable(error.to_string()),
            Content::File(_) => FilesError::Invalid(format!("It cannot be read: {error}.")),
        })
    }
}
