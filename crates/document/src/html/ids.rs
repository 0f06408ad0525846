//! Ids of headings: made as Ghost makes them, so that links to a part of an imported story still arrive.

use std::collections::HashMap;

/// The ids given out on one page.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, u32>);

impl Ids {
    /// An id for a heading of this text that no other has; `None` when nothing of the text can stand in an id.
    ///
    /// Letters of every script stay as they are: a browser finds `id="місто"` for `#%D0%BC%D1%96…` too.
    pub(super) fn for_heading(&mut self, text: &str) -> Option<String> {
        let mut id = String::with_capacity(text.len());
        for c in text.trim().to_lowercase().chars() {
            match c {
                c if c.is_whitespace() => id.push('-'),
                c if c.is_control() || (c.is_ascii_punctuation() && c != '-') => {}
                c => id.push(c),
            }
        }
        while id.contains("--") {
            id = id.replace("--", "-");
        }
        let id: String = id.trim_matches('-').chars().take(150).collect();
        if id.is_empty() {
            return None;
        }
        // The ids of footnotes are theirs.
        let id = if id.starts_with("fn-") || id.starts_with("fnref-") {
            format!("h-{id}")
        } else {
            id
        };
        let mut candidate = id.clone();
        while self.0.contains_key(&candidate) {
            let n = self.0.entry(id.clone()).or_default();
            *n += 1;
            candidate = format!("{id}-{n}");
        }
        self.0.insert(candidate.clone(), 0);
        Some(candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_are_those_that_ghost_gives() {
        let mut ids = Ids::default();
        let mut id = |text: &str| ids.for_heading(text).unwrap_or_default();
        assert_eq!(id("Access all areas"), "access-all-areas");
        assert_eq!(id("H two – “dash”"), "h-two-–-“dash”");
        assert_eq!(id("H two – “dash”"), "h-two-–-“dash”-1");
        assert_eq!(id("H two – “dash”"), "h-two-–-“dash”-2");
        assert_eq!(id("Що далі?"), "що-далі");
        assert_eq!(id("?!"), "");
        assert_eq!(id("fn 1"), "h-fn-1");
    }

    #[test]
    fn a_heading_that_reads_like_a_numbered_one_gets_its_own_id() {
        let mut ids = Ids::default();
        let all: Vec<_> = ["a", "a 1", "a", "a", "a 1"]
            .iter()
            .filter_map(|t| ids.for_heading(t))
            .collect();
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len(), "{all:?}");
    }
}
