//! Figures, and what stands in them: pictures, films, sounds, embeds, code.

use super::{
    dom::{Look, NodeRef},
    walk::{Walk, code, frame},
};
use crate::{
    Block, Inline, Url,
    nodes::{Audio, Bookmark, Embed, Gallery, Layout, Picture, Quote, Table, Video},
};

/// Caption and credit.
#[derive(Default)]
struct Below {
    caption: Vec<Inline>,
    credit: Option<String>,
}

impl<'a> Walk<'a> {
    /// A figure's blocks; `None` when what is in it stands as well without it.
    pub(super) fn figure(&mut self, node: NodeRef<'a>) -> Option<Vec<Block>> {
        let mut behind = Vec::new();
        let has = |name: &str| node.first(name);
        let pictures = || node.below().filter(|el| el.name() == "img");
        let is = |classes: &[&str]| classes.iter().any(|class| node.has_class(class));
        let block = if is(&["kg-bookmark-card", "bookmark"]) {
            let below = self.below(node, &mut behind);
            Block::Bookmark(Bookmark {
                caption: below.caption,
                ..bookmark(node)
            })
        } else if is(&["kg-gallery-card", "gallery", "wp-block-gallery"]) {
            let below = self.below(node, &mut behind);
            let pictures = pictures()
                .map(picture_of)
                .filter(|picture| picture.src.is_some())
                .collect();
            Block::Gallery(Gallery {
                pictures,
                caption: with_credit(below),
                ..Gallery::default()
            })
        } else if is(&["embed"]) {
            let below = self.below(node, &mut behind);
            Block::Embed(Embed {
                caption: with_credit(below),
                ..own_embed(node)
            })
        } else if let Some(inner) = has("pre") {
            let below = self.below(node, &mut behind);
            Block::Code(crate::nodes::Code {
                caption: with_credit(below),
                ..code(inner)
            })
        } else if let Some(inner) = has("table") {
            let Some(Block::Table(table)) = self.table(inner) else {
                return None;
            };
            let below = with_credit(self.below(node, &mut behind));
            let caption = if table.caption.is_empty() {
                below
            } else {
                [table.caption, below].concat()
            };
            Block::Table(Table { caption, ..table })
        } else if let Some(inner) = has("iframe") {
            let Block::Embed(embed) = frame(inner) else {
                return None;
            };
            let below = self.below(node, &mut behind);
            Block::Embed(Embed {
                caption: with_credit(below),
                ..embed
            })
        } else if let Some(inner) = has("video") {
            let below = self.below(node, &mut behind);
            Block::Video(Video {
                caption: below.caption,
                credit: below.credit,
                layout: layout(node),
                ..video(inner)
            })
        } else if let Some(inner) = has("audio") {
            let below = self.below(node, &mut behind);
            let title = node
                .first_of(&["kg-audio-title", "audio-title"])
                .map(|el| el.text_shown());
            Block::Audio(Audio {
                caption: with_credit(below),
                title,
                ..audio(inner)
            })
        } else if let Some(inner) = has("blockquote").filter(|_| pictures().next().is_none()) {
            let quoted = self.quote_in(inner)?;
            let below = self.below(node, &mut behind);
            match quoted {
                Block::Quote(quote) if quote.speaker.is_none() => {
                    let speaker = crate::plain::of_inlines(&below.caption);
                    Block::Quote(Quote {
                        speaker: Some(speaker).filter(|s| !s.is_empty()),
                        ..quote
                    })
                }
                Block::Embed(embed) => Block::Embed(Embed {
                    caption: below.caption,
                    ..embed
                }),
                other => other,
            }
        } else {
            let mut all = pictures();
            let (Some(inner), None) = (all.next(), all.next()) else {
                return None;
            };
            let picture = picture_of(inner);
            picture.src.as_ref()?;
            let below = self.below(node, &mut behind);
            let link = inner
                .ancestors()
                .find(|el| el.name() == "a")
                .and_then(|a| a.attribute("href"));
            Block::Picture(Picture {
                caption: below.caption,
                credit: below.credit,
                layout: layout(node),
                href: link.and_then(Url::parse),
                ..picture
            })
        };
        behind.insert(0, block);
        Some(behind)
    }

    fn quote_in(&mut self, node: NodeRef<'a>) -> Option<Block> {
        let blocks = self.one(node);
        blocks.into_iter().next()
    }

