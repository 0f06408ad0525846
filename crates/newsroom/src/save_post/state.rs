//! In which state a post is, and since when or from when on.

use crate::{PostInput, Result, error::invalid};
use kernel::{Post, PostState, Timestamp};

/// State and time of publication that follow from what was asked for and what was there.
pub(super) fn with_time(
    input: &PostInput,
    before: Option<&Post>,
    now: Timestamp,
) -> Result<(PostState, Option<Timestamp>)> {
    let known = before.and_then(|post| post.published_at);
    match (input.state, input.published_at) {
        (PostState::Withdrawn, _) => invalid("A post is withdrawn by itself, not by saving it."),
        (state @ (PostState::Draft | PostState::InReview | PostState::Approved), at) => {
            Ok((state, at.or(known)))
        }
        (PostState::Scheduled, None) => {
            invalid("A scheduled post needs the time at which it is to be published.")
        }
        (PostState::Published, None) => Ok((
            PostState::Published,
            Some(known.filter(|at| *at <= now).unwrap_or(now)),
        )),
        (PostState::Scheduled | PostState::Published, Some(at)) => match at > now {
            true => Ok((PostState::Scheduled, Some(at))),
            false => Ok((PostState::Published, Some(at))),
        },
    }
}
