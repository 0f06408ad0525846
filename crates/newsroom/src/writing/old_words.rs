//! Stories that were written before the desk kept their words are read once, beside everything else.

use super::CopyText;
use crate::{Newsroom, NewsroomError, Result};

/// Posts that are read in one transaction.
const STEP: u32 = 200;

impl Newsroom {
    /// Reads the words of stories that were there before words were kept, the last edited first. Each save keeps its own.
    /// Returns how many were read.
    pub async fn read_old_words(&self) -> Result<usize> {
        let mut all = 0;
        loop {
            // What is written is the copy, so copies come first.
            let read = self.store.write(|tx| {
                let copies = tx.copies_without_plain(STEP)?;
                for (post, content) in &copies {
                    // One that cannot be read says nothing; its story's own page tells.
                    let text: CopyText = serde_json::from_str(content).unwrap_or_default();
                    tx.set_copy_plain(*post, &text.plain())?;
                }
                match copies.len() {
                    0 => Ok(tx.read_old_words(STEP)?),
                    copies => Ok::<_, NewsroomError>(copies),
                }
            });
            match read.await? {
                0 => return Ok(all),
                read => all += read,
            }
        }
    }
}
