//! Writing: an object is there whole or not at all.

use super::{Bucket, PART, PATIENCE, trouble};
use crate::{FilesError, MediaPath, folder::Existing};
use bytes::Bytes;
use object_store::{
    Attribute, Attributes, MultipartUpload, ObjectStore, PutMode, PutMultipartOptions, PutOptions,
    path::Path as Key,
};
use std::{io::Read, sync::Arc};
use tokio::time::timeout;

impl Bucket {
    /// Writes `length` bytes, which are read as they are sent. Where there are more or fewer, nothing is written.
    pub(crate) fn write(
        self: &Arc<Self>,
        path: &MediaPath,
        from: impl Read,
        length: u64,
        existing: Existing,
    ) -> Result<(), FilesError> {
        let key = self.key(path)?;
        // Not every server knows “only if there is none”, so it is asked before as well.
        if existing == Existing::Keep && self.exists(path)? {
            return Err(trouble::taken(&self.shown));
        }
        let kind = path.kind().content_type();
        let attributes = Attributes::from_iter([(Attribute::ContentType, kind)]);
        let written = match length <= PART {
            true => self.write_at_once(key, from, length, existing, attributes),
            false => self.write_in_parts(key, from, length, attributes),
        };
        self.shelf.forget(path);
        written
    }

    fn write_at_once(
        self: &Arc<Self>,
        key: Key,
        mut from: impl Read,
        length: u64,
        existing: Existing,
        attributes: Attributes,
    ) -> Result<(), FilesError> {
        let bytes = piece(&mut from, length, &key)?;
        ended(&mut from, &key)?;
        let bucket = self.clone();
        self.wait(async move {
            let mode = match existing {
                Existing::Keep => PutMode::Create,
                Existing::Replace => PutMode::Overwrite,
            };
            let put = |mode| {
                let mut options = PutOptions::from(mode);
                options.attributes = attributes.clone();
                timeout(
                    PATIENCE,
                    bucket.store.put_opts(&key, bytes.clone().into(), options),
                )
            };
            let answer = match put(mode).await {
                Ok(Err(error)) if trouble::is_not_implemented(&error) => put(PutMode::Overwrite).await,
                answer => answer,
            };
            bucket.answered(answer).map(drop)
        })
    }

    /// The parts become an object with the last request; before that, nobody sees them.
    fn write_in_parts(
        self: &Arc<Self>,
        key: Key,
        mut from: impl Read,
        length: u64,
        attributes: Attributes,
    ) -> Result<(), FilesError> {
        let (bucket, at) = (self.clone(), key.clone());
        let mut upload: Box<dyn MultipartUpload> = self.wait(async move {
            let options = PutMultipartOptions {
                attributes,
                ..PutMultipartOptions::default()
            };
            bucket.answered(timeout(PATIENCE, bucket.store.put_multipart_opts(&at, options)).await)
        })?;
        let mut left = length;
        while left > 0 {
            let bytes = match piece(&mut from, left.min(PART), &key) {
                Ok(bytes) => bytes,
                Err(error) => {
                    self.abandon(upload);
                    return Err(error);
                }
            };
            left -= bytes.len() as u64;
            let bucket = self.clone();
            let (back, sent) = self.wait(async move {
                let sent = bucket.answered(timeout(PATIENCE, upload.put_part(bytes.into())).await);
                Ok((upload, sent))
            })?;
            upload = back;
            if let Err(error) = sent {
                self.abandon(upload);
                return Err(error);
            }
        }
        if let Err(error) = ended(&mut from, &key) {
            self.abandon(upload);
            return Err(error);
        }
        let bucket = self.clone();
        self.wait(async move {
            let answer = bucket.answered(timeout(PATIENCE, upload.complete()).await);
            if answer.is_err() {
                let _ = timeout(PATIENCE, upload.abort()).await;
            }
            answer.map(drop)
        })
    }

    /// Has the server throw the parts away, where it can be reached.
    fn abandon(self: &Arc<Self>, mut upload: Box<dyn MultipartUpload>) {
        let _ = self.wait(async move {
            let _ = timeout(PATIENCE, upload.abort()).await;
            Ok(())
        });
    }
}

/// The next `length` bytes, which must be there.
fn piece(from: &mut impl Read, length: u64, key: &Key) -> Result<Bytes, FilesError> {
    let mut bytes = Vec::with_capacity(length as usize);
    let read = from.by_ref().take(length).read_to_end(&mut bytes);
    read.map_err(|source| FilesError::Io {
        action: "cannot read what becomes",
        path: key.as_ref().into(),
        source,
    })?;
    match bytes.len() as u64 == length {
        true => Ok(bytes.into()),
        false => Err(changed_meanwhile(key)),
    }
}

/// Nothing may follow.
fn ended(from: &mut impl Read, key: &Key) -> Result<(), FilesError> {
    match from.read(&mut [0; 1]) {
        Ok(0) => Ok(()),
        _ => Err(changed_meanwhile(key)),
    }
}

fn changed_meanwhile(key: &Key) -> FilesError {
    FilesError::Invalid(format!("“{key}” was changed while it was read."))
}
