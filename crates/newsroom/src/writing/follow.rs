//! A post follows its copy.

use super::{CopyText, translation};
use crate::{
    AuthorRef, PostInput, Result, Saved, TagRef,
    known::Known,
    save_post::{self, Trace},
    save_tag,
    touched::Touched,
};
use kernel::{Author, Post, PostState, Slug, Tag, Timestamp, UserId, post::Correction};
use std::sync::Arc;
use store::Tx;

/// What a story is called that has no headline yet.
pub(super) const UNTITLED: &str = "Untitled";

/// Whether a post is called so because nobody gave it a headline.
pub(super) fn is_untitled(post: &Post) -> bool {
    post.title == UNTITLED && post.state != PostState::Published
}

/// What else is to become of the post.
#[derive(Debug, Clone)]
pub(super) struct Becoming {
    pub state: PostState,
    pub published_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    pub corrections: Vec<Correction>,
    pub user: Option<UserId>,
    pub note: Option<String>,
    pub revision: bool,
}

/// Makes the post what its copy says.
pub(super) fn follow(
    tx: &mut Tx<'_>,
    before: &Post,
    text: CopyText,
    becoming: Becoming,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<Saved> {
    let settings = tx.settings()?;
    let was_public = before.published_at.is_some_and(|at| at <= now) && before.state != PostState::Draft;
    let copy = becoming.revision.then(|| text.clone());
    let asks = text.tie;
    let mut input = text.into_input(before, UNTITLED)?;
    if input.slug.is_none() && !was_public && input.title != before.title {
        input.slug = Slug::from_title(&input.title);
    }
    if !matches!(becoming.state, PostState::Published | PostState::Scheduled) {
        only_known(tx, &mut input)?;
    }
    input.state = becoming.state;
    input.published_at = becoming.published_at;
    input.updated_at = becoming.updated_at;
    input.corrections = becoming.corrections;
    let trace = Trace {
        user: becoming.user,
        note: becoming.note,
        revision: becoming.revision,
        at_the_desk: true,
        copy,
    };
    let saved = save_post::save(tx, input, &settings, &trace, now, touched)?;
    if asks {
        translation::settle(tx, before.id)?;
    }
    Ok(saved)
}

/// Leaves out tags and bylines that are not there yet: a draft makes no pages. They stay in the copy, and are made when
/// the story is published by somebody who may.
fn only_known(tx: &mut Tx<'_>, input: &mut PostInput) -> Result<()> {
    let mut tags = Vec::with_capacity(input.tags.len());
    for tag in std::mem::take(&mut input.tags) {
        let is_there = match &tag {
            TagRef::Id(_) => true,
            TagRef::Named(name) => tx.tag(name)?.is_some(),
        };
        if is_there {
            tags.push(tag);
        }
    }
    let mut authors = Vec::with_capacity(input.authors.len());
    for author in std::mem::take(&mut input.authors) {
        let is_there = match &author {
            AuthorRef::Id(_) => true,
            AuthorRef::Named(name) => tx.author(name)?.is_some(),
        };
        if is_there {
            authors.push(author);
        }
    }
    (input.tags, input.authors) = (tags, authors);
    Ok(())
}

/// The post as its copy says it, for a preview: nothing is written; tags and bylines that are not there yet have no page.
pub(super) fn as_written(post: &Post, text: CopyText, known: &dyn Known, now: Timestamp) -> Result<Post> {
    let (tags, authors) = (text.tags.clone(), text.authors.clone());
    let input = text.into_input(post, UNTITLED)?;
    let mut post = post.clone();
    post.tags = each(
        &tags,
        |name| known.tag(name),
        |name| Some(Tag::blank(save_tag::slug_of(name)?, name, now)),
    )?;
    post.authors = each(
        &authors,
        |name| known.author(name),
        |name| Some(Author::blank(Slug::from_title(name)?, name, now)),
    )?;
    let text = save_post::rendered(&input.document, &post.language);
    (post.body, post.html, post.words) = (text.body, text.html, text.words);
    post.plain_start = text.plain_start;
    post.title = input.title;
    post.standfirst = input.standfirst;
    post.feature_image = input.feature_image.map(|mut picture| {
        picture.caption = document::sanitise_inline(&picture.caption);
        picture
    });
    post.editors_note = input.editors_note.map(|note| document::sanitise_inline(&note));
    Ok(post)
}

/// What is meant by each name, or something new of that name.
fn each<T>(
    names: &[String],
    known: impl Fn(&str) -> Result<Option<Arc<T>>>,
    new: impl Fn(&str) -> Option<T>,
) -> Result<Vec<Arc<T>>> {
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        all.extend(known(name)?.or_else(|| new(name).map(Arc::new)));
    }
    Ok(all)
}
