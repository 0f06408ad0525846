//! What people type: words, `"phrases in quotes"`, `-words` that must not be there. Nothing that is typed is an error.

use kernel::words::is_apostrophe;
use std::fmt;

/// Characters of a query that are read.
pub const LONGEST: usize = 200;
/// Words and phrases that are read.
const MOST: usize = 12;

/// A query as it is understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Its parts, in their order.
    pub parts: Vec<Part>,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Part {
    /// As it was typed, without quotes; one space between words.
    pub text: String,
    /// Its words must stand side by side.
    pub phrase: bool,
    /// It must not be there.
    pub excluded: bool,
}

impl Query {
    /// Reads what was typed. What comes after 200 characters or 12 parts is not read.
    pub fn parse(typed: &str) -> Self {
        let typed: Vec<char> = typed.chars().take(LONGEST).collect();
        let mut parts = Vec::new();
        let mut rest = &typed[..];
        while parts.len() < MOST {
            let Some(start) = rest.iter().position(|c| !is_gap(*c)) else {
                break;
            };
            rest = &rest[start..];
            let excluded = rest[0] == '-' && rest.get(1).is_some_and(|c| c.is_alphanumeric() || is_quote(*c));
            if excluded {
                rest = &rest[1..];
            }
            let (text, phrase, length) = match rest[0] {
                c if is_quote(c) => match rest[1..].iter().position(|c| is_quote(*c)) {
                    Some(end) => (&rest[1..=end], true, end + 2),
                    // A quote that is not closed is none.
                    None => (&rest[..0], false, 1),
                },
                _ => {
                    let end = rest
                        .iter()
                        .position(|c| is_gap(*c) || is_quote(*c))
                        .unwrap_or(rest.len());
                    (&rest[..end], false, end)
                }
            };
            let text = squeezed(text);
            if text.chars().any(char::is_alphanumeric) {
                parts.push(Part {
                    text,
                    phrase,
                    excluded,
                });
            }
            rest = &rest[length..];
        }
        Self { parts }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// As it could have been typed; read again, it is the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.parts.iter().enumerate() {
            let gap = if i > 0 { " " } else { "" };
            let minus = if part.excluded { "-" } else { "" };
            let quote = if part.phrase { "\"" } else { "" };
            write!(f, "{gap}{minus}{quote}{}{quote}", part.text)?;
        }
        Ok(())
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Quotation marks of all kinds; single ones are apostrophes.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '＂') && !is_apostrophe(c)
}

fn squeezed(text: &[char]) -> String {
    let words = text.split(|c| is_gap(*c)).filter(|word| !word.is_empty());
    words
        .map(|word| word.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(typed: &str) -> String {
        let parts = Query::parse(typed).parts.into_iter().map(|part| {
            let minus = if part.excluded { "-" } else { "" };
            if part.phrase {
                format!("{minus}[{}]", part.text)
            } else {
                format!("{minus}{}", part.text)
            }
        });
        parts.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn queries_are_read_as_people_mean_them() {
        for (typed, read) in [
            ("harbour dredging", "harbour | dredging"),
            ("\"harbour dredging\" cost", "[harbour dredging] | cost"),
            ("«рішення   суду»", "[рішення суду]"),
            ("„Перша шпальта“", "[Перша шпальта]"),
            ("mayor -election", "mayor | -election"),
            ("-\"city council\" budget", "-[city council] | budget"),
            ("covid-19 - e-mail", "covid-19 | e-mail"),
            ("budget \"city council", "budget | city | council"),
            ("п'ять п’ять", "п'ять | п’ять"),
            ("--", ""),
            ("\"\"", ""),
            ("AND OR (x) title:y *", "AND | OR | (x) | title:y"),
            (" \t\n", ""),
        ] {
            assert_eq!(shown(typed), read, "{typed}");
        }
    }

    #[test]
    fn what_is_too_long_is_not_read() {
        let query = Query::parse(&"word ".repeat(1000));
        assert_eq!(query.parts.len(), MOST);
        assert_eq!(Query::parse(&"x".repeat(5000)).parts[0].text.len(), LONGEST);
    }

    proptest! {
        #[test]
        fn no_input_is_an_error_and_what_is_understood_reads_back(typed in "[\\PC\"“« -]{0,80}") {
            let query = Query::parse(&typed);
            prop_assert!(query.parts.len() <= MOST);
            prop_assert_eq!(Query::parse(&query.to_string()), query);
        }
    }
}
