//! Save what is being written.

use super::{CopyText, PassageNow, follow, follow::Becoming, open, passages, pens, translation, writable};
use crate::{
    Newsroom, NewsroomError, Result, Staff, error::invalid, known::Known as _, save_post::append,
    touched::Touched,
};
use document::Document;
use kernel::{Post, PostId, PostState, RevisionId, Role, Timestamp, UserId};
use store::{PostWork, Revision, Tx, WorkingCopy};

/// A state that is this much older than the last revision becomes a revision.
const BETWEEN_REVISIONS: i64 = 10 * 60_000;

/// Most tags of a story: every save looks for each of them.
const MAX_TAGS: usize = 100;

/// Most bylines of a story.
const MAX_AUTHORS: usize = 50;

/// What is to be saved.
#[derive(Debug, Clone)]
pub struct CopySave {
    /// Of which post.
    pub post: PostId,
    /// The number of the save that it was written upon.
    pub version: i64,
    /// The page in which it was written: a random name that the page gives itself.
    pub holder: String,
    /// All that is written.
    pub text: CopyText,
    /// Whether the person asked for it, so that it becomes a revision.
    pub by_hand: bool,
    /// Whether it takes the place of what stands there, whoever wrote that: it becomes a revision first.
    pub replaces: bool,
    /// Where the passages of comments are in this text. Kept only when it becomes the copy.
    pub passages: Vec<PassageNow>,
}

/// What became of it. In no case anything is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopySaved {
    /// Saved under this number.
    Saved {
        /// The number.
        version: i64,
        /// When.
        at: Timestamp,
        /// Why the post does not follow the copy yet: something in it does not fit.
        problem: Option<String>,
    },
    /// Somebody else has written meanwhile; the text was kept as a revision and is not the copy.
    Overtaken {
        /// The number of the copy that stands.
        version: i64,
        /// Who wrote it.
        by: Option<UserId>,
        /// The revision in which the text was kept.
        kept: RevisionId,
    },
    /// Somebody else has the pen; the text was kept as a revision.
    NoPen {
        /// Who has it.
        by: UserId,
        /// The revision in which the text was kept.
        kept: RevisionId,
    },
}

impl Newsroom {
    /// Saves the copy of a story. A request that is sent twice saves once.
    pub async fn save_copy(&self, staff: &Staff, save: CopySave) -> Result<CopySaved> {
        pens::is_name(&save.holder)?;
        // What is no document is refused before anything is written.
        Document::from_json(&save.text.document.to_string())?;
        let (who, post) = (staff.clone(), save.post);
        let (saved, follows) = self.store.write(move |tx| keep(tx, &who, save)).await?;
        match (saved, follows) {
            (CopySaved::Saved { version, at, .. }, true) => {
                let who = staff.clone();
                let followed = self.store.write(move |tx| follow_copy(tx, &who, post)).await;
                match followed {
                    Ok(()) => Ok(CopySaved::Saved {
                        version,
                        at,
                        problem: None,
                    }),
                    Err(NewsroomError::Invalid(why)) => Ok(CopySaved::Saved {
                        version,
                        at,
                        problem: Some(why),
                    }),
                    Err(error) => Err(error),
                }
            }
            (saved, _) => Ok(saved),
        }
    }
}

/// Refuses more tags and bylines than a story has; one that came with more, as from elsewhere, keeps them.
fn check_names(tx: &Tx<'_>, post: &Post, standing: Option<&WorkingCopy>, text: &CopyText) -> Result<()> {
    if text.tags.len() <= MAX_TAGS && text.authors.len() <= MAX_AUTHORS {
        return Ok(());
    }
    let there = open::text_of(standing.map(|copy| copy.content.as_str()), post, tx)?;
    if text.tags.len() > MAX_TAGS.max(there.tags.len()) {
        return invalid(format!("A story has at most {MAX_TAGS} tags."));
    }
    if text.authors.len() > MAX_AUTHORS.max(there.authors.len()) {
        return invalid(format!("A story has at most {MAX_AUTHORS} bylines."));
    }
    Ok(())
}

