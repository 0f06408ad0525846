//! How files come into the library: from a disk, and pictures from another site.

use super::{as_json, page};
use crate::{
    Desk,
    answer::{Answer, Refusal, done_or_again, json, larger_than, see_other, wants_json},
    guard::{Asker, largest_upload},
    pages::{copy::body, staff},
    shell::Nonce,
    upload,
};
use axum::{
    Extension, Json,
    extract::{Multipart, Path, Request, State, multipart::MultipartRejection, rejection::JsonRejection},
};
use http::{HeaderMap, StatusCode};
use kernel::MediaId;
use newsroom::NewsroomError;
use serde::Deserialize;
use store::Media;

/// Brings files in: the fields `file` of a form with parts.
pub(crate) async fn upload(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    headers: HeaderMap,
    parts: Result<Multipart, MultipartRejection>,
) -> Answer {
    let script = wants_json(&headers);
    let unfit = |sentence: String| Refusal::failed(NewsroomError::Invalid(sentence), script);
    let mut parts = parts.map_err(|_| unfit("Choose a file to bring in.".into()))?;
    let person = staff(&asker)?;
    let most = largest_upload(&desk, script).await?;
    let mut come = Come::default();
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(error) => return come.instead_of(cut_off(error.status().as_u16(), script, most), script),
        };
        let name = part.file_name().unwrap_or_default().to_owned();
        if part.name() != Some("file") || name.is_empty() {
            continue;
        }
        let bytes = match part.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return come.instead_of(cut_off(error.status().as_u16(), script, most), script),
        };
        if let Err(error) = desk.newsroom().still(person).await {
            return come.instead_of(Refusal::failed(error, script), script);
        }
        match desk.newsroom().upload(person, name.clone(), bytes.into()).await {
            Ok(media) => come.kept.push((name, media)),
            Err(NewsroomError::Invalid(why)) => come.refused.push((name, why)),
            Err(error) => return come.instead_of(Refusal::failed(error, script), script),
        }
    }
    match (come.kept.last(), come.refused.len()) {
        (None, 0) => Err(unfit("Choose a file to bring in.".into())),
        (None, 1) => Err(unfit(come.refused.remove(0).1)),
        (Some((_, media)), 0) => Ok(match script {
            true => json(&as_json(media)),
            false => see_other(&format!("/desk/media/{}/", media.id)),
        }),
        _ => come.said(StatusCode::UNPROCESSABLE_ENTITY, String::new(), script),
    }
}

/// Files of a form, by their names.
#[derive(Default)]
struct Come {
    kept: Vec<(String, Media)>,
    refused: Vec<(String, String)>,
}

impl Come {
    /// Says of each file what became of it, and why the rest did not come.
    fn said(self, status: StatusCode, rest: String, wants_json: bool) -> Answer {
        let names: Vec<String> = self.kept.iter().map(|(name, _)| format!("“{name}”")).collect();
        let kept = match names.is_empty() {
            true => "No file was kept.".to_owned(),
            false => format!("Kept: {}.", names.join(", ")),
        };
        let refused = self
            .refused
            .iter()
            .map(|(name, why)| format!("“{name}” was not kept: {why}"));
        let mut sentences: Vec<String> = [kept].into_iter().chain(refused).collect();
        sentences.extend(Some(rest).filter(|rest| !rest.is_empty()));
        let sentence = sentences.join(" ");
        if !wants_json {
            return Err(Refusal::Said {
                status,
                sentence,
                wants_json,
            });
        }
        let kept: Vec<_> = self.kept.iter().map(|(_, media)| as_json(media)).collect();
        let refused = self
            .refused
            .iter()
            .map(|(name, why)| serde_json::json!({"name": name, "error": why}));
        let refused: Vec<_> = refused.collect();
        let mut answer = json(&serde_json::json!({"error": sentence, "kept": kept, "refused": refused}));
        *answer.status_mut() = status;
        Ok(answer)
    }

    /// The refusal that ends it, with what came before.
    fn instead_of(self, refusal: Refusal, wants_json: bool) -> Answer {
        if self.kept.is_empty() && self.refused.is_empty() {
            return Err(refusal);
        }
        match refusal {
            Refusal::TooLarge { most, .. } => {
                self.said(StatusCode::PAYLOAD_TOO_LARGE, larger_than(most), wants_json)
            }
            Refusal::Said { status, sentence, .. } => self.said(status, sentence, wants_json),
            other => Err(other),
        }
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
