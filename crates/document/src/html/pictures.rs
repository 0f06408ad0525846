//! Pictures and galleries.

use super::{attribute, text, write::Writer};
use crate::{
    Inline, Url,
    nodes::{Gallery, Layout, Picture},
};
use std::fmt::Write;

/// Widths of renditions in pixels, ascending; `files` makes pictures in no others (a test of `site` asks for each).
const WIDTHS: [u32; 4] = [600, 1000, 1600, 2400];

/// Pictures in one row of a gallery, at most (as Ghost).
const ROW: usize = 3;

/// What stands under a picture or a film.
pub(super) struct Below<'a> {
    pub(super) caption: &'a [Inline],
    pub(super) credit: Option<&'a str>,
}

impl Below<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.caption.is_empty() && self.credit.is_none_or(str::is_empty)
    }
}

impl Writer<'_> {
    pub(super) fn picture(&mut self, picture: &Picture) {
        let below = Below {
            caption: &picture.caption,
            credit: picture.credit.as_deref(),
        };
        if self.text_only {
            return self.instead_of(&picture.alt, picture.href.as_ref(), &below);
        }
        let mut class = String::from("picture");
        if picture.layout != Layout::Regular {
            let _ = write!(class, " picture-{}", picture.layout.as_str());
        }
        if picture.width.zip(picture.height).is_some_and(|(w, h)| h > w) {
            class.push_str(" picture-tall");
        }
        self.figure(&class, "kg-image-card", picture.layout, &below, |w| {
            let Some(src) = &picture.src else { return };
            let sizes = match picture.layout {
                Layout::Regular => "(min-width: 720px) 720px, 100vw",
                Layout::Wide => "(min-width: 1200px) 1200px, 100vw",
                Layout::Full => "100vw",
            };
            match &picture.href {
                Some(href) => {
                    w.out.push_str("<a");
                    attribute(&mut w.out, "href", href.as_str());
                    w.out.push('>');
                    w.image(src, picture, "kg-image", sizes);
                    w.out.push_str("</a>");
                }
                None => w.image(src, picture, "kg-image", sizes),
            }
        });
    }

    pub(super) fn gallery(&mut self, gallery: &Gallery) {
        if self.text_only {
            for picture in &gallery.pictures {
                self.picture(picture);
            }
            return self.line("p", "caption", &gallery.caption);
        }
        self.out
            .push_str("<figure class=\"gallery kg-card kg-gallery-card kg-width-wide\">");
        self.out
            .push_str("<div class=\"gallery-pictures kg-gallery-container\">");
        for row in rows(&gallery.pictures) {
            self.out.push_str("<div class=\"gallery-row kg-gallery-row\">");
            for picture in row {
                self.out
                    .push_str("<div class=\"gallery-picture kg-gallery-image\">");
                if let Some(src) = &picture.src {
                    self.image(src, picture, "", "(min-width: 720px) 720px, 100vw");
                }
                self.out.push_str("</div>");
            }
            self.out.push_str("</div>");
        }
        self.out.push_str("</div>");
        let said = |p: &&Picture| !p.caption.is_empty() || p.credit.is_some();
        if !gallery.caption.is_empty() || gallery.pictures.iter().any(|p| said(&p)) {
            self.out.push_str("<figcaption>");
            self.line("span", "caption", &gallery.caption);
            for picture in gallery.pictures.iter().filter(said) {
                self.out.push(' ');
                self.line("span", "caption", &picture.caption);
                self.out.push(' ');
                self.words("span", "credit", picture.credit.as_deref());
            }
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>");
    }

    /// A figure with what stands below it.
    pub(super) fn figure(
        &mut self,
        class: &str,
        ghost: &str,
        layout: Layout,
        below: &Below<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        let _ = write!(self.out, "<figure class=\"{class} kg-card {ghost}");
        if layout != Layout::Regular {
            let _ = write!(self.out, " kg-width-{}", layout.as_str());
        }
        self.out.push_str(if below.is_empty() {
            "\">"
        } else {
            " kg-card-hascaption\">"
        });
        inside(self);
        self.below(below);
        self.out.push_str("</figure>");
    }

    /// Caption and credit.
    pub(super) fn below(&mut self, below: &Below<'_>) {
        if below.is_empty() {
            return;
        }
        self.element("figcaption", "", |w| {
            w.line("span", "caption", below.caption);
            if !below.caption.is_empty() && below.credit.is_some() {
                w.out.push(' ');
            }
            w.words("span", "credit", below.credit);
        });
    }

    /// On a text-only page: what there is to be seen, and where it is.
    pub(super) fn instead_of(&mut self, what: &str, at: Option<&Url>, below: &Below<'_>) {
        if what.is_empty() && at.is_none() && below.is_empty() {
            return;
        }
        self.element("p", "caption", |w| {
            if !what.is_empty() || at.is_some() {
                let shown = if what.is_empty() {
                    at.map_or("", Url::as_str)
                } else {
                    what
                };
                w.out.push('[');
                w.anchor("", at, |w| text(&mut w.out, shown));
                w.out.push_str("] ");
            }
            w.inlines(below.caption);
            if let Some(credit) = below.credit {
                w.out.push(' ');
                text(&mut w.out, credit);
            }
        });
    }

    /// An `img`, with its renditions when it is ours.
    pub(super) fn image(&mut self, src: &Url, picture: &Picture, class: &str, sizes: &str) {
        let sets = self.renditions(src, picture.width);
        let webp = sets.as_ref().and_then(|(_, webp)| webp.as_deref());
        if let Some(webp) = webp {
            self.out.push_str("<picture><source type=\"image/webp\"");
            attribute(&mut self.out, "srcset", webp);
            attribute(&mut self.out, "sizes", sizes);
            self.out.push('>');
        }
        self.out.push_str("<img");
        attribute(&mut self.out, "src", src.as_str());
        if !class.is_empty() {
            attribute(&mut self.out, "class", class);
        }
        attribute(&mut self.out, "alt", &picture.alt);
        if let Some(title) = &picture.title {
            attribute(&mut self.out, "title", title);
        }
        if let (Some(width), Some(height)) = (picture.width, picture.height) {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        if let Some((own, _)) = &sets {
            attribute(&mut self.out, "srcset", own);
            attribute(&mut self.out, "sizes", sizes);
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
        if webp.is_some() {
            self.out.push_str("</picture>");
        }
    }

    /// `srcset`s of the picture's own format and of WebP. `None` when it is not ours or too small to have any.
    fn renditions(&self, src: &Url, width: Option<u32>) -> Option<(String, Option<String>)> {
        let (address, width) = (src.as_str(), width?);
        if !self.options.renditions
            || !src.is_local(&self.options.site_url)
            || address.contains(['?', '#', ','])
        {
            return None;
        }
        let (before, path) = address.split_once("/content/images/")?;
        let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
        if path.starts_with("size/") || !["jpg", "jpeg", "png", "webp"].contains(&ending.as_str()) {
            return None;
        }
        let smaller: Vec<u32> = WIDTHS.into_iter().filter(|w| *w < width).collect();
        let set = |format: &str| {
            let named = |w: &u32| format!("{before}/content/images/size/w{w}{format}/{path} {w}w");
            smaller.iter().map(named).collect::<Vec<_>>()
        };
        let mut own = set("");
        own.push(format!("{address} {width}w"));
        let webp = (ending != "webp").then(|| {
            let mut webp = set("/format/webp");
            // Nothing is made wider than it is: under the next width lies the picture in its own.
            if let Some(next) = WIDTHS.into_iter().find(|w| *w >= width) {
                webp.push(format!(
                    "{before}/content/images/size/w{next}/format/webp/{path} {width}w"
                ));
            }
            webp.join(", ")
        });
        let own = own.join(", ");
        // Where there is no smaller one, WebP alone is not worth a rendition of odd width.
        (!smaller.is_empty()).then_some((own, webp.filter(|_| width >= 600)))
    }
}

/// Rows as even as they can be: 4 pictures are 2 and 2, not 3 and 1.
fn rows(pictures: &[Picture]) -> Vec<&[Picture]> {
    let count = pictures.len().div_ceil(ROW).max(1);
    let (base, longer) = (pictures.len() / count, pictures.len() % count);
    let mut rest = pictures;
    (0..count)
        .map(|row| {
            let (now, later) = rest.split_at(base + usize::from(row < longer));
            rest = later;
            now
        })
        .filter(|row| !row.is_empty())
        .collect()
}
