//! Reading the record of who did what when.

use super::{Staff, people::at_least_administrator};
use crate::{Newsroom, Result};
use kernel::{AuditId, Timestamp, UserId};
use store::AuditEntry;

impl Newsroom {
    /// The record, the newest first: of one person or of all, before that entry or from the end on, at most `limit`.
    pub async fn record(
        &self,
        staff: &Staff,
        of: Option<UserId>,
        before: Option<(Timestamp, AuditId)>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>> {
        at_least_administrator(staff.role)?;
        self.store
            .read(move |reader| Ok(reader.audit(of, before, limit)?))
            .await
    }
}
