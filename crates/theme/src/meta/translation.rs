//! What a story translates, and what it was translated into, in schema.org's words.

use crate::visit::Visit;
use kernel::{Post, PostKind};
use serde_json::{Map, Value, json};
use store::StoreError;

/// Adds `translationOfWork` to a translation and `workTranslation` to what was translated. Of a story whose original
/// readers cannot see, nothing is said.
pub(super) fn add(visit: &Visit, post: &Post, to: &mut Map<String, Value>) -> Result<(), StoreError> {
    let links = visit.translations()?;
    let place = &visit.place;
    let kind = match post.kind {
        PostKind::Page => "WebPage",
        PostKind::Story | PostKind::FeedItem => "NewsArticle",
    };
    let work = |link: &store::PostLink| {
        json!({
            "@type": kind,
            "url": place.absolute(&place.post_path_of(&link.language, link.slug.as_str())),
            "headline": link.title,
            "inLanguage": link.language.as_str(),
        })
    };
    match post.translation_of {
        Some(original) => {
            if let Some(link) = links.iter().find(|link| link.id == original) {
                to.insert("translationOfWork".into(), work(link));
            }
        }
        None if !links.is_empty() => {
            to.insert("workTranslation".into(), links.iter().map(work).collect());
        }
        None => {}
    }
    Ok(())
}
