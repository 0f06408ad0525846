//! The pages, one file to each part of the desk.

pub(crate) mod copy;
pub(crate) mod find;
pub(crate) mod home;
pub(crate) mod set_up;
pub(crate) mod sign_in;
pub(crate) mod stories;
pub(crate) mod story;
pub(crate) mod way;

use crate::{answer::Refusal, guard::Asker};
use newsroom::Staff;

/// The person of a route that only those reach who are signed in.
fn staff(asker: &Asker) -> Result<&Staff, Refusal> {
    asker.staff.as_ref().ok_or(Refusal::SignedOut {
        next: None,
        wants_json: true,
    })
}
