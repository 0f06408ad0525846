//! A story, a page or an item of the news feed.

use super::{Paper, escaped, frame::Frame, text_address};
use crate::{ThemeError, text::plain};
use document::Document;
use kernel::{Key, Post, PostKind, Visibility};
use std::sync::Arc;

/// Where readers without an account stop reading.
const PAYWALL: &str = "<!--members-only-->";

/// Begins what stands for a card that follows other content.
const MARK: &str = "<!--broadsheet:";

impl Paper<'_> {
    pub(super) fn story(&self, post: &Arc<Post>, number: u32) -> Result<String, ThemeError> {
        let place = &self.place;
        let full = place.post_path(post);
        let path = text_address(place, &full).ok_or(ThemeError::NoSuchPage)?;
        let canonical = post.canonical_url.clone().filter(|url| !url.is_empty());
        let canonical = canonical.unwrap_or_else(|| place.absolute(&full));
        let mut others = Vec::new();
        if !self.scene.settings.languages.is_empty() {
            for link in self.scene.reader.translations(post, self.scene.now)? {
                let path = place.post_path_of(&link.language, link.slug.as_str());
                let known = link.language == self.scene.settings.language
                    || self.scene.settings.languages.contains(&link.language);
                if let Some(path) =
                    text_address(place, &path).filter(|_| known && link.language != post.language)
                {
                    others.push((link.language, path));
                }
            }
        }
        let frame = Frame::new(self, &post.title, &full, &canonical, &others);
        let mut text = self.head(post);
        text += &self.body(post)?;
        text += &self.corrections_of(post);
        self.cut(&frame, &text, number, &path, &path)
    }

    fn head(&self, post: &Post) -> String {
        let mut out = String::new();
        if let Some(section) = post.section().filter(|_| post.kind == PostKind::Story) {
            let name = self.place.name(&section.name, &section.names);
            out += &format!("<p>{}</p>", self.link(&self.place.tag_path(section), name));
        }
        out += &format!("<h1>{}</h1>", escaped(&post.title));
        if let Some(standfirst) = &post.standfirst {
            out += &format!("<p><strong>{}</strong></p>", escaped(standfirst));
        }
        let authors = post.authors.iter().map(|author| {
            self.link(
                &self.place.author_path(author),
                self.place.name(&author.name, &author.names),
            )
        });
        let authors = authors.collect::<Vec<_>>().join(", ");
        if post.kind != PostKind::Page {
            let format = self.word("D MMMM YYYY, HH:mm");
            let mut line = vec![authors];
            line.extend(post.published_at.map(|at| self.time(at, &format)));
            if post
                .published_at
                .is_some_and(|at| post.updated_at > at.plus_millis(60_000))
            {
                line.push(format!(
                    "{} {}",
                    escaped(&self.word("Updated")),
                    self.time(post.updated_at, &format)
                ));
            }
            line.retain(|part| !part.is_empty());
            out += &format!("<p>{}</p>", line.join(" · "));
        }
        if let Some(note) = &post.editors_note {
            out += &format!(
                "<p><em>{}: {}</em></p>",
                escaped(&self.word("Editor’s note")),
                escaped(&plain(note))
            );
        }
        out
    }

    /// The body as far as everybody may read it, with its cards filled in.
    fn body(&self, post: &Post) -> Result<String, ThemeError> {
        let html = match Document::from_stored_json(&post.body) {
            Ok(document) => document.for_everyone().to_text_html(&post.language),
            Err(_) => format!("<p>{}</p>", escaped(post.open_start())),
        };
        let (open, closed) = match (post.visibility, html.split_once(PAYWALL)) {
            (Visibility::Public, _) => (html.as_str(), false),
            (_, Some((before, _))) => (before, true),
            (_, None) => ("", true),
        };
        let mut out = String::with_capacity(open.len());
        let mut rest = open;
        while let Some(at) = rest.find(MARK) {
            out.push_str(&rest[..at]);
            let inner = &rest[at + MARK.len()..];
            let end = inner.find("-->").unwrap_or(inner.len());
            rest = inner.get(end + 3..).unwrap_or("");
            match inner[..end].trim().split_once(' ') {
                Some(("related", id)) => out += &self.related(id.trim())?,
                Some(("newsletter", slug)) => out += &self.newsletter(slug.trim()),
                _ => {}
            }
        }
        out.push_str(rest);
        if closed {
            let words = self.word("The rest of this story is for members of the newsroom.");
            out += &format!("<p>{}</p>", escaped(&words));
        }
        Ok(document::lean(&out, |address| text_address(&self.place, address)))
    }

    fn related(&self, id: &str) -> Result<String, ThemeError> {
        let Ok(id) = id.parse() else {
            return Ok(String::new());
        };
        self.scene.reader.note(Key::Post(id));
        let post = self.scene.reader.post_by_id(id)?;
        Ok(match post.filter(|post| post.is_public(self.scene.now)) {
            Some(post) => {
                let link = self.link(&self.place.post_path(&post), &post.title);
                let words = escaped(&self.word("Related story"));
                match post.language == self.place.language {
                    true => format!("<p>{words}: {link}</p>"),
                    false => format!("<p>{words}: <span lang=\"{}\">{link}</span></p>", post.language),
                }
            }
            None => String::new(),
        })
    }

    fn newsletter(&self, slug: &str) -> String {
        match self.scene.settings.newsletter(slug) {
            Some(one) => {
                let path = format!(
                    "{}newsletters/{}/",
                    self.place.home_path(&self.place.language),
                    one.slug
                );
                format!(
                    "<p>{}: {}</p>",
                    escaped(&self.word("Newsletter")),
                    self.link(&path, &one.name)
                )
            }
            None => String::new(),
        }
    }

    fn corrections_of(&self, post: &Post) -> String {
        if post.corrections.is_empty() {
            return String::new();
        }
        let format = self.word("D MMMM YYYY");
        let all = post
            .corrections
            .iter()
            .map(|one| format!("<li>{} {}</li>", self.time(one.at, &format), escaped(&one.text)));
        format!(
            "<h2>{}</h2><ul>{}</ul>",
            escaped(&self.word("Corrections")),
            all.collect::<String>()
        )
    }
}
