//! What a save leaves as it is.

use crate::{AuthorRef, PostInput, TagRef};
use kernel::{Post, PostKind, post::Correction};

/// Fills what an update does not name with what is there.
pub(super) fn fill(input: &mut PostInput, before: &Post) {
    if input.kind == PostKind::Story {
        input.kind = before.kind;
    }
    if input.tags.is_empty() {
        input.tags = before.tags.iter().map(|tag| TagRef::Id(tag.id)).collect();
    }
    if input.authors.is_empty() {
        input.authors = before
            .authors
            .iter()
            .map(|author| AuthorRef::Id(author.id))
            .collect();
    }
    macro_rules! keep {
        ($($field:ident),*) => {
            $(if input.$field.is_none() { input.$field.clone_from(&before.$field); })*
        };
    }
    keep!(
        standfirst,
        feature_image,
        editors_note,
        canonical_url,
        meta_title,
        meta_description,
        og_title,
        og_description,
        og_image,
        twitter_title,
        twitter_description,
        twitter_image,
        codeinjection_head,
        codeinjection_foot,
        custom_template
    );
}

/// The corrections that were there, and those that are new, oldest first. What was corrected once is shown for ever.
pub(super) fn corrections(before: Option<&Post>, input: Vec<Correction>) -> Vec<Correction> {
    let mut all = before.map_or_else(Vec::new, |post| post.corrections.clone());
    for correction in input {
        if all.iter().all(|known| known.text != correction.text) {
            all.push(correction);
        }
    }
    all.sort_by_key(|correction| correction.at);
    all
}
