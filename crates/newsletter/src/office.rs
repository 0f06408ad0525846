//! Where letters are given in.

use crate::{Letter, Outbox, Smtp};

/// Why a letter did not go.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The recipient's server wants it never.
    #[error("{0}")]
    Refused(String),
    /// Not now.
    #[error("{0}")]
    NotNow(String),
}

/// Takes letters.
#[derive(Debug)]
pub enum Office {
    /// A server.
    Smtp(Box<Smtp>),
    /// A folder, where no server is set.
    Outbox(Outbox),
}

impl Office {
    /// Gives a letter in.
    ///
    /// # Errors
    /// [`NotSent`] says whether trying again may help.
    pub async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        let message = letter.message().map_err(NotSent::Refused)?;
        match self {
            Self::Smtp(smtp) => smtp.send(message).await,
            Self::Outbox(outbox) => {
                let file = outbox
                    .put(letter, &message.formatted())
                    .map_err(|error| NotSent::NotNow(format!("the outbox cannot be written to: {error}")))?;
                tracing::info!(file = %file.display(), "a letter was written to the outbox, since mail.smtp is not set");
                Ok(())
            }
        }
    }
}
