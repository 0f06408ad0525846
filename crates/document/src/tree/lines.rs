//! The lines of text that a block has of its own: not those of blocks within it.

use crate::{Block, Inline};

macro_rules! lines {
    ($block:expr, $iter:ident $(, $mut:tt)?) => {
        match $block {
            Block::Paragraph(n) => vec![& $($mut)? n.content],
            Block::Heading(n) => vec![& $($mut)? n.content],
            Block::Code(n) => vec![& $($mut)? n.caption],
            Block::Picture(n) => vec![& $($mut)? n.caption],
            Block::Gallery(n) => {
                let pictures = n.pictures.$iter().map(|picture| & $($mut)? picture.caption);
                pictures.chain([& $($mut)? n.caption]).collect()
            }
            Block::Table(n) => vec![& $($mut)? n.caption],
            Block::Embed(n) => vec![& $($mut)? n.caption],
            Block::Video(n) => vec![& $($mut)? n.caption],
            Block::Audio(n) => vec![& $($mut)? n.caption],
            Block::Toggle(n) => vec![& $($mut)? n.summary],
            Block::Bookmark(n) => vec![& $($mut)? n.caption],
            Block::NewsletterBox(n) => vec![& $($mut)? n.heading, & $($mut)? n.text, & $($mut)? n.disclaimer],
            Block::Banner(n) => vec![& $($mut)? n.heading, & $($mut)? n.text],
            Block::Product(n) => vec![& $($mut)? n.title],
            Block::CallToAction(n) => vec![& $($mut)? n.label],
            Block::List(_)
            | Block::Quote(_)
            | Block::Divider
            | Block::File(_)
            | Block::Callout(_)
            | Block::Button(_)
            | Block::RawHtml(_)
            | Block::RelatedStory(_)
            | Block::EditorsNote(_)
            | Block::Paywall
            | Block::EmailOnly(_)
            | Block::Unknown(_) => Vec::new(),
        }
    };
}

impl Block {
    /// To read.
    pub(crate) fn lines(&self) -> Vec<&Vec<Inline>> {
        lines!(self, iter)
    }

    /// To change.
    pub(crate) fn lines_mut(&mut self) -> Vec<&mut Vec<Inline>> {
        lines!(self, iter_mut, mut)
    }
}
