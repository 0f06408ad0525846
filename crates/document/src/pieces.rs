//! HTML cut into pieces that each hold no more than so many bytes, for bad connections.

use crate::lean::{Token, VOID, attributes, links_within, push_close, tokens};

/// An element that is not closed yet.
struct Opened<'a> {
    name: &'a str,
    /// Its tag as it is written again in the next piece; empty when it is left out.
    tag: String,
    /// Items of a list so far.
    items: u32,
    first: u32,
}

impl Opened<'_> {
    fn closing(&self) -> usize {
        if self.tag.is_empty() {
            0
        } else {
            self.name.len() + 3
        }
    }
}

struct Cutter<'a> {
    most: usize,
    done: Vec<String>,
    out: String,
    stack: Vec<Opened<'a>>,
    /// How much of `out` is what was open before.
    begun: usize,
}

impl<'a> Cutter<'a> {
    /// Bytes that are left in this piece.
    fn left(&self) -> usize {
        let closing: usize = self.stack.iter().map(Opened::closing).sum();
        self.most.saturating_sub(self.out.len() + closing)
    }

    fn next(&mut self) {
        for open in self.stack.iter().rev().filter(|open| !open.tag.is_empty()) {
            push_close(&mut self.out, open.name);
        }
        self.done.push(std::mem::take(&mut self.out));
        let within: Vec<bool> = self
            .stack
            .iter()
            .skip(1)
            .map(|open| open.name == "li")
            .chain([false])
            .collect();
        for (open, within) in self.stack.iter().zip(within) {
            match open.name {
                "ol" if !open.tag.is_empty() => {
                    let start = (open.first + open.items).saturating_sub(u32::from(within));
                    self.out.push_str(&format!("<ol start=\"{start}\">"));
                }
                _ => self.out.push_str(&open.tag),
            }
        }
        self.begun = self.out.len();
    }

    fn open(&mut self, name: &'a str, given: &'a str) {
        let void = VOID.contains(&name);
        let tag = match given {
            "" => format!("<{name}>"),
            given => format!("<{name} {given}>"),
        };
        // What is nested so deep, or has so long an address, that little else had a place is left out.
        let nested: usize = self
            .stack
            .iter()
            .map(|open| open.tag.len() + open.closing() + if open.name == "ol" { 19 } else { 0 })
            .sum();
        let tag = match tag.len() > self.most / 8 || nested + tag.len() > self.most / 3 {
            true => String::new(),
            false => tag,
        };
        let needed = tag.len() + if void || tag.is_empty() { 0 } else { name.len() + 3 };
        if needed > self.left() && self.out.len() > self.begun {
            self.next();
        }
        if needed > self.left() {
            return;
        }
        if name == "li"
            && let Some(list) = self.stack.last_mut()
        {
            list.items += 1;
        }
        self.out.push_str(&tag);
        if void {
            return;
        }
        let of = |key| {
            attributes(given)
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value)
        };
        let again = match (tag.is_empty(), of("id")) {
            (true, _) => String::new(),
            // An id stands in one place only.
            (false, Some(id)) => tag.replacen(&format!(" id=\"{id}\""), "", 1),
            (false, None) => tag,
        };
        self.stack.push(Opened {
            name,
            tag: again,
            items: 0,
            first: of("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        });
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.stack.iter().rposition(|open| open.name == name) else {
            return;
        };
        for open in self.stack.drain(at..).rev() {
            if !open.tag.is_empty() {
                push_close(&mut self.out, open.name);
            }
        }
    }

    fn text(&mut self, mut text: &str) {
        loop {
            let left = self.left();
            if text.len() <= left {
                return self.out.push_str(text);
            }
            let fits = text.floor_char_boundary(left);
            let at_word = text[..fits].rfind(char::is_whitespace).map(|at| at + 1);
            let cut = match at_word.filter(|at| *at > 1) {
                Some(at) => at,
                None if self.out.len() > self.begun => 0,
                // One word that fills a piece: not within `&amp;`.
                None => match text[..fits].rfind('&') {
                    Some(at) if at > 0 && !text[at..fits].contains(';') => at,
                    _ => fits,
                },
            };
            if cut == 0 && self.out.len() <= self.begun {
                return;
            }
            self.out.push_str(&text[..cut]);
            text = &text[cut..];
            self.next();
        }
    }

    fn token(&mut self, token: &Token<'a>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(name, given) => self.open(name, given),
            Token::Close(name) => self.close(name),
        }
    }
}

fn length(token: &Token<'_>) -> usize {
    match token {
        Token::Text(text) => text.len(),
        Token::Open(name, given) => name.len() + given.len() + 3,
        Token::Close(name) => name.len() + 3,
    }
}

/// Elements that are not torn where a whole one has its place in the next piece.
const KEPT_WHOLE: [&str; 10] = ["li", "tr", "p", "dd", "dt", "figure", "h2", "h3", "h4", "h5"];

/// For each token that opens an element, how long it is as a whole.
fn lengths(tokens: &[Token<'_>]) -> Vec<usize> {
    let (mut lengths, mut open, mut before) = (vec![0; tokens.len()], Vec::new(), 0);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(name, _) if !VOID.contains(name) => open.push((at, before)),
            Token::Close(name) => {
                if let Some((from, begun)) = open.pop() {
                    lengths[from] = before + name.len() + 3 - begun;
                }
            }
            _ => {}
        }
        before += length(token);
    }
    lengths
}

