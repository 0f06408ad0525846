//! Pictures, films, sounds and what comes from elsewhere.

use crate::{Attrs, Inline, Url};

/// How wide something stands in the story.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// As wide as the text.
    #[default]
    Regular,
    /// Wider than the text.
    Wide,
    /// From edge to edge.
    Full,
}

impl Layout {
    /// The word for it in JSON and class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Wide => "wide",
            Self::Full => "full",
        }
    }

    /// The layout of that name; anything else is regular.
    pub fn named(name: &str) -> Self {
        match name {
            "wide" => Self::Wide,
            "full" => Self::Full,
            _ => Self::Regular,
        }
    }
}

/// An image with caption and credit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// Where it is; without it only caption and credit are shown.
    pub src: Option<Url>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    /// What a browser shows when the pointer rests on it.
    pub title: Option<String>,
    /// Who, where and when.
    pub caption: Vec<Inline>,
    /// Photographer, agency, distributor.
    pub credit: Option<String>,
    /// Where it leads.
    pub href: Option<Url>,
    /// How wide it stands.
    pub layout: Layout,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// Several images.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gallery {
    /// The images in order.
    pub pictures: Vec<Picture>,
    /// What they show together.
    pub caption: Vec<Inline>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// Something on another site. A page shows a link in its place; what is behind it is loaded on click only.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Embed {
    /// The page of it at its provider.
    pub url: Option<Url>,
    /// `YouTube`, `X`, …; taken from the address when it is not said.
    pub provider: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// A still picture.
    pub thumbnail: Option<Url>,
    /// Width of the player in pixels.
    pub width: Option<u32>,
    /// Height of the player in pixels.
    pub height: Option<u32>,
    /// The provider's HTML as it came (oEmbed). Never written to a page; its text is.
    pub html: Option<String>,
    /// What it shows.
    pub caption: Vec<Inline>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A film of our own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Video {
    /// The file.
    pub src: Option<Url>,
    /// The picture shown before it plays.
    pub poster: Option<Url>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Seconds.
    pub duration: Option<f64>,
    /// Begins again when it ends.
    pub repeats: bool,
    /// How wide it stands.
    pub layout: Layout,
    /// Who, where and when.
    pub caption: Vec<Inline>,
    /// Camera, agency.
    pub credit: Option<String>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// A sound of our own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Audio {
    /// The file.
    pub src: Option<Url>,
    /// Its title.
    pub title: Option<String>,
    /// Seconds.
    pub duration: Option<f64>,
    /// A small picture.
    pub thumbnail: Option<Url>,
    /// What is to be heard.
    pub caption: Vec<Inline>,
    /// Unknown attributes.
    pub extra: Attrs,
}

/// Something to download.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// The file.
    pub src: Option<Url>,
    /// Its title.
    pub title: Option<String>,
    /// What is in it.
    pub description: Option<String>,
    /// `report.pdf`
    pub name: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// Unknown attributes.
    pub extra: Attrs,
}
