//! Blocks that hold blocks: lists, quotes, boxes that open.

use super::{
    dom::{Look, NodeRef},
    flow::Flow,
    walk::Walk,
};
use crate::{
    Block,
    nodes::{List, ListItem, Quote, Toggle},
};

impl<'a> Walk<'a> {
    pub(super) fn list(&mut self, node: NodeRef<'a>) -> List {
        let ordered = node.name() == "ol";
        let mut list = List {
            ordered,
            start: node
                .attribute("start")
                .and_then(|n| n.parse().ok())
                .filter(|n| ordered && *n > 1),
            ..List::default()
        };
        for child in node.children() {
            if child.name() == "li" {
                if !self.notes.is_definition(child) {
                    let content = self.within(child);
                    list.items.push(ListItem {
                        content,
                        ..ListItem::default()
                    });
                }
                continue;
            }
            // Lists straight in lists (Word): they belong to the item before them.
            let mut flow = Flow::default();
            self.node(child, &[], &mut flow);
            let blocks = flow.finish();
            match list.items.last_mut() {
                _ if blocks.is_empty() => {}
                Some(item) => item.content.extend(blocks),
                None => list.items.push(ListItem {
                    content: blocks,
                    ..ListItem::default()
                }),
            }
        }
        list
    }

    pub(super) fn quote(&mut self, node: NodeRef<'a>) -> Option<Block> {
        if let Some(embed) = super::codes::posted(node) {
            return Some(Block::Embed(embed));
        }
        let mut flow = Flow::default();
        let mut speaker = None;
        let last = node.children().filter(|child| child.element().is_some()).last();
        for child in node.children() {
            let names_speaker = ["footer", "cite", "figcaption"].contains(&child.name());
            if Some(child) == last && names_speaker && !flow_is_empty(&flow, node, child) {
                let said_by = child.text_shown();
                speaker = Some(
                    said_by
                        .trim_start_matches(['—', '–', '-', ' ', '\u{a0}'])
                        .to_owned(),
                );
            } else {
                self.node(child, &[], &mut flow);
            }
        }
        let content = flow.finish();
        (!content.is_empty()).then_some(Block::Quote(Quote {
            content,
            speaker: speaker.filter(|speaker| !speaker.is_empty()),
            pull: node.has_class("kg-blockquote-alt") || node.has_class("pull-quote"),
            ..Quote::default()
        }))
    }

    pub(super) fn details(&mut self, node: NodeRef<'a>) -> Block {
        let mut toggle = Toggle {
            open: node.attribute("open").is_some(),
            ..Toggle::default()
        };
        let mut flow = Flow::default();
        for child in node.children() {
            if child.name() == "summary" && toggle.summary.is_empty() {
                let mut behind = Vec::new();
                toggle.summary = self.line(child, &mut behind);
                behind.into_iter().for_each(|block| flow.block(block));
            } else {
                self.node(child, &[], &mut flow);
            }
        }
        toggle.content = flow.finish();
        Block::Toggle(toggle)
    }
}

/// Whether nothing was said before the speaker: then it is no speaker but the quote.
fn flow_is_empty(flow: &Flow, node: NodeRef<'_>, speaker: NodeRef<'_>) -> bool {
    flow.blocks.is_empty()
        && node
            .children()
            .take_while(|child| *child != speaker)
            .all(|child| child.text_shown().is_empty())
}
