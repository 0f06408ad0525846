//! Where files of the library are shown besides stories: with bylines, with sections, in code, in the settings.

use crate::{PicturePlace, Result, SiteForm, SitePicture, media_in};
use kernel::{Author, Key, SiteSettings, Tag};
use std::{collections::BTreeSet, sync::Arc};
use store::{Reader, Tx};

/// Something besides a story that shows a file of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaPlace {
    /// As its picture, and the name of the byline or section.
    Picture(PicturePlace, String),
    /// In code that is put into all pages.
    Code,
    /// Somewhere in the settings.
    Settings,
}

/// The files that are shown there, each with where.
fn all(authors: &[Arc<Author>], tags: &[Arc<Tag>], settings: &SiteSettings) -> Vec<(String, MediaPlace)> {
    let mut found = Vec::new();
    let mut add = |text: &str, place: MediaPlace| {
        let paths: BTreeSet<String> = media_in(text).into_iter().map(|(_, path)| path).collect();
        found.extend(paths.into_iter().map(|path| (path, place.clone())));
    };
    for author in authors {
        let of = |place| MediaPlace::Picture(place, author.name.clone());
        let text = |picture: &Option<String>| picture.clone().unwrap_or_default();
        add(
            &text(&author.profile_image),
            of(PicturePlace::Portrait(author.id)),
        );
        add(&text(&author.cover_image), of(PicturePlace::Wide(author.id)));
    }
    for tag in tags {
        let place = MediaPlace::Picture(PicturePlace::Section(tag.id), tag.name.clone());
        add(tag.feature_image.as_deref().unwrap_or_default(), place);
    }
    for (name, text) in SiteForm::of(settings).0 {
        let picture = SitePicture::ALL.into_iter().find(|one| one.field() == name);
        let place = picture.map_or(MediaPlace::Settings, |one| {
            MediaPlace::Picture(PicturePlace::Site(one), String::new())
        });
        add(&text, place);
    }
    let code = [&settings.codeinjection_head, &settings.codeinjection_foot];
    for text in code.into_iter().flatten() {
        add(text, MediaPlace::Code);
    }
    for value in settings.theme_settings.values() {
        add(&value.to_string(), MediaPlace::Settings);
    }
    found
}

/// What shows a file, besides stories, each once.
pub(crate) fn places_of(
    path: &str,
    authors: &[Arc<Author>],
    tags: &[Arc<Tag>],
    settings: &SiteSettings,
) -> Vec<MediaPlace> {
    let mut places = Vec::new();
    for (_, place) in all(authors, tags, settings)
        .into_iter()
        .filter(|(shown, _)| shown == path)
    {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.sort_by_key(|place| match place {
        MediaPlace::Picture(_, name) => name.to_lowercase(),
        MediaPlace::Code | MediaPlace::Settings => String::new(),
    });
    places
}

/// The surrogate keys of what shows a file, besides stories.
pub(crate) fn keys(tx: &Tx<'_>, path: &str) -> Result<BTreeSet<Key>> {
    let places = places_of(path, &tx.authors()?, &tx.tags()?, &tx.settings()?);
    let key = |place| match place {
        MediaPlace::Picture(PicturePlace::Portrait(id) | PicturePlace::Wide(id), _) => Key::Author(id),
        MediaPlace::Picture(PicturePlace::Section(id), _) => Key::Tag(id),
        MediaPlace::Picture(PicturePlace::Site(_), _) | MediaPlace::Code | MediaPlace::Settings => {
            Key::Settings
        }
    };
    Ok(places.into_iter().map(key).collect())
}

/// The files that something besides stories shows, each once.
pub fn placed_media(reader: &Reader) -> Result<Vec<String>> {
    let all = all(&reader.all_authors()?, &reader.all_tags()?, &*reader.settings()?);
    let paths: BTreeSet<String> = all.into_iter().map(|(path, _)| path).collect();
    Ok(paths.into_iter().collect())
}
