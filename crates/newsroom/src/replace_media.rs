//! Put another picture in the place of one of the library: its address stays.
//!
//! Its sides may be others, so all that shows it is rendered again; and readers' browsers keep pictures for a year, so pages
//! name it with the time of the change from then on (`Media::replaced_at`).

use crate::{
    Newsroom, NewsroomError, Result, Staff,
    add_media::sha256,
    error::invalid,
    media_places,
    save_post::{append, sized, sized_lead},
    staff::audit,
    touched::Touched,
};
use document::Document;
use files::{Kind, MediaPath};
use kernel::{MediaId, PostId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Job, Media, NewJob, Tx};

/// The job that renders the rest of the stories that show a picture again.
pub const SHOW_REPLACED: &str = "media.show-replaced";

/// Posts that are rendered in one transaction: some tens of milliseconds.
const AT_ONCE: u32 = 50;

#[derive(Serialize, Deserialize)]
struct Payload {
    path: String,
    /// Those up to this one are done.
    after: PostId,
}

impl Newsroom {
    /// Puts another picture of the same kind in the place of one: of one's own, where readers see it in no story of
    /// others, and as an editor of all.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, or `Invalid` with what does not fit; the picture stays as it was.
    pub async fn replace_media(
        &self,
        staff: &Staff,
        id: MediaId,
        filename: String,
        bytes: Vec<u8>,
    ) -> Result<Media> {
        let shown = self.media_shown(staff, id).await?.ok_or_else(gone)?;
        if let Some(why) = shown.barred {
            return Err(NewsroomError::Forbidden(why));
        }
        let known = shown.media;
        is_fit(&known, &filename, &bytes)?;
        let sha256 = sha256(&bytes);
        if sha256 == known.sha256 {
            return Ok(known);
        }
        let path: MediaPath = known.path.parse()?;
        // Before the transaction, which must not wait for a bucket. Done again, it does no harm.
        let files = self.files.clone();
        let saved = tokio::task::spawn_blocking(move || files.replace(&path, &bytes)).await;
        let saved = saved.map_err(|_| files::FilesError::NotFound)??;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                let mut media = tx.media_by_id(id)?.ok_or_else(gone)?;
                (media.width, media.height) = saved.size.unwrap_or_default();
                media.bytes = saved.length as i64;
                media.sha256 = sha256;
                media.replaced_at = Some(now);
                tx.add_media(&media)?;
                let mut touched = Touched::default();
                touched.keys.extend(media_places::keys(tx, &media.path)?);
                if let Some(after) = show(tx, &media.path, None, now, &mut touched)? {
                    let path = media.path.clone();
                    let payload = serde_json::to_string(&Payload { path, after })
                        .map_err(|error| NewsroomError::Invalid(error.to_string()))?;
                    tx.enqueue_job(&NewJob::now(SHOW_REPLACED, payload))?;
                }
                append(tx, "media.replaced", touched)?;
                audit::note(tx, &staff, "media.replaced", &media.path, "")?;
                Ok(media)
            })
            .await
    }

    /// Renders the rest of the stories that show a picture, some in a transaction. Done twice, it does no harm.
    pub async fn show_replaced(&self, job: &Job) -> Result<()> {
        let payload: Payload = serde_json::from_str(&job.payload).map_err(|error| {
            NewsroomError::Invalid(format!("This is no picture that was replaced: {error}."))
        })?;
        let mut after = Some(payload.after);
        while after.is_some() {
            let (path, job) = (payload.path.clone(), job.clone());
            after = self
                .store
                .write(move |tx| {
                    let mut touched = Touched::default();
                    let after = show(tx, &path, after, Timestamp::now(), &mut touched)?;
                    append(tx, "media.replaced", touched)?;
                    if after.is_none() {
                        tx.finish_job(&job)?;
                    }
                    Ok::<_, NewsroomError>(after)
                })
                .await?;
        }
        Ok(())
    }
}

fn gone() -> NewsroomError {
    NewsroomError::NotFound("That file is not in the library.".into())
}

/// Whether it is a picture of the same kind: the ending of the address says what it is.
fn is_fit(known: &Media, filename: &str, bytes: &[u8]) -> Result<()> {
    if bytes.is_empty() {
        return invalid("Choose the picture that is to take its place.");
    }
    if !known.content_type.starts_with("image/") {
        return invalid("Only pictures are replaced. Bring the file in as a new one.");
    }
    let kind = Kind::of_bytes(bytes, filename);
    if kind.content_type() == known.content_type {
        return Ok(());
    }
    let path: MediaPath = known.path.parse()?;
    let wanted = path.kind().ending().to_uppercase();
    let given = match kind.is_picture() {
        true => kind.ending().to_uppercase(),
        false => "no picture".to_owned(),
    };
    invalid(format!(
        "“{filename}” is {given}, and this picture is {wanted}, as its address says: only {wanted} can take its place. Save \
         it as {wanted}, or bring it in as a new picture."
    ))
}

/// Renders some of the posts that show a file, from `after` on; gives the last of them when there may be more.
fn show(
    tx: &mut Tx<'_>,
    path: &str,
    after: Option<PostId>,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<Option<PostId>> {
    let posts = tx.posts_showing(path, after, AT_ONCE)?;
    for id in &posts {
        let Some(before) = tx.post_by_id(*id)? else {
            continue;
        };
        let mut post = before.clone();
        post.html = sized(tx, &Document::from_stored_json(&post.body)?, &post.language)?.html;
        if let Some(picture) = &mut post.feature_image {
            sized_lead(tx, picture)?;
        }
        if post != before {
            tx.update_post(&post)?;
        }
        touched.merge(Touched::by(Some(&before), &post, now));
    }
    Ok(posts.last().copied().filter(|_| posts.len() == AT_ONCE as usize))
}
