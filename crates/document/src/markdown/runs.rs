//! Within runs of text: `==highlight==`, and addresses that become links.

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
                highlighted(&text, &marks, &mut out);
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

fn highlighted(text: &str, marks: &[Mark], out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("==") {
        match after.split_once("==") {
            Some((inside, behind)) if !inside.is_empty() && inside.trim() == inside => {
                linked(before, marks, out);
                let mut marks = marks.to_vec();
                marks.push(Mark::new(MarkKind::Highlight));
                linked(inside, &marks, out);
                rest = behind;
            }
            _ => break,
        }
    }
    linked(rest, marks, out);
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
