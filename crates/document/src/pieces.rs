//! HTML cut into pieces that each hold no more than so many bytes, for bad connections.

mod cutter;

use crate::lean::{Token, VOID, ids, relink, tokens};
use cutter::Cutter;
use std::collections::HashMap;

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
///
/// `address` tells where each piece will be found, the first being 0. A link to what comes to stand in another piece leads
/// there; where the address is empty it is no link.
pub fn pieces(html: &str, most: usize, address: impl Fn(usize) -> String) -> Vec<String> {
    let cut_so = cut(html, most);
    let (mark, cut_so) = match cut_so.len() {
        1 => ("#".to_owned(), cut_so),
        // While it is cut, the longest address stands in each link within the text, so that every other has its place.
        _ => {
            let mark = format!("{}#", escaped(&address(LONGEST)));
            let wide = relink(html, |href| {
                let within = href.strip_prefix('#').map(|id| format!("{mark}{id}"));
                Some(within.unwrap_or_else(|| href.to_owned()))
            });
            let cut_so = cut(&wide, most);
            (mark, cut_so)
        }
    };
    let mut places = HashMap::new();
    for (at, piece) in cut_so.iter().enumerate() {
        ids(piece).for_each(|id| {
            places.entry(id).or_insert(at);
        });
    }
    let led = |from: usize, href: &str| {
        let Some(id) = href.strip_prefix(mark.as_str()) else {
            return Some(href.to_owned());
        };
        let at = *places.get(id)?;
        let piece = if at == from {
            String::new()
        } else {
            escaped(&address(at))
        };
        (at == from || !piece.is_empty()).then(|| format!("{piece}#{id}"))
    };
    let whole = cut_so.iter().enumerate();
    whole
        .map(|(at, piece)| relink(piece, |href| led(at, href)))
        .collect()
}

/// No text has more pieces.
const LONGEST: usize = 9998;

fn escaped(address: &str) -> String {
    crate::html::escape_text(address).replace('"', "&quot;")
}

fn cut(html: &str, most: usize) -> Vec<String> {
    let tokens = tokens(html);
    let lengths = lengths(&tokens);
    let mut cutter = Cutter::new(most);
    let mut from = 0;
    for end in blocks(&tokens) {
        let block = &tokens[from..end];
        let whole: usize = block.iter().map(length).sum();
        let fits_alone = whole <= most || cutter.out.len() > most / 2;
        if cutter.is_between_blocks() && !cutter.out.is_empty() && whole > cutter.left() && fits_alone {
            cutter.next();
        }
        for (token, whole) in block.iter().zip(&lengths[from..end]) {
            let kept_whole = matches!(token, Token::Open(name, _) if KEPT_WHOLE.contains(name));
            if kept_whole && *whole > cutter.left() && *whole < most / 2 && cutter.has_begun() {
                cutter.next();
            }
            cutter.token(token);
        }
        from = end;
    }
    if cutter.has_begun() || cutter.done.is_empty() {
        cutter.next();
    }
    cutter.done
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nowhere(_: usize) -> String {
        String::new()
    }

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
        assert_eq!(
            pieces(html, 35, nowhere),
            ["<p>one one</p>", "<h2>Two</h2><p>two two</p>"]
        );
    }

    #[test]
    fn a_long_list_goes_on_with_its_numbers_and_a_long_text_after_a_word() {
        let html = format!("<ol>{}</ol>", "<li>Some words</li>".repeat(30));
        let cut = pieces(&html, 400, nowhere);
        assert_eq!(cut[0], format!("<ol>{}</ol>", "<li>Some words</li>".repeat(20)));
        assert!(cut[1].starts_with("<ol start=\"21\"><li>Some words"), "{cut:?}");
        let long = pieces(&format!("<p>{}</p>", "some words ".repeat(40)), 200, nowhere);
        assert_eq!(long[0], format!("<p>{}some </p>", "some words ".repeat(17)));
    }

    #[test]
    fn a_mark_whose_note_is_in_another_piece_leads_there_and_the_note_back() {
        let html = format!(
            "<p>{}<a href=\"#n\" id=\"m\">1</a> <a href=\"#x\">2</a></p><p id=\"n\">{}<a href=\"#m\">up</a><a href=\"#n\">here</a></p>",
            "one ".repeat(40),
            "two ".repeat(40)
        );
        let cut = pieces(&html, 300, |at| format!("/a&b/{}", at + 1));
        assert!(
            cut[0].contains("<a href=\"/a&amp;b/2#n\" id=\"m\">1</a> <a>2</a>"),
            "{cut:?}"
        );
        assert!(
            cut[1].contains("<a href=\"/a&amp;b/1#m\">up</a><a href=\"#n\">here"),
            "{cut:?}"
        );
        let cut = pieces(&html, 300, nowhere);
        assert!(cut[0].contains("<a id=\"m\">1</a>"), "{cut:?}");
        let whole = pieces(&html, 3000, nowhere);
        assert_eq!(whole, [html.replace(" href=\"#x\"", "")]);
    }

    proptest! {
        #[test]
        fn no_piece_is_too_long_or_torn_and_no_word_is_lost(
            parts in proptest::collection::vec("<p>|</p>|<ol>|<li>|</li>|</ol>|<b>|</b>|<a href=\"#x\">|</a>|<br>|<table>|</table>|<h2 id=\"x\">|</h2>|[а-яa-z&;<> ]{0,80}", 0..60),
            most in 120usize..600,
        ) {
            let html = parts.concat();
            let cut = pieces(&html, most, |at| format!("/text/x/{at}/"));
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
