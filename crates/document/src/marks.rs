//! What a run of text carries: bold, a link, and so on.

use crate::{Attrs, Url};

/// One mark on a run of text or a line break.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Which mark.
    pub kind: MarkKind,
    /// Attributes that this version does not know; kept.
    pub extra: Attrs,
}

/// The marks that we know.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkKind {
    /// `<strong>`
    Bold,
    /// `<em>`
    Italic,
    /// `<u>`
    Underline,
    /// `<s>`
    Strike,
    /// `<code>`
    Code,
    /// `<sub>`
    Subscript,
    /// `<sup>`
    Superscript,
    /// `<mark>`
    Highlight,
    /// `<a>`
    Link(Link),
    /// A mark of a newer version, by its name; the text is shown without it.
    Unknown(String),
}

/// Where a run of text leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The address.
    pub href: Url,
    /// What a browser shows when the pointer rests on it.
    pub title: Option<String>,
    /// Opens in a new tab (`target="_blank"`).
    pub new_tab: bool,
    /// Of `nofollow`, `sponsored`, `ugc`, `noreferrer`, `noopener`, in that order, those that the writer set.
    pub rel: Vec<&'static str>,
}

/// The `rel` words that are kept.
const REL: [&str; 5] = ["nofollow", "sponsored", "ugc", "noreferrer", "noopener"];

impl Link {
    /// A plain link.
    pub fn to(href: Url) -> Self {
        Self {
            href,
            title: None,
            new_tab: false,
            rel: Vec::new(),
        }
    }

    /// The known words of a `rel` attribute.
    pub fn parse_rel(text: &str) -> Vec<&'static str> {
        REL.into_iter()
            .filter(|known| {
                text.split_ascii_whitespace()
                    .any(|word| word.eq_ignore_ascii_case(known))
            })
            .collect()
    }

    /// The `rel` attribute to write: a page that opens in a new tab never gets a handle on ours.
    pub fn rel_to_write(&self) -> String {
        let mut rel = self.rel.clone();
        if self.new_tab && !rel.contains(&"noopener") {
            rel.push("noopener");
        }
        rel.join(" ")
    }
}

impl Mark {
    /// A mark without anything unknown.
    pub fn new(kind: MarkKind) -> Self {
        Self {
            kind,
            extra: Attrs::new(),
        }
    }

    /// A link without anything else.
    pub fn link(href: Url) -> Self {
        Self::new(MarkKind::Link(Link::to(href)))
    }
}

impl MarkKind {
    /// The name in JSON, as TipTap writes it.
    pub fn name(&self) -> &str {
        match self {
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::Underline => "underline",
            Self::Strike => "strike",
            Self::Code => "code",
            Self::Subscript => "subscript",
            Self::Superscript => "superscript",
            Self::Highlight => "highlight",
            Self::Link(_) => "link",
            Self::Unknown(name) => name,
        }
    }

    /// The mark of that name, except links.
    pub fn simple(name: &str) -> Option<Self> {
        Some(match name {
            "bold" => Self::Bold,
            "italic" => Self::Italic,
            "underline" => Self::Underline,
            "strike" => Self::Strike,
            "code" => Self::Code,
            "subscript" => Self::Subscript,
            "superscript" => Self::Superscript,
            "highlight" => Self::Highlight,
            _ => return None,
        })
    }

    /// The HTML element of a simple mark.
    pub fn element(&self) -> Option<&'static str> {
        Some(match self {
            Self::Bold => "strong",
            Self::Italic => "em",
            Self::Underline => "u",
            Self::Strike => "s",
            Self::Code => "code",
            Self::Subscript => "sub",
            Self::Superscript => "sup",
            Self::Highlight => "mark",
            Self::Link(_) | Self::Unknown(_) => return None,
        })
    }
}
