//! The braces that open a tag.

use super::is_space;
use super::token::{Kind, Strip};

/// The opening that `rest` begins with (a whole `{{else}}` or comment counts as one), or nothing for a comment without end.
pub(super) fn opening(rest: &str) -> Option<(usize, Kind<'_>)> {
    if rest.starts_with("{{{{") {
        return Some((4, Kind::OpenRaw));
    }
    let tilde = rest[2..].starts_with('~');
    let start = if tilde { 3 } else { 2 };
    let after = &rest[start..];
    let spaced = after.trim_start_matches(is_space);
    if after.starts_with('!') {
        return comment(rest, start, tilde);
    }
    let found = |length: usize, kind| Some((start + length, kind));
    if let Some(rest) = after.strip_prefix('^') {
        return match inverse_close(rest) {
            Some((left, end)) => found(
                after.len() - left,
                Kind::Inverse(Strip {
                    before: tilde,
                    after: end,
                }),
            ),
            None => found(1, Kind::OpenInverse { tilde }),
        };
    }
    if let Some(rest) = spaced.strip_prefix("else") {
        if let Some((left, end)) = inverse_close(rest) {
            return found(
                after.len() - left,
                Kind::Inverse(Strip {
                    before: tilde,
                    after: end,
                }),
            );
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
            return found(after.len() - rest.len(), Kind::OpenChain { tilde });
        }
    }
    if after.starts_with("#>") {
        return found(2, Kind::OpenPartialBlock { tilde });
    }
    match after.chars().next() {
        Some('>') => found(1, Kind::OpenPartial { tilde }),
        Some('#') => {
            let decorator = after[1..].starts_with('*');
            found(1 + usize::from(decorator), Kind::OpenBlock { tilde, decorator })
        }
        Some('/') => found(1, Kind::OpenEnd { tilde }),
        Some('{') => found(1, Kind::OpenUnescaped { tilde }),
        Some('&') => found(
            1,
            Kind::Open {
                tilde,
                raw: true,
                decorator: false,
            },
        ),
        Some('*') => found(
            1,
            Kind::Open {
                tilde,
                raw: false,
                decorator: true,
            },
        ),
        _ => found(
            0,
            Kind::Open {
                tilde,
                raw: false,
                decorator: false,
            },
        ),
    }
}

/// `\s*~?}}`: how much is left after it, and whether it has a `~`.
fn inverse_close(rest: &str) -> Option<(usize, bool)> {
    let rest = rest.trim_start_matches(is_space);
    let (rest, tilde) = rest.strip_prefix('~').map_or((rest, false), |rest| (rest, true));
    rest.strip_prefix("}}").map(|rest| (rest.len(), tilde))
}

fn comment(rest: &str, start: usize, tilde: bool) -> Option<(usize, Kind<'_>)> {
    let length = if rest[start..].starts_with("!--") {
        let ends = |at: &usize| rest[..*at].ends_with("--") || rest[..*at].ends_with("--~");
        rest.match_indices("}}").map(|(at, _)| at).find(ends)? + 2
    } else {
        rest[start..].find("}}")? + start + 2
    };
    let after = rest[..length - 2].ends_with('~');
    Some((length, Kind::Comment(Strip { before: tilde, after })))
}
