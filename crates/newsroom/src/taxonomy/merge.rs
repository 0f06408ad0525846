//! Merge one section or byline into another: the posts move some hundreds at a time, so that nobody who writes meanwhile
//! waits for long, and the last step removes what is merged and leaves redirects. A step that is done twice does no harm.

use super::{
    moved,
    sections::{gone, not_merging},
};
use crate::{
    Newsroom, NewsroomError, Result, Staff,
    error::invalid,
    save_post::append,
    staff::{allow, audit},
    touched::Touched,
};
use kernel::{AuthorId, Key, Post, PostId, TagId, UserId};
use serde::{Deserialize, Serialize};
use store::{Job, NewJob, Reader, Tx};

/// The job that merges.
pub const MERGE: &str = "taxonomy.merge";

/// Posts that move in one transaction: some tens of milliseconds.
const AT_ONCE: u32 = 200;

/// What is merged into what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Merging {
    /// A section or tag.
    Section {
        /// It goes.
        from: TagId,
        /// It stays.
        into: TagId,
    },
    /// A byline.
    Author {
        /// It goes.
        from: AuthorId,
        /// It stays.
        into: AuthorId,
    },
}

impl Merging {
    fn once(&self) -> String {
        match self {
            Self::Section { from, .. } => format!("{MERGE}:{from}"),
            Self::Author { from, .. } => format!("{MERGE}:{from}"),
        }
    }
}

/// How far a merging has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// So many posts have moved; there may be more.
    Step(usize),
    /// All is done.
    Done,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    merging: Merging,
    user: UserId,
    who: String,
}

impl Newsroom {
    /// Has one merged into the other. It is done in the background; see [`Newsroom::merge_step`].
    pub async fn merge(&self, staff: &Staff, merging: Merging) -> Result<()> {
        allow::editor(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let (from, into, busy) = names(tx, merging)?;
                not_merging(busy, &into)?;
                let payload = Payload {
                    merging,
                    user: staff.id,
                    who: staff.name.clone(),
                };
                let payload = serde_json::to_string(&payload)
                    .map_err(|error| NewsroomError::Invalid(error.to_string()))?;
                let job = NewJob {
                    once: Some(merging.once()),
                    ..NewJob::now(MERGE, payload)
                };
                if tx.enqueue_job(&job)?.is_none()
                    && !tx.revive_job_once(&merging.once(), kernel::Timestamp::now())?
                {
                    return not_merging(true, &from);
                }
                audit::note(tx, &staff, "merge.begun", &from, format!("into {into}"))
            })
            .await
    }

    /// What is being merged at this moment.
    pub async fn merging(&self) -> Result<Vec<Merging>> {
        self.store.read(merging).await
    }

    /// Does one step of such a job.
    ///
    /// # Errors
    /// `NotFound` when one of the two is not there any more; else as the database says.
    pub async fn merge_step(&self, job: &Job) -> Result<Merged> {
        let payload: Payload = serde_json::from_str(&job.payload)
            .map_err(|error| NewsroomError::Invalid(format!("This is no merging: {error}.")))?;
        let job = job.clone();
        self.store
            .write(move |tx| {
                let (from, into, _) = names(tx, payload.merging)?;
                let mut touched = Touched::default();
                let moved = match payload.merging {
                    Merging::Section { from, into } => section_step(tx, from, into, &mut touched)?,
                    Merging::Author { from, into } => author_step(tx, from, into, &mut touched)?,
                };
                if moved > 0 {
                    append(tx, "posts.merged", touched)?;
                    return Ok(Merged::Step(moved));
                }
                finish(tx, payload.merging, &mut touched)?;
                tx.finish_job(&job)?;
                append(tx, "taxonomy.merged", touched)?;
                let (user, who) = (Some(payload.user), payload.who.as_str());
                audit::add(tx, user, who, "merge.done", from, format!("into {into}"))?;
                Ok(Merged::Done)
            })
            .await
    }
}

fn merging(reader: &Reader) -> Result<Vec<Merging>> {
    let mut found = Vec::new();
    for job in reader.jobs_of_kind(MERGE, 100)? {
        if let Ok(payload) = serde_json::from_str::<Payload>(&job.payload) {
            found.push(payload.merging);
        }
    }
    Ok(found)
}

