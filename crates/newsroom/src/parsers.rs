//! What this crate reads of others, bare, for the fuzz targets.

use crate::{
    redirects,
    staff::webauthn::{self, Asked, Kept},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};

/// A line of a list of redirects: its number, from, to, and whether for ever.
pub type Redirect = (usize, String, String, bool);

/// A list of redirects, in whichever form; and the number of each line that does not fit, with why.
pub fn redirects(text: &str) -> (Vec<Redirect>, Vec<(usize, String)>) {
    let (lines, wrong) = redirects::list::read(text);
    let lines = lines
        .into_iter()
        .map(|line| (line.number, line.from, line.to, line.permanent));
    (lines.collect(), wrong)
}

/// Asked with the challenge `abc` (base64url) at this address.
const ASKED: Asked<'_> = Asked {
    url: "https://paper.example",
    challenge: b"i\xb7",
};

/// What a browser says of a passkey that was made: its id and key, as they are kept.
pub fn made_passkey(said: &str) -> Option<(String, String)> {
    let made = ASKED.made(said)?;
    Some((BASE64.encode(made.id), made.key))
}

/// What a browser says of a device that has signed: its counter, where the owner of `key`, as it is kept, has signed.
pub fn used_passkey(said: &str, key: &str) -> Option<u32> {
    let kept = Kept { key, counter: 0 };
    ASKED.signed(webauthn::read(said)?, &kept)
}
