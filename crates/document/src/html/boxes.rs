//! Boxes and cards.

use super::{attribute, text, write::Writer};
use crate::{
    Url,
    nodes::{
        Align, Banner, Bookmark, Button, ButtonLink, CallToAction, Callout, Layout, NewsletterBox, Picture,
        Product, RawHtml, Toggle,
    },
};
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn callout(&mut self, callout: &Callout) {
        let tone = callout.tone.as_deref().unwrap_or("note");
        let class = format!("callout callout-{tone} kg-card kg-callout-card kg-callout-card-{tone}");
        self.out.push_str("<div role=\"note\"");
        attribute(&mut self.out, "class", &class);
        self.out.push('>');
        self.words("div", "callout-emoji kg-callout-emoji", callout.emoji.as_deref());
        self.element("div", "callout-text kg-callout-text", |w| {
            w.tight(&callout.content)
        });
        self.out.push_str("</div>");
    }

    pub(super) fn toggle(&mut self, toggle: &Toggle) {
        self.out
            .push_str("<details class=\"toggle kg-card kg-toggle-card\"");
        self.out.push_str(if toggle.open || self.text_only {
            " open>"
        } else {
            ">"
        });
        self.element("summary", "toggle-heading kg-toggle-heading", |w| {
            w.element("span", "kg-toggle-heading-text", |w| w.inlines(&toggle.summary));
        });
        self.element("div", "toggle-text kg-toggle-content", |w| {
            w.blocks(&toggle.content)
        });
        self.out.push_str("</details>");
    }

    pub(super) fn button(&mut self, button: &Button) {
        let align = button.align.unwrap_or(Align::Center).as_str();
        let class = format!("button-box align-{align} kg-card kg-button-card kg-align-{align}");
        self.element("div", &class, |w| {
            w.button_link("kg-btn kg-btn-accent", Some(&button.link))
        });
    }

    fn button_link(&mut self, ghost: &str, link: Option<&ButtonLink>) {
        if let Some(link) = link.filter(|link| !link.text.is_empty()) {
            self.anchor(&format!("button {ghost}"), link.url.as_ref(), |w| {
                text(&mut w.out, &link.text)
            });
        }
    }

    pub(super) fn bookmark(&mut self, bookmark: &Bookmark) {
        let address = bookmark.url.as_ref().map(Url::as_str).unwrap_or_default();
        let title = bookmark.title.as_deref().unwrap_or(address);
        if self.text_only {
            return self.element("p", "", |w| {
                w.anchor("", bookmark.url.as_ref(), |w| text(&mut w.out, title));
                let more = [&bookmark.description, &bookmark.publisher, &bookmark.author];
                for more in more.into_iter().flatten() {
                    w.out.push_str(" · ");
                    text(&mut w.out, more);
                }
                if !bookmark.caption.is_empty() {
                    w.out.push_str(" · ");
                    w.inlines(&bookmark.caption);
                }
            });
        }
        self.out
            .push_str("<figure class=\"bookmark kg-card kg-bookmark-card\">");
        self.anchor(
            "bookmark-link kg-bookmark-container",
            bookmark.url.as_ref(),
            |w| {
                w.out
                    .push_str("<div class=\"bookmark-text kg-bookmark-content\">");
                w.words("div", "bookmark-title kg-bookmark-title", Some(title));
                w.words(
                    "div",
                    "bookmark-description kg-bookmark-description",
                    bookmark.description.as_deref(),
                );
                w.out
                    .push_str("<div class=\"bookmark-source kg-bookmark-metadata\">");
                w.decoration("bookmark-icon kg-bookmark-icon", bookmark.icon.as_ref());
                // Ghost has these two class names the wrong way round, and themes count on it.
                w.words(
                    "span",
                    "bookmark-publisher kg-bookmark-author",
                    bookmark.publisher.as_deref(),
                );
                w.out.push(' ');
                w.words(
                    "span",
                    "bookmark-author kg-bookmark-publisher",
                    bookmark.author.as_deref(),
                );
                w.out.push_str("</div></div>");
                if bookmark
                    .thumbnail
                    .as_ref()
                    .is_some_and(|url| url.is_local(&w.options.site_url))
                {
                    w.out
                        .push_str("<div class=\"bookmark-picture kg-bookmark-thumbnail\">");
                    w.decoration("", bookmark.thumbnail.as_ref());
                    w.out.push_str("</div>");
                }
            },
        );
        self.line("figcaption", "", &bookmark.caption);
        self.out.push_str("</figure>");
    }

    /// A picture of our own that says nothing. One from elsewhere is left out: a page calls no third party for it.
    fn decoration(&mut self, class: &str, src: Option<&Url>) {
        let Some(src) = src.filter(|src| !self.text_only && src.is_local(&self.options.site_url)) else {
            return;
        };
        self.out.push_str("<img");
        if !class.is_empty() {
            attribute(&mut self.out, "class", class);
        }
        attribute(&mut self.out, "src", src.as_str());
        self.out.push_str(" alt=\"\" loading=\"lazy\">");
    }

    pub(super) fn raw(&mut self, raw: &RawHtml) {
        if raw.members_only && !self.options.member {
            return;
        }
        let html = if raw.trusted && !self.text_only {
            crate::sanitise::without_our_comments(&raw.html)
        } else if self.text_only {
            crate::sanitise::text_only(&raw.html)
        } else {
            crate::sanitise::blocks(&raw.html)
        };
        let _ = write!(self.out, "<div class=\"raw-html\">{html}</div>");
    }

    pub(super) fn newsletter(&mut self, newsletter: &NewsletterBox) {
        let slug = newsletter
            .slug
            .as_deref()
            .filter(|slug| NewsletterBox::is_slug(slug));
        let comment = format!("<!--broadsheet:newsletter {}-->", slug.unwrap_or("default"));
        let own_words = [&newsletter.heading, &newsletter.text, &newsletter.disclaimer];
        if own_words.iter().all(|words| words.is_empty()) {
            return self.out.push_str(&comment);
        }
        self.element("div", "newsletter kg-card kg-signup-card", |w| {
            w.line(
                "h2",
                "newsletter-heading kg-signup-card-heading",
                &newsletter.heading,
            );
            w.line("p", "newsletter-text kg-signup-card-subheading", &newsletter.text);
            w.out.push_str(&comment);
            w.line(
                "p",
                "newsletter-disclaimer kg-signup-card-disclaimer",
                &newsletter.disclaimer,
            );
        });
    }

    pub(super) fn banner(&mut self, banner: &Banner) {
        let mut class = String::from("banner");
        if banner.layout != Layout::Regular {
            let _ = write!(class, " banner-{}", banner.layout.as_str());
        }
        let _ = write!(
            class,
            " kg-card kg-header-card kg-v2 kg-width-{}",
            banner.layout.as_str()
        );
        self.element("div", &class, |w| {
            if let Some(image) = banner.image.as_ref().filter(|_| !w.text_only) {
                w.out
                    .push_str("<img class=\"banner-picture kg-header-card-image\"");
                attribute(&mut w.out, "src", image.as_str());
                w.out.push_str(" alt=\"\" loading=\"lazy\">");
            }
            let align = banner.align.unwrap_or(Align::Left).as_str();
            w.out.push_str("<div class=\"kg-header-card-content\">");
            w.element("div", &format!("kg-header-card-text kg-align-{align}"), |w| {
                if !banner.heading.is_empty() {
                    w.out
                        .push_str("<h2 class=\"banner-heading kg-header-card-heading\"");
                    let id = w.ids.for_heading(&crate::plain::of_inlines(&banner.heading));
                    if let Some(id) = id {
                        attribute(&mut w.out, "id", &format!("{}{id}", w.options.id_prefix));
                    }
                    w.out.push('>');
                    w.inlines(&banner.heading);
                    w.out.push_str("</h2>");
                }
                w.line("p", "banner-text kg-header-card-subheading", &banner.text);
                w.button_link("kg-header-card-button", banner.button.as_ref());
            });
            w.out.push_str("</div>");
        });
    }

    pub(super) fn product(&mut self, product: &Product) {
        self.element("div", "product kg-card kg-product-card", |w| {
            w.out.push_str("<div class=\"kg-product-card-container\">");
            if let Some(src) = product.image.as_ref().filter(|_| !w.text_only) {
                let picture = Picture {
                    width: product.width,
                    height: product.height,
                    alt: String::new(),
                    ..Picture::default()
                };
                w.image(
                    src,
                    &picture,
                    "kg-product-card-image",
                    "(min-width: 550px) 550px, 100vw",
                );
            }
            w.line("div", "product-title kg-product-card-title", &product.title);
            if let Some(rating) = product.rating {
                let stars = usize::from(rating.min(5));
                let _ = write!(
                    w.out,
                    "<div class=\"product-rating\" role=\"img\" aria-label=\"{stars}/5\">{}{}</div>",
                    "★".repeat(stars),
                    "☆".repeat(5 - stars)
                );
            }
            w.element("div", "product-text kg-product-card-description", |w| {
                w.blocks(&product.content)
            });
            w.button_link(
                "kg-product-card-button kg-product-card-btn-accent",
                product.button.as_ref(),
            );
            w.out.push_str("</div>");
        });
    }

    pub(super) fn call_to_action(&mut self, call: &CallToAction) {
        if call.members_only && !self.options.member {
            return;
        }
        let layout = if call.immersive { "immersive" } else { "minimal" };
        let tone = call.tone.as_deref().unwrap_or("none");
        let class = format!("call-to-action kg-card kg-cta-card kg-cta-bg-{tone} kg-cta-{layout}");
        self.element("div", &class, |w| {
            if !call.label.is_empty() {
                w.out.push_str("<div class=\"kg-cta-sponsor-label-wrapper\">");
                w.line("div", "call-label kg-cta-sponsor-label", &call.label);
                w.out.push_str("</div>");
            }
            w.out.push_str("<div class=\"kg-cta-content\">");
            if let Some(image) = call.image.as_ref().filter(|_| !w.text_only) {
                w.out.push_str("<div class=\"kg-cta-image-container\"><img");
                attribute(&mut w.out, "src", image.as_str());
                w.out.push_str(" alt=\"\" loading=\"lazy\"></div>");
            }
            w.out.push_str("<div class=\"kg-cta-content-inner\">");
            w.element("div", "call-text kg-cta-text", |w| w.blocks(&call.content));
            w.button_link("kg-cta-button", call.button.as_ref());
            w.out.push_str("</div></div>");
        });
    }
}
