//! What stands alone in a paragraph and means a card; captions and speakers.

use crate::{
    Block, Document, Inline, Url,
    nodes::{Embed, NewsletterBox, Paragraph, Picture, Quote, RelatedStory, Video},
    provider,
};

pub(super) fn apply(document: &mut Document) {
    document.each_mut(&mut |block| match block {
        Block::Paragraph(paragraph) => {
            if let Some(card) = card(paragraph) {
                *block = card;
            }
        }
        Block::Picture(picture) => caption(picture),
        Block::Quote(quote) => speaker(quote),
        _ => {}
    });
}

/// The card that a paragraph stands for.
fn card(paragraph: &Paragraph) -> Option<Block> {
    if paragraph
        .content
        .iter()
        .any(|inline| !matches!(inline, Inline::Text { .. }))
    {
        return None;
    }
    let text = crate::plain::of_inlines(&paragraph.content);
    let text = text.trim();
    let Some(directive) = text.strip_prefix("::").and_then(|rest| rest.strip_suffix("::")) else {
        let url = Url::parse(text).filter(|url| url.is_web() && !text.contains(char::is_whitespace))?;
        provider::known(&url)?;
        return Some(Block::Embed(Embed::of(url)));
    };
    let (name, about) = directive
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((directive.trim(), ""));
    let about = about.trim();
    Some(match name {
        "related" if !about.is_empty() => Block::RelatedStory(match about.parse() {
            Ok(id) => RelatedStory {
                post: Some(id),
                ..RelatedStory::default()
            },
            Err(_) => RelatedStory {
                slug: Some(about.trim_matches('/').to_owned()),
                ..RelatedStory::default()
            },
        }),
        "newsletter" => Block::NewsletterBox(NewsletterBox {
            slug: Some(about.to_owned()).filter(|slug| NewsletterBox::is_slug(slug)),
            ..NewsletterBox::default()
        }),
        "video" => {
            let url = Url::parse_source(about)?;
            let path = url
                .as_str()
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            if [".mp4", ".webm", ".mov", ".m4v"]
                .iter()
                .any(|ending| path.ends_with(ending))
            {
                Block::Video(Video {
                    src: Some(url),
                    ..Video::default()
                })
            } else {
                Block::Embed(Embed::of(url))
            }
        }
        "paywall" => Block::Paywall,
        _ => return None,
    })
}

/// A Markdown picture's title is `Caption | Credit`.
fn caption(picture: &mut Picture) {
    let Some(title) = picture.title.take() else { return };
    let (caption, credit) = title.rsplit_once('|').unwrap_or((&title, ""));
    if !caption.trim().is_empty() {
        picture.caption = vec![Inline::text(caption.trim())];
    }
    picture.credit = Some(credit.trim().to_owned()).filter(|credit| !credit.is_empty());
}

/// The name after the dash, when a line names a speaker.
pub(super) fn names_speaker(line: &str) -> Option<&str> {
    let rest = ["— ", "– ", "—\u{a0}", "–\u{a0}", "-- "]
        .iter()
        .find_map(|dash| line.trim_start().strip_prefix(dash))?;
    Some(rest.trim()).filter(|name| !name.is_empty())
}

/// The last line of a quote names its speaker when it begins with a dash, and something stands before it.
fn speaker(quote: &mut Quote) {
    let others = quote.content.len() > 1;
    let Some(Block::Paragraph(last)) = quote.content.last_mut() else {
        return;
    };
    let line_begins = last
        .content
        .iter()
        .rposition(|inline| matches!(inline, Inline::Break { .. }));
    if line_begins.is_none() && !others {
        return;
    }
    let line = crate::plain::of_inlines(&last.content[line_begins.map_or(0, |at| at + 1)..]);
    let Some(name) = names_speaker(&line) else { return };
    quote.speaker = Some(name.to_owned());
    match line_begins {
        Some(at) => last.content.truncate(at),
        None => {
            quote.content.pop();
        }
    }
}
