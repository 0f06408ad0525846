//! How files come into the library: from a disk, and pictures from another site.

use super::{as_json, library, one::page};
use crate::{
    Desk,
    answer::{Answer, Refusal, done_or_again, json, larger_than, see_other, wants_json},
    fields::Fields,
    guard::{Asker, largest_upload},
    pages::{copy::body, staff},
    shell::{Nonce, Shell, html_with},
    upload,
};
use axum::{
    Extension, Json,
    extract::{
        Multipart, Path, Request, State,
        multipart::{MultipartError, MultipartRejection},
        rejection::JsonRejection,
    },
    response::Response,
};
use http::{HeaderMap, StatusCode};
use kernel::{MediaId, Timestamp};
use newsroom::{NewsroomError, Staff};
use serde::Deserialize;
use store::Media;

/// Brings files in: the fields `file` of a form with parts. Where not all are kept, a page is the library with the reasons.
pub(crate) async fn upload(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    headers: HeaderMap,
    parts: Result<Multipart, MultipartRejection>,
) -> Answer {
    let script = wants_json(&headers);
    let (mut come, began) = (Come::default(), Timestamp::now());
    let end = match parts {
        Ok(parts) => come.all(&desk, staff(&asker)?, parts, script).await.err(),
        Err(_) => None,
    };
    let (status, rest) = match (end, come.kept.last()) {
        (None, Some((_, media))) if come.refused.is_empty() => {
            return Ok(match script {
                true => json(&as_json(media)),
                false => see_other(&come.whereto(began)),
            });
        }
        (None, _) if come.is_nothing() => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose a file to bring in.".to_owned(),
        ),
        (None, _) => (StatusCode::UNPROCESSABLE_ENTITY, String::new()),
        (Some(refusal), _) if script && come.is_nothing() => return Err(refusal),
        (Some(Refusal::TooLarge { most, .. }), _) => (StatusCode::PAYLOAD_TOO_LARGE, larger_than(most)),
        (Some(Refusal::Said { status, sentence, .. }), _) => (status, sentence),
        (Some(other), _) => return Err(other),
    };
    if script {
        return Ok(come.as_json(status, &rest));
    }
    // Whom the desk knows no more, and what it cannot do now, is no matter of the files.
    if !matches!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::PAYLOAD_TOO_LARGE
    ) {
        return Err(Refusal::Said {
            status,
            sentence: come.in_words(&rest),
            wants_json: false,
        });
    }
    let shell = Shell::of(&desk, &asker, &nonce, "media").await?;
    let mut page = library(&desk, shell, &Fields::default()).await?;
    (page.problem, page.refused) = (come.kept_in_words(&rest), come.refused_in_words());
    Ok(html_with(status, &page))
}

/// Files of a form, by their names.
#[derive(Default)]
struct Come {
    kept: Vec<(String, Media)>,
    refused: Vec<(String, String)>,
}

