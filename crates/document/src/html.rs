//! To HTML. A theme's style sheet can rely on this table; Ghost's class names stand beside ours, so that Ghost themes
//! style the same elements.
//!
//! | node | elements and our classes | Ghost's classes |
//! |---|---|---|
//! | heading | `h1`–`h6` with an `id` made of its text, `-1`, `-2` … where it repeats | |
//! | quote | `blockquote.quote` > blocks, `footer.speaker > cite` | |
//! | pull quote | `blockquote.pull-quote` | `kg-blockquote-alt` |
//! | code | `pre > code.language-X`; with a caption in `figure.code` | `kg-card kg-code-card` |
//! | divider | `hr` | |
//! | picture | `figure.picture` (`.picture-wide`, `.picture-full`, `.picture-tall` where it is higher than wide) > `a`? > `picture`? > `img`; `figcaption` > `span.caption`, `span.credit` | `kg-card kg-image-card kg-width-wide kg-card-hascaption`, `kg-image` |
//! | gallery | `figure.gallery` > `div.gallery-pictures` > `div.gallery-row` > `div.gallery-picture` > `img`; `figcaption` | `kg-gallery-card`, `-container`, `-row`, `-image` |
//! | table | `section.table-scroll[tabindex=0][aria-label] > table` > `caption`?, `thead`, `tbody`; `th[scope]`; `.align-center`, `.align-right` | |
//! | embed | `figure.embed.embed-PROVIDER[data-embed=PLAYER]` > `a.embed-link` > `span.embed-provider`, `span.embed-title`; `div.embed-text` | `kg-card kg-embed-card` |
//! | video | `figure.video` (`.video-wide`, `.video-full`) > `video[controls]`; `figcaption` as a picture | `kg-video-card`, `kg-video-container` |
//! | audio | `figure.audio` > `div.audio-title`, `audio[controls]`; `figcaption` | `kg-audio-card`, `kg-audio-title` |
//! | file | `div.file > a.file-link` > `.file-title`, `.file-description`, `.file-name`, `.file-size` | `kg-file-card…` |
//! | callout | `div.callout.callout-TONE[role=note]` > `div.callout-emoji`, `div.callout-text` | `kg-callout-card…` |
//! | toggle | `details.toggle` > `summary.toggle-heading`, `div.toggle-text` | `kg-toggle-card…` |
//! | button | `div.button-box.align-X > a.button` | `kg-button-card kg-align-X`, `kg-btn kg-btn-accent` |
//! | bookmark | `figure.bookmark > a.bookmark-link` > `.bookmark-text` (`.bookmark-title`, `.bookmark-description`, `.bookmark-source` > `img.bookmark-icon`, `.bookmark-publisher`, `.bookmark-author`), `.bookmark-picture > img` | `kg-bookmark-…` |
//! | raw HTML | `div.raw-html` | |
//! | related story | `<!--broadsheet:related POST_ID-->`; nothing while only its slug is known | |
//! | newsletter box | `<!--broadsheet:newsletter SLUG-->` (`default` without a slug); with words of its own in `div.newsletter` > `.newsletter-heading`, `.newsletter-text`, the comment, `.newsletter-disclaimer` | `kg-signup-card…` |
//! | editor's note | `div.editors-note[role=note]` | |
//! | link | `a`; `a.address` where its text is the address | |
//! | footnote | `sup.footnote > a#fnref-N[href=#fn-N]`; at the end `div.footnotes > ol > li#fn-N` with `a.footnote-back` | |
//! | paywall | `<!--members-only-->` | |
//! | banner | `div.banner` (`.banner-wide`, `.banner-full`) > `img.banner-picture`, `.banner-heading`, `.banner-text`, `a.button` | `kg-header-card kg-v2…` |
//! | product | `div.product` > `img`, `.product-title`, `.product-rating`, `.product-text`, `a.button` | `kg-product-card…` |
//! | call to action | `div.call-to-action` > `.call-label`, `img`, `.call-text`, `a.button` | `kg-cta-card…` |
//! | mail only | nothing | |
//! | unknown | `div.unknown[data-node=NAME] > p`; inline `span.unknown` | |
//!
//! Comments that begin with `broadsheet:` come from nodes only: raw HTML cannot contain them. There is never an inline
//! style, script or `iframe` outside trusted raw HTML.

mod boxes;
mod escape;
mod ids;
mod inline;
mod media;
mod notes;
mod pictures;
mod sizes;
mod spoken;
mod table;
mod write;

use crate::Document;
pub use escape::escape_text;
pub(crate) use escape::{attribute, text};
use kernel::Language;
pub(crate) use media::{embed_link, size_in_words};
pub use sizes::with_sizes;
use write::Writer;

/// How a document is to be written.
#[derive(Debug, Clone)]
pub struct HtmlOptions {
    /// The site's own address (`https://news.example`): pictures there have renditions, and cards load nothing from elsewhere.
    pub site_url: String,
    /// Smaller renditions of our own pictures (`/content/images/size/w600/…`) in `srcset`, WebP first.
    pub renditions: bool,
    /// For a signed-in member: shows what is for members only (Ghost's blocks that anonymous readers do not see).
    pub member: bool,
    /// The language of the text, for what only a screen reader says.
    pub language: Language,
    /// Goes before the ids of headings and footnotes, where several documents stand on one page.
    pub id_prefix: String,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self {
            site_url: String::new(),
            renditions: true,
            member: false,
            language: Language::english(),
            id_prefix: String::new(),
        }
    }
}

impl Document {
    /// The body of a story as HTML for the site; the table of [`crate::html`] names its classes.
    pub fn to_html(&self, options: &HtmlOptions) -> String {
        Writer::new(options, false).document(self)
    }

    /// The body of a story for bad connections: text, headings, lists, quotes, tables and links; a line of text
    /// where a picture, a film or a card stands.
    pub fn to_text_html(&self, language: &Language) -> String {
        let options = HtmlOptions {
            language: language.clone(),
            ..HtmlOptions::default()
        };
        Writer::new(&options, true).document(self)
    }
}
