//! The media library at the desk: what is said of a file.

use crate::{
    MediaInput, MediaPlace, Newsroom, NewsroomError, PicturePlace, Result, Staff, add_media::sha256,
    error::invalid, media_places, save_post::append, staff::audit, touched::Touched,
};
use document::sanitise_inline;
use kernel::{Key, MediaId, Post, PostId, Role};
use store::{Media, MediaUse, PostWork, Tx};

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
    /// Where its middle is, per cent from the left and from the top; `None` leaves it where it was.
    pub focal: Option<(u32, u32)>,
    /// What the form showed ([`media_mark`]): what others wrote since is not written over. `None` asks for nothing.
    pub seen: Option<String>,
}

/// What a form says that its sender has seen of what is said of a file.
pub fn media_mark(media: &Media) -> String {
    let said = [
        &media.alt,
        &media.caption,
        &media.credit,
        &media.copyright,
        &media.licence,
    ];
    sha256(format!("{said:?} {:?}", media.focal).as_bytes())
}

/// Longest of each, in characters.
const MAX: usize = 2000;

/// Stories that show a picture are told to the page caches one by one up to so many; beyond that, all pages are.
const STORIES: u32 = 500;

/// A file of the library, and who shows it.
#[derive(Debug, Clone)]
pub struct MediaShown {
    /// The file.
    pub media: Media,
    /// The stories that show it, of those that the person may read; the last edited first, 200 at most.
    pub uses: Vec<MediaUse>,
    /// How many others show it.
    pub others: usize,
    /// Where else it is shown.
    pub places: Vec<MediaPlace>,
    /// Why they may not change it; `None` when they may.
    pub barred: Option<String>,
}

/// Why somebody may not put another in the place of a file or change what is said of it: it is not theirs, or readers see
/// it, or will, in a story or a place that is not. `None` when they may.
pub(crate) fn barred(
    staff: &Staff,
    media: &Media,
    shown: impl FnOnce() -> store::Result<Vec<PostId>>,
    places: &[MediaPlace],
    story: impl Fn(PostId) -> store::Result<Option<(Post, PostWork)>>,
) -> Result<Option<String>> {
    if staff.role >= Role::Editor {
        return Ok(None);
    }
    if media.user != Some(staff.id) {
        return Ok(Some(
            "Only editors and the one who brought a file in change it.".into(),
        ));
    }
    for id in shown()? {
        if !story(id)?.is_none_or(|(post, work)| staff.may_publish(&post, &work)) {
            return Ok(Some(
                "Readers see this in a story that you may not change on the site. Ask an editor to change it, or bring in \
                 another."
                    .into(),
            ));
        }
    }
    let is_own = |place: &MediaPlace| match place {
        MediaPlace::Picture(PicturePlace::Portrait(id) | PicturePlace::Wide(id), _) => {
            staff.author == Some(*id)
        }
        _ => false,
    };
    if !places.iter().all(is_own) {
        return Ok(Some(
            "Readers see this as a picture of the site, of a section or of a byline that is not yours. Ask an editor to change it, \
             or bring in another."
                .into(),
        ));
    }
    Ok(None)
}

impl Newsroom {
    /// A file of the library; `None` when there is none with that id.
    pub async fn media_shown(&self, staff: &Staff, id: MediaId) -> Result<Option<MediaShown>> {
        let staff = staff.clone();
        self.store
            .read(move |reader| {
                let Some(media) = reader.media_by_id(id)? else {
                    return Ok(None);
                };
                let mut uses = reader.media_uses(&media.path)?;
                let all = uses.len();
                if staff.role == Role::Contributor {
                    let mut theirs = Vec::new();
                    for one in uses {
                        if let (Some(post), Some(work)) =
                            (reader.post_by_id(one.post)?, reader.work(one.post)?)
                            && staff.may_read(&post, &work)
                        {
                            theirs.push(one);
                        }
                    }
                    uses = theirs;
                }
                let others = all - uses.len();
                let places = media_places::places_of(
                    &media.path,
                    &reader.all_authors()?,
                    &reader.all_tags()?,
                    &*reader.settings()?,
                );
                let barred = barred(
                    &staff,
                    &media,
                    || reader.ready_showing(&media.path),
                    &places,
                    |id| Ok(reader.post_by_id(id)?.zip(reader.work(id)?)),
                )?;
                Ok(Some(MediaShown {
                    media,
                    uses,
                    others,
                    places,
                    barred,
                }))
            })
            .await
    }

    /// Keeps a file that a person brings in: a picture, sound, film or PDF, as its content says.
    pub async fn upload(&self, staff: &Staff, filename: String, bytes: Vec<u8>) -> Result<Media> {
        files::of_library(&filename, &bytes)?;
        self.keep(staff, filename, bytes, "").await
    }

    /// Keeps it, with a line in the record.
    pub(crate) async fn keep(
        &self,
        staff: &Staff,
        filename: String,
        bytes: Vec<u8>,
        whence: &str,
    ) -> Result<Media> {
        let input = MediaInput {
            filename,
            bytes,
            user: Some(staff.id),
            ..MediaInput::default()
        };
        self.keep_media(input, Some((staff.clone(), whence.to_owned())))
            .await
    }

    /// Changes what is said of a file: of one’s own, where no story or place of others shows it, and as an editor of
    /// all. Stories that show it keep the words that
    /// were chosen for them; what is cropped is cropped around its middle from then on.
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
                let places =
                    media_places::places_of(&media.path, &tx.authors()?, &tx.tags()?, &tx.settings()?);
                let why = barred(
                    &staff,
                    &media,
                    || tx.ready_showing(&media.path),
                    &places,
                    |id| Ok(tx.post_by_id(id)?.zip(tx.work(id)?)),
                )?;
                if let Some(why) = why {
                    return Err(NewsroomError::Forbidden(why));
                }
                let before = media.clone();
                let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
                media.alt = line(words.alt);
                media.caption = sanitise_inline(words.caption.trim());
                media.credit = line(words.credit);
                media.copyright = line(words.copyright);
                media.licence = line(words.licence);
                if let Some((left, top)) = words.focal {
                    media.focal = (left.min(100), top.min(100));
                }
                if media != before && words.seen.is_some_and(|seen| seen != media_mark(&before)) {
                    return Err(NewsroomError::Conflict(
                        "Somebody has changed what is said of it meanwhile, and nothing of yours is saved yet. Look at what they \
                         wrote, then save again."
                            .into(),
                    ));
                }
                tx.add_media(&media)?;
                if media.focal != before.focal {
                    let touched = showing(tx, &media.path)?;
                    append(tx, "media.focal", touched)?;
                }
                audit::note(tx, &staff, "media.described", media.path, "")
            })
            .await
    }
}

/// What shows a file, nothing of which has to be rewritten.
fn showing(tx: &Tx<'_>, path: &str) -> Result<Touched> {
    let mut touched = Touched::default();
    let stories = tx.posts_showing(path, None, STORIES)?;
    if stories.len() == STORIES as usize {
        touched.keys.insert(Key::Settings);
    }
    touched.keys.extend(stories.into_iter().map(Key::Post));
    touched.keys.extend(media_places::keys(tx, path)?);
    Ok(touched)
}
