//! Cards: Ghost's (`kg-…`) and our own, by their classes.

use super::{
    dom::{Look, NodeRef},
    walk::Walk,
};
use crate::{
    Block, Inline, Url,
    json::is_word,
    nodes::{
        Align, Audio, Banner, Button, ButtonLink, CallToAction, Callout, EditorsNote, File, Layout,
        NewsletterBox, Product, RawHtml, Toggle,
    },
};

/// The classes that make an element a card, with what it becomes.
const CARDS: [&str; 12] = [
    "kg-callout-card",
    "callout",
    "kg-toggle-card",
    "kg-button-card",
    "kg-audio-card",
    "kg-file-card",
    "kg-header-card",
    "kg-signup-card",
    "kg-product-card",
    "kg-cta-card",
    "editors-note",
    "raw-html",
];

pub(super) fn is_card(node: NodeRef<'_>) -> bool {
    node.name() != "figure" && CARDS.iter().any(|class| node.has_class(class))
}

impl<'a> Walk<'a> {
    /// A card's blocks; `None` when it lacks what makes it one.
    pub(super) fn card(&mut self, node: NodeRef<'a>) -> Option<Vec<Block>> {
        let class = CARDS.iter().find(|class| node.has_class(class))?;
        let block = match *class {
            "kg-callout-card" | "callout" => {
                let text = node.first_of(&["kg-callout-text", "callout-text"]);
                let tone = node
                    .class_after("kg-callout-card-")
                    .or(node.class_after("callout-"));
                Block::Callout(Callout {
                    emoji: words(node.first_of(&["kg-callout-emoji"])),
                    tone: tone.filter(|tone| is_word(tone)).map(str::to_owned),
                    content: self.within_but(text.unwrap_or(node), "kg-callout-emoji"),
                    ..Callout::default()
                })
            }
            "kg-toggle-card" => {
                let heading = node.first_of(&["kg-toggle-heading-text"])?;
                let content = node.first_of(&["kg-toggle-content"])?;
                let mut behind = Vec::new();
                let summary = self.line(heading, &mut behind);
                behind.extend(self.within(content));
                let open = node.attribute("open").is_some();
                Block::Toggle(Toggle {
                    open,
                    summary,
                    content: behind,
                    ..Toggle::default()
                })
            }
            "kg-button-card" => Block::Button(Button {
                link: button(node.first("a")?)?,
                align: node.class_after("kg-align-").and_then(Align::named),
                ..Button::default()
            }),
            "kg-audio-card" => Block::Audio(Audio {
                title: words(node.first_of(&["kg-audio-title"])),
                thumbnail: node.first_of(&["kg-audio-thumbnail"]).and_then(source),
                ..super::figure::audio(node.first("audio")?)
            }),
            "kg-file-card" => Block::File(file(node)),
            "kg-header-card" => Block::Banner(self.banner(node)),
            "kg-signup-card" => Block::NewsletterBox(self.newsletter(node)),
            "kg-product-card" => Block::Product(self.product(node)),
            "kg-cta-card" => Block::CallToAction(self.call_to_action(node)?),
            "editors-note" => Block::EditorsNote(EditorsNote {
                content: self.within(node),
                ..EditorsNote::default()
            }),
            _ => Block::RawHtml(RawHtml {
                html: node.inner_html(),
                ..RawHtml::default()
            }),
        };
        Some(vec![block])
    }

    fn line_of(&mut self, node: NodeRef<'a>, classes: &[&str]) -> Vec<Inline> {
        let found = node.first_of(classes);
        found.map(|el| self.line(el, &mut Vec::new())).unwrap_or_default()
    }

    fn banner(&mut self, node: NodeRef<'a>) -> Banner {
        let image = node.first_of(&["kg-header-card-image"]).and_then(source);
        let behind = node
            .attribute("data-kg-background-image")
            .and_then(Url::parse_source);
        let text = node.first_of(&["kg-header-card-text"]);
        Banner {
            heading: self.line_of(node, &["kg-header-card-heading", "kg-header-card-header"]),
            text: self.line_of(node, &["kg-header-card-subheading", "kg-header-card-subheader"]),
            button: node.first_of(&["kg-header-card-button"]).and_then(button),
            image: image.or(behind),
            align: text
                .and_then(|el| el.class_after("kg-align-"))
                .and_then(Align::named),
            layout: node
                .class_after("kg-width-")
                .map(Layout::named)
                .unwrap_or_default(),
            ..Banner::default()
        }
    }

    fn newsletter(&mut self, node: NodeRef<'a>) -> NewsletterBox {
        NewsletterBox {
            heading: self.line_of(node, &["kg-signup-card-heading"]),
            text: self.line_of(node, &["kg-signup-card-subheading"]),
            disclaimer: self.line_of(node, &["kg-signup-card-disclaimer"]),
            button: words(node.first_of(&["kg-signup-card-button-default"])),
            success: words(node.first_of(&["kg-signup-card-success"])),
            ..NewsletterBox::default()
        }
    }

    fn product(&mut self, node: NodeRef<'a>) -> Product {
        let image = node.first_of(&["kg-product-card-image"]);
        let picture = image.map(super::figure::picture_of).unwrap_or_default();
        let stars = node
            .below()
            .filter(|el| el.has_class("kg-product-card-rating-active"))
            .count();
        let description = node.first_of(&["kg-product-card-description"]);
        Product {
            title: self.line_of(node, &["kg-product-card-title"]),
            content: description.map(|el| self.within(el)).unwrap_or_default(),
            image: picture.src,
            width: picture.width,
            height: picture.height,
            rating: (stars > 0).then_some(stars.min(5) as u8),
            button: node.first_of(&["kg-product-card-button"]).and_then(button),
            ..Product::default()
        }
    }

    fn call_to_action(&mut self, node: NodeRef<'a>) -> Option<CallToAction> {
        let text = node.first_of(&["kg-cta-text"])?;
        let tone = node.class_after("kg-cta-bg-").filter(|tone| is_word(tone));
        Some(CallToAction {
            label: self.line_of(node, &["kg-cta-sponsor-label"]),
            content: self.within(text),
            button: node.first_of(&["kg-cta-button"]).and_then(button),
            image: node
                .first_of(&["kg-cta-image-container"])
                .and_then(|el| source(el.first("img")?)),
            tone: tone.map(str::to_owned),
            immersive: node.has_class("kg-cta-immersive"),
            ..CallToAction::default()
        })
    }
}

fn words(node: Option<NodeRef<'_>>) -> Option<String> {
    node.map(|node| node.text_shown()).filter(|text| !text.is_empty())
}

fn source(node: NodeRef<'_>) -> Option<Url> {
    Url::parse_source(node.attribute("src")?)
}

fn button(node: NodeRef<'_>) -> Option<ButtonLink> {
    Some(ButtonLink {
        text: words(Some(node))?,
        url: node.attribute("href").and_then(Url::parse),
    })
}

fn file(node: NodeRef<'_>) -> File {
    let said = |class: &str| words(node.first_of(&[class]));
    File {
        src: node
            .first("a")
            .and_then(|a| Url::parse_source(a.attribute("href")?)),
        title: said("kg-file-card-title"),
        description: said("kg-file-card-caption"),
        name: said("kg-file-card-filename"),
        ..File::default()
    }
}
