//! What takes a role, whatever it is done to.

use super::Staff;
use crate::{NewsroomError, Result};
use kernel::Role;

/// Lets administrators and owners through.
pub(crate) fn administrator(staff: &Staff) -> Result<()> {
    at_least(staff, Role::Administrator, "Administrators look after this.")
}

/// Lets editors through, and those above them.
pub(crate) fn editor(staff: &Staff) -> Result<()> {
    at_least(staff, Role::Editor, "Editors look after this.")
}

fn at_least(staff: &Staff, role: Role, sentence: &str) -> Result<()> {
    match staff.role >= role {
        true => Ok(()),
        false => Err(NewsroomError::Forbidden(sentence.into())),
    }
}
