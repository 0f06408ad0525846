//! Originals as they are served. What came in through the front door is clean already; a file that was put into the
//! folder by hand, or lay there before, is cleaned when it is first asked for, and kept beside the renditions.

use crate::{Area, FilesError, Found, Inner, Kind, MediaPath, admit, folder::Open};
use std::os::unix::fs::FileExt;

/// Its folder in the cache.
const CLEAN: &str = "clean";

impl Inner {
    /// The original as it lies in the folder, with the kind that its bytes say it is.
    pub(crate) fn raw(&self, path: &MediaPath) -> Result<Found, FilesError> {
        let mut found = self.found(&self.originals, &path.parts(), path.kind())?;
        if path.area() == Area::Images {
            let mut head = [0; 512];
            let length = found.file.read_at(&mut head, 0).unwrap_or(0);
            let said = Kind::of_bytes(&head[..length], path.rest());
            if said.is_picture() {
                found.kind = said;
            }
        }
        Ok(found)
    }

    /// The original without positions and the like, cleaned now if nobody asked for it before.
    pub(crate) fn clean(&self, path: &MediaPath) -> Result<Found, FilesError> {
        if let Some(found) = self.ready_clean(path)? {
            return Ok(found);
        }
        let parts = self.raw(path)?.cache_parts(CLEAN, path);
        self.turnstile.once(&parts.join("/"), || {
            if self.renditions.open_file(&parts).is_ok() {
                return Ok(());
            }
            let raw = self.raw(path)?;
            let kind = raw.kind;
            let bytes = raw.bytes()?;
            let clean = admit::servable(&bytes, kind).inspect_err(|why| {
                tracing::warn!(picture = %path, why, "a picture is not served: where a position may stand in it is not known");
            });
            let clean = clean.map_err(|why| FilesError::Invalid(format!("{path} is not served: {why}")))?;
            // An empty file stands for “as it is”.
            let kept = if clean == bytes { &[][..] } else { &clean };
            self.renditions.write(&parts, kept);
            Ok(())
        })?;
        self.ready_clean(path)?.ok_or(FilesError::NotFound)
    }

    /// The same if nothing has to be done for it first.
    pub(crate) fn ready_clean(&self, path: &MediaPath) -> Result<Option<Found>, FilesError> {
        let raw = self.raw(path)?;
        if path.area() != Area::Images || !raw.kind.has_anatomy() {
            return Ok(Some(raw));
        }
        let parts = raw.cache_parts(CLEAN, path);
        match self.found(&self.renditions, &parts, raw.kind) {
            Ok(cleaned) if cleaned.length > 0 => Ok(Some(cleaned)),
            Ok(_) => Ok(Some(raw)),
            Err(FilesError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
