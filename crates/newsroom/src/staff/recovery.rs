//! Recovery codes, for the day when authenticator and passkeys are lost. Each works once; what is kept are hashes.

use super::{factor::no_random, token};
use crate::Result;
use store::User;

/// Codes that a person gets.
const CODES: usize = 10;
/// Letters and digits that are not mistaken for one another.
const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// Gives a person new codes, which take the place of those that they had. They are shown once.
pub(super) fn give(user: &mut User) -> Result<Vec<String>> {
    let codes = new_codes()?;
    let hashes: Vec<String> = codes.iter().map(|code| token::hash(&plain(code))).collect();
    user.recovery = hashes.join(" ");
    Ok(codes)
}

/// Gives codes to a person who has none.
pub(super) fn give_first(user: &mut User) -> Result<Vec<String>> {
    match user.recovery.is_empty() {
        true => give(user),
        false => Ok(Vec::new()),
    }
}

/// Takes a code, so that it does not work again: how many are left; `None` where it is none of theirs.
pub(super) fn take(user: &mut User, typed: &str) -> Option<usize> {
    let hash = token::hash(&plain(typed));
    let left: Vec<&str> = user.recovery.split(' ').filter(|one| !one.is_empty()).collect();
    let rest: Vec<&str> = left.iter().copied().filter(|one| *one != hash).collect();
    if rest.len() == left.len() {
        return None;
    }
    let many = rest.len();
    user.recovery = rest.join(" ");
    Some(many)
}

/// Ten codes of 80 bits: `k7m2-9xqp-….`.
fn new_codes() -> Result<Vec<String>> {
    let mut bytes = [[0_u8; 16]; CODES];
    for code in &mut bytes {
        getrandom::fill(code).map_err(no_random)?;
    }
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    let code = |code: &[u8; 16]| {
        let groups = code
            .chunks(4)
            .map(|four| four.iter().map(letter).collect::<String>());
        groups.collect::<Vec<_>>().join("-")
    };
    Ok(bytes.iter().map(code).collect())
}

fn plain(typed: &str) -> String {
    let letters = typed.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}
