//! Boxes and cards.

use super::Layout;
use crate::{Attrs, Block, Inline, Url};
use kernel::PostId;

/// Where something stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the start of the line.
    Left,
    /// In the middle.
    Center,
    /// At the end.
    Right,
}

impl Align {
    /// The word for it in JSON and class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }

    /// The alignment of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "left" | "start" => Some(Self::Left),
            "center" => Some(Self::Center),
            "right" | "end" => Some(Self::Right),
            _ => None,
        }
    }
}

/// A box that stands out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Callout {
    /// A sign at its start.
    pub emoji: Option<String>,
    /// Lower-case letters: Ghost's `blue`, `grey`, `white`, `green`, `yellow`, `red`, `pink`, `purple`, `accent`; ours `note`, `warning`, …
    pub tone: Option<String>,
    /// What is in it.
    pub content: Vec<Block>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A box that opens.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Toggle {
    /// Open from the start.
    pub open: bool,
    /// The line that opens it.
    pub summary: Vec<Inline>,
    /// What is in it.
    pub content: Vec<Block>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// Words on a button and where it leads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ButtonLink {
    /// The words.
    pub text: String,
    /// Where it leads; without it the words are shown as text.
    pub url: Option<Url>,
}

/// A link that looks like a button.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Button {
    /// Words and address.
    pub link: ButtonLink,
    /// Where it stands.
    pub align: Option<Align>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A link with picture and summary.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bookmark {
    /// Where it leads.
    pub url: Option<Url>,
    /// The title of that page.
    pub title: Option<String>,
    /// Its summary.
    pub description: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// Its site.
    pub publisher: Option<String>,
    /// The icon of its site.
    pub icon: Option<Url>,
    /// Its picture.
    pub thumbnail: Option<Url>,
    /// What we say about it.
    pub caption: Vec<Inline>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// HTML as it was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawHtml {
    /// The HTML as it came. What reaches a page is sanitised unless it is trusted.
    pub html: String,
    /// An administrator or an importer vouches for it, scripts and all. Reading JSON never sets it
    /// ([`crate::Document::from_json`]), except what comes from our own database
    /// ([`crate::Document::from_stored_json`]).
    pub trusted: bool,
    /// For signed-in members only (Ghost).
    pub members_only: bool,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A card of another of our stories.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RelatedStory {
    /// The story.
    pub post: Option<PostId>,
    /// Its slug, until [`crate::Document::resolve_related`] finds the story.
    pub slug: Option<String>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A sign-up form for a newsletter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewsletterBox {
    /// The newsletter (a-z, 0-9, `-`, `_`); without it the newsroom's default one.
    pub slug: Option<String>,
    /// Words above the form, where the newsletter's own name does not do (Ghost: signup).
    pub heading: Vec<Inline>,
    /// More words above the form.
    pub text: Vec<Inline>,
    /// Small print below the form.
    pub disclaimer: Vec<Inline>,
    /// Words on the button.
    pub button: Option<String>,
    /// What is said afterwards.
    pub success: Option<String>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A note of the editors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EditorsNote {
    /// The note.
    pub content: Vec<Block>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A large heading with text, button and picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Banner {
    /// The heading.
    pub heading: Vec<Inline>,
    /// The line below it.
    pub text: Vec<Inline>,
    /// The button.
    pub button: Option<ButtonLink>,
    /// The picture behind or beside it; it says nothing.
    pub image: Option<Url>,
    /// Where its text stands.
    pub align: Option<Align>,
    /// How wide it stands.
    pub layout: Layout,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A product with rating and button.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Product {
    /// Its name.
    pub title: Vec<Inline>,
    /// What it is.
    pub content: Vec<Block>,
    /// Its picture.
    pub image: Option<Url>,
    /// Width of the picture in pixels.
    pub width: Option<u32>,
    /// Height of the picture in pixels.
    pub height: Option<u32>,
    /// 1 to 5 stars.
    pub rating: Option<u8>,
    /// The button.
    pub button: Option<ButtonLink>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A box that asks for something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallToAction {
    /// `SPONSORED` or the like.
    pub label: Vec<Inline>,
    /// What it says.
    pub content: Vec<Block>,
    /// The button.
    pub button: Option<ButtonLink>,
    /// Its picture.
    pub image: Option<Url>,
    /// Ghost's name of the colour: lower-case letters.
    pub tone: Option<String>,
    /// `immersive` rather than Ghost's `minimal`.
    pub immersive: bool,
    /// For signed-in members only (Ghost).
    pub members_only: bool,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// Shown in mail only.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EmailOnly {
    /// What it says.
    pub content: Vec<Block>,
    /// The button.
    pub button: Option<ButtonLink>,
    /// Unknown attributes.
    pub extra: Attrs,
}

impl NewsletterBox {
    /// Whether it may name a newsletter; such a name cannot end the comment that it is written into.
    pub(crate) fn is_slug(text: &str) -> bool {
        text.parse::<kernel::Slug>().is_ok()
    }
}
