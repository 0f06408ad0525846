//! The media library at the desk: what is said of a file.

use crate::{MediaInput, Newsroom, NewsroomError, Result, Staff, error::invalid, staff::audit};
use document::sanitise_inline;
use kernel::{MediaId, Role};
use store::Media;

/// What is said of a file of the library.
#[derive(Debug, Clone, Default)]
pub struct MediaWords {
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    /// Who, where and when. Inline HTML.
    pub caption: String,
    /// Photographer, agency.
    pub credit: String,
    /// The copyright notice.
    pub copyright: String,
    /// Under which licence it may be used.
    pub licence: String,
    /// Where its middle is, per cent from the left and from the top.
    pub focal: (u32, u32),
}

/// Longest of each, in characters.
const MAX: usize = 2000;

impl Newsroom {
    /// Keeps a file that a person brings in.
    pub async fn upload(&self, staff: &Staff, filename: String, bytes: Vec<u8>) -> Result<Media> {
        let input = MediaInput {
            filename,
            bytes,
            user: Some(staff.id),
            ..MediaInput::default()
        };
        self.keep_media(input, Some(staff.clone())).await
    }

    /// Changes what is said of a file: of one's own, and as an editor of all. Stories that show it keep the words that
    /// were chosen for them.
    pub async fn describe_media(&self, staff: &Staff, id: MediaId, words: MediaWords) -> Result<()> {
        let all = [
            &words.alt,
            &words.caption,
            &words.credit,
            &words.copyright,
            &words.licence,
        ];
        if all.into_iter().any(|text| text.chars().count() > MAX) {
            return invalid(format!(
                "What is said of a file has at most {MAX} characters each."
            ));
        }
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let Some(mut media) = tx.media_by_id(id)? else {
                    return Err(NewsroomError::NotFound("That file is not in the library.".into()));
                };
                if staff.role < Role::Editor && media.user != Some(staff.id) {
                    return Err(NewsroomError::Forbidden(
                        "Editors and the one who brought it in say what is in a file.".into(),
                    ));
                }
                let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
                media.alt = line(words.alt);
                media.caption = sanitise_inline(words.caption.trim());
                media.credit = line(words.credit);
                media.copyright = line(words.copyright);
                media.licence = line(words.licence);
                media.focal = (words.focal.0.min(100), words.focal.1.min(100));
                tx.add_media(&media)?;
                audit::note(tx, &staff, "media.described", media.path, "")
            })
            .await
    }
}
