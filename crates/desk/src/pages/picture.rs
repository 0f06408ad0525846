//! A picture for what has one (a byline, a section, the site), chosen from the media library or brought in.

use super::{
    authors::{self, may_change},
    media, sections, settings, staff,
};
use crate::{
    Desk,
    answer::{Answer, Refusal, done_or_again},
    fields::Fields,
    guard::Asker,
    paging,
    shell::{Nonce, Shell, html},
    upload,
};
use askama::Template;
use axum::{
    Extension,
    extract::{MatchedPath, Path, RawQuery, Request, State},
};
use newsroom::{NewsroomError, PicturePlace, SitePicture, Staff};
use store::{MediaQuery, Reader};
use theme::focus_classes;

/// Pictures to choose from.
const PICTURES: u32 = 48;

#[derive(Template)]
#[template(path = "picture.html")]
struct Page {
    shell: Shell,
    of: Of,
    words: String,
    pictures: Vec<Picture>,
    /// The address of the older ones.
    next: Option<String>,
    problem: String,
}

/// What gets the picture.
struct Of {
    /// `Portrait of Ines Calder`, `Logo`.
    title: String,
    hint: &'static str,
    /// This page.
    at: String,
    /// The page that this one belongs to, and what that is called.
    back: String,
    called: String,
    /// The picture as it is; empty where there is none.
    now: String,
    /// Classes that say what must stay of it when it is cropped.
    focus: String,
    is_portrait: bool,
    part: &'static str,
}

struct Picture {
    id: String,
    name: String,
    small: String,
    focus: String,
    alt: String,
}

/// What the route gives a picture to.
fn place_of(route: &MatchedPath, name: &str) -> Result<PicturePlace, Refusal> {
    let site = || SitePicture::ALL.into_iter().find(|one| one.field() == name);
    Ok(match route.as_str() {
        "/desk/authors/{id}/portrait/" => PicturePlace::Portrait(authors::id_of(name)?),
        "/desk/authors/{id}/cover/" => PicturePlace::Wide(authors::id_of(name)?),
        "/desk/sections/{id}/picture/" => PicturePlace::Section(sections::id_of(name)?),
        "/desk/settings/{name}/picture/" => PicturePlace::Site(site().ok_or_else(Refusal::nothing)?),
        _ => return Err(Refusal::nothing()),
    })
}

/// The page that shows it in its form.
pub(super) fn back(place: PicturePlace) -> String {
    match place {
        PicturePlace::Portrait(id) | PicturePlace::Wide(id) => format!("/desk/authors/{id}/"),
        PicturePlace::Section(id) => format!("/desk/sections/{id}/"),
        PicturePlace::Site(_) => "/desk/settings/".into(),
    }
}

/// What it is called: `Portrait of Ines Calder`, `Logo`.
pub(super) fn title(place: PicturePlace, name: &str) -> String {
    match place {
        PicturePlace::Portrait(_) => format!("Portrait of {name}"),
        PicturePlace::Wide(_) => format!("Wide picture of {name}"),
        PicturePlace::Section(_) => format!("Picture of {name}"),
        PicturePlace::Site(which) => settings::said_of(which.field()).0.into(),
    }
}

/// What is known of it; `None` where it is not there.
fn of(reader: &Reader, person: &Staff, place: PicturePlace) -> Result<Option<Of>, NewsroomError> {
    let back = back(place);
    let (title, hint, called, now, last, part) = match place {
        PicturePlace::Portrait(id) | PicturePlace::Wide(id) => {
            if !may_change(person, id) {
                return Err(NewsroomError::Forbidden(
                    "Editors change all bylines, and everybody their own.".into(),
                ));
            }
            let Some(author) = reader.author_by_id(id)? else {
                return Ok(None);
            };
            let (now, last) = match place {
                PicturePlace::Wide(_) => (&author.cover_image, "cover/"),
                _ => (&author.profile_image, "portrait/"),
            };
            let title = title(place, &author.name);
            (
                title,
                "",
                author.name.clone(),
                now.clone(),
                last.to_owned(),
                "authors",
            )
        }
        PicturePlace::Section(id) => {
            let Some(tag) = reader.tag_by_id(id)? else {
                return Ok(None);
            };
            let title = title(place, &tag.name);
            let now = tag.feature_image.clone();
            (title, "", tag.name.clone(), now, "picture/".into(), "sections")
        }
        PicturePlace::Site(which) => {
            let (title, hint) = settings::said_of(which.field());
            let form = newsroom::SiteForm::of(&*reader.settings()?);
            let now = Some(form.text(which.field()).to_owned());
            let last = format!("{}/picture/", which.field());
            (title.into(), hint, "Settings".into(), now, last, "settings")
        }
    };
    let now = now.unwrap_or_default();
    Ok(Some(Of {
        focus: reader.focal(&now)?.map_or_else(String::new, focus_classes),
        title,
        hint,
        at: format!("{back}{last}"),
        back,
        called,
        now,
        is_portrait: matches!(place, PicturePlace::Portrait(_)),
        part,
    }))
}

async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    place: PicturePlace,
    fields: &Fields,
    problem: String,
) -> Result<Page, Refusal> {
    let person = staff(asker)?.clone();
    let query = MediaQuery {
        words: fields.get("words"),
        pictures: true,
        after: paging::after(fields),
        limit: PICTURES + 1,
        ..MediaQuery::default()
    };
    let read = desk.newsroom().store.read(move |reader| {
        let of = of(reader, &person, place)?;
        Ok::<_, NewsroomError>((of, reader.media_list(&query)?))
    });
    let (of, mut found) = read.await.map_err(Refusal::page)?;
    let of = of.ok_or_else(Refusal::nothing)?;
    let next = paging::cut(&mut found, PICTURES)
        .map(|last| paging::behind(fields, &["words"], paging::Line(last.created_at, last.id)));
    let pictures = found.iter().map(|one| Picture {
        id: one.id.to_string(),
        name: media::name_of(&one.path),
        small: media::rendition(one, 300),
        focus: focus_classes(one.focal),
        alt: one.alt.clone(),
    });
    Ok(Page {
        words: fields.text("words"),
        pictures: pictures.collect(),
        next,
        problem,
        shell: Shell::of(desk, asker, nonce, of.part).await?,
        of,
    })
}

pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    route: MatchedPath,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let place = place_of(&route, &name)?;
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let page = page(&desk, &asker, &nonce, place, &fields, String::new()).await?;
    Ok(html(&page))
}

/// A form with parts: `file` brings one in, `media` names one of the library.
pub(crate) async fn choose(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    route: MatchedPath,
    Path(name): Path<String>,
    request: Request,
) -> Answer {
    let (person, place) = (staff(&asker)?, place_of(&route, &name)?);
    let mut parts = upload::whole(&desk, &asker, request).await?;
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
        Ok(media) => desk.newsroom().choose_picture(person, place, media).await,
        Err(error) => Err(error),
    };
    let done = done.map(|()| format!("{}?done=1", back(place)));
    let again = async |why| page(&desk, &asker, &nonce, place, &Fields::default(), why).await;
    done_or_again(done, again).await
}
