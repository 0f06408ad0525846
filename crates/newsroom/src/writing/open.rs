//! Begin a story, and open one to write at it.

use super::{CopyText, follow, found, translation};
use crate::{
    Newsroom, NewsroomError, PostInput, Result, Staff,
    known::Known,
    save_post::{self, Trace, append},
    staff::audit,
    touched::Touched,
};
use document::Document;
use kernel::{Language, Post, PostId, PostKind, PostState, Timestamp};
use std::collections::HashSet;
use store::{PostWork, Reader};

/// A story to begin.
#[derive(Debug, Clone)]
pub struct Begin {
    /// Story, page or feed item.
    pub kind: PostKind,
    /// Its language; `None` is the site's.
    pub language: Option<Language>,
    /// Its headline, where it is known already.
    pub title: String,
    /// A random name of the form that was sent: sent twice, one story is begun.
    pub once: String,
}

/// A story with its copy in the making.
#[derive(Debug, Clone)]
pub struct OpenCopy {
    /// The post as readers see it, or would.
    pub post: Post,
    /// What only the desk knows of it.
    pub work: PostWork,
    /// How often the copy was saved; 0 when there is none yet.
    pub version: i64,
    /// What is written.
    pub text: CopyText,
    /// When it was saved last.
    pub saved_at: Option<Timestamp>,
    /// Whether the copy holds what readers do not see yet, of a post that is on the site.
    pub unpublished_changes: bool,
    /// Whether the one who opens it may write.
    pub may_write: bool,
    /// Whether they may publish.
    pub may_publish: bool,
}

/// The copy of a post: what was saved last, or what the post says.
pub(super) fn text_of(content: Option<&str>, post: &Post, known: &dyn Known) -> Result<CopyText> {
    match content {
        None => {
            let translates = known.translated(post)?;
            Ok(CopyText::of(post, follow::is_untitled(post), translates.as_ref()))
        }
        Some(json) => {
            let mut text: CopyText = serde_json::from_str(json).map_err(|error| {
                NewsroomError::Invalid(format!("What was kept of this story cannot be read: {error}."))
            })?;
            text.translation_of = translation::said(&text, post, known)?;
            Ok(text)
        }
    }
}

fn open(reader: &Reader, staff: &Staff, id: PostId) -> Result<Option<OpenCopy>> {
    let (Some(post), Some(work)) = (reader.post_by_id(id)?, reader.work(id)?) else {
        return Ok(None);
    };
    let copy = reader.copy(id)?;
    let content = copy.as_ref().map(|copy| copy.content.as_str());
    let text = text_of(content, &post, reader)?;
    let on_site = matches!(post.state, PostState::Published | PostState::Scheduled);
    let differs = on_site && copy.is_some() && differs(&text, &post, reader)?;
    Ok(Some(OpenCopy {
        version: copy.as_ref().map_or(0, |copy| copy.version),
        saved_at: copy.as_ref().map(|copy| copy.at),
        unpublished_changes: differs,
        may_write: staff.may_write(&post, &work),
        may_publish: staff.may_publish(&post, &work),
        // What was asked stays asked without being said again.
        text: CopyText {
            tie: false,
            tied_to: None,
            ..text
        },
        post,
        work,
    }))
}

/// The text as saved states say it, however it was written: tags by their names, bylines by their slugs, of a story's
/// translations the one that stands for all, the language, and the slug that readers know.
fn settled(mut text: CopyText, post: &Post, known: &dyn Known) -> Result<CopyText> {
    (text.translation_of, text.tie, text.tied_to) = (translation::said(&text, post, known)?, false, None);
    if text.language.is_empty() {
        text.language = post.language.to_string();
    }
    if text.slug.trim().is_empty() && has_address(post) {
        text.slug = post.slug.to_string();
    }
    let named = |tag: &str| Ok(known.tag(tag)?.map(|tag| tag.name.clone()));
    text.tags = each_once(text.tags, named)?;
    let at = |author: &str| Ok(known.author(author)?.map(|author| author.slug.to_string()));
    text.authors = each_once(text.authors, at)?;
    Ok(text)
}

