//! What is made of a document when it is saved.

use crate::Result;
use document::{Document, HtmlOptions, with_sizes};
use kernel::{Language, Picture, PostId};
use std::{collections::BTreeMap, sync::Arc};
use store::Tx;

/// Characters of plain text that are kept for excerpts.
const PLAIN_START: usize = 700;

pub(crate) struct Text {
    pub body: Arc<str>,
    pub html: Arc<str>,
    pub plain_start: Arc<str>,
    pub words: u32,
    pub pictures: u32,
}

/// What is made of a document, with pictures of the library as they are: one may have taken the place of another of other
/// sides since it was put into the text, or the text says no size. The document itself stays as it was written.
pub(crate) fn sized(tx: &Tx<'_>, document: &Document, language: &Language) -> Result<Text> {
    let mut shown = document.clone();
    let mut problem = None;
    let is_other = shown.resize(|src, size| match size_of(tx, src) {
        Ok(own) => own.map_or(size, |own| fitting(size, own)),
        Err(error) => {
            problem.get_or_insert(error);
            size
        }
    });
    if let Some(error) = problem {
        return Err(error);
    }
    let mut text = render(if is_other { &shown } else { document }, language);
    if is_other {
        text.body = document.to_json().into();
    }
    text.html = with_sizes(&text.html, |src| size_of(tx, src))?.into();
    Ok(text)
}

/// The lead picture with the size that it has in the library, where it was given one.
pub(crate) fn sized_lead(tx: &Tx<'_>, picture: &mut Picture) -> Result<()> {
    let size = (picture.width, picture.height);
    if size.0 > 0
        && size.1 > 0
        && let Some(own) = size_of(tx, &picture.src)?
    {
        (picture.width, picture.height) = fitting(size, own);
    }
    Ok(())
}

/// The size of a picture of the library, in pixels, where it is known.
fn size_of(tx: &Tx<'_>, src: &str) -> Result<Option<(u32, u32)>> {
    if !src.starts_with("/content/") {
        return Ok(None);
    }
    let known = tx.media_by_path(src)?;
    let size = known.map(|media| (media.width, media.height));
    Ok(size.filter(|(width, height)| *width > 0 && *height > 0))
}

/// A size with the sides of the picture itself. One that has them already, a pixel more or less, stays: a text may show a
/// picture smaller than it is.
fn fitting((width, height): (u32, u32), own: (u32, u32)) -> (u32, u32) {
    let (own_width, own_height) = (u64::from(own.0), u64::from(own.1));
    let off = (u64::from(width) * own_height).abs_diff(u64::from(height) * own_width);
    if off <= own_width.max(own_height) {
        return (width, height);
    }
    let width = u64::from(width).min(own_width);
    let height = (width * own_height + own_width / 2) / own_width;
    (width as u32, height.max(1) as u32)
}

pub(crate) fn render(document: &Document, language: &Language) -> Text {
    let options = HtmlOptions {
        language: language.clone(),
        ..HtmlOptions::default()
    };
    let plain: String = document
        .for_everyone()
        .to_plain_text()
        .chars()
        .take(PLAIN_START)
        .collect();
    Text {
        body: document.to_json().into(),
        html: document.to_html(&options).into(),
        plain_start: plain.into(),
        words: document.words(),
        pictures: document.pictures(),
    }
}

/// Gives cards of related stories the ids of the posts that they name by slug; returns the slugs of which there is none.
pub(super) fn resolve_related(tx: &mut Tx<'_>, document: &mut Document) -> Result<Vec<String>> {
    let mut found: BTreeMap<String, PostId> = BTreeMap::new();
    let mut missing = Vec::new();
    for slug in document.related_slugs() {
        let post = match slug.parse() {
            Ok(parsed) => tx.post_by_slug(&parsed)?,
            Err(_) => None,
        };
        match post {
            Some(post) => {
                found.insert(slug, post.id);
            }
            None => missing.push(slug),
        }
    }
    document.resolve_related(|slug| found.get(slug).copied());
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::{fitting, render};
    use proptest::prelude::*;

    #[test]
    fn a_picture_has_its_own_sides_and_may_be_shown_smaller() {
        for (size, own, fits) in [
            ((600, 400), (600, 400), (600, 400)),
            ((600, 400), (1200, 800), (600, 400)),
            ((600, 401), (1200, 801), (600, 401)),
            ((600, 400), (400, 600), (400, 600)),
            ((600, 400), (1200, 1200), (600, 600)),
            ((4000, 10), (3000, 2), (3000, 2)),
        ] {
            assert_eq!(fitting(size, own), fits, "{size:?} of {own:?}");
        }
    }

    proptest! {
        #[test]
        fn what_fits_once_stays(w in 1..60_000_u32, h in 1..60_000_u32, ow in 1..60_000_u32, oh in 1..60_000_u32) {
            let once = fitting((w, h), (ow, oh));
            prop_assert_eq!(fitting(once, (ow, oh)), once);
            prop_assert!(once.0 > 0 && once.1 > 0);
        }
    }

    #[test]
    fn an_excerpt_shows_nothing_that_only_members_see() {
        let lexical = r#"{"root":{"children":[
            {"type":"html","html":"<p>Secret</p>","visibility":{"web":{"nonMember":false}}},
            {"type":"paragraph","children":[{"type":"text","text":"Open"}]}]}}"#;
        let document = document::from_lexical(lexical).unwrap().document;
        assert_eq!(
            &*render(&document, &kernel::Language::english()).plain_start,
            "Open"
        );
    }
}
