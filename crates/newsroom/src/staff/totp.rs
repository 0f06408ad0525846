//! Codes of a second factor: RFC 6238 with SHA-1, six digits, a new one every 30 seconds, as all authenticators have it.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How long one code lasts, in milliseconds.
const STEP: i64 = 30_000;
/// Steps by which a person's clock may be wrong, each way.
const DRIFT: i64 = 1;
/// Bytes of a secret: as many as SHA-1 gives (RFC 4226, 4).
const SECRET: usize = 20;

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret in base32 (RFC 4648, 6), 32 letters.
///
/// # Errors
/// When the machine gives no random numbers.
pub(super) fn new_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; SECRET];
    getrandom::fill(&mut bytes)?;
    Ok(to_base32(&bytes))
}

fn to_base32(bytes: &[u8; SECRET]) -> String {
    let five = bytes.chunks_exact(5).flat_map(|chunk| {
        let bits = chunk
            .iter()
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        (0..8).map(move |n| (bits >> (35 - 5 * n)) as usize & 31)
    });
    five.map(|letter| char::from(LETTERS[letter])).collect()
}

/// The bytes of a secret; `None` for what is not one of ours.
pub(super) fn from_base32(text: &str) -> Option<[u8; SECRET]> {
    let letters = text.as_bytes();
    if letters.len() != SECRET / 5 * 8 {
        return None;
    }
    let mut bytes = [0_u8; SECRET];
    for (eight, five) in letters.chunks_exact(8).zip(bytes.chunks_exact_mut(5)) {
        let mut bits = 0_u64;
        for letter in eight {
            let value = LETTERS.iter().position(|one| one == letter)?;
            bits = bits << 5 | value as u64;
        }
        five.copy_from_slice(&bits.to_be_bytes()[3..]);
    }
    Some(bytes)
}

/// The step of time that this moment (milliseconds since 1970) is in.
pub(super) fn step_at(millis: i64) -> i64 {
    millis.div_euclid(STEP)
}

/// The code of a step, 0 to 999,999.
fn code(secret: &[u8; SECRET], step: i64) -> u32 {
    number(secret, step) % 1_000_000
}

/// The number that a code is the end of (RFC 4226, 5.3).
fn number(secret: &[u8], step: i64) -> u32 {
    // HMAC takes a secret of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        return 0;
    };
    mac.update(&step.to_be_bytes());
    let sum = mac.finalize().into_bytes();
    let at = usize::from(sum[19] & 15);
    let four = [sum[at] & 0x7f, sum[at + 1], sum[at + 2], sum[at + 3]];
    u32::from_be_bytes(four)
}

/// The step whose code was typed, if it is near `now` and later than the last one that was used.
pub(super) fn find(secret: &str, typed: &str, last: i64, now: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if typed.len() != 6 || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let typed: u32 = typed.parse().ok()?;
    let secret = from_base32(secret)?;
    let near = step_at(now) - DRIFT..=step_at(now) + DRIFT;
    near.filter(|step| *step > last)
        .find(|step| code(&secret, *step) == typed)
}

/// The code of this secret at this time, as an authenticator shows it.
#[cfg(test)]
pub(super) fn shown(secret: &str, now: i64) -> String {
    format!("{:06}", code(&from_base32(secret).unwrap(), step_at(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the rows of SHA-1 (eight digits).
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, expected) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            let number = number(secret, step_at(seconds * 1000));
            assert_eq!(number % 100_000_000, expected, "{seconds}");
            assert_eq!(code(secret, step_at(seconds * 1000)), expected % 1_000_000);
        }
    }

    #[test]
    fn a_secret_reads_back_from_base32() {
        assert_eq!(
            to_base32(b"12345678901234567890"),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        );
        assert_eq!(
            from_base32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap(),
            *b"12345678901234567890"
        );
        let new = new_secret().unwrap();
        assert_eq!(to_base32(&from_base32(&new).unwrap()), new);
        for bad in ["", "GEZD", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "ЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖ"] {
            assert_eq!(from_base32(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_code_works_one_step_early_or_late_and_once() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let now = 1_111_111_111_000;
        let typed = shown(secret, now);
        let step = step_at(now);
        assert_eq!(find(secret, &typed, 0, now), Some(step));
        assert_eq!(
            find(secret, &format!(" {} {}", &typed[..3], &typed[3..]), 0, now),
            Some(step)
        );
        assert_eq!(find(secret, &typed, 0, now + STEP), Some(step));
        assert_eq!(find(secret, &typed, 0, now - STEP), Some(step));
        assert_eq!(find(secret, &typed, 0, now + 2 * STEP), None);
        assert_eq!(find(secret, &typed, 0, now - 2 * STEP), None);
        assert_eq!(find(secret, &typed, step, now), None, "it was used");
        for bad in ["", "12345", "1234567", "abcdef", "+12345", "１２３４５６"] {
            assert_eq!(find(secret, bad, 0, now), None, "{bad}");
        }
    }
}
