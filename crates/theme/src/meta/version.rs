//! The versions of a page in the site's languages.

use crate::{
    object::languages,
    visit::{Subject, Visit},
};
use kernel::Language;
use store::{Filter, StoreError};

/// A page in one of the site's languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub language: Language,
    pub path: String,
    pub title: Option<String>,
    /// The page that is being rendered.
    pub current: bool,
    /// False when the address leads to the language's front page instead.
    pub exact: bool,
}

/// One for each language of the site; none when it has one only.
pub(crate) fn versions(visit: &Visit) -> Result<Vec<Version>, StoreError> {
    let place = &visit.place;
    let all = languages(&visit.scene.settings);
    if all.len() < 2 {
        return Ok(Vec::new());
    }
    let links = visit.translations()?;
    let has_stories = |language: &Language| {
        let filter = match &visit.subject {
            Subject::Tag(tag) => Filter::Tag(tag.slug.clone()),
            Subject::Author(author) => Filter::Author(author.slug.clone()),
            _ => return Ok(true),
        };
        let newest = visit.reader().newest_story(&filter, language, visit.now())?;
        Ok::<_, StoreError>(newest.is_some())
    };
    let one = |language: &Language| -> Result<Version, StoreError> {
        let version = |path: String, title: Option<&str>, exact: bool| Version {
            language: language.clone(),
            path,
            title: title.map(str::to_owned),
            current: *language == place.language,
            exact,
        };
        Ok(match &visit.subject {
            Subject::Post(post) if post.language == *language => {
                version(place.post_path(post), Some(&post.title), true)
            }
            Subject::Post(_) => match links.iter().find(|link| link.language == *language) {
                Some(link) => version(
                    place.post_path_of(language, link.slug.as_str()),
                    Some(&link.title),
                    true,
                ),
                None => version(place.home_path(language), None, false),
            },
            // Other lists are there in every language; error pages are nowhere.
            _ if visit.is("error") || visit.is("personal") => version(place.home_path(language), None, false),
            Subject::Tag(_) | Subject::Author(_) if !has_stories(language)? => {
                version(place.home_path(language), None, false)
            }
            _ => {
                let within = visit
                    .list_path
                    .strip_prefix(place.home_path(&place.language).as_str())
                    .unwrap_or("");
                // A month without stories in a language is no page of it: only the list of months is sure to be there.
                if *language != place.language && visit.is("archive") && within.starts_with("archive/2") {
                    return Ok(version(
                        format!("{}archive/", place.home_path(language)),
                        None,
                        false,
                    ));
                }
                version(format!("{}{within}", place.home_path(language)), None, true)
            }
        })
    };
    all.into_iter().map(one).collect()
}
