//! The nodes, by what they are for. Every one has `extra`: attributes that this version does not know, kept on writing.

mod boxes;
mod media;
mod text;
mod unknown;

pub use boxes::{
    Align, Banner, Bookmark, Button, ButtonLink, CallToAction, Callout, EditorsNote, EmailOnly,
    NewsletterBox, Product, RawHtml, RelatedStory, Toggle,
};
pub use media::{Audio, Embed, File, Gallery, Layout, Picture, Video};
pub use text::{Cell, Code, Footnote, Heading, List, ListItem, Paragraph, Quote, Row, Table};
pub use unknown::Unknown;
