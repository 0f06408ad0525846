//! What code of administrators needs to be let to do on pages of our own theme, which may do nothing inline.
//!
//! Scripts and styles within the code are let through by their hashes, those that it names by their addresses; scripts
//! from elsewhere may talk to where they came from. Handlers (`onclick="…"`) and `style="…"` stay shut out.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Sources to be added to a page's policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Injected {
    /// Of scripts.
    pub scripts: BTreeSet<String>,
    /// Of styles.
    pub styles: BTreeSet<String>,
    /// Where scripts from elsewhere may connect to.
    pub connect: BTreeSet<String>,
}

/// More sources make a header that proxies refuse.
const MOST: usize = 40;

impl Injected {
    /// What these pieces of code need.
    pub fn of<'a>(code: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found = Self::default();
        code.into_iter().for_each(|code| found.read(code));
        found
    }

    /// Whether nothing is to be added.
    pub fn is_empty(&self) -> bool {
        self.scripts.is_empty() && self.styles.is_empty() && self.connect.is_empty()
    }

    fn read(&mut self, code: &str) {
        // As a browser reads it, for that is what it hashes.
        let code = code.replace("\r\n", "\n").replace('\r', "\n");
        let mut rest = code.as_str();
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let Some(tag) = Tag::read(rest) else {
                rest = &rest[1..];
                continue;
            };
            rest = tag.rest;
            match tag.name.as_str() {
                "script" => {
                    let text = raw(&mut rest, "script");
                    match tag.attribute("src") {
                        Some(src) => self.named(src, true),
                        None => text
                            .into_iter()
                            .for_each(|text| add(&mut self.scripts, hash(text))),
                    }
                }
                "style" => {
                    if let Some(text) = raw(&mut rest, "style") {
                        add(&mut self.styles, hash(text));
                    }
                }
                "link" if tag.attribute("rel").is_some_and(is_style) => {
                    if let Some(href) = tag.attribute("href") {
                        self.named(href, false);
                    }
                }
                // What stands in them is text to a browser.
                name @ ("textarea" | "title" | "noscript" | "iframe" | "template" | "xmp") => {
                    raw(&mut rest, name);
                }
                _ => {}
            }
        }
    }

    fn named(&mut self, address: &str, is_script: bool) {
        let Some((origin, path)) = source(address) else {
            return;
        };
        let list = if is_script {
            &mut self.scripts
        } else {
            &mut self.styles
        };
        add(list, format!("{origin}{path}"));
        if is_script {
            add(&mut self.connect, origin);
        }
    }
}

fn add(list: &mut BTreeSet<String>, source: String) {
    if list.len() < MOST {
        list.insert(source);
    }
}

fn is_style(rel: &str) -> bool {
    rel.split_ascii_whitespace()
        .any(|word| word.eq_ignore_ascii_case("stylesheet"))
}

fn hash(text: &str) -> String {
    format!(
        "'sha256-{}'",
        BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

/// Origin and path of an address elsewhere, as a policy names them; nothing for what is ours or not encrypted.
fn source(address: &str) -> Option<(String, String)> {
    let address = address.trim().replace("&amp;", "&");
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("//"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let plain_host = host
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'));
    let plain_path = path
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b';' | b',' | b'\'' | b'"'));
    (!host.is_empty() && plain_host && plain_path).then(|| (format!("https://{host}"), path.to_owned()))
}

/// The text up to the end tag of that name, which is passed; nothing where there is none.
fn raw<'a>(rest: &mut &'a str, name: &str) -> Option<&'a str> {
    let all = *rest;
    let lower = all.to_ascii_lowercase();
    let end_tag = format!("</{name}");
    let mut from = 0;
    while let Some(found) = lower[from..].find(&end_tag) {
        let at = from + found;
        let after = lower[at + end_tag.len()..].chars().next();
        if after.is_none_or(|c| c.is_ascii_whitespace() || matches!(c, '>' | '/')) {
            *rest = &all[at + end_tag.len()..];
            return Some(&all[..at]);
        }
        from = at + end_tag.len();
    }
    *rest = "";
    // Without an end tag a browser runs nothing.
    None
}

struct Tag<'a> {
    name: String,
    attributes: Vec<(String, &'a str)>,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let end = inner
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(inner.len());
        let (name, mut rest) = inner.split_at(end);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            if let Some(after) = rest.strip_prefix('>') {
                return Some(Self {
                    name: name.to_ascii_lowercase(),
                    attributes,
                    rest: after,
                });
            }
            let skip = rest.chars().next().map_or(1, char::len_utf8);
            let end = rest[skip..]
                .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '='))
                .map_or(rest.len(), |at| at + skip);
            let (key, after) = rest.split_at(end);
            rest = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
                (value, rest) = match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let end = after[1..].find(quote)?;
                        (&after[1..=end], &after[end + 2..])
                    }
                    _ => {
                        let end = after
                            .find(|c: char| c.is_ascii_whitespace() || c == '>')
                            .unwrap_or(after.len());
                        after.split_at(end)
                    }
                };
            }
            attributes.push((key.to_ascii_lowercase(), value));
        }
    }

    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut all = self.attributes.iter();
        all.find(|(key, _)| key == name).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(code: &str) -> Vec<String> {
        Injected::of([code]).scripts.into_iter().collect()
    }

    #[test]
    fn scripts_and_styles_are_let_through_by_their_hashes() {
        // printf 'a()' | openssl dgst -sha256 -binary | base64
        let known = "'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='";
        assert_eq!(scripts("<script>a()</script>"), [known]);
        assert_eq!(scripts("<SCRIPT defer>a()</Script >"), [known]);
        assert_eq!(scripts("<script>\r\nb()\r\n</script>"), [hash("\nb()\n")]);
        assert_eq!(
            scripts("<script>x = '</scripture>'</script>"),
            [hash("x = '</scripture>'")]
        );
        let style = Injected::of(["<style media=\"a>b\">p{}</style>"]);
        assert_eq!(style.styles, [hash("p{}")].into());
        assert!(style.scripts.is_empty());
    }

    #[test]
    fn what_is_named_elsewhere_is_let_through_by_its_address_and_nothing_that_would_break_the_policy() {
        let code = "<script async src=\"https://count.example/js/a.js?site=1\"></script>\
                    <link href='//fonts.example/a.css' rel=stylesheet>";
        let found = Injected::of([code]);
        assert_eq!(found.scripts, ["https://count.example/js/a.js".to_owned()].into());
        assert_eq!(found.styles, ["https://fonts.example/a.css".to_owned()].into());
        assert_eq!(found.connect, ["https://count.example".to_owned()].into());
        for nothing in [
            "<script src=\"http://plain.example/a.js\"></script>",
            "<script src=\"/own.js\"></script>",
            "<script src=\"https://a.example/x;script-src *\"></script>",
            "<script src=\"https://a.example *\"></script>",
            "<!-- <script>a()</script> -->",
            "<textarea><script>a()</script></textarea>",
            "<script>a()",
            "<p onclick=\"a()\" style=\"color:red\">x</p>",
            "<script",
            "<",
            "<script src='https://a.example",
        ] {
            assert!(Injected::of([nothing]).is_empty(), "{nothing}");
        }
    }
}