/// Where each block ends: a heading goes with what it stands over.
fn blocks(tokens: &[Token<'_>]) -> Vec<usize> {
    let is_heading = |name: &str| name.len() == 2 && name.starts_with('h') && name != "hr";
    let (mut ends, mut depth, mut heading) = (Vec::new(), 0usize, false);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(name, _) if !VOID.contains(name) => {
                if depth == 0 {
                    heading = is_heading(name);
                }
                depth += 1;
            }
            Token::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && !heading {
            ends.push(at + 1);
        }
        heading &= depth > 0 || matches!(token, Token::Close(_));
    }
    if ends.last() != Some(&tokens.len()) {
        ends.push(tokens.len());
    }
    ends
}

/// Cuts lean HTML into pieces of at most `most` bytes, each whole by itself: between blocks where that is possible, else
/// between elements or words. There is always one piece.
pub fn pieces(html: &str, most: usize) -> Vec<String> {
    let tokens = tokens(html);
    let lengths = lengths(&tokens);
    let mut cutter = Cutter {
        most,
        done: Vec::new(),
        out: String::new(),
        stack: Vec::new(),
        begun: 0,
    };
    let mut from = 0;
    for end in blocks(&tokens) {
        let block = &tokens[from..end];
        let whole: usize = block.iter().map(length).sum();
        let fits_alone = whole <= most || cutter.out.len() > most / 2;
        if cutter.stack.is_empty() && !cutter.out.is_empty() && whole > cutter.left() && fits_alone {
            cutter.next();
        }
        for (token, whole) in block.iter().zip(&lengths[from..end]) {
            let kept_whole = matches!(token, Token::Open(name, _) if KEPT_WHOLE.contains(name));
            if kept_whole && *whole > cutter.left() && *whole < most / 2 && cutter.out.len() > cutter.begun {
                cutter.next();
            }
            cutter.token(token);
        }
        from = end;
    }
    if cutter.out.len() > cutter.begun || cutter.done.is_empty() {
        cutter.next();
    }
    cutter.done.iter().map(|piece| links_within(piece)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(html: &str) -> String {
        let texts = tokens(html).into_iter().filter_map(|token| match token {
            Token::Text(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    fn is_balanced(html: &str) -> bool {
        let mut open = Vec::new();
        let well = tokens(html).into_iter().all(|token| match token {
            Token::Open(name, _) if !VOID.contains(&name) => {
                open.push(name);
                true
            }
            Token::Close(name) => open.pop() == Some(name),
            _ => true,
        });
        well && open.is_empty()
    }

    #[test]
    fn a_cut_goes_between_blocks_and_leaves_no_heading_behind() {
        let html = "<p>one one</p><h2>Two</h2><p>two two</p>";
        assert_eq!(pieces(html, 35), ["<p>one one</p>", "<h2>Two</h2><p>two two</p>"]);
    }

    #[test]
    fn a_long_list_goes_on_with_its_numbers_and_a_long_text_after_a_word() {
        let html = format!("<ol>{}</ol>", "<li>Some words</li>".repeat(30));
        let cut = pieces(&html, 400);
        assert_eq!(cut[0], format!("<ol>{}</ol>", "<li>Some words</li>".repeat(20)));
        assert!(cut[1].starts_with("<ol start=\"21\"><li>Some words"), "{cut:?}");
        let long = pieces(&format!("<p>{}</p>", "some words ".repeat(40)), 200);
        assert_eq!(long[0], format!("<p>{}some </p>", "some words ".repeat(17)));
    }

    #[test]
    fn a_mark_whose_note_is_in_another_piece_is_no_link() {
        let html = format!(
            "<p>{}<a href=\"#n\">1</a></p><p id=\"n\">{}<a href=\"#n\">here</a></p>",
            "one ".repeat(40),
            "two ".repeat(40)
        );
        let cut = pieces(&html, 300);
        assert!(
            cut[0].contains("<a>1</a>") && cut[1].contains("<a href=\"#n\">here"),
            "{cut:?}"
        );
    }

    proptest! {
        #[test]
        fn no_piece_is_too_long_or_torn_and_no_word_is_lost(
            parts in proptest::collection::vec("<p>|</p>|<ol>|<li>|</li>|</ol>|<b>|</b>|<a href=\"#x\">|</a>|<br>|<table>|</table>|<h2 id=\"x\">|</h2>|[а-яa-z&;<> ]{0,80}", 0..60),
            most in 120usize..600,
        ) {
            let html = parts.concat();
            let cut = pieces(&html, most);
            prop_assert!(!cut.is_empty());
            for piece in &cut {
                prop_assert!(piece.len() <= most, "{} {}", piece.len(), piece);
                prop_assert!(is_balanced(piece), "{}", piece);
            }
            prop_assert_eq!(text(&cut.concat()), text(&html));
            let _ = crate::lean(&html, |_| None);
        }
    }
}
