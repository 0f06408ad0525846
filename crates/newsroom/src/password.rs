//! Passwords: what is accepted, and how it is kept (Argon2id, RFC 9106, with a salt of its own for each).

use crate::NewsroomError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// NIST SP 800-63B: length is what counts; no rules about kinds of characters.
const MIN_LEN: usize = 12;
const MAX_LEN: usize = 256;

/// What everyone tries first, 12 characters and more; repetitions and keyboard rows are found by rule.
const COMMON: &str = include_str!("common_passwords.txt");

/// The password as it is kept, or a sentence that says why it is not taken.
pub fn hash(password: &str, email: &str, name: &str) -> Result<String, NewsroomError> {
    check(password, email, name).map_err(|why| NewsroomError::Invalid(why.into()))?;
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|error| NewsroomError::Invalid(format!("The password cannot be kept: {error}.")))
}

/// Whether `password` is the one that was kept.
pub fn fits(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

fn check(password: &str, email: &str, name: &str) -> Result<(), &'static str> {
    let length = password.chars().count();
    if length < MIN_LEN {
        return Err("The password is too short: take 12 characters or more, several words are good.");
    }
    if password.len() > MAX_LEN {
        return Err("The password is too long: take at most 256 bytes.");
    }
    if password.chars().any(char::is_control) {
        return Err("The password holds a control character; type it again without.");
    }
    let plain = password.to_lowercase();
    if is_little_more(&plain, email, name) {
        return Err("The password is little more than a name; take several words that nobody would guess.");
    }
    if COMMON.lines().any(|common| common == plain) || is_monotonous(&plain) {
        return Err(
            "The password is one that everyone tries first; take several words that nobody would guess.",
        );
    }
    Ok(())
}

/// Whether next to nothing is left without the words of the address and the name, joined by whatever.
fn is_little_more(plain: &str, email: &str, name: &str) -> bool {
    let (email, name) = (email.to_lowercase(), name.to_lowercase());
    let parts = [email.as_str(), &name, "broadsheet"].into_iter();
    let mut words: Vec<&str> = parts
        .flat_map(|part| part.split(|c: char| !c.is_alphanumeric()))
        .collect();
    // As they are, too: all the words of a name may be short.
    words.extend(email.split('@').take(1).chain([name.as_str()]));
    words.retain(|word| word.chars().count() >= 3);
    // A word may be the beginning of another.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words
        .iter()
        .fold(plain.to_owned(), |rest, word| rest.replace(word, ""));
    rest != plain && rest.chars().filter(|c| c.is_alphanumeric()).count() < 6
}

/// Few different characters, one short part again and again, or a row of the keyboard.
fn is_monotonous(plain: &str) -> bool {
    let chars: Vec<char> = plain.chars().collect();
    let distinct: std::collections::BTreeSet<&char> = chars.iter().collect();
    let repeats = (1..=chars.len() / 2).any(|n| chars.iter().zip(&chars[n..]).all(|(a, b)| a == b));
    let steps = chars
        .windows(2)
        .filter(|pair| (pair[0] as i64 - pair[1] as i64).abs() == 1)
        .count();
    distinct.len() < 5 || repeats || steps + 3 >= chars.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_argon2id_and_known_again() {
        let kept = hash("seven grey herons at dusk", "ana@b.example", "Ana").unwrap();
        assert!(kept.starts_with("$argon2id$"), "{kept}");
        assert!(fits("seven grey herons at dusk", &kept));
        assert!(!fits("seven grey herons at dawn", &kept) && !fits("", "nothing"));
        assert_ne!(
            kept,
            hash("seven grey herons at dusk", "ana@b.example", "Ana").unwrap()
        );
    }

    #[test]
    fn passwords_that_everyone_tries_are_refused() {
        for bad in [
            "short",
            "password1234",
            "PasswordPassword",
            "aaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "123456789012",
            "abcdefghijklmnop",
            "olena.koval2026",
            "Olena.Koval@b.example",
            "koval-olena-2026",
            "OlenaKoval12",
            "qwertyuiop123",
        ] {
            assert!(
                check(bad, "olena.koval@b.example", "Olena Koval").is_err(),
                "{bad}"
            );
        }
        assert!(
            check("jo.li.jo.li.1", "jo.li@x.example", "Jo Li").is_err(),
            "short words, too"
        );
        for good in [
            "seven grey herons",
            "Кілька сірих чапель",
            "x7!Kp2#qLm9z",
            "olena likes herons",
        ] {
            assert_eq!(
                check(good, "olena.koval@b.example", "Olena Koval"),
                Ok(()),
                "{good}"
            );
        }
    }
}
