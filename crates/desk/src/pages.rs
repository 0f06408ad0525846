//! The pages, one file to each part of the desk.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod copy;
pub(crate) mod factor;
pub(crate) mod forgotten;
pub(crate) mod hand_over_ownership;
pub(crate) mod home;
pub(crate) mod join;
pub(crate) mod passkeys;
pub(crate) mod people;
pub(crate) mod second_step;
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
