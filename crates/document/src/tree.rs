//! The tree itself: a [`Document`] is a list of [`Block`]s; text in them is a list of [`Inline`]s.

mod lines;

use crate::{
    Attrs,
    marks::Mark,
    nodes::{
        Audio, Banner, Bookmark, Button, CallToAction, Callout, Code, EditorsNote, EmailOnly, Embed, File,
        Footnote, Gallery, Heading, List, NewsletterBox, Paragraph, Picture, Product, Quote, RawHtml,
        RelatedStory, Table, Toggle, Unknown, Video,
    },
};

/// The rich text of a story.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Its blocks from top to bottom.
    pub content: Vec<Block>,
    /// Attributes of the document that this version does not know; kept.
    pub extra: Attrs,
}

/// A node that stands by itself between others.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Text.
    Paragraph(Paragraph),
    /// A heading of level 1 to 6.
    Heading(Heading),
    /// Bullets or numbers.
    List(List),
    /// Words of another, with their speaker.
    Quote(Quote),
    /// Program text.
    Code(Code),
    /// A line between two parts.
    Divider,
    /// An image with caption and credit.
    Picture(Picture),
    /// Several images.
    Gallery(Gallery),
    /// Rows and columns.
    Table(Table),
    /// Something on another site, loaded on click.
    Embed(Embed),
    /// A film of our own.
    Video(Video),
    /// A sound of our own.
    Audio(Audio),
    /// Something to download.
    File(File),
    /// A box that stands out.
    Callout(Callout),
    /// A box that opens.
    Toggle(Toggle),
    /// A link that looks like a button.
    Button(Button),
    /// A link with picture and summary.
    Bookmark(Bookmark),
    /// HTML as it was written.
    RawHtml(RawHtml),
    /// A card of another of our stories.
    RelatedStory(RelatedStory),
    /// A sign-up form for a newsletter.
    NewsletterBox(NewsletterBox),
    /// A note of the editors.
    EditorsNote(EditorsNote),
    /// From here on for members only (Ghost).
    Paywall,
    /// A large heading with text, button and picture (Ghost: header).
    Banner(Banner),
    /// A product with rating and button (Ghost).
    Product(Product),
    /// A box that asks for something, perhaps sponsored (Ghost).
    CallToAction(CallToAction),
    /// Shown in mail only (Ghost: email, email-cta).
    EmailOnly(EmailOnly),
    /// What this version does not know, exactly as it came.
    Unknown(Unknown),
}

/// A node that stands in a line of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// A run of text with the same marks. Never empty in a document that was parsed.
    Text {
        /// The text.
        text: String,
        /// Its marks, outermost first.
        marks: Vec<Mark>,
    },
    /// A line break within a paragraph.
    Break {
        /// The marks it stands in.
        marks: Vec<Mark>,
    },
    /// The place of a footnote, with the footnote in it.
    Footnote(Footnote),
    /// What this version does not know, exactly as it came.
    Unknown(Unknown),
}

impl Inline {
    /// A run of text without marks.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            marks: Vec::new(),
        }
    }
}

impl Document {
    /// A document of these blocks.
    pub fn new(content: Vec<Block>) -> Self {
        Self {
            content,
            extra: Attrs::new(),
        }
    }

    /// Whether there is nothing in it to read or to see.
    pub fn is_empty(&self) -> bool {
        self.content
            .iter()
            .all(|block| matches!(block, Block::Paragraph(p) if p.content.is_empty()))
    }
}
