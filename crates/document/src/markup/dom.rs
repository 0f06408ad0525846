//! A parsed piece of HTML and what we ask of its nodes. Nothing here recurses: strangers choose the nesting.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Node, node::Element};

pub(super) use scraper::Html as Dom;

/// A node of a parsed piece of HTML.
pub(super) type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

/// Elements whose content nobody sees.
pub(super) const UNSEEN: [&str; 12] = [
    "script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg", "audio", "video",
    "canvas",
];

/// Elements that stand on lines of their own.
pub(super) const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Parses a piece of HTML as a browser does.
pub(super) fn parse(html: &str) -> Dom {
    Dom::parse_fragment(&super::bound(html))
}

/// Questions to a node.
pub(super) trait Look<'a>: Sized {
    /// The element, when it is one.
    fn element(&self) -> Option<&'a Element>;
    /// The text, when it is text.
    fn text(&self) -> Option<&'a str>;
    /// The name of the element; empty for anything else.
    fn name(&self) -> &'a str {
        self.element().map_or("", |el| el.name())
    }
    /// An attribute of the element.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        self.element()?.attr(name)
    }
    /// Whether it has this class.
    fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }
    /// The rest of the class that begins so.
    fn class_after(&self, prefix: &str) -> Option<&'a str> {
        self.attribute("class")?
            .split_ascii_whitespace()
            .find_map(|class| class.strip_prefix(prefix).filter(|rest| !rest.is_empty()))
    }
    /// The elements below it, in order.
    fn below(&self) -> impl Iterator<Item = NodeRef<'a>>;
    /// The first element below it of this name.
    fn first(&self, name: &str) -> Option<NodeRef<'a>> {
        self.below().find(|node| node.name() == name)
    }
    /// The first element below it of one of these classes.
    fn first_of(&self, classes: &[&str]) -> Option<NodeRef<'a>> {
        self.below()
            .find(|node| classes.iter().any(|class| node.has_class(class)))
    }
    /// The text that a browser shows, white space collapsed.
    fn text_shown(&self) -> String;
    /// All text, white space as it is.
    fn text_raw(&self) -> String;
    /// Itself as HTML.
    fn outer_html(&self) -> String;
    /// What is in it as HTML.
    fn inner_html(&self) -> String;
}

impl<'a> Look<'a> for NodeRef<'a> {
    fn element(&self) -> Option<&'a Element> {
        self.value().as_element()
    }

    fn text(&self) -> Option<&'a str> {
        self.value().as_text().map(|text| &**text)
    }

    fn below(&self) -> impl Iterator<Item = NodeRef<'a>> {
        self.descendants()
            .skip(1)
            .filter(|node| node.value().is_element())
    }

    fn text_shown(&self) -> String {
        let mut out = String::new();
        let mut unseen = 0_usize;
        for edge in self.traverse() {
            match edge {
                Edge::Open(node) => {
                    unseen += usize::from(UNSEEN.contains(&node.name()));
                    match node.text() {
                        Some(text) if unseen == 0 => out.push_str(text),
                        _ if BLOCKS.contains(&node.name()) || ["td", "th"].contains(&node.name()) => {
                            out.push(' ')
                        }
                        _ => {}
                    }
                }
                Edge::Close(node) => {
                    unseen -= usize::from(UNSEEN.contains(&node.name()));
                    if BLOCKS.contains(&node.name()) {
                        out.push(' ');
                    }
                }
            }
        }
        out.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn text_raw(&self) -> String {
        let mut out = String::new();
        for node in self.descendants() {
            if let Some(text) = node.text() {
                out.push_str(text);
            } else if node.name() == "br" {
                out.push('\n');
            }
        }
        out
    }

    fn outer_html(&self) -> String {
        match (ElementRef::wrap(*self), self.text()) {
            (Some(element), _) => element.html(),
            (None, Some(text)) => {
                let mut out = String::new();
                crate::html::text(&mut out, text);
                out
            }
            (None, None) => String::new(),
        }
    }

    fn inner_html(&self) -> String {
        ElementRef::wrap(*self)
            .map(|element| element.inner_html())
            .unwrap_or_default()
    }
}
