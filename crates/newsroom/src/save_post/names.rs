//! Tags and authors that a post names.

use crate::{
    AuthorRef, Made, NewsroomError, Result, TagRef, known::Known as _, save_author, save_tag,
    touched::Touched,
};
use kernel::{Author, Tag, Timestamp};
use std::sync::Arc;
use store::Tx;

/// The tags, in their order, each once; those that are not there are made.
pub(super) fn tags(
    tx: &mut Tx<'_>,
    named: &[TagRef],
    now: Timestamp,
    touched: &mut Touched,
    made: &mut Vec<Made>,
) -> Result<Vec<Arc<Tag>>> {
    let mut tags: Vec<Arc<Tag>> = Vec::with_capacity(named.len());
    for one in named {
        let tag = match one {
            TagRef::Id(id) => tx.tag_by_id(*id)?.ok_or_else(|| missing("tag", id))?,
            TagRef::Named(name) => match tx.tag(name)? {
                Some(tag) => tag,
                None => {
                    made.push(Made::Tag(name.clone()));
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
    made: &mut Vec<Made>,
) -> Result<Vec<Arc<Author>>> {
    let mut authors: Vec<Arc<Author>> = Vec::with_capacity(named.len());
    for one in named {
        let author = match one {
            AuthorRef::Id(id) => tx.author_by_id(*id)?.ok_or_else(|| missing("author", id))?,
            AuthorRef::Named(name) => match tx.author(name)? {
                Some(author) => author,
                None => {
                    made.push(Made::Author(name.clone()));
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

fn missing(what: &str, id: &impl std::fmt::Display) -> NewsroomError {
    NewsroomError::NotFound(format!("There is no {what} with the id {id}."))
}
