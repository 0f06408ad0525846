//! Tags and text, put into one piece after another.

use crate::lean::{Token, VOID, attributes, push_close};

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

pub(super) struct Cutter<'a> {
    most: usize,
    pub(super) done: Vec<String>,
    pub(super) out: String,
    stack: Vec<Opened<'a>>,
    /// How much of `out` is what was open before.
    begun: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            done: Vec::new(),
            out: String::new(),
            stack: Vec::new(),
            begun: 0,
        }
    }

    /// Whether nothing is open.
    pub(super) fn is_between_blocks(&self) -> bool {
        self.stack.is_empty()
    }

    /// Whether this piece has something of its own.
    pub(super) fn has_begun(&self) -> bool {
        self.out.len() > self.begun
    }

    /// Bytes that are left in this piece.
    pub(super) fn left(&self) -> usize {
        let closing: usize = self.stack.iter().map(Opened::closing).sum();
        self.most.saturating_sub(self.out.len() + closing)
    }

    pub(super) fn next(&mut self) {
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

    pub(super) fn token(&mut self, token: &Token<'a>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(name, given) => self.open(name, given),
            Token::Close(name) => self.close(name),
        }
    }
}
