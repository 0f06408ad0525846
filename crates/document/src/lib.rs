//! The rich text of a story as a typed tree.
//!
//! It is read from our JSON (what TipTap 3 edits: [`Document::from_json`]), or made from what others write:
//! [`from_lexical`], [`from_mobiledoc`], [`from_html`], [`from_markdown`]. It is written as JSON, as HTML for readers
//! ([`Document::to_html`]), as text-only HTML ([`Document::to_text_html`]), as plain text
//! ([`Document::to_plain_text`]) and as what a voice reads ([`Document::to_speech`]). Nothing here reads or writes files or the network, and no input makes it panic.
//!
//! Three rules hold everywhere:
//! - **Nothing unsafe gets out.** An address is a [`Url`] from the border on; HTML of others goes through
//!   [`sanitise`]; a node's text is escaped where it is written.
//! - **Nothing is lost.** What this version does not know is a [`nodes::Unknown`] that is kept as it came, written
//!   back as it came, and shown as plain text.
//! - **Nesting is bounded** where a tree is made, so everything that walks one may recurse.
//!
//! Start reading at [`tree`], then [`json`] (the schema) and [`html`] (the class names).

pub mod html;
pub mod json;
pub mod lexical;
pub mod markdown;
pub mod marks;
pub mod markup;
pub mod mobiledoc;
pub mod nodes;
pub mod sanitise;
pub mod speech;
pub mod tree;
pub mod words;

mod contents;
mod lean;
mod pieces;
mod plain;
mod player;
mod provider;
mod url;

pub use html::{HtmlOptions, escape_text, with_sizes};
pub use lean::lean;
pub use lexical::from_lexical;
pub use markdown::from_markdown;
pub use markup::from_html;
pub use mobiledoc::from_mobiledoc;
pub use pieces::pieces;
pub use player::{FRAME_HOSTS, player_of};
pub use sanitise::sanitise_inline;
pub use speech::{Speech, SpeechHead, SpeechParagraph};
pub use tree::{Block, Document, Inline};
pub use url::Url;
pub use words::count_words;

/// Attributes by name, in the order they came.
pub type Attrs = serde_json::Map<String, serde_json::Value>;

/// A document made from another format.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The document. Raw HTML in it is not trusted; [`Document::trust`] vouches for it.
    pub document: Document,
    /// The types of nodes that were not understood, one entry for each time.
    pub unknown: Vec<String>,
}

/// Why something is not a document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not JSON at all.
    #[error("the document is not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON of something else.
    #[error("the JSON is not a document of the format expected")]
    NotADocument,
    /// Nested deeper than any story.
    #[error("the document is nested more than {} levels deep", json::MAX_JSON_DEPTH)]
    TooDeep,
}
