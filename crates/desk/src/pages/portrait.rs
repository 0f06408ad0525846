//! An author's portrait, chosen from the media library or brought in.

use super::{
    authors::{id_of, may_change},
    media, staff,
};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
    upload,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, Request, State},
};
use http::StatusCode;
use newsroom::NewsroomError;
use store::MediaQuery;

/// Pictures to choose from.
const PICTURES: u32 = 48;

#[derive(Template)]
#[template(path = "portrait.html")]
struct Page {
    shell: Shell,
    id: String,
    called: String,
    /// The address of the portrait that they have; empty where they have none.
    portrait: String,
    words: String,
    pictures: Vec<Picture>,
    problem: String,
}

struct Picture {
    id: String,
    name: String,
    small: String,
    alt: String,
}

async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    id: &str,
    words: Option<String>,
    problem: String,
) -> Result<Page, Refusal> {
    let author = id_of(id)?;
    if !may_change(staff(asker)?, author) {
        return Err(Refusal::page(NewsroomError::Forbidden(
            "Editors change all bylines, and everybody their own.".into(),
        )));
    }
    let query = MediaQuery {
        words: words.clone(),
        pictures: true,
        limit: PICTURES,
        ..MediaQuery::default()
    };
    let read = desk.newsroom().store.read(move |reader| {
        Ok::<_, NewsroomError>((reader.author_by_id(author)?, reader.media_list(&query)?))
    });
    let (author, found) = read.await.map_err(Refusal::page)?;
    let author = author.ok_or_else(Refusal::nothing)?;
    let pictures = found.iter().map(|one| Picture {
        id: one.id.to_string(),
        name: media::name_of(&one.path),
        small: media::rendition(one, 300),
        alt: one.alt.clone(),
    });
    Ok(Page {
        id: author.id.to_string(),
        called: author.name.clone(),
        portrait: author.profile_image.clone().unwrap_or_default(),
        words: words.unwrap_or_default(),
        pictures: pictures.collect(),
        problem,
        shell: Shell::of(desk, asker, nonce, "authors").await?,
    })
}

pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let words = Fields::read(query.unwrap_or_default().as_bytes()).get("words");
    let page = page(&desk, &asker, &nonce, &id, words, String::new()).await?;
    Ok(html_with(StatusCode::OK, &page))
}

/// A form with parts: `file` brings one in, `media` names one of the library.
pub(crate) async fn choose(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    request: Request,
) -> Answer {
    let (person, author) = (staff(&asker)?, id_of(&id)?);
    let mut parts = upload::whole(request).await?;
    let chosen = match parts.take("file") {
        Some((name, bytes)) => {
            let kept = desk.newsroom().upload(person, name, bytes);
            kept.await.map(|media| media.id)
        }
        None => {
            let chosen = parts.text("media").parse();
            chosen.map_err(|_| NewsroomError::Invalid("Choose a picture.".into()))
        }
    };
    let done = match chosen {
        Ok(media) => desk.newsroom().choose_portrait(person, author, media).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(see_other(&format!("/desk/authors/{author}/?done=1"))),
        Err(NewsroomError::Invalid(why) | NewsroomError::Conflict(why)) => {
            let page = page(&desk, &asker, &nonce, &id, None, why).await?;
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(error) => Err(Refusal::page(error)),
    }
}
