//! What is made of a document when it is saved.

use crate::Result;
use document::{Document, HtmlOptions, with_sizes};
use kernel::{Language, PostId};
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

impl Text {
    /// With the sizes of those pictures of the library whose nodes say none.
    pub(super) fn sized(mut self, tx: &mut Tx<'_>) -> Result<Self> {
        let size = |src: &str| -> Result<Option<(u32, u32)>> {
            if !src.starts_with("/content/") {
                return Ok(None);
            }
            let known = tx.media_by_path(src)?;
            let size = known.map(|media| (media.width, media.height));
            Ok(size.filter(|(width, height)| *width > 0 && *height > 0))
        };
        self.html = with_sizes(&self.html, size)?.into();
        Ok(self)
    }
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
    use super::render;

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
