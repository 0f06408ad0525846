//! Within runs of text: `==highlight==`, `~sub~`, `^super^`, and addresses that become links.

use crate::{
    Document, Inline, Url,
    marks::{Mark, MarkKind},
};

pub(super) fn apply(document: &mut Document) {
    document.each_mut(&mut |block| {
        for line in block.lines_mut() {
            in_line(line);
        }
    });
}

fn in_line(line: &mut Vec<Inline>) {
    let mut out = Vec::with_capacity(line.len());
    for inline in line.drain(..) {
        match inline {
            Inline::Text { text, marks } if !marks.iter().any(|mark| mark.kind == MarkKind::Code) => {
                marked(&text, &marks, &mut out);
            }
            Inline::Footnote(mut note) => {
                in_line(&mut note.content);
                out.push(Inline::Footnote(note));
            }
            other => out.push(other),
        }
    }
    *line = out;
}

fn push(text: &str, marks: &[Mark], out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline::Text {
            text: text.to_owned(),
            marks: marks.to_vec(),
        });
    }
}

/// Signs around text and the marks they stand for. Text between single signs has no white space in it.
const SIGNS: [(&str, MarkKind, bool); 3] = [
    ("==", MarkKind::Highlight, true),
    ("~", MarkKind::Subscript, false),
    ("^", MarkKind::Superscript, false),
];

fn marked(text: &str, marks: &[Mark], out: &mut Vec<Inline>) {
    let mut done = 0;
    // Of each sign the next place, looked for again only when it lies behind us.
    let mut next = SIGNS.map(|(sign, _, spaces)| between(text, 0, sign, spaces));
    while let Some((which, found)) = (0..SIGNS.len())
        .filter_map(|which| Some((which, next[which].clone()?)))
        .min_by_key(|(_, found)| found.at)
    {
        linked(&text[done..found.at], marks, out);
        let kind = &SIGNS[which].1;
        let mut with = marks.to_vec();
        if !with.iter().any(|mark| mark.kind == *kind) {
            with.push(Mark::new(kind.clone()));
        }
        linked(&text[found.inside], &with, out);
        done = found.end;
        for (place, (sign, _, spaces)) in next.iter_mut().zip(&SIGNS) {
            if place.as_ref().is_some_and(|place| place.at < done) {
                *place = between(text, done, sign, *spaces);
            }
        }
    }
    linked(&text[done..], marks, out);
}

/// A text between two signs: where the first sign begins, the text, and where the second sign ends.
#[derive(Clone)]
struct Between {
    at: usize,
    inside: std::ops::Range<usize>,
    end: usize,
}

/// The first text between two such signs.
fn between(text: &str, mut from: usize, sign: &str, spaces: bool) -> Option<Between> {
    loop {
        let at = from + text[from..].find(sign)?;
        let begin = at + sign.len();
        let close = begin + text[begin..].find(sign)?;
        let inside = &text[begin..close];
        let bare = inside.trim() == inside && (spaces || !inside.contains(char::is_whitespace));
        if !inside.is_empty() && bare {
            return Some(Between {
                at,
                inside: begin..close,
                end: close + sign.len(),
            });
        }
        from = begin;
    }
}

fn linked(text: &str, marks: &[Mark], out: &mut Vec<Inline>) {
    if marks.iter().any(|mark| matches!(mark.kind, MarkKind::Link(_))) {
        return push(text, marks, out);
    }
    let mut rest = text;
    while let Some(at) = [rest.find("https://"), rest.find("http://")]
        .into_iter()
        .flatten()
        .min()
    {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|c: char| c.is_whitespace() || "<>\"“”«»".contains(c))
            .unwrap_or(from.len());
        let mut address = &from[..end];
        // What ends a sentence or closes a bracket does not belong to the address.
        while let Some(c) = address.chars().last() {
            let stray = ".,;:!?'*_~…’".contains(c) || (c == ')' && !address.contains('('));
            if !stray {
                break;
            }
            address = &address[..address.len() - c.len_utf8()];
        }
        let url = Url::parse(address).filter(|url| url.host().is_some());
        let in_word = before.chars().last().is_some_and(char::is_alphanumeric);
        match url.filter(|_| !in_word) {
            Some(url) => {
                push(before, marks, out);
                let mut marks = marks.to_vec();
                marks.insert(0, Mark::link(url));
                push(address, &marks, out);
            }
            None => push(&rest[..at + address.len()], marks, out),
        }
        rest = &from[address.len()..];
    }
    push(rest, marks, out);
}