/// What both are called, and whether the one that stays is being merged itself.
fn names(tx: &Tx<'_>, merging: Merging) -> Result<(String, String, bool)> {
    let itself = || invalid("Nothing can be merged into itself.");
    Ok(match merging {
        Merging::Section { from, into } => {
            if from == into {
                return itself();
            }
            let tag = |id| tx.tag_by_id(id).map(|tag| tag.map(|tag| tag.name.clone()));
            let (from, name) = (tag(from)?.ok_or_else(gone)?, tag(into)?.ok_or_else(gone)?);
            (from, name, tx.has_job(&format!("{MERGE}:{into}"))?)
        }
        Merging::Author { from, into } => {
            if from == into {
                return itself();
            }
            let author = |id| {
                tx.author_by_id(id)
                    .map(|author| author.map(|author| author.name.clone()))
            };
            let (from, name) = (
                author(from)?.ok_or_else(super::authors::gone)?,
                author(into)?.ok_or_else(super::authors::gone)?,
            );
            (from, name, tx.has_job(&format!("{MERGE}:{into}"))?)
        }
    })
}

/// Each in its place, the first of those that are twice.
fn instead<T: Clone>(
    list: &mut Vec<T>,
    with: &T,
    is_from: impl Fn(&T) -> bool,
    is_into: impl Fn(&T) -> bool,
) {
    let mut seen = false;
    let old = std::mem::take(list);
    for one in old {
        if is_from(&one) || is_into(&one) {
            if !seen {
                list.push(with.clone());
            }
            seen = true;
        } else {
            list.push(one);
        }
    }
}

fn section_step(tx: &mut Tx<'_>, from: TagId, into: TagId, touched: &mut Touched) -> Result<usize> {
    let tag = tx.tag_by_id(into)?.ok_or_else(gone)?;
    let posts = tx.some_with_tag(from, AT_ONCE)?;
    touched
        .keys
        .extend([Key::PostsOfTag(from), Key::PostsOfTag(into)]);
    relist(tx, &posts, touched, |post| {
        instead(&mut post.tags, &tag, |one| one.id == from, |one| one.id == into);
    })
}

fn author_step(tx: &mut Tx<'_>, from: AuthorId, into: AuthorId, touched: &mut Touched) -> Result<usize> {
    let author = tx.author_by_id(into)?.ok_or_else(super::authors::gone)?;
    let posts = tx.some_by_author(from, AT_ONCE)?;
    touched
        .keys
        .extend([Key::PostsOfAuthor(from), Key::PostsOfAuthor(into)]);
    relist(tx, &posts, touched, |post| {
        instead(
            &mut post.authors,
            &author,
            |one| one.id == from,
            |one| one.id == into,
        );
    })
}

fn relist(
    tx: &mut Tx<'_>,
    posts: &[PostId],
    touched: &mut Touched,
    change: impl Fn(&mut Post),
) -> Result<usize> {
    for id in posts {
        tx.relist_post(*id, &change)?;
        touched.keys.insert(Key::Post(*id));
    }
    if !posts.is_empty() {
        touched.keys.insert(Key::PostsAny);
    }
    Ok(posts.len())
}

fn finish(tx: &mut Tx<'_>, merging: Merging, touched: &mut Touched) -> Result<()> {
    let settings = tx.settings()?;
    match merging {
        Merging::Section { from, into } => {
            let (old, new) = (
                tx.tag_by_id(from)?.ok_or_else(gone)?,
                tx.tag_by_id(into)?.ok_or_else(gone)?,
            );
            moved::placement(tx, &old.slug, &new.slug, touched)?;
            tx.delete_tag(from)?;
            if !new.internal {
                moved::redirect(tx, &settings, "tag", &old.slug, &new.slug)?;
            }
            touched
                .keys
                .extend([Key::Tag(from), Key::Tag(into), Key::Sitemap]);
        }
        Merging::Author { from, into } => {
            let gone = super::authors::gone;
            let (old, new) = (
                tx.author_by_id(from)?.ok_or_else(gone)?,
                tx.author_by_id(into)?.ok_or_else(gone)?,
            );
            tx.move_byline(from, into)?;
            tx.delete_author(from)?;
            moved::redirect(tx, &settings, "author", &old.slug, &new.slug)?;
            touched
                .keys
                .extend([Key::Author(from), Key::Author(into), Key::Sitemap]);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_merged_stands_where_the_first_of_the_two_stood() {
        let merged = |text: &str| {
            let mut list: Vec<char> = text.chars().collect();
            instead(&mut list, &'i', |one| *one == 'f', |one| *one == 'i');
            list.into_iter().collect::<String>()
        };
        assert_eq!(merged("afb"), "aib");
        assert_eq!(merged("fai"), "ia");
        assert_eq!(merged("iaf"), "ia");
        assert_eq!(merged("ab"), "ab");
    }
}
