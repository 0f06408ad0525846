//! The known key that a mistyped one is nearest to.

use super::keys::KEYS;

/// `; did you mean “listen”?`-like words, or a list of all keys when none is near.
pub fn did_you_mean(key: &str) -> String {
    let last = |key: &str| key.rsplit('.').next().unwrap_or(key).to_owned();
    let nearest = KEYS
        .iter()
        .map(|(known, _)| {
            (
                distance(key, known).min(distance(&last(key), &last(known)) + 2),
                *known,
            )
        })
        .min();
    match nearest {
        Some((distance, known)) if distance <= key.chars().count().div_ceil(2) => {
            format!("; the nearest known one is “{known}”")
        }
        _ => {
            let all: Vec<&str> = KEYS.iter().map(|(known, _)| *known).collect();
            format!("; known are {}", all.join(", "))
        }
    }
}

/// Letters to put in, take out or change until `a` is `b` (Levenshtein).
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(a != *b)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[b.len()]
}
