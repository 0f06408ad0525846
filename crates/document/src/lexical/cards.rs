//! Ghost's cards, of Lexical and of Mobiledoc: the same properties in both.

use super::Props;
use crate::{
    Block,
    json::is_word,
    nodes::{
        Align, Audio, Banner, Bookmark, Button, ButtonLink, CallToAction, Callout, Code, EmailOnly, Embed,
        File, Gallery, Layout, NewsletterBox, Picture, Product, RawHtml, Toggle, Video,
    },
};
use serde_json::Value;

/// The cards that we understand.
pub(super) const CARDS: [&str; 23] = [
    "image",
    "gallery",
    "bookmark",
    "callout",
    "toggle",
    "embed",
    "html",
    "markdown",
    "email",
    "email-cta",
    "call-to-action",
    "header",
    "signup",
    "audio",
    "video",
    "product",
    "file",
    "button",
    "codeblock",
    "horizontalrule",
    "paywall",
    "code-block",
    "hr",
];

/// The blocks for a card; `None` when it is not understood or lacks what makes it one.
pub(crate) fn card(name: &str, p: &Props<'_>, unknown: &mut Vec<String>) -> Option<Vec<Block>> {
    let block = match name {
        "image" => Block::Picture(picture(p)),
        "gallery" => Block::Gallery(gallery(p)?),
        "bookmark" => Block::Bookmark(bookmark(p)),
        "callout" => Block::Callout(Callout {
            emoji: p.text("calloutEmoji"),
            tone: p.text("backgroundColor").filter(|tone| is_word(tone)),
            content: p.blocks("calloutText", unknown),
            ..Callout::default()
        }),
        "toggle" => Block::Toggle(Toggle {
            summary: p.line("heading"),
            content: p.blocks("content", unknown),
            ..Toggle::default()
        }),
        "embed" => Block::Embed(embed(p)),
        "html" => Block::RawHtml(RawHtml {
            html: p.text("html")?,
            members_only: p.members_only(),
            ..RawHtml::default()
        }),
        "markdown" => {
            let source = p.str("markdown").or(p.str("cardMarkdown")).unwrap_or_default();
            let imported = crate::markdown::from_plain_markdown(source);
            unknown.extend(imported.unknown);
            return Some(imported.document.content);
        }
        "email" => Block::EmailOnly(EmailOnly {
            content: p.blocks("html", unknown),
            ..EmailOnly::default()
        }),
        "email-cta" => Block::EmailOnly(EmailOnly {
            content: p.blocks("html", unknown),
            button: p.button(p.flag("showButton"), "buttonText", "buttonUrl"),
            ..EmailOnly::default()
        }),
        "call-to-action" => Block::CallToAction(CallToAction {
            label: if p.flag("hasSponsorLabel") {
                p.line("sponsorLabel")
            } else {
                Vec::new()
            },
            content: p.blocks("textValue", unknown),
            button: p.button(p.flag("showButton"), "buttonText", "buttonUrl"),
            image: p.source("imageUrl"),
            tone: p.text("backgroundColor").filter(|tone| is_word(tone)),
            immersive: p.str("layout") == Some("immersive"),
            members_only: p.members_only(),
            ..CallToAction::default()
        }),
        "header" => Block::Banner(Banner {
            heading: p.line("header"),
            text: p.line("subheader"),
            button: p.button(p.flag("buttonEnabled"), "buttonText", "buttonUrl"),
            image: p.source("backgroundImageSrc"),
            align: p.str("alignment").and_then(Align::named),
            layout: match p.str("layout") {
                Some("regular") => Layout::Regular,
                Some("wide") => Layout::Wide,
                _ => Layout::Full,
            },
            ..Banner::default()
        }),
        "signup" => Block::NewsletterBox(NewsletterBox {
            heading: p.line("header"),
            text: p.line("subheader"),
            disclaimer: p.line("disclaimer"),
            button: p.text("buttonText"),
            success: p.text("successMessage"),
            ..NewsletterBox::default()
        }),
        "audio" => Block::Audio(Audio {
            src: p.source("src"),
            title: p.text("title"),
            duration: p.seconds("duration"),
            thumbnail: p.source("thumbnailSrc"),
            caption: p.line("caption"),
            ..Audio::default()
        }),
        "video" => Block::Video(Video {
            src: p.source("src"),
            poster: p
                .source("customThumbnailSrc")
                .or_else(|| p.source("thumbnailSrc")),
            width: p.number("width"),
            height: p.number("height"),
            duration: p.seconds("duration"),
            repeats: p.flag("loop"),
            layout: Layout::named(p.str("cardWidth").unwrap_or_default()),
            caption: p.line("caption"),
            ..Video::default()
        }),
        "product" => Block::Product(Product {
            title: p.line("productTitle"),
            content: p.blocks("productDescription", unknown),
            image: p.source("productImageSrc"),
            width: p.number("productImageWidth"),
            height: p.number("productImageHeight"),
            rating: p
                .number("productStarRating")
                .filter(|_| p.flag("productRatingEnabled"))
                .map(|stars| stars.min(5) as u8),
            button: p.button(p.flag("productButtonEnabled"), "productButton", "productUrl"),
            ..Product::default()
        }),
        "file" => Block::File(File {
            src: p.source("src"),
            title: p.text("fileTitle"),
            description: p.text("fileCaption"),
            name: p.text("fileName"),
            size: p.get("fileSize").and_then(Value::as_u64),
            ..File::default()
        }),
        "button" => Block::Button(Button {
            link: ButtonLink {
                text: p.text("buttonText").unwrap_or_default(),
                url: p.url("buttonUrl"),
            },
            align: p.str("alignment").and_then(Align::named),
            ..Button::default()
        }),
        "codeblock" | "code-block" => Block::Code(Code {
            text: p.text("code").unwrap_or_default(),
            language: p.text("language").filter(|language| Code::is_language(language)),
            caption: p.line("caption"),
            ..Code::default()
        }),
        "horizontalrule" | "hr" => Block::Divider,
        "paywall" => Block::Paywall,
        _ => return None,
    };
    Some(vec![block])
}

