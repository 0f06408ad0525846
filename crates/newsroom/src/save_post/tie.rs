//! Which posts tell one story, each in another language.

use crate::{PostInput, Result, Staff, error::invalid, touched::Touched, writing};
use kernel::{Key, Language, Post, PostId, PostState, Timestamp, UserId};
use store::{PostLink, PostWork, Tx};

/// The post that stands for all translations of the story.
///
/// # Errors
/// `Invalid` when the story would have two translations in one language. Those that it has already stay.
pub(super) fn translation_of(
    tx: &mut Tx<'_>,
    input: &PostInput,
    before: Option<&Post>,
    (id, language): (PostId, &Language),
    by: Option<UserId>,
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
    let holds = |before: &Post| before.state != PostState::Withdrawn && before.language == *language;
    if !is_tied_anew && before.is_none_or(holds) {
        return Ok(Some(first).filter(|first| *first != id));
    }
    let (others, own) = match is_tied_anew {
        true => (holding(tx, first, id)?, holding(tx, id, id)?),
        false => (holding(tx, first, id)?, Vec::new()),
    };
    let of =
        |all: &[PostLink], language: &Language| all.iter().find(|one| one.language == *language).cloned();
    if let Some(other) = named
        .filter(|other| is_tied_anew && other.language == *language && other.state != PostState::Withdrawn)
    {
        return invalid(format!(
            "“{}” is in the same language: a translation is in another.",
            other.slug
        ));
    }
    let mine = of(&others, language).or_else(|| of(&own, language));
    if let Some(there) = mine.or_else(|| own.iter().find_map(|one| of(&others, &one.language))) {
        return taken(tx, &there, Staff::acting(tx, by)?.as_ref());
    }
    Ok(Some(first).filter(|first| *first != id))
}

/// What has its language for itself among the posts that tell the story of `first`, without `other`: what was withdrawn
/// leaves it to others.
fn holding(tx: &Tx<'_>, first: PostId, other: PostId) -> Result<Vec<PostLink>> {
    let all = tx.tied_to(first, other)?.into_iter();
    let holding = all.filter(|(_, state)| *state != PostState::Withdrawn);
    Ok(holding.map(|(link, _)| link).collect())
}

fn taken<T>(tx: &Tx<'_>, there: &PostLink, staff: Option<&Staff>) -> Result<T> {
    let (post, work) = writing::found(tx, there.id)?;
    invalid(match called(&post, &work, staff) {
        Some(name) => format!(
            "{name} is this story in “{}” already, and a story has one translation in each language: untie that one \
             first, or leave this one untied.",
            there.language
        ),
        None => format!(
            "This story is in “{}” already, and a story has one translation in each language: leave this one untied, \
             or ask an editor.",
            there.language
        ),
    })
}

/// A post that was withdrawn comes back as it was.
///
/// # Errors
/// `Invalid` when the story has another translation in its language by now.
pub(crate) fn comes_back(tx: &Tx<'_>, post: &Post, staff: &Staff) -> Result<()> {
    let others = holding(tx, post.translation_of.unwrap_or(post.id), post.id)?;
    let there = others.iter().find(|one| one.language == post.language);
    there.map_or(Ok(()), |there| taken(tx, there, Some(staff)))
}

/// Where a post goes that has been told to go to another story: there, with what was tied to it. While it is no more than
/// written, it stays with its own, so that no save that a person does not know of moves anything else.
///
/// # Errors
/// `Invalid` when there is something that it must not take along.
pub(super) fn with_its_own(
    tx: &mut Tx<'_>,
    before: &Post,
    to: Option<PostId>,
    state: PostState,
    by: Option<UserId>,
    touched: &mut Touched,
) -> Result<Option<PostId>> {
    let stays = before.translation_of;
    if stays == to {
        return Ok(to);
    }
    if let Some(first) = to {
        let along = tx.tied_to(before.id, before.id)?;
        let along: Vec<(Post, PostWork)> = (along.iter())
            .map(|(link, _)| writing::found(tx, link.id))
            .collect::<Result<_>>()?;
        match Staff::acting(tx, by)? {
            Some(staff) if !along.is_empty() => match state {
                PostState::Published => may_move(&staff, &along)?,
                PostState::Scheduled => {
                    return invalid(format!(
                        "This story is translated by {}, which would be tied to the other one with it, and not before it is \
                         published: leave this one untied, or publish it by hand.",
                        names(&along, &staff)
                    ));
                }
                _ => return Ok(stays),
            },
            _ => {}
        }
        take_along(tx, (before.id, first), &along, touched)?;
    }
    Ok(to)
}

/// Nobody moves with a post of theirs what they could not move by itself.
fn may_move(staff: &Staff, along: &[(Post, PostWork)]) -> Result<()> {
    let may = |post: &Post, work: &PostWork| match writing::on_site(post) {
        true => staff.may_publish(post, work),
        false => staff.may_write(post, work),
    };
    let held: Vec<_> = along
        .iter()
        .filter(|(post, work)| !may(post, work))
        .cloned()
        .collect();
    if held.is_empty() {
        return Ok(());
    }
    invalid(format!(
        "This story is translated by {}, which would be tied to the other one with it: leave this one untied, or let it be \
         published by somebody who may publish what translates it, too.",
        names(&held, staff)
    ))
}

fn names(posts: &[(Post, PostWork)], staff: &Staff) -> String {
    let named = |(post, work): &(Post, PostWork)| {
        called(post, work, Some(staff)).unwrap_or_else(|| "another story".into())
    };
    posts.iter().map(named).collect::<Vec<_>>().join(", ")
}

/// Ties to `first` what was tied to this post, which goes there.
fn take_along(
    tx: &mut Tx<'_>,
    (id, first): (PostId, PostId),
    along: &[(Post, PostWork)],
    touched: &mut Touched,
) -> Result<()> {
    if along.is_empty() {
        return Ok(());
    }
    tx.tie_anew(id, first)?;
    if along.iter().any(|(post, _)| post.is_public(Timestamp::now())) {
        let all = along.iter().map(|(post, _)| post.id).chain([id, first]);
        touched.keys.extend(all.map(Key::Post));
        touched.keys.insert(Key::Sitemap);
    }
    Ok(())
}

/// What a post is called to somebody; `None` when they may not know of it.
fn called(post: &Post, work: &PostWork, staff: Option<&Staff>) -> Option<String> {
    let may_know = post.is_public(Timestamp::now()) || staff.is_none_or(|staff| staff.may_read(post, work));
    may_know.then(|| format!("“{}” ({})", post.title, post.slug))
}
