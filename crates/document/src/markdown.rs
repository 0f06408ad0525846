//! From Markdown: CommonMark with tables, footnotes, `~~strike~~`, `==highlight==`, `H~2~O`, `x^2^`, addresses that
//! become links, and what a newsroom needs besides:
//!
//! | written | becomes |
//! |---|---|
//! | `![alt](/picture.jpg "Caption \| Credit")` | a picture with caption and credit |
//! | `> The words.` and then `> — Speaker, role` | a quote with its speaker |
//! | `::related slug-or-id::` alone in a paragraph | a related story |
//! | `::newsletter slug::` alone in a paragraph | a newsletter box |
//! | `::video address::` alone in a paragraph | a film of our own (`.mp4`, `.webm`, `.mov`) or an embed |
//! | `::paywall::` alone in a paragraph | the paywall |
//! | an address of YouTube, Vimeo, X … alone in a paragraph | an embed |
//! | `:::note` … `:::` on lines of their own | a callout of that tone: `note`, `warning`, `blue` …; an emoji may follow: `:::note 💡` |
//! | `:::editors-note` … `:::` | an editor's note |
//!
//! HTML in it is read as [`crate::from_html`] reads it.

mod conventions;
mod fences;
mod runs;

use crate::{Imported, markup::from_html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The document that a Markdown text means.
pub fn from_markdown(markdown: &str) -> Imported {
    let mut imported = parse(&fences::to_html(markdown));
    conventions::apply(&mut imported.document);
    runs::apply(&mut imported.document);
    imported
}

/// Markdown without our conventions: Ghost's Markdown cards.
pub(crate) fn from_plain_markdown(markdown: &str) -> Imported {
    let mut imported = parse(markdown);
    runs::apply(&mut imported.document);
    imported
}

fn parse(markdown: &str) -> Imported {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT;
    let mut html = String::new();
    pulldown_cmark::html::push_html(
        &mut html,
        speakers_on_their_own_line(Parser::new_ext(markdown, options)),
    );
    from_html(&html)
}

/// Keeps the line break before `— Speaker` in a quote, which Markdown takes for a space.
fn speakers_on_their_own_line<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let mut events = events.peekable();
    let mut quotes = 0_u32;
    std::iter::from_fn(move || {
        let event = events.next()?;
        match &event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            Event::SoftBreak if quotes > 0 => {
                if let Some(Event::Text(next)) = events.peek()
                    && conventions::names_speaker(next).is_some()
                {
                    return Some(Event::HardBreak);
                }
            }
            _ => {}
        }
        Some(event)
    })
}
