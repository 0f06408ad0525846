//! Secrets that a browser or a link carries. What is kept of them is their hash.

use crate::{NewsroomError, Result};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A new secret of 256 bits, as text for addresses and cookies.
pub(crate) fn new() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| NewsroomError::Invalid(format!("This machine gives no random numbers: {error}.")))?;
    Ok(BASE64.encode(bytes))
}

/// What is kept of a secret: its SHA-256 in hexadecimal.
pub(crate) fn hash(secret: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(secret.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_not_kept() {
        let (one, other) = (new().unwrap(), new().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 43);
        assert_eq!(hash(&one).len(), 64);
        assert!(!hash(&one).contains(&one));
    }
}
