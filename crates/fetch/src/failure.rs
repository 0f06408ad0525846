//! Why nothing was fetched.

use std::error::Error;

/// Why nothing was fetched, in words for the one who gave the address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is nothing that is fetched.
    #[error("it has no address of the web (http:// or https://)")]
    NoAddress,
    /// It names a port, or who asks.
    #[error("its address names a port, or a name and a password; such addresses are not asked")]
    Unusual,
    /// Nothing answers, or nothing that may be asked: which of both is not said.
    #[error("nothing answers at its address")]
    Unreachable,
    /// The server gives something else than the file: its status (RFC 9110).
    #[error("the server it lies on says {0}")]
    Status(u16),
    /// From address to address.
    #[error("the server it lies on sends on to another address again and again")]
    SentOn,
    /// More than so many MiB.
    #[error("it is larger than {0} MB")]
    TooLarge(usize),
    /// It took longer than it may.
    #[error("it took too long to come")]
    Slow,
    /// The end is missing.
    #[error("it did not come whole")]
    CutOff,
}

impl FetchError {
    pub(crate) fn unreachable(error: reqwest::Error) -> Self {
        noted(&error);
        Self::Unreachable
    }

    pub(crate) fn cut_off(error: reqwest::Error) -> Self {
        noted(&error);
        Self::CutOff
    }
}

/// The log may know; whoever asked may not.
fn noted(error: &reqwest::Error) {
    let mut why: &dyn Error = error;
    while let Some(below) = why.source() {
        why = below;
    }
    tracing::debug!(%why, "nothing was fetched");
}