fn picture(p: &Props<'_>) -> Picture {
    Picture {
        src: p.source("src"),
        width: p.number("width"),
        height: p.number("height"),
        alt: p.text("alt").unwrap_or_default(),
        title: p.text("title"),
        caption: p.line("caption"),
        href: p.url("href"),
        layout: Layout::named(p.str("cardWidth").unwrap_or_default()),
        ..Picture::default()
    }
}

fn gallery(p: &Props<'_>) -> Option<Gallery> {
    let images = p.get("images")?.as_array()?;
    Some(Gallery {
        pictures: images.iter().map(|image| picture(&Props::of(image))).collect(),
        caption: p.line("caption"),
        ..Gallery::default()
    })
}

fn bookmark(p: &Props<'_>) -> Bookmark {
    let page = p.inner("metadata");
    Bookmark {
        url: p.url("url").or_else(|| page.url("url")),
        title: page.text("title"),
        description: page.text("description"),
        author: page.text("author"),
        publisher: page.text("publisher"),
        icon: page.source("icon"),
        thumbnail: page.source("thumbnail"),
        caption: p.line("caption"),
        ..Bookmark::default()
    }
}

fn embed(p: &Props<'_>) -> Embed {
    let about = p.inner("metadata");
    let html = p.text("html");
    let framed = || crate::markup::first_code(html.as_deref()?);
    let url = p.source("url").or_else(framed);
    Embed {
        provider: about
            .text("provider_name")
            .or_else(|| crate::provider::known(url.as_ref()?).map(str::to_owned)),
        title: about.text("title"),
        thumbnail: about.source("thumbnail_url"),
        width: about.number("width"),
        height: about.number("height"),
        caption: p.line("caption"),
        url,
        html,
        ..Embed::default()
    }
}
