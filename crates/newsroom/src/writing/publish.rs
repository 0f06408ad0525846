//! Publish a story, at once or at its time, and change one that is on the site.

use super::{copy, follow, follow::Becoming, open, publishable};
use crate::{
    Made, Newsroom, NewsroomError, Result, Saved, Staff,
    error::invalid,
    save_post::{self, append},
    staff::audit,
    touched::Touched,
};
use jiff::tz::TimeZone;
use kernel::{Post, PostId, PostState, Timestamp, post::Correction};
use store::Tx;

/// When readers are to see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// At that time.
    At(Timestamp),
}

/// What readers are told of a change to a story that they may have read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edition {
    /// Nothing: a slip of the pen was mended.
    Silent,
    /// The time of the update.
    Update,
    /// A dated text, shown for ever, and the time of the update.
    Correction(String),
}

/// What is to be published.
#[derive(Debug, Clone)]
pub struct Publishing {
    /// Which story.
    pub post: PostId,
    /// The number of the save that the person has before them.
    pub version: i64,
    /// When.
    pub when: When,
    /// For a story that is on the site.
    pub edition: Edition,
    /// What the person has seen of the story on the site ([`seen`]); `None` asks nothing.
    pub seen: Option<String>,
}

/// What a form says that its sender has seen of the story on the site, so that it is done once when it is sent twice.
pub fn seen(post: &Post) -> String {
    format!("{}.{}", post.state.as_str(), post.updated_at.millis())
}

/// Longest text of a correction.
pub(super) const MAX_CORRECTION: usize = 2000;

impl Newsroom {
    /// Publishes what is written of a story.
    ///
    /// # Errors
    /// `Conflict` when somebody has written at it after the person looked; `Invalid` when it has no headline, no text,
    /// or an embargo that would be broken.
    pub async fn publish(&self, staff: &Staff, publishing: Publishing) -> Result<Saved> {
        let staff = staff.clone();
        self.store.write(move |tx| publish(tx, &staff, publishing)).await
    }

    /// Says until when a story must not be published, or that it may be (`None`).
    ///
    /// # Errors
    /// `Invalid` for a story that is published, a time that has passed, and one after that of a scheduled story.
    pub async fn embargo(&self, staff: &Staff, id: PostId, until: Option<Timestamp>) -> Result<()> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let (post, mut work) = publishable(tx, &staff, id)?;
                match until {
                    Some(_) if post.state == PostState::Published => {
                        return invalid(
                            "Readers see the story already: take it off first, then give it an embargo.",
                        );
                    }
                    Some(until) if until <= Timestamp::now() => {
                        return invalid("That time has passed: an embargo ends at a time to come.");
                    }
                    _ => {}
                }
                let early = |at: Timestamp| post.published_at.is_some_and(|planned| planned < at);
                if post.state == PostState::Scheduled && until.is_some_and(early) {
                    return invalid(
                        "The story is scheduled for a time before the embargo ends: move that first.",
                    );
                }
                work.embargo_until = until;
                tx.set_work(id, &work)?;
                let detail = until.map_or_else(String::new, |at| at.to_string());
                audit::note(tx, &staff, "post.embargo", id, detail)
            })
            .await
    }
}

fn publish(tx: &mut Tx<'_>, staff: &Staff, publishing: Publishing) -> Result<Saved> {
    let now = Timestamp::now();
    let (post, mut work) = publishable(tx, staff, publishing.post)?;
    let copy = tx.copy(post.id)?;
    let version = copy.as_ref().map_or(0, |copy| copy.version);
    if version != publishing.version {
        return Err(NewsroomError::Conflict(
            "The story was changed meanwhile: look at it again before you publish it.".into(),
        ));
    }
    let text = open::text_of(copy.as_ref().map(|copy| copy.content.as_str()), &post, tx)?;
    if publishing.seen.is_some_and(|told| told != seen(&post)) {
        if copy::on_site(&post) && !open::differs(&text, &post, tx)? {
            // Sent twice, or by two at once: it is done.
            return Ok(Saved {
                url_path: save_post::url_path(&post, &tx.settings()?),
                id: post.id,
                slug: post.slug,
                created: false,
                state: post.state,
                made: Vec::new(),
                unresolved: Vec::new(),
            });
        }
        return Err(NewsroomError::Conflict(
            "The story was published or taken off meanwhile: look at it again.".into(),
        ));
    }
    if text.title.trim().is_empty() {
        return invalid("A story needs a headline before it is published.");
    }
    let live = post.state == PostState::Published && post.is_public(now);
    let (state, published_at) = match publishing.when {
        When::Now if live => (PostState::Published, post.published_at),
        When::Now => (PostState::Published, Some(now)),
        When::At(_) if live => {
            return invalid("The story is on the site already: its time cannot be moved into the future.");
        }
        When::At(at) if at <= now => {
            return invalid("That time has passed: publish it now, or choose a time to come.");
        }
        When::At(at) => (PostState::Scheduled, Some(at)),
    };
    let out = published_at.unwrap_or(now);
    if let Some(until) = work.embargo_until.filter(|until| *until > now && *until > out) {
        let zone = TimeZone::get(&tx.settings()?.timezone).unwrap_or(TimeZone::UTC);
        let until = until.to_jiff().to_zoned_datetime(zone);
        return invalid(format!(
            "The story is under embargo until {}.",
            until.strftime("%-d %b %Y, %H:%M")
        ));
    }
    let (updated_at, corrections, note) = match (live, publishing.edition) {
        (false, _) if state == PostState::Scheduled => (published_at, vec![], "Scheduled"),
        (false, _) => (published_at, vec![], "Published"),
        (true, Edition::Silent) => (Some(post.updated_at), vec![], "Mended silently"),
        (true, Edition::Update) => (Some(now), vec![], "Updated"),
        (true, Edition::Correction(text)) => {
            let text = text.trim().to_owned();
            if text.is_empty() || text.chars().count() > MAX_CORRECTION {
                return invalid(
                    "A correction says what was wrong and what is right, in 1 to 2,000 characters.",
                );
            }
            if post.corrections.iter().any(|known| known.text == text) {
                return invalid("This correction stands under the story already.");
            }
            (Some(now), vec![Correction { at: now, text }], "Corrected")
        }
    };
    let becoming = Becoming {
        state,
        published_at,
        updated_at,
        corrections,
        user: Some(staff.id),
        note: Some(note.to_owned()),
        revision: true,
    };
    let mut touched = Touched::default();
    let saved = follow::follow(tx, &post, text, becoming, now, &mut touched)?;
    work.assignee = None;
    work.handover = None;
    work.withdrawn_because = None;
    work.edited_at = Some(now);
    work.edited_by = Some(staff.id);
    tx.set_work(post.id, &work)?;
    append(tx, "post.published", touched)?;
    let what = format!("post.{}", note.to_lowercase().replace(' ', "-"));
    audit::note(tx, staff, &what, post.id, saved.slug.as_str())?;
    for made in &saved.made {
        // Readers have a page of it from now on.
        let (what, name) = match made {
            Made::Tag(name) => ("section.made", name),
            Made::Author(name) => ("author.made", name),
        };
        audit::note(tx, staff, what, name, format!("with “{}”", post.title))?;
    }
    Ok(saved)
}
