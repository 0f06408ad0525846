//! Footnotes in HTML: a link in the text, and its target in a list at the end. Known are our own, those of
//! markdown-it (Ghost), pulldown-cmark, WordPress, Word and Google Docs.

use super::dom::{Dom, Look, NodeRef};
use ego_tree::NodeId;
use std::collections::{HashMap, HashSet};

/// The footnotes of one piece of HTML.
pub(super) struct NotesAt<'a> {
    definitions: HashMap<&'a str, NodeRef<'a>>,
    nodes: HashSet<NodeId>,
    used: HashSet<&'a str>,
}

/// A place that refers to a footnote.
pub(super) struct Note<'a> {
    pub(super) definition: NodeRef<'a>,
    pub(super) label: String,
    /// The first place that does.
    pub(super) first: bool,
}

impl<'a> NotesAt<'a> {
    pub(super) fn find(dom: &'a Dom) -> Self {
        let root = dom.tree.root();
        let mut definitions = HashMap::new();
        let lists = ["footnotes", "footnotes-list", "wp-block-footnotes"];
        for node in root.below() {
            let listed = lists.iter().any(|class| node.has_class(class));
            if listed {
                for item in node.below().filter(|el| el.name() == "li") {
                    definitions.extend(item.attribute("id").map(|id| (id, item)));
                }
            } else if node.has_class("footnote-definition") {
                definitions.extend(node.attribute("id").map(|id| (id, node)));
            } else if node.name() == "div" || node.name() == "p" {
                // Word: <div id="ftn1">; Google Docs: <p><a href="#ftnt_ref1" id="ftnt1">.
                let word = node.attribute("id").filter(|id| is_word_id(id));
                let google = || {
                    let anchor = node.children().find(|child| child.element().is_some())?;
                    anchor
                        .attribute("id")
                        .filter(|id| anchor.name() == "a" && is_word_id(id))
                };
                definitions.extend(word.or_else(google).map(|id| (id, node)));
            }
        }
        // Only those that the text refers to; others are ordinary text.
        let mut referred = HashSet::new();
        if !definitions.is_empty() {
            for node in root.below() {
                referred.extend(target(node).filter(|id| definitions.contains_key(id)));
            }
        }
        definitions.retain(|id, _| referred.contains(id));
        Self {
            nodes: definitions.values().map(|node| node.id()).collect(),
            definitions,
            used: HashSet::new(),
        }
    }

    /// Whether it is a footnote that is shown where the text refers to it, or part of the way back.
    pub(super) fn is_definition(&self, node: NodeRef<'_>) -> bool {
        let back = ["footnote-backref", "footnote-back", "footnote-definition-label"];
        self.nodes.contains(&node.id())
            || (!self.nodes.is_empty() && back.iter().any(|class| node.has_class(class)))
            || (node.name() == "a"
                && node
                    .attribute("id")
                    .is_some_and(|id| self.definitions.contains_key(id)))
    }

    /// The footnote that an element refers to.
    pub(super) fn referred_by(&mut self, node: NodeRef<'a>) -> Option<Note<'a>> {
        if self.definitions.is_empty() {
            return None;
        }
        let reference = match node.name() {
            "sup" => node.children().find(|child| child.name() == "a")?,
            "a" => node,
            _ => return None,
        };
        let id = target(reference)?;
        let definition = *self.definitions.get(id)?;
        Some(Note {
            definition,
            label: id.to_owned(),
            first: self.used.insert(id),
        })
    }
}

fn is_word_id(id: &str) -> bool {
    ["ftn", "_ftn", "ftnt", "edn", "_edn"].iter().any(|start| {
        id.strip_prefix(start)
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The id that a link within the page leads to. Word’s links lead to `_ftn1`, its notes are `ftn1`.
fn target<'a>(node: NodeRef<'a>) -> Option<&'a str> {
    let href = if node.name() == "a" {
        node.attribute("href")?
    } else {
        return None;
    };
    let id = href.strip_prefix('#')?;
    Some(if is_word_id(id) {
        id.trim_start_matches('_')
    } else {
        id
    })
}
