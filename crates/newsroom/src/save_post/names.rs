//! Tags and authors that a post names.

use crate::{AuthorRef, NewsroomError, Result, TagRef, save_author, save_tag, taxonomy, touched::Touched};
use kernel::{Author, Slug, Tag, Timestamp};
use std::sync::Arc;
use store::Tx;

/// The tags, in their order, each once; those that are not there are made.
pub(super) fn tags(
    tx: &mut Tx<'_>,
    named: &[TagRef],
    now: Timestamp,
    touched: &mut Touched,
    made: &mut Vec<String>,
) -> Result<Vec<Arc<Tag>>> {
    let mut tags: Vec<Arc<Tag>> = Vec::with_capacity(named.len());
    for one in named {
        let tag = match one {
            TagRef::Id(id) => tx.tag_by_id(*id)?.ok_or_else(|| missing("tag", id))?,
            TagRef::Named(name) => match find_tag(tx, name)? {
                Some(tag) => tag,
                None => {
                    made.push(format!("tag “{name}”"));
                    save_tag::make(tx, name, now, touched)?
                }
            },
        };
        if tags.iter().all(|other| other.id != tag.id) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

/// The authors, in their order, each once; those that are not there are entered.
pub(super) fn authors(
    tx: &mut Tx<'_>,
    named: &[AuthorRef],
    now: Timestamp,
    touched: &mut Touched,
    made: &mut Vec<String>,
) -> Result<Vec<Arc<Author>>> {
    let mut authors: Vec<Arc<Author>> = Vec::with_capacity(named.len());
    for one in named {
        let author = match one {
            AuthorRef::Id(id) => tx.author_by_id(*id)?.ok_or_else(|| missing("author", id))?,
            AuthorRef::Named(name) => match find_author(tx, name)? {
                Some(author) => author,
                None => {
                    made.push(format!("author “{name}”"));
                    save_author::make(tx, name, now, touched)?
                }
            },
        };
        if authors.iter().all(|other| other.id != author.id) {
            authors.push(author);
        }
    }
    Ok(authors)
}

/// By its slug; else by its name, whatever its slug is; else by an address that leads to it now.
pub(crate) fn find_tag(tx: &mut Tx<'_>, name: &str) -> Result<Option<Arc<Tag>>> {
    let slug = save_tag::slug_of(name);
    for slug in [name.parse::<Slug>().ok(), slug.clone()].into_iter().flatten() {
        if let Some(tag) = tx.tag_by_slug(&slug)? {
            return Ok(Some(tag));
        }
    }
    taxonomy::tag_at(tx, name, slug.as_ref())
}

pub(crate) fn find_author(tx: &mut Tx<'_>, name: &str) -> Result<Option<Arc<Author>>> {
    let slug = Slug::from_title(name);
    for slug in [name.parse::<Slug>().ok(), slug.clone()].into_iter().flatten() {
        if let Some(author) = tx.author_by_slug(&slug)? {
            return Ok(Some(author));
        }
    }
    taxonomy::author_at(tx, name, slug.as_ref())
}

fn missing(what: &str, id: &impl std::fmt::Display) -> NewsroomError {
    NewsroomError::NotFound(format!("There is no {what} with the id {id}."))
}