/// Keeps the text: as the copy, or beside it. Says whether the post is to follow.
fn keep(tx: &mut Tx<'_>, staff: &Staff, mut save: CopySave) -> Result<(CopySaved, bool)> {
    let now = Timestamp::now();
    let (post, _) = writable(tx, staff, save.post)?;
    let follows = !on_site(&post);
    let standing = tx.copy(save.post)?;
    check_names(tx, &post, standing.as_ref(), &save.text)?;
    let version = standing.as_ref().map_or(0, |copy| copy.version);
    translation::ask(&mut save.text, standing.as_ref(), &post, (tx, staff))?;
    let content = save.text.content()?;
    let is_again = |copy: &WorkingCopy| copy.user == Some(staff.id) && copy.content == content;
    if let Some(copy) = standing.as_ref().filter(|copy| is_again(copy)) {
        // The answer was lost, and it comes again.
        pens::take(tx, staff, save.post, &save.holder, false, now)?;
        passages::keep(tx, save.post, &save.passages)?;
        let again = CopySaved::Saved {
            version: copy.version,
            at: copy.at,
            problem: None,
        };
        return Ok((again, follows));
    }
    if let Some(other) = pens::take(tx, staff, save.post, &save.holder, false, now)? {
        let why = format!("Not taken over: {} had the pen", pens::name(tx, other.user)?);
        let kept = beside(tx, staff, &post, &save.text, why, now)?;
        return Ok((CopySaved::NoPen { by: other.user, kept }, false));
    }
    if version != save.version {
        let by = standing.as_ref().and_then(|copy| copy.user);
        let kept = beside(
            tx,
            staff,
            &post,
            &save.text,
            "Not taken over: the story was changed meanwhile".into(),
            now,
        )?;
        return Ok((CopySaved::Overtaken { version, by, kept }, false));
    }
    // Before another's words are written upon, they become a revision of the time when they were written, unless they are
    // one already.
    let last = tx.last_revision(save.post)?;
    if let Some(before) = standing.filter(|copy| save.replaces || copy.user != Some(staff.id)) {
        let text = open::text_of(Some(&before.content), &post, tx)?;
        let is_kept = match last.as_ref().filter(|last| last.fields.is_some()) {
            Some(last) => {
                let then = CopyText::of_revision(last.clone(), text.clone(), false, tx)?;
                open::is_same(then, text.clone(), &post, tx)?
            }
            None => false,
        };
        if !is_kept {
            revision(tx, &post, before.user, &text, None, before.at)?;
        }
    }
    let due = last.is_none_or(|last| now.millis() - last.at.millis() > BETWEEN_REVISIONS);
    if save.by_hand || due {
        revision(tx, &post, Some(staff.id), &save.text, None, now)?;
    }
    let version = version + 1;
    tx.save_copy(&WorkingCopy {
        post: save.post,
        version,
        content,
        plain: save.text.plain(),
        user: Some(staff.id),
        at: now,
    })?;
    passages::keep(tx, save.post, &save.passages)?;
    tx.note_edit(save.post, Some(staff.id), now)?;
    let saved = CopySaved::Saved {
        version,
        at: now,
        problem: None,
    };
    Ok((saved, follows))
}

/// Whether what readers see, or will see by itself, changes only when the story is published anew.
pub(crate) fn on_site(post: &Post) -> bool {
    matches!(
        post.state,
        PostState::Published | PostState::Scheduled | PostState::Withdrawn
    )
}

/// The post of a story that is not on the site follows its copy.
pub(super) fn follow_copy(tx: &mut Tx<'_>, staff: &Staff, id: PostId) -> Result<()> {
    let now = Timestamp::now();
    let (post, work) = writable(tx, staff, id)?;
    let Some(copy) = tx.copy(id)?.filter(|_| !on_site(&post)) else {
        return Ok(());
    };
    let text = open::text_of(Some(&copy.content), &post, tx)?;
    not_theirs(tx, staff, (&post, &work), &text)?;
    // What was approved is what was read.
    let was_approved = post.state == PostState::Approved && !staff.may_publish(&post, &work);
    let becoming = Becoming {
        state: if was_approved {
            PostState::InReview
        } else {
            post.state
        },
        published_at: None,
        updated_at: None,
        corrections: Vec::new(),
        user: Some(staff.id),
        note: None,
        revision: false,
    };
    let mut touched = Touched::default();
    follow::follow(tx, &post, text, becoming, now, &mut touched)?;
    append(tx, "post.written", touched)
}

/// Whoever goes on with another's story does not make it their own: what bears one's byline one may publish.
pub(super) fn not_theirs(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (post, work): (&Post, &PostWork),
    text: &CopyText,
) -> Result<()> {
    if staff.role >= Role::Editor || staff.owns(post, work) {
        return Ok(());
    }
    for name in &text.authors {
        let author = tx.author(name)?;
        if author.is_some_and(|author| Some(author.id) == staff.author) {
            return invalid("This is somebody else’s story: an editor puts your byline on it.");
        }
    }
    Ok(())
}

/// Keeps a text that did not become the copy.
fn beside(
    tx: &mut Tx<'_>,
    staff: &Staff,
    post: &Post,
    text: &CopyText,
    why: String,
    now: Timestamp,
) -> Result<RevisionId> {
    // A page that tries again every few seconds does not fill the list of revisions.
    let body = text.document.to_string();
    let fields = open::fields(text.clone(), post, tx)?;
    if let Some(last) = tx.last_revision(post.id)?.filter(|last| {
        let is_same = last.body == body && last.title == text.title && last.fields.as_ref() == Some(&fields);
        is_same && last.user == Some(staff.id) && last.note.is_some()
    }) {
        return Ok(last.id);
    }
    revision(tx, post, Some(staff.id), text, Some(why), now)
}

/// Adds a revision of a text.
pub(super) fn revision(
    tx: &mut Tx<'_>,
    post: &Post,
    user: Option<UserId>,
    text: &CopyText,
    note: Option<String>,
    now: Timestamp,
) -> Result<RevisionId> {
    let id = RevisionId::new();
    tx.add_revision(&Revision {
        id,
        post: post.id,
        at: now,
        user,
        title: text.title.clone(),
        standfirst: (!text.standfirst.is_empty()).then(|| text.standfirst.clone()),
        body: text.document.to_string(),
        fields: Some(open::fields(text.clone(), post, tx)?),
        note,
    })?;
    Ok(id)
}

/// A command or an import writes over a post that is being written at: its copy becomes a revision and ends, so that
/// whoever has it open is told.
pub(crate) fn set_aside(tx: &mut Tx<'_>, id: PostId, now: Timestamp) -> Result<()> {
    let Some(copy) = tx.copy(id)? else {
        return Ok(());
    };
    if let Some(post) = tx.post_by_id(id)? {
        let text = open::text_of(Some(&copy.content), &post, tx)?;
        let why = "Set aside: the story was changed from outside the desk";
        revision(tx, &post, copy.user, &text, Some(why.into()), now)?;
    }
    tx.drop_copy(id)?;
    tx.look_for_passages(id)?;
    Ok(())
}
