//! `:::note` … `:::` becomes an element around Markdown.

use crate::json::is_word;
use std::fmt::Write;

/// The Markdown with our fences as HTML. Nothing within a code fence is touched; what is open at the end is closed.
pub(super) fn to_html(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut code: Option<(char, usize)> = None;
    let mut open = 0_usize;
    for line in markdown.lines() {
        let text = line.trim_start_matches(' ');
        let indented = line.len() - text.len() > 3;
        if let Some((fence, length)) = code_fence(text).filter(|_| !indented) {
            match code {
                None => code = Some((fence, length)),
                Some((begun, least))
                    if begun == fence && length >= least && text.trim_end().chars().all(|c| c == fence) =>
                {
                    code = None;
                }
                Some(_) => {}
            }
        }
        match text
            .strip_prefix(":::")
            .map(str::trim)
            .filter(|_| code.is_none() && !indented)
        {
            Some("") if open > 0 => {
                open -= 1;
                out.push_str("\n\n</div>\n\n");
            }
            Some(begin) if !begin.is_empty() => {
                let (name, emoji) = begin.split_once(' ').unwrap_or((begin, ""));
                if is_word(name) {
                    open += 1;
                    box_begins(&mut out, name, emoji.trim());
                } else {
                    out.push_str(line);
                }
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    for _ in 0..open {
        out.push_str("\n\n</div>\n");
    }
    out
}

fn box_begins(out: &mut String, name: &str, emoji: &str) {
    if name == "editors-note" {
        out.push_str("\n\n<div class=\"editors-note\">\n\n");
        return;
    }
    let _ = write!(out, "\n\n<div class=\"callout callout-{name}\">");
    if !emoji.is_empty() {
        out.push_str("<div class=\"kg-callout-emoji\">");
        crate::html::text(out, emoji);
        out.push_str("</div>");
    }
    out.push_str("\n\n");
}

fn code_fence(text: &str) -> Option<(char, usize)> {
    let fence = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|c| *c == fence).count();
    (length >= 3).then_some((fence, length))
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn a_fence_in_a_listing_is_text() {
        let markdown = "```\n:::note\n```\n";
        assert_eq!(to_html(markdown), markdown);
    }

    #[test]
    fn a_box_that_nobody_closed_ends_with_the_text() {
        assert!(to_html(":::note\nwords").contains("</div>"));
    }
}
