//! Which posts tell one story, each in another language.

use crate::{PostInput, Result, error::invalid};
use kernel::{Language, Post, PostId};
use store::{PostLink, Tx};

/// The post that stands for all translations of the story. What is tied to this one comes along.
///
/// # Errors
/// `Invalid` when the story would have two translations in one language. Those that it has already stay.
pub(super) fn translation_of(
    tx: &mut Tx<'_>,
    input: &PostInput,
    before: Option<&Post>,
    (id, language): (PostId, &Language),
) -> Result<Option<PostId>> {
    let named = match &input.translation_of {
        None => None,
        Some(slug) => match tx.post_by_slug(slug)? {
            None => {
                return invalid(format!(
                    "There is no post “{slug}” that this one could translate."
                ));
            }
            Some(other) if other.id == id => return invalid("A post cannot be a translation of itself."),
            Some(other) => Some(other),
        },
    };
    let known = before.and_then(|post| post.translation_of);
    let first = match &named {
        Some(other) => other.translation_of.unwrap_or(other.id),
        None => known.filter(|_| !input.untied).unwrap_or(id),
    };
    let is_tied_anew = known.unwrap_or(id) != first;
    if !is_tied_anew && before.is_none_or(|before| before.language == *language) {
        return Ok(Some(first).filter(|first| *first != id));
    }
    let (others, own) = match is_tied_anew {
        true => (tx.tied_to(first, id)?, tx.tied_to(id, id)?),
        false => (tx.tied_to(first, id)?, Vec::new()),
    };
    let of =
        |all: &[PostLink], language: &Language| all.iter().find(|one| one.language == *language).cloned();
    if let Some(other) = named.filter(|other| is_tied_anew && other.language == *language) {
        return invalid(format!(
            "“{}” is in the same language: a translation is in another.",
            other.slug
        ));
    }
    let mine = of(&others, language).or_else(|| of(&own, language));
    if let Some(there) = mine.or_else(|| own.iter().find_map(|one| of(&others, &one.language))) {
        return invalid(format!(
            "“{}” ({}) is this story in “{}” already, and a story has one translation in each language: untie that one \
             first, or leave this one untied.",
            there.title, there.slug, there.language
        ));
    }
    if !own.is_empty() {
        tx.tie_anew(id, first)?;
    }
    Ok(Some(first).filter(|first| *first != id))
}
