//! The page of a file of the library: what is said of it, and where it is shown.

use super::{name_of, rendition};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    pages::{name_in, names, picture, staff},
    shell::{Nonce, Shell, html, html_with},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use http::StatusCode;
use kernel::{MediaId, Role};
use newsroom::{MediaPlace, MediaShown, MediaWords, NewsroomError, PicturePlace, Staff};
use store::{Media, MediaUse};

#[derive(Template)]
#[template(path = "media-one.html")]
pub(super) struct One {
    shell: Shell,
    media: Media,
    name: String,
    is_picture: bool,
    large: String,
    size: String,
    at: String,
    /// When it took the place of another; empty when it did not.
    replaced: String,
    by: String,
    uses: Vec<MediaUse>,
    /// Stories that show it and that the person may not read.
    others: usize,
    /// What else shows it: where that is at the desk, and what it is called.
    places: Vec<(String, String)>,
    /// What the form shows, as a mark.
    seen: String,
    /// What somebody else wrote meanwhile, where it is something else than what was typed.
    theirs: Vec<(&'static str, String)>,
    /// What was typed, where they may not change it any more.
    typed: Vec<(&'static str, String)>,
    /// Why they may not change it; empty when they may.
    barred: String,
    done: String,
    /// Why another picture was not taken in its place.
    problem: String,
}

pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let done = Fields::read(query.unwrap_or_default().as_bytes()).text("done");
    let page = page(&desk, &asker, &nonce, &id, done, String::new()).await?;
    Ok(html(&page))
}

/// The page of a file, with what was done just now, or why not.
pub(super) async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    id: &str,
    done: String,
    problem: String,
) -> Result<One, Refusal> {
    let id: MediaId = id.parse().map_err(|_| Refusal::nothing())?;
    let person = staff(asker)?;
    let shown = desk.newsroom().media_shown(person, id).await;
    let shown = shown.map_err(Refusal::page)?.ok_or_else(Refusal::nothing)?;
    let MediaShown {
        media,
        uses,
        others,
        places,
        barred,
    } = shown;
    let names = names(desk).await?;
    let shell = Shell::of(desk, asker, nonce, "media").await?;
    Ok(One {
        name: name_of(&media.path),
        is_picture: media.content_type.starts_with("image/"),
        large: rendition(&media, 1000),
        size: match media.width {
            0 => size_in_words(media.bytes),
            width => format!(
                "{width} × {} pixels, {}",
                media.height,
                size_in_words(media.bytes)
            ),
        },
        at: times::short(&shell.settings, media.created_at),
        replaced: media
            .replaced_at
            .map_or_else(String::new, |at| times::short(&shell.settings, at)),
        by: name_in(&names, media.user),
        barred: barred.unwrap_or_default(),
        done,
        problem,
        uses,
        others,
        places: places.into_iter().map(|place| in_words(person, place)).collect(),
        seen: newsroom::media_mark(&media),
        theirs: Vec::new(),
        typed: Vec::new(),
        media,
        shell,
    })
}

fn size_in_words(bytes: i64) -> String {
    match bytes {
        0..1000 => format!("{bytes} bytes"),
        _ => format!("{} kB", bytes / 1000),
    }
}

/// Where a place is at the desk (empty where they may not open it), and what it is called.
fn in_words(person: &Staff, place: MediaPlace) -> (String, String) {
    let (least, at, called) = match place {
        MediaPlace::Picture(place, name) => {
            let least = match place {
                PicturePlace::Portrait(_) | PicturePlace::Wide(_) => Role::Contributor,
                PicturePlace::Section(_) => Role::Editor,
                PicturePlace::Site(_) => Role::Administrator,
            };
            (least, picture::back(place), picture::title(place, &name))
        }
        MediaPlace::Code => (
            Role::Administrator,
            "/desk/code/".into(),
            "Code of the whole site".into(),
        ),
        MediaPlace::Settings => (Role::Administrator, "/desk/settings/".into(), "Settings".into()),
    };
    match person.role >= least {
        true => (at, called),
        false => (String::new(), called),
    }
}

pub(crate) async fn describe(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let media: MediaId = id.parse().map_err(|_| Refusal::nothing())?;
    let mut words = MediaWords {
        alt: fields.text("alt"),
        caption: fields.text("caption"),
        credit: fields.text("credit"),
        copyright: fields.text("copyright"),
        licence: fields.text("licence"),
        focal: None,
        seen: fields.get("seen"),
    };
    let done = match percent(&fields, "focal-x").and_then(|left| Ok(left.zip(percent(&fields, "focal-y")?))) {
        Ok(focal) => {
            words.focal = focal;
            let described = desk
                .newsroom()
                .describe_media(staff(&asker)?, media, words.clone());
            described.await
        }
        Err(error) => Err(error),
    };
    let (status, why) = match done {
        Ok(()) => return Ok(see_other(&format!("/desk/media/{id}/?done=described"))),
        Err(error) => Refusal::in_form(error)?,
    };
    let mut page = page(&desk, &asker, &nonce, &id, String::new(), why).await?;
    let middle = |(left, top): (u32, u32)| format!("{left} % from the left, {top} % from the top");
    let now = page.media.clone();
    let typed = Media {
        alt: words.alt,
        caption: words.caption,
        credit: words.credit,
        copyright: words.copyright,
        licence: words.licence,
        focal: words.focal.unwrap_or(now.focal),
        ..now.clone()
    };
    let said = |media: &Media| {
        [
            ("Alt text", media.alt.clone()),
            ("Caption", media.caption.clone()),
            ("Credit", media.credit.clone()),
            ("Copyright notice", media.copyright.clone()),
            ("Licence", media.licence.clone()),
            ("Middle of what matters", middle(media.focal)),
        ]
    };
    let other_than = |one: &Media, other: &Media| {
        let both = said(one).into_iter().zip(said(other));
        both.filter(|(one, other)| one != other)
            .map(|(one, _)| one)
            .collect()
    };
    if !page.barred.is_empty() {
        page.typed = other_than(&typed, &now);
        return Ok(html_with(status, &page));
    }
    match status {
        StatusCode::CONFLICT => page.theirs = other_than(&now, &typed),
        _ => page.seen = words.seen.unwrap_or_default(),
    }
    page.media = typed;
    Ok(html_with(status, &page))
}

/// A field of the middle of a picture, in percent.
fn percent(fields: &Fields, name: &str) -> Result<Option<u32>, NewsroomError> {
    let Some(typed) = fields.get(name) else {
        return Ok(None);
    };
    let percent = typed.parse().ok().filter(|of| *of <= 100);
    percent.map(Some).ok_or_else(|| {
        NewsroomError::Invalid(format!(
            "“{typed}” is no whole number from 0 to 100: where the middle of what matters is, in percent."
        ))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_small_file_is_not_nothing() {
        assert_eq!(super::size_in_words(999), "999 bytes");
        assert_eq!(super::size_in_words(1000), "1 kB");
    }
}
