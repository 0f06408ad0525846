//! Add a picture or another file to the media library.

use crate::{Newsroom, NewsroomError, Result, Staff, staff::audit};
use document::sanitise_inline;
use kernel::{MediaId, Timestamp};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use store::{Media, Tx};

/// A file that comes in. What is left empty, the picture's file itself may say (IPTC, XMP).
#[derive(Debug, Default)]
pub struct MediaInput {
    /// The name it had; its address is made of it.
    pub filename: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What is to be seen.
    pub alt: String,
    /// Who, where and when. Inline HTML.
    pub caption: String,
    /// Photographer, agency.
    pub credit: String,
    /// The copyright notice.
    pub copyright: String,
    /// Who brings it in.
    pub user: Option<kernel::UserId>,
}

/// In hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Newsroom {
    /// Keeps the file and what is known of it. The same bytes are kept once: a second time gives the first address.
    pub async fn add_media(&self, input: MediaInput) -> Result<Media> {
        self.keep_media(input, None).await
    }

    /// The same, with its line in the record when a person of the staff brings it in, from wherever.
    pub(crate) async fn keep_media(
        &self,
        input: MediaInput,
        staff: Option<(Staff, String)>,
    ) -> Result<Media> {
        let is_noted = staff.is_some();
        let noted = move |tx: &mut Tx<'_>, media: Media| {
            if let Some((staff, whence)) = &staff {
                audit::note(tx, staff, "media.uploaded", &media.path, whence)?;
            }
            Ok::<_, NewsroomError>(media)
        };
        let sha256 = sha256(&input.bytes);
        let asked = sha256.clone();
        let known = self
            .store
            .read(move |reader| reader.media_by_sha256(&asked))
            .await?;
        match known {
            Some(known) if is_noted => return self.store.write(move |tx| noted(tx, known)).await,
            Some(known) => return Ok(known),
            None => {}
        }
        // Before the transaction, which must not wait for a bucket. A file without a record is harmless.
        let (files, filename, bytes) = (self.files.clone(), input.filename.clone(), input.bytes);
        let saved = tokio::task::spawn_blocking(move || files.save(&filename, &bytes)).await;
        let saved = saved.map_err(|_| files::FilesError::NotFound)??;
        let own = saved.path.clone();
        let media = self
            .store
            .write(move |tx| {
                // Somebody else kept the same meanwhile.
                if let Some(known) = tx.media_by_sha256(&sha256)? {
                    return noted(tx, known);
                }
                let (width, height) = saved.size.unwrap_or_default();
                let said = saved.metadata;
                let or = |given: String, said: String| if given.is_empty() { said } else { given };
                let media = Media {
                    id: MediaId::new(),
                    path: saved.path.to_string(),
                    content_type: saved.kind.content_type().to_owned(),
                    bytes: saved.length as i64,
                    width,
                    height,
                    sha256,
                    credit: or(input.credit, said.credit()),
                    copyright: or(input.copyright, said.copyright),
                    alt: or(input.alt, said.alt),
                    caption: sanitise_inline(&or(input.caption, document::escape_text(&said.caption))),
                    licence: String::new(),
                    focal: (50, 50),
                    user: input.user,
                    created_at: Timestamp::now(),
                    replaced_at: None,
                };
                tx.add_media(&media)?;
                noted(tx, media)
            })
            .await;
        let is_spare = match &media {
            Ok(media) => media.path != own.to_string(),
            // Of other errors it may not be known whether the record was kept.
            Err(error) => error.is_full(),
        };
        if is_spare {
            let files = self.files.clone();
            let removed = tokio::task::spawn_blocking(move || files.remove(&own)).await;
            if let Ok(Err(error)) = removed {
                tracing::warn!(%error, "a file without a record stays");
            }
        }
        media
    }
}
