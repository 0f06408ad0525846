//! Originals as they are served. What came in through the front door is clean already; a file that was put into the
//! folder by hand, or lay there before, is cleaned when it is first asked for, and kept beside the renditions.

use crate::{Area, FilesError, Found, Inner, MediaPath, admit, folder::Open, originals::Originals};

/// Its folder in the cache.
pub(crate) const CLEAN: &str = "clean";

impl Inner {
    /// The original without positions and the like, cleaned now if nobody asked for it before.
    pub(crate) fn clean(&self, path: &MediaPath) -> Result<Found, FilesError> {
        if let Some(found) = self.ready_clean(path)? {
            return Ok(found);
        }
        let raw = self.originals.raw(path)?;
        if !is_cleaned(path, &raw) {
            return Ok(raw);
        }
        let parts = raw.cache_parts(CLEAN, path);
        self.turnstile.once(&parts.join("/"), || {
            if self.renditions.open_file(&parts).is_ok() {
                return Ok(());
            }
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
        let Some(raw) = self.originals.known(path)? else {
            return Ok(None);
        };
        let at_hand = |raw| Some(raw).filter(|raw| Originals::is_at_hand(path, raw));
        if !is_cleaned(path, &raw) {
            return Ok(at_hand(raw));
        }
        match Found::in_folder(&self.renditions, &raw.cache_parts(CLEAN, path), raw.kind) {
            Ok(cleaned) if cleaned.length > 0 => Ok(Some(cleaned)),
            Ok(_) => Ok(at_hand(raw)),
            Err(FilesError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn is_cleaned(path: &MediaPath, raw: &Found) -> bool {
    path.area() == Area::Images && raw.kind.has_anatomy()
}
