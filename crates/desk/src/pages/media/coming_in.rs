//! How files come into the library: from a disk, and pictures from another site.

use super::{as_json, page};
use crate::{
    Desk,
    answer::{Answer, Refusal, done_or_again, json, see_other, wants_json},
    guard::Asker,
    pages::{copy::body, staff},
    shell::Nonce,
    upload,
};
use axum::{
    Extension, Json,
    extract::{Multipart, Path, Request, State, multipart::MultipartRejection, rejection::JsonRejection},
};
use http::HeaderMap;
use kernel::MediaId;
use newsroom::NewsroomError;
use serde::Deserialize;

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
    let mut last = None;
    while let Some(part) = parts
        .next_field()
        .await
        .map_err(|error| cut_off(error.status().as_u16(), script))?
    {
        let name = part.file_name().unwrap_or_default().to_owned();
        if part.name() != Some("file") || name.is_empty() {
            continue;
        }
        let bytes = part
            .bytes()
            .await
            .map_err(|error| cut_off(error.status().as_u16(), script))?;
        let still = desk.newsroom().still(person).await;
        still.map_err(|error| Refusal::failed(error, script))?;
        let kept = desk.newsroom().upload(person, name, bytes.into()).await;
        last = Some(kept.map_err(|error| Refusal::failed(error, script))?);
    }
    let media = last.ok_or_else(|| unfit("Choose a file to bring in.".into()))?;
    Ok(match script {
        true => json(&as_json(&media)),
        false => see_other(&format!("/desk/media/{}/", media.id)),
    })
}

fn cut_off(status: u16, wants_json: bool) -> Refusal {
    match status {
        413 => Refusal::TooLarge { wants_json },
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
