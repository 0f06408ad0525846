//! The lines of text that a block has of its own.

use crate::{Block, Inline};

impl Block {
    /// Its own lines of text: not those of blocks within it.
    pub(crate) fn lines_mut(&mut self) -> Vec<&mut Vec<Inline>> {
        match self {
            Self::Paragraph(n) => vec![&mut n.content],
            Self::Heading(n) => vec![&mut n.content],
            Self::Code(n) => vec![&mut n.caption],
            Self::Picture(n) => vec![&mut n.caption],
            Self::Gallery(n) => {
                let pictures = n.pictures.iter_mut().map(|picture| &mut picture.caption);
                pictures.chain([&mut n.caption]).collect()
            }
            Self::Table(n) => vec![&mut n.caption],
            Self::Embed(n) => vec![&mut n.caption],
            Self::Video(n) => vec![&mut n.caption],
            Self::Audio(n) => vec![&mut n.caption],
            Self::Toggle(n) => vec![&mut n.summary],
            Self::Bookmark(n) => vec![&mut n.caption],
            Self::NewsletterBox(n) => vec![&mut n.heading, &mut n.text, &mut n.disclaimer],
            Self::Banner(n) => vec![&mut n.heading, &mut n.text],
            Self::Product(n) => vec![&mut n.title],
            Self::CallToAction(n) => vec![&mut n.label],
            Self::List(_)
            | Self::Quote(_)
            | Self::Divider
            | Self::File(_)
            | Self::Callout(_)
            | Self::Button(_)
            | Self::RawHtml(_)
            | Self::RelatedStory(_)
            | Self::EditorsNote(_)
            | Self::Paywall
            | Self::EmailOnly(_)
            | Self::Unknown(_) => Vec::new(),
        }
    }
}
