//! From element to element: which node each becomes.

use super::{
    MAX_ELEMENTS_DEEP, MAX_NESTING,
    dom::{Dom, Look, NodeRef},
    flow::{Flow, line_of},
    marks::with_marks_of,
    notes::NotesAt,
};
use crate::{
    Block, Inline, Url,
    marks::{Mark, MarkKind},
    nodes::{Code, Embed, Footnote, Heading, Picture, RawHtml},
};

/// A walk over one piece of HTML.
pub(super) struct Walk<'a> {
    pub(super) unknown: Vec<String>,
    pub(super) notes: NotesAt<'a>,
    elements: usize,
    nesting: usize,
}

/// Elements that are left out and counted.
const REFUSED: [&str; 9] = [
    "script", "object", "embed", "applet", "canvas", "math", "input", "select", "textarea",
];

/// Elements that are left out.
const SKIPPED: [&str; 10] = [
    "style", "template", "noscript", "head", "title", "meta", "link", "svg", "source", "track",
];

impl<'a> Walk<'a> {
    pub(super) fn new(dom: &'a Dom) -> Self {
        Self {
            unknown: Vec::new(),
            notes: NotesAt::find(dom),
            elements: 0,
            nesting: 0,
        }
    }

    pub(super) fn document(&mut self, dom: &'a Dom) -> Vec<Block> {
        let mut flow = Flow::default();
        self.children(dom.tree.root(), &[], &mut flow);
        flow.finish()
    }

    /// What is in an element, as blocks of its own.
    pub(super) fn within(&mut self, node: NodeRef<'a>) -> Vec<Block> {
        let mut flow = Flow::default();
        self.children(node, &[], &mut flow);
        flow.finish()
    }

    /// What is in an element, without its children of this class.
    pub(super) fn within_but(&mut self, node: NodeRef<'a>, class: &str) -> Vec<Block> {
        let mut flow = Flow::default();
        for child in node.children().filter(|child| !child.has_class(class)) {
            self.node(child, &[], &mut flow);
        }
        flow.finish()
    }

    /// An element itself, as blocks of its own.
    pub(super) fn one(&mut self, node: NodeRef<'a>) -> Vec<Block> {
        let mut flow = Flow::default();
        self.node(node, &[], &mut flow);
        flow.finish()
    }

    /// What is in an element as one line; other blocks in it go behind.
    pub(super) fn line(&mut self, node: NodeRef<'a>, behind: &mut Vec<Block>) -> Vec<Inline> {
        let (line, rest) = line_of(self.within(node));
        behind.extend(rest);
        line
    }

    pub(super) fn children(&mut self, node: NodeRef<'a>, marks: &[Mark], flow: &mut Flow) {
        let mut child = node.first_child();
        while let Some(now) = child {
            child = now.next_sibling();
            if let Some(comment) = now.value().as_comment() {
                match comment.trim() {
                    "kg-card-begin: html" => child = raw_card(now, flow),
                    "members-only" => flow.block(Block::Paywall),
                    _ => {}
                }
                continue;
            }
            self.node(now, marks, flow);
        }
    }

    pub(super) fn node(&mut self, node: NodeRef<'a>, marks: &[Mark], flow: &mut Flow) {
        if let Some(text) = node.text() {
            return flow.text(text, marks);
        }
        if node.element().is_none() {
            return;
        }
        if self.elements >= MAX_ELEMENTS_DEEP {
            return flow.text(&format!(" {} ", node.text_shown()), marks);
        }
        self.elements += 1;
        self.known(node, marks, flow);
        self.elements -= 1;
    }

