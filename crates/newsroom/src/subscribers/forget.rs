//! Forget addresses that never confirmed.

use super::PATIENCE;
use crate::{Newsroom, NewsroomError, Result};
use kernel::Timestamp;

/// Rows that go in one transaction, so that other writes do not wait long.
const AT_A_TIME: u32 = 500;

impl Newsroom {
    /// Forgets addresses that asked and did not confirm within 14 days, and what else has run out by `now`. Says how many
    /// rows went.
    pub async fn forget_unconfirmed(&self, now: Timestamp) -> Result<u64> {
        let mut all = 0;
        loop {
            let gone: u64 = self
                .store
                .write(move |tx| {
                    let people = tx.forget_unconfirmed(now.plus_millis(-PATIENCE), AT_A_TIME)?;
                    Ok::<_, NewsroomError>(people + tx.forget_expired(now, AT_A_TIME)?)
                })
                .await?;
            all += gone;
            if gone == 0 {
                return Ok(all);
            }
        }
    }
}
