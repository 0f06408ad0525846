//! `~`, and tags that stand alone on their line: the rules of Handlebars.js with their quirks.

use super::is_space;
use super::tree::{Block, Body, Node, Strip, Text};

/// What a node asks of the text around it.
#[derive(Default)]
struct Wish {
    strip: Strip,
    open_alone: bool,
    close_alone: bool,
    inline_alone: bool,
}

/// Strips the text of a whole template.
pub(super) fn control(body: &mut Body<'_>) {
    program(body, true);
}

fn program(body: &mut Body<'_>, root: bool) {
    let nodes = &mut body.nodes;
    for at in 0..nodes.len() {
        let wish = match &mut nodes[at] {
            Node::Text(_) => continue,
            Node::Print { strip, .. } => Wish {
                strip: *strip,
                ..Wish::default()
            },
            Node::Comment(strip) => Wish {
                strip: *strip,
                inline_alone: true,
                ..Wish::default()
            },
            Node::Partial(partial) => Wish {
                strip: partial.strip,
                inline_alone: true,
                ..Wish::default()
            },
            Node::Block(inner) => block(inner),
        };
        let before = ends_line(&nodes[..at], root);
        let after = begins_line(&nodes[at + 1..], root);
        let open_alone = wish.open_alone && before;
        let close_alone = wish.close_alone && after;
        if wish.strip.after {
            strip_start(&mut nodes[at + 1..], true);
        }
        if wish.strip.before {
            strip_end(&mut nodes[..at], true);
        }
        if wish.inline_alone && before && after {
            strip_start(&mut nodes[at + 1..], false);
            if strip_end(&mut nodes[..at], false) {
                let (left, right) = nodes.split_at_mut(at);
                if let (Some(Node::Text(text)), Some(Node::Partial(partial))) =
                    (left.last(), right.first_mut())
                {
                    partial.indent = &text.original[text.original.trim_end_matches([' ', '\t']).len()..];
                }
            }
        }
        if open_alone {
            if let Node::Block(inner) = &mut nodes[at]
                && let Some(first) = inner.program.as_mut().or(inner.inverse.as_mut())
            {
                strip_start(&mut first.nodes, false);
            }
            strip_end(&mut nodes[..at], false);
        }
        if close_alone {
            strip_start(&mut nodes[at + 1..], false);
            if let Node::Block(inner) = &mut nodes[at]
                && let Some(last) = inner.inverse.as_mut().or(inner.program.as_mut())
            {
                strip_end(&mut last.nodes, false);
            }
        }
    }
}

fn block(block: &mut Block<'_>) -> Wish {
    for body in [&mut block.program, &mut block.inverse].into_iter().flatten() {
        program(body, false);
    }
    // A block that has only an inverse takes it for its program.
    let (main, other) = match (&mut block.program, &mut block.inverse) {
        (Some(main), other) => (main, other.as_mut()),
        (None, Some(main)) => (main, None),
        (None, None) => return Wish::default(),
    };
    let mut other = other.and_then(first_branch);
    let wish = Wish {
        strip: Strip {
            before: block.open.before,
            after: block.close.after,
        },
        open_alone: begins_line(&main.nodes, false),
        close_alone: ends_line(other.as_ref().map_or(&main.nodes, |other| &other.nodes), false),
        inline_alone: false,
    };
    if block.open.after {
        strip_start(&mut main.nodes, true);
    }
    match &mut other {
        Some(other) => {
            if block.middle.before {
                strip_end(&mut main.nodes, true);
            }
            if block.middle.after {
                strip_start(&mut other.nodes, true);
            }
            if block.close.before {
                strip_end(&mut other.nodes, true);
            }
            if ends_line(&main.nodes, false) && begins_line(&other.nodes, false) {
                strip_end(&mut main.nodes, false);
                strip_start(&mut other.nodes, false);
            }
        }
        None if block.close.before => {
            strip_end(&mut main.nodes, true);
        }
        None => {}
    }
    wish
}

/// A branch; of a chain, its first block's: that one stands for the chain, also at its end (a quirk themes can see).
fn first_branch<'b, 's>(body: &'b mut Body<'s>) -> Option<&'b mut Body<'s>> {
    if !body.chained {
        return Some(body);
    }
    match body.nodes.first_mut() {
        Some(Node::Block(inner)) => inner.program.as_mut(),
        _ => None,
    }
}

/// Whether a new line begins after these nodes.
fn ends_line(nodes: &[Node<'_>], root: bool) -> bool {
    match nodes {
        [] => root,
        [siblings @ .., Node::Text(text)] => {
            let blank = text.original.trim_end_matches(is_space);
            text.original[blank.len()..].contains('\n') || (root && siblings.is_empty() && blank.is_empty())
        }
        _ => false,
    }
}

/// Whether the line ends before these nodes say anything.
fn begins_line(nodes: &[Node<'_>], root: bool) -> bool {
    match nodes {
        [] => root,
        [Node::Text(text), siblings @ ..] => {
            let rest = text.original.trim_start_matches(is_space);
            let blank = &text.original[..text.original.len() - rest.len()];
            blank.contains('\n') || (root && siblings.is_empty() && rest.is_empty())
        }
        _ => false,
    }
}

/// Strips the start of the text that comes first: its line's rest, or all whitespace.
fn strip_start(nodes: &mut [Node<'_>], all: bool) {
    let Some(Node::Text(text)) = nodes.first_mut() else {
        return;
    };
    if !all && text.stripped_right {
        return;
    }
    let value = if all {
        text.value.trim_start_matches(is_space)
    } else {
        skip_line(text.value)
    };
    text.stripped_right = value.len() != text.value.len();
    text.value = value;
}

/// Strips the end of the text that comes last: its indentation, or all whitespace.
fn strip_end(nodes: &mut [Node<'_>], all: bool) -> bool {
    let Some(Node::Text(text)) = nodes.last_mut() else {
        return false;
    };
    if !all && text.stripped_left {
        return false;
    }
    let value = if all {
        text.value.trim_end_matches(is_space)
    } else {
        text.value.trim_end_matches([' ', '\t'])
    };
    text.stripped_left = value.len() != text.value.len();
    text.value = value;
    text.stripped_left
}

fn skip_line(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    text.strip_prefix("\r\n")
        .or_else(|| text.strip_prefix('\n'))
        .or_else(|| text.strip_prefix('\r'))
        .unwrap_or(text)
}

impl Text<'_> {
    /// What is left to print.
    pub(crate) fn is_empty(&self) -> bool {
        self.value.is_empty()
    }
}