    fn known(&mut self, node: NodeRef<'a>, marks: &[Mark], flow: &mut Flow) {
        let name = node.name();
        let from_elsewhere = match name {
            "script" => super::codes::scripted(node),
            "div" => super::codes::of_facebook(node),
            _ => None,
        };
        if let Some(embed) = from_elsewhere {
            return flow.block(Block::Embed(embed));
        }
        if REFUSED.contains(&name) {
            return self.unknown.push(name.to_owned());
        }
        if SKIPPED.contains(&name) || self.notes.is_definition(node) {
            return;
        }
        if let Some(note) = self.notes.referred_by(node) {
            return self.footnote(note, flow);
        }
        if super::cards::is_card(node) {
            let nested = self.nested(|walk| walk.card(node));
            if let Some(Some(blocks)) = nested {
                return blocks.into_iter().for_each(|block| flow.block(block));
            }
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let mut behind = Vec::new();
                let content = self.line(node, &mut behind);
                if !content.is_empty() {
                    let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
                    flow.block(Block::Heading(Heading {
                        level,
                        content,
                        extra: Default::default(),
                    }));
                }
                behind.into_iter().for_each(|block| flow.block(block));
            }
            "ul" | "ol" | "menu" => self.container(node, flow, |walk| {
                Some(Block::List(walk.list(node)))
                    .filter(|list| !matches!(list, Block::List(n) if n.items.is_empty()))
            }),
            "blockquote" => self.container(node, flow, |walk| walk.quote(node)),
            "table" => self.container(node, flow, |walk| walk.table(node)),
            "details" => self.container(node, flow, |walk| Some(walk.details(node))),
            "figure" => match self.nested(|walk| walk.figure(node)) {
                Some(Some(blocks)) => blocks.into_iter().for_each(|block| flow.block(block)),
                _ => self.apart(node, marks, flow),
            },
            "pre" => flow.block(Block::Code(code(node))),
            "hr" if node.has_class("footnotes-sep") => {}
            "hr" => flow.block(Block::Divider),
            "br" => flow.inline(Inline::Break {
                marks: marks.to_vec(),
            }),
            "img" => self.image(node, marks, flow),
            "iframe" => flow.block(frame(node)),
            "video" => flow.block(Block::Video(super::figure::video(node))),
            "audio" => flow.block(Block::Audio(super::figure::audio(node))),
            "q" => {
                flow.text("“", marks);
                self.children(node, marks, flow);
                flow.text("”", marks);
            }
            "td" | "th" => self.apart(node, marks, flow),
            _ if super::dom::BLOCKS.contains(&name) => self.apart(node, marks, flow),
            _ => {
                if name.contains('-') {
                    self.unknown.push(name.to_owned());
                }
                let marks = with_marks_of(node, marks);
                self.children(node, &marks, flow);
            }
        }
    }

    /// An element that stands by itself and means nothing.
    fn apart(&mut self, node: NodeRef<'a>, marks: &[Mark], flow: &mut Flow) {
        flow.flush();
        self.children(node, marks, flow);
        flow.flush();
    }

    /// A block that holds blocks; where it is nested too deep, what is in it stands without it.
    fn container(
        &mut self,
        node: NodeRef<'a>,
        flow: &mut Flow,
        make: impl FnOnce(&mut Self) -> Option<Block>,
    ) {
        match self.nested(make) {
            Some(block) => block.into_iter().for_each(|block| flow.block(block)),
            None => self.apart(node, &[], flow),
        }
    }

    /// `None` when this would be nested too deep.
    fn nested<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.nesting >= MAX_NESTING {
            return None;
        }
        self.nesting += 1;
        let made = make(self);
        self.nesting -= 1;
        Some(made)
    }

    fn footnote(&mut self, note: super::notes::Note<'a>, flow: &mut Flow) {
        let mut behind = Vec::new();
        // Once only: notes that refer to each other must not multiply.
        let content = match note.first {
            true => self
                .nested(|walk| walk.line(note.definition, &mut behind))
                .unwrap_or_default(),
            false => Vec::new(),
        };
        flow.inline(Inline::Footnote(Footnote {
            content,
            label: Some(note.label),
            extra: Default::default(),
        }));
        behind.into_iter().for_each(|block| flow.block(block));
    }

    fn image(&mut self, node: NodeRef<'a>, marks: &[Mark], flow: &mut Flow) {
        let mut picture = super::figure::picture_of(node);
        let small = ["emoji", "wp-smiley"].iter().any(|class| node.has_class(class));
        if small || picture.width.is_some_and(|w| w <= 1) || picture.height.is_some_and(|h| h <= 1) {
            return flow.text(&picture.alt, marks);
        }
        if picture.src.is_none() {
            self.unknown
                .push("img without an address that may be loaded".to_owned());
            return flow.text(&picture.alt, marks);
        }
        picture.href = marks.iter().find_map(|mark| match &mark.kind {
            MarkKind::Link(link) => Some(link.href.clone()),
            _ => None,
        });
        flow.block(Block::Picture(Picture { ..picture }));
    }
}

/// Ghost's HTML card: everything up to its end, as it is.
fn raw_card<'a>(begin: NodeRef<'a>, flow: &mut Flow) -> Option<NodeRef<'a>> {
    let mut html = String::new();
    let mut next = begin.next_sibling();
    while let Some(node) = next {
        next = node.next_sibling();
        match node.value().as_comment() {
            Some(comment) if comment.trim() == "kg-card-end: html" => break,
            Some(comment) => html.push_str(&format!("<!--{}-->", &**comment)),
            None => html.push_str(&node.outer_html()),
        }
    }
    flow.block(Block::RawHtml(RawHtml {
        html: html.trim_matches('\n').to_owned(),
        ..RawHtml::default()
    }));
    next
}

pub(super) fn code(node: NodeRef<'_>) -> Code {
    let inner = node.first("code");
    let language = [inner, Some(node)]
        .into_iter()
        .flatten()
        .find_map(|el| el.class_after("language-").or(el.class_after("lang-")))
        .filter(|language| Code::is_language(language));
    Code {
        text: node.text_raw(),
        language: language.map(str::to_owned),
        ..Code::default()
    }
}

pub(super) fn frame(node: NodeRef<'_>) -> Block {
    let src = node.attribute("src").or(node.attribute("data-src"));
    let url = src.and_then(Url::parse_source).filter(Url::is_web);
    let number = |name: &str| node.attribute(name).and_then(|n| n.parse().ok());
    Block::Embed(Embed {
        provider: url.as_ref().and_then(crate::provider::known).map(str::to_owned),
        url,
        title: node
            .attribute("title")
            .filter(|title| !title.is_empty())
            .map(str::to_owned),
        width: number("width"),
        height: number("height"),
        html: Some(node.outer_html()),
        ..Embed::default()
    })
}