    /// The caption, and apart from it the credit, of a figure.
    fn below(&mut self, node: NodeRef<'a>, behind: &mut Vec<Block>) -> Below {
        let Some(caption) = node.first("figcaption") else {
            return Below::default();
        };
        let credit = caption.first_of(&["credit"]);
        match (credit, caption.first_of(&["caption"])) {
            (None, _) => Below {
                caption: self.line(caption, behind),
                credit: None,
            },
            (Some(credit), own) => Below {
                caption: own.map(|own| self.line(own, behind)).unwrap_or_default(),
                credit: Some(credit.text_shown()).filter(|credit| !credit.is_empty()),
            },
        }
    }
}

/// Where a node has no credit of its own, it is said in the caption.
fn with_credit(below: Below) -> Vec<Inline> {
    let mut caption = below.caption;
    if let Some(credit) = below.credit {
        caption.push(Inline::text(if caption.is_empty() {
            credit
        } else {
            format!(" {credit}")
        }));
    }
    caption
}

fn layout(node: NodeRef<'_>) -> Layout {
    if ["kg-width-full", "picture-full", "alignfull"]
        .iter()
        .any(|class| node.has_class(class))
    {
        Layout::Full
    } else if ["kg-width-wide", "picture-wide", "alignwide"]
        .iter()
        .any(|class| node.has_class(class))
    {
        Layout::Wide
    } else {
        Layout::Regular
    }
}

fn source(node: NodeRef<'_>, names: &[&str]) -> Option<Url> {
    names
        .iter()
        .find_map(|name| Url::parse_source(node.attribute(name)?))
}

fn number(node: NodeRef<'_>, name: &str) -> Option<u32> {
    node.attribute(name)?
        .trim_end_matches("px")
        .parse()
        .ok()
        .filter(|n| *n > 0)
}

fn words(node: Option<NodeRef<'_>>) -> Option<String> {
    node.map(|node| node.text_shown()).filter(|text| !text.is_empty())
}

pub(super) fn picture_of(node: NodeRef<'_>) -> Picture {
    Picture {
        src: source(node, &["src", "data-src", "data-original"]),
        width: number(node, "width"),
        height: number(node, "height"),
        alt: node.attribute("alt").unwrap_or_default().to_owned(),
        title: node
            .attribute("title")
            .filter(|title| !title.is_empty())
            .map(str::to_owned),
        ..Picture::default()
    }
}

pub(super) fn video(node: NodeRef<'_>) -> Video {
    let inner = node.first("source").and_then(|el| source(el, &["src"]));
    Video {
        src: source(node, &["src", "data-src"]).or(inner),
        poster: source(node, &["poster"]),
        width: number(node, "width"),
        height: number(node, "height"),
        repeats: node.attribute("loop").is_some(),
        ..Video::default()
    }
}

pub(super) fn audio(node: NodeRef<'_>) -> Audio {
    let inner = node.first("source").and_then(|el| source(el, &["src"]));
    Audio {
        src: source(node, &["src", "data-src"]).or(inner),
        ..Audio::default()
    }
}

fn bookmark(node: NodeRef<'_>) -> Bookmark {
    let said = |classes: &[&str]| words(node.first_of(classes));
    Bookmark {
        url: node.first("a").and_then(|a| Url::parse(a.attribute("href")?)),
        title: said(&["kg-bookmark-title"]),
        description: said(&["kg-bookmark-description"]),
        // Ghost has these two class names the wrong way round.
        author: said(&["kg-bookmark-publisher"]),
        publisher: said(&["kg-bookmark-author"]),
        icon: node
            .first_of(&["kg-bookmark-icon"])
            .and_then(|img| source(img, &["src"])),
        thumbnail: node
            .first_of(&["kg-bookmark-thumbnail"])
            .and_then(|el| source(el.first("img")?, &["src"])),
        ..Bookmark::default()
    }
}

/// An embed as we write it.
fn own_embed(node: NodeRef<'_>) -> Embed {
    let link = node.first_of(&["embed-link"]);
    Embed {
        url: link.and_then(|a| Url::parse_source(a.attribute("href")?)),
        provider: node
            .attribute("data-provider")
            .filter(|name| !name.is_empty())
            .map(str::to_owned),
        title: words(node.first_of(&["embed-title"])),
        width: number(node, "data-width"),
        height: number(node, "data-height"),
        html: node.first_of(&["embed-text"]).map(|el| el.inner_html()),
        ..Embed::default()
    }
}
