//! Have work tried again that was given up.

use crate::{Newsroom, NewsroomError, Result, staff::audit};
use kernel::{JobId, Timestamp};
use std::collections::BTreeMap;
use store::JobState;

impl Newsroom {
    /// Has these jobs tried again from the beginning, for whoever looks after the server.
    ///
    /// # Errors
    /// `NotFound` when one of them was not given up; then none is tried again.
    pub async fn retry_jobs(&self, jobs: Vec<JobId>) -> Result<()> {
        self.store
            .write(move |tx| {
                let mut kinds = BTreeMap::<String, usize>::new();
                for id in &jobs {
                    let dead = tx.job(*id)?.filter(|job| job.state == JobState::Dead);
                    let job = dead.ok_or_else(|| unknown(&id.to_string()))?;
                    *kinds.entry(job.kind).or_default() += 1;
                    tx.revive_job(*id, Timestamp::now())?;
                }
                let kinds: Vec<String> = kinds
                    .iter()
                    .map(|(kind, many)| format!("{many} {kind}"))
                    .collect();
                let first = jobs.first().map_or_else(String::new, JobId::to_string);
                audit::add(
                    tx,
                    None,
                    "The command line",
                    "job.retried",
                    first,
                    kinds.join(", "),
                )
            })
            .await
    }
}

/// The error for an id that is none of a job that was given up.
pub fn unknown(id: &str) -> NewsroomError {
    NewsroomError::NotFound(format!(
        "Nothing that was given up has the id “{id}”: “broadsheet job list” shows what there is."
    ))
}
