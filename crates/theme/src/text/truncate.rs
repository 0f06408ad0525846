//! Cuts HTML after a number of words or characters and closes what is open, counting as Ghost counts.

/// Where to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Words(usize),
    Characters(usize),
}

const VOID: [&str; 16] = [
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// `html` up to the limit. Tags and comments are not counted and never cut in the middle; what is open at the cut is
/// closed.
pub(crate) fn truncate(html: &str, limit: Limit) -> String {
    let mut out = String::with_capacity(html.len().min(4096));
    let mut open: Vec<&str> = Vec::new();
    let mut counter = Counter {
        limit,
        units: 0,
        in_word: false,
    };
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        if counter.full() {
            break;
        }
        if c == '<' && starts_tag(&rest[1..]) {
            let Some(len) = tag_len(rest) else { break };
            let (tag, after) = rest.split_at(len);
            rest = after;
            out.push_str(tag);
            note(tag, &mut open);
            counter.end_word();
        } else {
            counter.count(c);
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.truncate(out.trim_end().len());
    let start = out.len() - out.trim_start().len();
    let mut out = out.split_off(start);
    for name in open.iter().rev() {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
    out
}

struct Counter {
    limit: Limit,
    units: usize,
    in_word: bool,
}

impl Counter {
    fn full(&self) -> bool {
        match self.limit {
            Limit::Words(n) | Limit::Characters(n) => self.units >= n,
        }
    }

    fn count(&mut self, c: char) {
        match self.limit {
            Limit::Characters(_) => self.units += 1,
            Limit::Words(_) => {
                let word = c.is_alphabetic() || c.is_ascii_digit();
                if self.in_word && !word {
                    self.units += 1;
                }
                self.in_word = word;
            }
        }
    }

    fn end_word(&mut self) {
        if self.in_word {
            self.units += 1;
            self.in_word = false;
        }
    }
}

fn starts_tag(after: &str) -> bool {
    after
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_/!".contains(&b))
}

/// Length of the tag or comment at the start; `None` when it does not end.
fn tag_len(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|at| at + 3);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn note<'a>(tag: &'a str, open: &mut Vec<&'a str>) {
    let inner = tag.trim_start_matches(['<', '/']);
    let len = inner
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || b":-_".contains(b))
        .count();
    let name = &inner[..len];
    if name.is_empty() || tag.starts_with("<!") {
        return;
    }
    if tag.starts_with("</") {
        if open.last() == Some(&name) {
            open.pop();
        }
    } else if !VOID.contains(&name) && !tag.ends_with("/>") {
        open.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(html: &str, n: usize) -> String {
        truncate(html, Limit::Words(n))
    }

    /// What downsize-cjs 1.0 answers.
    #[test]
    fn html_is_cut_as_ghost_cuts_it() {
        assert_eq!(words("<p>one two three</p>", 2), "<p>one two</p>");
        assert_eq!(
            words("<p>one <em>two</em> three</p>", 2),
            "<p>one <em>two</em></p>"
        );
        assert_eq!(words("<p>a<br>b <img src=\"x>y\"> c</p>", 2), "<p>a<br>b</p>");
        assert_eq!(words("one, two. three", 2), "one, two.");
        assert_eq!(words("it's late", 2), "it's");
        assert_eq!(words("слово друге третє", 2), "слово друге");
        assert_eq!(words("<!-- a > b --><p>x y</p>", 1), "<!-- a > b --><p>x</p>");
        assert_eq!(truncate("<p>abcdef</p>", Limit::Characters(3)), "<p>abc</p>");
        assert_eq!(truncate("ab<b>cd</b>ef", Limit::Characters(4)), "ab<b>cd</b>");
        assert_eq!(words("short", 50), "short");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_or_grow(text in "(<[a-z/!'\" >-]{0,6}|[a-zї ,&;]|>|\"){0,40}", n in 0usize..12) {
            let cut = words(&text, n);
            prop_assert!(cut.len() <= text.len() * 3 + 3);
            let _ = truncate(&text, Limit::Characters(n));
        }
    }
}
