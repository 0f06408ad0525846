//! What this crate reads of others, bare, for the fuzz targets.

use crate::{redirects, staff::webauthn::Asked};
use sha2::{Digest, Sha256};

/// A line of a list of redirects: its number, from, to, and whether for ever.
pub type Redirect = (usize, String, String, bool);

/// A list of redirects, in whichever form.
///
/// # Errors
/// The number of the line that does not fit, and why.
pub fn redirects(text: &str) -> Result<Vec<Redirect>, (usize, String)> {
    let lines = redirects::list::read(text)?.into_iter();
    Ok(lines
        .map(|line| (line.number, line.from, line.to, line.permanent))
        .collect())
}

/// Asked with the challenge `abc` at this address.
const ASKED: Asked<'_> = Asked {
    url: "https://paper.example",
    challenge: "abc",
};

fn of_our_site(said: &[u8]) -> Vec<u8> {
    [Sha256::digest("paper.example").as_slice(), said].concat()
}

/// What a device says of a passkey that it has made, behind the 32 bytes that name the site: its id and key.
pub fn made_passkey(said: &[u8], client: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let made = ASKED.made(&of_our_site(said), client)?;
    Some((made.id, made.key))
}

/// What a device says when it signs, behind the same: its counter, where the owner of `key` has signed.
pub fn used_passkey(said: &[u8], client: &[u8], signature: &[u8], key: &[u8]) -> Option<u32> {
    ASKED.signed(&of_our_site(said), client, signature, key)
}
