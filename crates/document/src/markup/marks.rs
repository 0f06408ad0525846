//! What an inline element makes of its text: bold, a link …; in pastes from Google Docs the style says it.

use super::dom::{Look, NodeRef};
use crate::{
    Url,
    marks::{Link, Mark, MarkKind},
};

/// The marks around what is in an inline element.
pub(super) fn with_marks_of(node: NodeRef<'_>, around: &[Mark]) -> Vec<Mark> {
    let mut marks = around.to_vec();
    let mut add = |kind: MarkKind| {
        if !marks.iter().any(|mark| mark.kind == kind) {
            marks.push(Mark::new(kind));
        }
    };
    let style = node
        .attribute("style")
        .unwrap_or_default()
        .to_ascii_lowercase()
        .replace(' ', "");
    let weight = style.split("font-weight:").nth(1).unwrap_or_default();
    let upright = weight.starts_with("normal") || weight.starts_with("400");
    match node.name() {
        "b" | "strong" if !upright => add(MarkKind::Bold),
        "i" | "em" | "cite" | "var" | "dfn" if !style.contains("font-style:normal") => add(MarkKind::Italic),
        "u" | "ins" => add(MarkKind::Underline),
        "s" | "strike" | "del" => add(MarkKind::Strike),
        "code" | "kbd" | "samp" | "tt" => add(MarkKind::Code),
        "sub" => add(MarkKind::Subscript),
        "sup" => add(MarkKind::Superscript),
        "mark" => add(MarkKind::Highlight),
        "a" => {
            if let Some(href) = node.attribute("href").and_then(Url::parse) {
                add(MarkKind::Link(Link {
                    title: node
                        .attribute("title")
                        .filter(|t| !t.is_empty())
                        .map(str::to_owned),
                    new_tab: node.attribute("target") == Some("_blank"),
                    rel: node.attribute("rel").map(Link::parse_rel).unwrap_or_default(),
                    href,
                }));
            }
        }
        "span" | "font" => {
            if ["bold", "600", "700", "800", "900"]
                .iter()
                .any(|heavy| weight.starts_with(heavy))
            {
                add(MarkKind::Bold);
            }
            if style.contains("font-style:italic") {
                add(MarkKind::Italic);
            }
            if style.contains("line-through") {
                add(MarkKind::Strike);
            }
            if style.contains("vertical-align:super") {
                add(MarkKind::Superscript);
            }
            if style.contains("vertical-align:sub") && !style.contains("vertical-align:super") {
                add(MarkKind::Subscript);
            }
        }
        _ => {}
    }
    marks
}
