//! HTML of ours without what only a style sheet needs, for bad connections.

use crate::html::attribute;

/// What stands between two tags, and tags.
pub(crate) enum Token<'a> {
    Text(&'a str),
    Open(&'a str, &'a str),
    Close(&'a str),
}

/// Elements that have no end.
pub(crate) const VOID: [&str; 6] = ["br", "hr", "wbr", "img", "col", "input"];

/// Attributes that say something without a style sheet.
const KEPT: [&str; 12] = [
    "id",
    "lang",
    "dir",
    "colspan",
    "rowspan",
    "scope",
    "start",
    "datetime",
    "open",
    "tabindex",
    "role",
    "aria-label",
];

/// Reads HTML as our own writers make it; what is none is text.
pub(crate) fn tokens(html: &str) -> Vec<Token<'_>> {
    let (mut all, mut rest) = (Vec::new(), html);
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        if at > 0 {
            all.push(Token::Text(&rest[..at]));
            rest = &rest[at..];
            continue;
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let (inner, after) = (&rest[1..end], &rest[end + 1..]);
        rest = after;
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
        if let Some(name) = inner
            .strip_prefix('/')
            .map(str::trim)
            .filter(|name| is_name(name))
        {
            all.push(Token::Close(name));
        } else {
            let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
            if is_name(name) {
                all.push(Token::Open(name, attributes));
            }
        }
    }
    all
}

/// The attributes of a tag, as they stand: escaped.
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        let name = &rest[..end];
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix("=\"") else {
            rest = rest.strip_prefix('=').unwrap_or(rest);
            return Some((name, ""));
        };
        let end = value.find('"').unwrap_or(value.len());
        rest = value.get(end + 1..).unwrap_or("");
        Some((name, &value[..end]))
    })
}

/// The HTML without classes and the like. `link` may name another address for a link.
pub fn lean(html: &str, link: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    for token in tokens(html) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Close(name) => push_close(&mut out, name),
            Token::Open(name, given) => {
                out.push('<');
                out.push_str(name);
                for (key, value) in attributes(given) {
                    if key == "href" && name == "a" {
                        let plain = value.replace("&quot;", "\"").replace("&amp;", "&");
                        attribute(&mut out, key, &link(&plain).unwrap_or(plain));
                    } else if KEPT.contains(&key) {
                        out.push(' ');
                        out.push_str(key);
                        if !value.is_empty() {
                            out.push_str("=\"");
                            out.push_str(value);
                            out.push('"');
                        }
                    }
                }
                out.push('>');
            }
        }
    }
    out
}

pub(crate) fn push_close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The ids of a piece.
pub(crate) fn ids(piece: &str) -> impl Iterator<Item = &str> {
    tokens(piece).into_iter().filter_map(|token| match token {
        Token::Open(_, given) => attributes(given)
            .find(|(name, _)| *name == "id")
            .map(|(_, id)| id),
        _ => None,
    })
}

/// Leads each link to where `to` says; nothing makes it no link. Addresses are escaped before and after.
pub(crate) fn relink(html: &str, to: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    for token in tokens(html) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Close(name) => push_close(&mut out, name),
            Token::Open(name, given) => {
                out.push('<');
                out.push_str(name);
                let link = attributes(given).find(|(key, _)| name == "a" && *key == "href");
                let given = given.trim_end();
                match link {
                    Some((_, href)) => {
                        let led = to(href).map_or(String::new(), |led| format!(" href=\"{led}\""));
                        let spaced = format!(" {given}");
                        out.push_str(&spaced.replacen(&format!(" href=\"{href}\""), &led, 1));
                    }
                    None if !given.is_empty() => {
                        out.push(' ');
                        out.push_str(given);
                    }
                    None => {}
                }
                out.push('>');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_style_sheet_needs_is_left_out_and_links_are_led_elsewhere() {
        let html = "<p class=\"x\" lang=\"uk\">a <a class=\"y\" href=\"/b/?x&amp;y\" target=\"_blank\">b</a><!--c--></p>";
        assert_eq!(
            lean(html, |address| address
                .strip_prefix("/b/")
                .map(|rest| format!("/text/b/{rest}"))),
            "<p lang=\"uk\">a <a href=\"/text/b/?x&amp;y\">b</a></p>"
        );
    }
}
