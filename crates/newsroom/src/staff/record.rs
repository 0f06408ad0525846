//! Reading the record of who did what when.

use super::{Staff, people::at_least_administrator};
use crate::{Newsroom, Result};
use store::{AuditEntry, AuditQuery};

impl Newsroom {
    /// The record, the newest first: what is asked for of it.
    pub async fn record(&self, staff: &Staff, query: AuditQuery) -> Result<Vec<AuditEntry>> {
        at_least_administrator(staff.role)?;
        self.store
            .read(move |reader| Ok(reader.audit_list(&query)?))
            .await
    }
}
