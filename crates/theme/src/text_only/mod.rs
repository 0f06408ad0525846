//! Pages for bad connections: one document of at most [`MOST`] bytes with everything in it, the same in every theme.
//!
//! A longer story goes on on further pages; a list gives up standfirsts and then the ends of headlines. What a page links
//! to on this site is text-only too, as far as it can be.

mod frame;
mod links;
mod lists;
mod story;

pub(crate) use links::text_address;
pub use links::text_path;

use crate::{Page, Scene, ThemeError, compiled::Compiled, date, place::Place};
use frame::Frame;
use kernel::Timestamp;
use std::sync::Arc;

/// 15 KB, whether a kilobyte is 1,000 bytes or 1,024.
pub const MOST: usize = 15_000;

/// What text-only pages are made with.
pub(crate) struct Paper<'a> {
    pub theme: &'a Compiled,
    pub scene: &'a Scene,
    pub place: Arc<Place>,
}

/// Renders the text-only page of a page, or its further page with this number. Of a list the number is its own.
pub(crate) fn render(
    theme: &Arc<Compiled>,
    page: &Page,
    number: u32,
    scene: &Scene,
) -> Result<String, ThemeError> {
    let place = Arc::new(Place::new(
        scene.settings.clone(),
        scene.language.clone(),
        &scene.public_url,
    ));
    scene
        .reader
        .note_until(date::next_midnight(scene.now, &place.zone));
    let paper = Paper { theme, scene, place };
    match page {
        Page::Post(post) => paper.story(post, number),
        page => paper.list(page),
    }
}

impl Paper<'_> {
    /// The theme's word for it, or ours.
    fn word(&self, key: &str) -> String {
        self.theme
            .locales
            .of(self.place.language.as_str())
            .get(key)
            .to_owned()
    }

    /// A moment as HTML.
    fn time(&self, at: Timestamp, format: &str) -> String {
        let zoned = jiff::ZonedDateTime::new(at.to_jiff(), self.place.zone.clone());
        format!(
            "<time datetime=\"{}\">{}</time>",
            date::format(&zoned, "YYYY-MM-DDTHH:mm:ssZ", self.place.words),
            escaped(&date::format(&zoned, format, self.place.words)),
        )
    }

    /// A link to a page of this site: to its text-only page where it has one.
    fn link(&self, path: &str, label: &str) -> String {
        let address = text_address(&self.place, path).unwrap_or_else(|| path.to_owned());
        format!("<a href=\"{}\">{}</a>", escaped(&address), escaped(label))
    }

    /// The page with this number of a text that begins at `first` and goes on below `further`.
    fn cut(
        &self,
        frame: &Frame,
        text: &str,
        number: u32,
        first: &str,
        further: &str,
    ) -> Result<String, ThemeError> {
        let on = |to: u32, of: usize| match of {
            0 | 1 => String::new(),
            of => self.further(to, of as u32, &|page| format!("{further}{page}/"), first),
        };
        // The longest numbers that there may be.
        let around = frame.write("", &on(8888, 9999)).len();
        let room = MOST.saturating_sub(around);
        let pieces = document::pieces(text, room, |at| match at {
            0 => first.to_owned(),
            at => format!("{further}{}/", at + 1),
        });
        let piece = (number as usize).checked_sub(1).and_then(|at| pieces.get(at));
        let piece = piece.ok_or(ThemeError::NoSuchPage)?;
        Ok(frame.write(piece, &on(number, pieces.len())))
    }

    /// The ways to the pages before and after.
    fn further(&self, page: u32, pages: u32, path: &dyn Fn(u32) -> String, first: &str) -> String {
        let place = |to: u32| if to == 1 { first.to_owned() } else { path(to) };
        let words = self.word("Page {page} of {pages}");
        let words = words
            .replace("{page}", &page.to_string())
            .replace("{pages}", &pages.to_string());
        let mut out = format!("<nav aria-label=\"{}\"><p>", escaped(&self.word("Pages")));
        if page > 1 {
            out += &format!(
                "<a rel=\"prev\" href=\"{}\">← {}</a> ",
                escaped(&place(page - 1)),
                page - 1
            );
        }
        out += &escaped(&words);
        if page < pages {
            out += &format!(
                " <a rel=\"next\" href=\"{}\">{} →</a>",
                escaped(&place(page + 1)),
                page + 1
            );
        }
        out + "</p></nav>"
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    crate::text::attribute(&mut out, text);
    out
}

/// The beginning of a text, where it is longer than so many characters.
fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The source for `style-src` of a content security policy that allows the one style of these pages.
pub fn text_style_source() -> String {
    use base64::{Engine as _, prelude::BASE64_STANDARD};
    use sha2::Digest;
    let hash = sha2::Sha256::digest(frame::STYLE.as_bytes());
    format!("'sha256-{}'", BASE64_STANDARD.encode(hash))
}
