//! From HTML: Ghost's, our own, and what people paste from the web, Word and Google Docs.
//!
//! Elements become nodes by what they mean; scripts, styles and forms are left out and named in
//! [`Imported::unknown`], their text is kept. An `iframe` becomes an embed. Nesting beyond [`MAX_NESTING`] blocks is
//! flattened, beyond [`MAX_ELEMENTS_DEEP`] elements only text is taken.

mod bound;
mod cards;
mod codes;
mod dom;
mod figure;
mod flow;
mod holders;
mod marks;
mod notes;
mod table;
mod walk;

use crate::{Block, Document, Imported, Inline, Url};
pub(crate) use bound::bound;
pub(crate) use codes::codes;
use dom::Look;
use walk::Walk;

/// Lists in lists, quotes in quotes …
pub(crate) const MAX_NESTING: usize = 12;

/// Elements in elements.
const MAX_ELEMENTS_DEEP: usize = 120;

/// The document that the HTML of a page or of a part of one shows.
pub fn from_html(html: &str) -> Imported {
    let dom = dom::parse(html);
    let mut walk = Walk::new(&dom);
    let blocks = walk.document(&dom);
    Imported {
        document: Document::new(blocks),
        unknown: walk.unknown,
    }
}

/// The blocks of a piece of HTML within another format; what was not understood is added to `unknown`.
pub(crate) fn blocks(html: &str, unknown: &mut Vec<String>) -> Vec<Block> {
    let imported = from_html(html);
    unknown.extend(imported.unknown);
    imported.document.content
}

/// A line of text in HTML: a caption, a heading. Blocks in it are joined by line breaks.
pub(crate) fn inlines(html: &str) -> Vec<Inline> {
    if !html.contains(['<', '&']) {
        let text = html.trim();
        return if text.is_empty() {
            Vec::new()
        } else {
            vec![Inline::text(text)]
        };
    }
    flow::line_of(from_html(html).document.content).0
}

/// The text that a browser would show, in one line.
pub(crate) fn text_of(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    let dom = dom::parse(html);
    dom.tree.root().text_shown()
}

/// The text of a provider's HTML (a post on X, say) as safe HTML; empty when it has none.
pub(crate) fn sanitise_embed(html: &str) -> String {
    if text_of(html).trim().is_empty() {
        return String::new();
    }
    crate::sanitise::text_only(html)
}

/// The address of the first embed code in a piece of HTML.
pub(crate) fn first_code(html: &str) -> Option<Url> {
    codes(html).into_iter().next()?.url
}