impl Come {
    /// Takes all files that come.
    ///
    /// # Errors
    /// What ends it before they have come.
    async fn all(
        &mut self,
        desk: &Desk,
        person: &Staff,
        mut parts: Multipart,
        script: bool,
    ) -> Result<(), Refusal> {
        let most = largest_upload(desk, script).await?;
        let broken = |error: MultipartError| cut_off(error.status().as_u16(), script, most);
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            let name = part.file_name().unwrap_or_default().to_owned();
            if part.name() != Some("file") || name.is_empty() {
                continue;
            }
            let bytes = part.bytes().await.map_err(broken)?;
            let failed = |error| Refusal::failed(error, script);
            desk.newsroom().still(person).await.map_err(failed)?;
            match desk.newsroom().upload(person, name.clone(), bytes.into()).await {
                Ok(media) => self.kept.push((name, media)),
                Err(NewsroomError::Invalid(why)) => self.refused.push((name, why)),
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(())
    }

    fn is_nothing(&self) -> bool {
        self.kept.is_empty() && self.refused.is_empty()
    }

    /// The page that shows what was kept: the file's own, of several the library. What was there before `began` is the
    /// same file, whatever it was called.
    fn whereto(&self, began: Timestamp) -> String {
        let known = self
            .kept
            .iter()
            .filter(|(_, media)| media.created_at < began)
            .count();
        match &self.kept[..] {
            [(_, media)] if known > 0 => format!("/desk/media/{}/?done=known", media.id),
            [(_, media)] => format!("/desk/media/{}/", media.id),
            all => format!("/desk/media/?brought={}&known={known}", all.len()),
        }
    }

    /// What was kept, and why the rest did not come.
    fn kept_in_words(&self, rest: &str) -> String {
        let names: Vec<String> = self.kept.iter().map(|(name, _)| format!("“{name}”")).collect();
        let kept = match names.is_empty() {
            true if self.refused.is_empty() => String::new(),
            true => "No file was kept.".to_owned(),
            false => format!("Kept: {}.", names.join(", ")),
        };
        let both = [kept.as_str(), rest]
            .into_iter()
            .filter(|words| !words.is_empty());
        both.collect::<Vec<_>>().join(" ")
    }

    fn refused_in_words(&self) -> Vec<String> {
        let refused = self.refused.iter();
        refused
            .map(|(name, whole)| {
                // Each says whose it is once.
                let why = whole.strip_prefix(&format!("“{name}” cannot be taken: "));
                format!("“{name}” was not kept: {}", why.unwrap_or(whole))
            })
            .collect()
    }

    /// What became of each file, and why the rest did not come.
    fn in_words(&self, rest: &str) -> String {
        let mut all = vec![self.kept_in_words("")];
        all.extend(self.refused_in_words());
        all.push(rest.to_owned());
        all.retain(|words| !words.is_empty());
        all.join(" ")
    }

    /// The same for a script, which knows what it sent: of one file it is told why.
    fn as_json(&self, status: StatusCode, rest: &str) -> Response {
        let said = match (&self.kept[..], &self.refused[..]) {
            ([], [(_, why)]) if rest.is_empty() => why.clone(),
            _ => self.in_words(rest),
        };
        let kept: Vec<_> = self.kept.iter().map(|(_, media)| as_json(media)).collect();
        let refused = self
            .refused
            .iter()
            .map(|(name, why)| serde_json::json!({"name": name, "error": why}));
        let refused: Vec<_> = refused.collect();
        let mut answer = json(&serde_json::json!({"error": said, "kept": kept, "refused": refused}));
        *answer.status_mut() = status;
        answer
    }
}

fn cut_off(status: u16, wants_json: bool, most: usize) -> Refusal {
    match status {
        413 => Refusal::TooLarge { wants_json, most },
        _ => Refusal::failed(
            NewsroomError::Invalid(
                "The file did not come whole, and was not kept; files that came before it are there. Try it again."
                    .into(),
            ),
            wants_json,
        ),
    }
}

/// Where a picture is that is to be taken over.
#[derive(Deserialize)]
pub(crate) struct Elsewhere {
    address: String,
}

/// Takes a picture over from another site, for the editor's page: `{"address"}`; the answer is that of an upload.
pub(crate) async fn fetch(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    given: Result<Json<Elsewhere>, JsonRejection>,
) -> Answer {
    let address = body(given)?.address;
    let taken = desk.newsroom().fetch_picture(staff(&asker)?, &address).await;
    Ok(json(&as_json(&taken.map_err(Refusal::json)?)))
}

/// Puts another picture in the place of one: the field `file` of a form with parts.
pub(crate) async fn replace(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    request: Request,
) -> Answer {
    let media: MediaId = id.parse().map_err(|_| Refusal::nothing())?;
    let mut parts = upload::whole(&desk, &asker, request).await?;
    let (name, bytes) = parts.take("file").unwrap_or_default();
    let done = desk.newsroom().replace_media(staff(&asker)?, media, name, bytes);
    let done = done.await.map(|_| format!("/desk/media/{media}/?done=replaced"));
    let again = async |why| page(&desk, &asker, &nonce, &id, String::new(), why).await;
    done_or_again(done, again).await
}