fn each_once(all: Vec<String>, meant: impl Fn(&str) -> Result<Option<String>>) -> Result<Vec<String>> {
    let (mut said, mut known) = (Vec::with_capacity(all.len()), HashSet::new());
    for one in all {
        let one = meant(&one)?.unwrap_or(one);
        if known.insert(one.clone()) {
            said.push(one);
        }
    }
    Ok(said)
}

/// Whether readers know the post, or knew it, by its slug.
pub(super) fn has_address(post: &Post) -> bool {
    matches!(post.state, PostState::Published | PostState::Withdrawn)
}

/// What a saved state says around the text, as every one says it.
pub(super) fn fields(text: CopyText, post: &Post, known: &dyn Known) -> Result<String> {
    Ok(settled(text, post, known)?.fields())
}

/// The same of a post that was just written, of the copy that it follows, if any: a draft does not take all of it.
pub(crate) fn fields_of(post: &Post, copy: Option<&CopyText>, known: &dyn Known) -> Result<String> {
    let of_post = CopyText::around(post, known.translated(post)?.as_ref());
    match copy {
        Some(text) if !has_address(post) => fields(text.clone(), post, known),
        _ => Ok(of_post.fields()),
    }
}

/// Whether both say the same of a post. The sides of a picture are the library's matter.
pub(super) fn is_same(one: CopyText, other: CopyText, post: &Post, known: &dyn Known) -> Result<bool> {
    let normal = |text: &CopyText| {
        Document::from_stored_json(&text.document.to_string())
            .map(|document| document.to_json())
            .ok()
    };
    let is_one_text = normal(&one) == normal(&other);
    let around = |text: CopyText| -> Result<CopyText> {
        let mut text = settled(text, post, known)?;
        text.document = serde_json::Value::Null;
        if let Some(picture) = &mut text.feature_image {
            (picture.width, picture.height) = (0, 0);
        }
        Ok(text)
    };
    Ok(is_one_text && around(one)? == around(other)?)
}

/// Whether the copy says something else than the post.
pub(super) fn differs(text: &CopyText, post: &Post, known: &dyn Known) -> Result<bool> {
    let mut of_post = CopyText::of(post, false, known.translated(post)?.as_ref());
    of_post.slug.clone_from(&text.slug);
    Ok(!is_same(of_post.tidied(), text.clone().tidied(), post, known)?)
}

impl Newsroom {
    /// Begins a story: a draft with the byline of the one who begins it.
    pub async fn begin(&self, staff: &Staff, begin: Begin) -> Result<PostId> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                let mut touched = Touched::default();
                let settings = tx.settings()?;
                let origin = super::feed_item::origin(&begin.once);
                if let Some(known) = origin
                    .as_deref()
                    .map(|origin| tx.post_by_origin(origin))
                    .transpose()?
                    .flatten()
                {
                    return Ok(known.id);
                }
                let title = match begin.title.trim() {
                    "" => follow::UNTITLED.to_owned(),
                    title => title.to_owned(),
                };
                let input = PostInput {
                    kind: begin.kind,
                    state: PostState::Draft,
                    language: begin.language,
                    origin,
                    authors: staff.author.map(crate::AuthorRef::Id).into_iter().collect(),
                    ..PostInput::story(title, Document::default())
                };
                let trace = Trace {
                    user: Some(staff.id),
                    note: None,
                    revision: false,
                    at_the_desk: true,
                    copy: None,
                };
                let saved = save_post::save(tx, input, &settings, &trace, now, &mut touched)?;
                let (_, mut work) = found(tx, saved.id)?;
                work.created_by = Some(staff.id);
                tx.set_work(saved.id, &work)?;
                append(tx, "post.begun", touched)?;
                audit::note(tx, &staff, "post.begun", saved.id, "")?;
                Ok(saved.id)
            })
            .await
    }

    /// Opens a story to read or write at it.
    ///
    /// # Errors
    /// `NotFound` when it is not there; `Forbidden` for a contributor at another's unpublished work.
    pub async fn open_copy(&self, staff: &Staff, id: PostId) -> Result<OpenCopy> {
        let staff = staff.clone();
        let found = self
            .store
            .read(move |reader| {
                let opened = open(reader, &staff, id)?;
                Ok::<_, NewsroomError>(opened.filter(|one| staff.may_read(&one.post, &one.work)))
            })
            .await?;
        found.ok_or_else(|| NewsroomError::NotFound("That story is not there.".into()))
    }
}
