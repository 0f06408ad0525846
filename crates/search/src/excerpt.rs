//! Texts with what was looked for marked in them. Everything else of the text is escaped here.

use crate::text::Analyser;
use std::{collections::HashSet, ops::Range};

/// Characters of an excerpt, more or less.
const LENGTH: usize = 220;
/// Characters before the first mark.
const BEFORE: usize = 60;

/// What is marked: words of these stems, in one language.
#[derive(Clone)]
pub(crate) struct Marker {
    analyser: Analyser,
    stems: HashSet<String>,
    initials: HashSet<char>,
}

impl Marker {
    pub(crate) fn new(analyser: Analyser, stems: impl Iterator<Item = String>) -> Self {
        let stems: HashSet<String> = stems.collect();
        Self {
            analyser,
            initials: Analyser::initials(stems.iter()),
            stems,
        }
    }

    fn meant(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let words = self.analyser.words_with(text, &self.initials);
        let meant = words.filter(|word| self.stems.contains(&word.stem));
        meant.map(|word| (word.at, word.stem)).collect()
    }

    /// The whole text as HTML.
    pub(crate) fn whole(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 32);
        self.write(text, &self.meant(text), &mut out);
        out
    }

    /// The part of a text in which most of what was looked for stands, as HTML; `None` when none of it does.
    pub(crate) fn part(&self, text: &str) -> Option<String> {
        let meant = self.meant(text);
        let start = best(&meant)?;
        let from = boundary_before(text, start);
        let (to, cut) = boundary_after(text, from);
        let mut out = String::from(if from > 0 { "… " } else { "" });
        let inside: Vec<_> = meant
            .into_iter()
            .filter(|(at, _)| at.start >= from && at.end <= to)
            .map(|(at, stem)| (at.start - from..at.end - from, stem))
            .collect();
        self.write(&text[from..to], &inside, &mut out);
        out.push_str(if cut { " …" } else { "" });
        Some(out)
    }

    fn write(&self, text: &str, marks: &[(Range<usize>, String)], out: &mut String) {
        let mut done = 0;
        for (at, _) in marks {
            escape(&text[done..at.start], out);
            out.push_str("<mark>");
            escape(&text[at.clone()], out);
            out.push_str("</mark>");
            done = at.end;
        }
        escape(&text[done..], out);
    }
}

/// Where the part begins that has the most different words, and of those the most words.
fn best(meant: &[(Range<usize>, String)]) -> Option<usize> {
    let mut best: Option<((usize, usize), usize)> = None;
    // Enough to find a good place in a story; a book that says the word ten thousand times has no best one.
    for (i, (at, _)) in meant.iter().enumerate().take(400) {
        let inside = meant[i..]
            .iter()
            .take_while(|(other, _)| other.end <= at.start + LENGTH - BEFORE);
        let stems: Vec<&String> = inside.map(|(_, stem)| stem).collect();
        let worth = (stems.iter().collect::<HashSet<_>>().len(), stems.len());
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, at.start));
        }
    }
    best.map(|(_, start)| start)
}

/// A gap between words some characters before a place; the beginning of a sentence when there is one.
fn boundary_before(text: &str, at: usize) -> usize {
    let mut gap = None;
    for (back, (i, c)) in text[..at].char_indices().rev().enumerate() {
        if back >= BEFORE {
            return gap.unwrap_or(i + c.len_utf8());
        }
        if c.is_whitespace() {
            if text[..i].ends_with(['.', '!', '?', '…']) && back > 0 {
                return i + c.len_utf8();
            }
            gap = Some(i + c.len_utf8());
        }
    }
    0
}

/// A gap between words after the length of an excerpt, and whether the text goes on.
fn boundary_after(text: &str, from: usize) -> (usize, bool) {
    let mut gap = None;
    for (count, (i, c)) in text[from..].char_indices().enumerate() {
        if count >= LENGTH && (c.is_whitespace() || count >= LENGTH + 40) {
            return (from + if c.is_whitespace() { i } else { gap.unwrap_or(i) }, true);
        }
        if c.is_whitespace() {
            gap = Some(i);
        }
    }
    (text.len(), false)
}

fn escape(text: &str, out: &mut String) {
    let mut space = false;
    for c in text.chars() {
        // Line breaks and runs of spaces are one space.
        if c.is_whitespace() {
            if !space {
                out.push(' ');
            }
            space = true;
            continue;
        }
        space = false;
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marker(language: &str, words: &str) -> Marker {
        let analyser = Analyser::of(&language.parse().unwrap());
        Marker::new(analyser, analyser.words(words).map(|word| word.stem))
    }

    #[test]
    fn inflected_words_are_marked_and_everything_else_escaped() {
        assert_eq!(
            marker("en", "harbour").whole("Harbours & <b>harbour's</b>"),
            "<mark>Harbours</mark> &amp; &lt;b&gt;<mark>harbour&#39;s</mark>&lt;/b&gt;"
        );
        assert_eq!(marker("uk", "порт").whole("У портах"), "У <mark>портах</mark>");
    }

    #[test]
    fn the_part_with_most_of_the_words_is_shown() {
        let text = format!(
            "Harbour. {} The mayor opened the harbour. {}",
            "Other words. ".repeat(40),
            "More words. ".repeat(40)
        );
        let part = marker("en", "mayor harbour").part(&text).unwrap();
        assert!(
            part.contains("The <mark>mayor</mark> opened the <mark>harbour</mark>."),
            "{part}"
        );
        assert!(part.starts_with("… ") && part.ends_with(" …"), "{part}");
        assert_eq!(marker("en", "absent").part(&text), None);
    }

    proptest! {
        #[test]
        fn no_text_gets_out_unescaped(text in "(harbour|<script>|&|\"|'|>|\\PC| ){0,80}") {
            let marker = marker("en", "harbour");
            for html in [Some(marker.whole(&text)), marker.part(&text)].into_iter().flatten() {
                let rest = html.replace("<mark>", "").replace("</mark>", "");
                prop_assert!(!rest.contains(['<', '>', '"', '\'']), "{}", html);
                prop_assert_eq!(html.matches("<mark>").count(), html.matches("</mark>").count());
            }
        }
    }
}
