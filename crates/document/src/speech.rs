//! To speech: a story as a voice reads it aloud, in paragraphs of sentences, with everything written out in words.
//!
//! Read are the headline, the byline, the date, and of the body its paragraphs, headings, lists and quotes. Not read
//! are captions, tables, boxes, embeds, code, footnotes and raw HTML: they are there to be looked at. English and
//! Ukrainian have rules of their own ([`en`], [`uk`]); in other languages the voice gets the text as it stands.

pub(crate) mod en;
pub(crate) mod number;
mod sentences;
pub(crate) mod tokens;
pub(crate) mod uk;

use crate::{Block, Document, Inline, plain};
use sentences::sentences;

/// A story in the words in which it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speech {
    /// Its paragraphs, the head of the story first. None is empty.
    pub paragraphs: Vec<SpeechParagraph>,
}

/// What is read in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeechParagraph {
    /// Which of the body's own paragraphs, headings, lists and quotes (`p`, `h1` to `h6`, `ul`, `ol`, `blockquote`,
    /// children of the body; 0 is the first); `None` is the head of the story.
    pub element: Option<u32>,
    /// Its sentences, each with something to say.
    pub sentences: Vec<String>,
}

/// What stands above the body.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpeechHead<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The names of the authors.
    pub byline: &'a [String],
    /// The day of publication: year, month from 1, day from 1.
    pub date: Option<(i16, u8, u8)>,
}

impl Document {
    /// The story as it is read aloud in a language (`en`, `uk`, or any other tag).
    pub fn to_speech(&self, head: SpeechHead<'_>, language: &str) -> Speech {
        let language = Spoken::of(language);
        let mut speech = Speech::default();
        let mut say = |element: Option<u32>, pieces: &[String]| {
            let spoken = pieces
                .iter()
                .flat_map(|piece| sentences(&language.words(piece), language == Spoken::Other))
                .collect::<Vec<_>>();
            if !spoken.is_empty() {
                speech.paragraphs.push(SpeechParagraph {
                    element,
                    sentences: spoken,
                });
            }
        };
        say(None, &[head.headline.to_owned()]);
        say(None, &language.head(head));
        let mut next = 0;
        for block in &self.content {
            if let Some(pieces) = pieces(block) {
                say(Some(next), &pieces);
                next += 1;
            }
        }
        speech
    }
}

/// The language whose rules are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spoken {
    English,
    Ukrainian,
    Other,
}

impl Spoken {
    fn of(language: &str) -> Self {
        match language.split('-').next().unwrap_or_default() {
            "en" => Self::English,
            "uk" => Self::Ukrainian,
            _ => Self::Other,
        }
    }

    fn words(self, text: &str) -> String {
        let text = tokens::plain(text);
        match self {
            Self::English => tokens::say(&text, en::say),
            Self::Ukrainian => tokens::say(&text, uk::say),
            Self::Other => text,
        }
    }

    /// Byline and date, as sentences still to be written out.
    fn head(self, head: SpeechHead<'_>) -> Vec<String> {
        let date = head
            .date
            .filter(|(_, month, day)| (1..=12).contains(month) && (1..=31).contains(day));
        let mut pieces = Vec::new();
        let names = |and: &str| match head.byline {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
        };
        match self {
            Self::English => {
                if !head.byline.is_empty() {
                    pieces.push(format!("By {}.", names("and")));
                }
                if let Some((year, month, day)) = date {
                    pieces.push(format!(
                        "{day} {} {year}.",
                        en::tables::MONTHS[usize::from(month) - 1]
                    ));
                }
            }
            Self::Ukrainian => {
                if !head.byline.is_empty() {
                    pieces.push(format!("Текст: {}.", names("і")));
                }
                if let Some((year, month, day)) = date {
                    pieces.push(format!(
                        "{day} {} {year} року.",
                        uk::tables::MONTHS[usize::from(month) - 1]
                    ));
                }
            }
            Self::Other => {
                if !head.byline.is_empty() {
                    pieces.push(format!("{}.", head.byline.join(", ")));
                }
            }
        }
        pieces
    }
}

/// What is said of a block, when it is one that is counted; nothing when it is one to be looked at.
fn pieces(block: &Block) -> Option<Vec<String>> {
    let mut out = Vec::new();
    match block {
        Block::Paragraph(n) => lines(&n.content, &mut out),
        Block::Heading(n) => lines(&n.content, &mut out),
        Block::List(_) => inside(block, &mut out),
        Block::Quote(n) => {
            n.content.iter().for_each(|block| inside(block, &mut out));
            out.extend(n.speaker.clone());
        }
        _ => return None,
    }
    Some(out)
}

/// The paragraphs, headings, lists and quotes within another block.
fn inside(block: &Block, out: &mut Vec<String>) {
    match block {
        Block::Paragraph(n) => lines(&n.content, out),
        Block::Heading(n) => lines(&n.content, out),
        Block::List(n) => n
            .items
            .iter()
            .flat_map(|item| &item.content)
            .for_each(|block| inside(block, out)),
        Block::Quote(n) => {
            n.content.iter().for_each(|block| inside(block, out));
            out.extend(n.speaker.clone());
        }
        _ => {}
    }
}

/// The lines of a text; a break of the writer's is a break of the voice.
fn lines(content: &[Inline], out: &mut Vec<String>) {
    out.extend(plain::of_inlines(content).split('\n').map(str::to_owned));
}
