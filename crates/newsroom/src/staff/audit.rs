//! The record of who did what when.

use super::Staff;
use crate::Result;
use kernel::{AuditId, Timestamp, UserId};
use store::{AuditEntry, Tx};

/// Longest detail, in characters; what is longer is cut.
const MAX_DETAIL: usize = 2000;

/// Adds an entry about what a person of the staff did.
pub(crate) fn note(
    tx: &mut Tx<'_>,
    staff: &Staff,
    what: &str,
    subject: impl ToString,
    detail: impl Into<String>,
) -> Result<()> {
    add(tx, Some(staff.id), &staff.name, what, subject, detail)
}

/// Adds an entry about what somebody did who is not signed in yet.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    user: Option<UserId>,
    who: &str,
    what: &str,
    subject: impl ToString,
    detail: impl Into<String>,
) -> Result<()> {
    Ok(tx.add_audit(&AuditEntry {
        id: AuditId::new(),
        at: Timestamp::now(),
        user,
        who: who.to_owned(),
        what: what.to_owned(),
        subject: subject.to_string(),
        detail: cut(detail.into()),
        bundle: None,
        times: 1,
    })?)
}

fn cut(mut detail: String) -> String {
    if let Some((end, _)) = detail.char_indices().nth(MAX_DETAIL) {
        detail.truncate(end);
    }
    detail
}
