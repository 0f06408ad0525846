//! Embeds, films, sounds and files.

use super::{attribute, pictures::Below, text, write::Writer};
use crate::{
    Url,
    nodes::{Audio, Embed, File, Layout, Video},
    player,
};
use std::fmt::Write;

impl Writer<'_> {
    /// A link around something; only the something when there is nowhere to go.
    pub(super) fn anchor(&mut self, class: &str, href: Option<&Url>, inside: impl FnOnce(&mut Self)) {
        let Some(href) = href else { return inside(self) };
        self.out.push_str("<a");
        if !class.is_empty() {
            attribute(&mut self.out, "class", class);
        }
        attribute(&mut self.out, "href", href.as_str());
        self.out.push('>');
        inside(self);
        self.out.push_str("</a>");
    }

    pub(super) fn embed(&mut self, embed: &Embed) {
        let provider = embed.provider_name();
        let title = embed.title.as_deref().unwrap_or_default();
        let below = Below {
            caption: &embed.caption,
            credit: None,
        };
        let quoted = embed
            .html
            .as_deref()
            .map(crate::markup::sanitise_embed)
            .unwrap_or_default();
        if self.text_only {
            let what = [provider.as_str(), title].join(" ");
            self.instead_of(what.trim(), embed.url.as_ref(), &below);
            let words = crate::markup::text_of(&quoted);
            return self.words("p", "", Some(words.trim()).filter(|words| !words.is_empty()));
        }
        let _ = write!(self.out, "<figure class=\"{}", class_of(&provider));
        self.out.push_str(" kg-card kg-embed-card");
        self.out.push_str(if below.is_empty() {
            "\""
        } else {
            " kg-card-hascaption\""
        });
        if let Some(player) = player::player(embed) {
            attribute(&mut self.out, "data-embed", player.as_str());
        }
        attribute(&mut self.out, "data-provider", &provider);
        if let (Some(width), Some(height)) = (embed.width, embed.height) {
            let _ = write!(self.out, " data-width=\"{width}\" data-height=\"{height}\"");
        }
        self.out.push('>');
        if !quoted.is_empty() {
            let _ = write!(self.out, "<div class=\"embed-text\">{quoted}</div>");
        }
        self.anchor("embed-link", embed.url.as_ref(), |w| {
            if let Some(thumbnail) = embed
                .thumbnail
                .as_ref()
                .filter(|url| url.is_local(&w.options.site_url))
            {
                w.out.push_str("<img class=\"embed-picture\"");
                attribute(&mut w.out, "src", thumbnail.as_str());
                w.out.push_str(" alt=\"\" loading=\"lazy\">");
            }
            w.words("span", "embed-provider", Some(&provider));
            if !title.is_empty() {
                w.out.push(' ');
                w.words("span", "embed-title", Some(title));
            }
        });
        self.below(&below);
        self.out.push_str("</figure>");
    }

    pub(super) fn video(&mut self, video: &Video) {
        let below = Below {
            caption: &video.caption,
            credit: video.credit.as_deref(),
        };
        if self.text_only {
            return self.instead_of("", video.src.as_ref(), &below);
        }
        let mut class = String::from("video");
        if video.layout != Layout::Regular {
            let _ = write!(class, " video-{}", video.layout.as_str());
        }
        self.figure(&class, "kg-video-card", video.layout, &below, |w| {
            let Some(src) = &video.src else { return };
            w.out.push_str(
                "<div class=\"kg-video-container\"><video controls playsinline preload=\"metadata\"",
            );
            attribute(&mut w.out, "src", src.as_str());
            if let Some(poster) = &video.poster {
                attribute(&mut w.out, "poster", poster.as_str());
            }
            if let (Some(width), Some(height)) = (video.width, video.height) {
                let _ = write!(w.out, " width=\"{width}\" height=\"{height}\"");
            }
            w.out.push_str(if video.repeats { " loop muted>" } else { ">" });
            w.out.push_str("</video></div>");
        });
    }

    pub(super) fn audio(&mut self, audio: &Audio) {
        let below = Below {
            caption: &audio.caption,
            credit: None,
        };
        if self.text_only {
            return self.instead_of(
                audio.title.as_deref().unwrap_or_default(),
                audio.src.as_ref(),
                &below,
            );
        }
        self.figure("audio", "kg-audio-card", Layout::Regular, &below, |w| {
            if let Some(thumbnail) = &audio.thumbnail {
                w.out.push_str("<img class=\"audio-picture kg-audio-thumbnail\"");
                attribute(&mut w.out, "src", thumbnail.as_str());
                w.out.push_str(" alt=\"\" loading=\"lazy\">");
            }
            w.out.push_str("<div class=\"kg-audio-player-container\">");
            w.words("div", "audio-title kg-audio-title", audio.title.as_deref());
            if let Some(src) = &audio.src {
                w.out.push_str("<audio controls preload=\"metadata\"");
                attribute(&mut w.out, "src", src.as_str());
                w.out.push_str("></audio>");
            }
            w.out.push_str("</div>");
        });
    }

    pub(super) fn file(&mut self, file: &File) {
        let title = file.title.as_deref().or(file.name.as_deref()).unwrap_or_default();
        let name = file.name.as_deref().filter(|name| *name != title);
        let size = file.size.map(size_in_words);
        if self.text_only {
            return self.element("p", "", |w| {
                w.anchor("", file.src.as_ref(), |w| text(&mut w.out, title));
                for more in [file.description.as_deref(), name, size.as_deref()]
                    .into_iter()
                    .flatten()
                {
                    w.out.push_str(" · ");
                    text(&mut w.out, more);
                }
            });
        }
        self.out.push_str("<div class=\"file kg-card kg-file-card\">");
        let inside = |w: &mut Self| {
            w.out.push_str("<div class=\"kg-file-card-contents\">");
            w.words("div", "file-title kg-file-card-title", Some(title));
            w.words(
                "div",
                "file-description kg-file-card-caption",
                file.description.as_deref(),
            );
            w.out.push_str("<div class=\"kg-file-card-metadata\">");
            w.words("div", "file-name kg-file-card-filename", name);
            w.words("div", "file-size kg-file-card-filesize", size.as_deref());
            w.out.push_str("</div></div>");
        };
        match &file.src {
            Some(src) => {
                self.out.push_str("<a class=\"file-link kg-file-card-container\"");
                attribute(&mut self.out, "href", src.as_str());
                self.out.push_str(" download>");
                inside(self);
                self.out.push_str("</a>");
            }
            None => inside(self),
        }
        self.out.push_str("</div>");
    }
}

fn class_of(provider: &str) -> String {
    let slug: String = provider
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if slug.is_empty() {
        return "embed".to_owned();
    }
    format!("embed embed-{slug}")
}

/// An embed whose text, if it has any, stands elsewhere: the link, and what a script may load in its place.
pub(crate) fn embed_link(out: &mut String, embed: &Embed) {
    let Some(url) = &embed.url else { return };
    let provider = embed.provider_name();
    out.push_str("<figure");
    attribute(out, "class", &class_of(&provider));
    if let Some(player) = player::player(embed) {
        attribute(out, "data-embed", player.as_str());
    }
    attribute(out, "data-provider", &provider);
    out.push_str("><a class=\"embed-link\"");
    attribute(out, "href", url.as_str());
    out.push_str("><span class=\"embed-provider\">");
    text(out, &provider);
    out.push_str("</span></a></figure>");
}

/// `1 KB`, `2 MB`, as Ghost rounds them.
pub(crate) fn size_in_words(bytes: u64) -> String {
    let units = ["Bytes", "KB", "MB", "GB", "TB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < units.len() {
        size /= 1024.0;
        unit += 1;
    }
    format!("{} {}", size.round(), units[unit])
}
