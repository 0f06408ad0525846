//! All that is written of a story.

use super::open;
use crate::{AuthorRef, NewsroomError, PostInput, Result, TagRef, Target, address, known::Known, save_post};
use document::Document;
use kernel::{Language, Picture, Post, PostId, Slug, Visibility};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Revision;

/// All that is written of a story, as the editor's page keeps it. Empty texts are none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CopyText {
    /// Headline.
    pub title: String,
    /// The sentence under it.
    pub standfirst: String,
    /// The text, as the document's JSON.
    pub document: Value,
    /// The slug, where somebody has set it; else it follows the headline until the story is published.
    pub slug: String,
    /// The language, as a tag (BCP 47); empty is the site's.
    pub language: String,
    /// The slug of the same story in another language; empty where it is tied to none.
    pub translation_of: String,
    /// Whether the story is to be tied as `translation_of` says; else that only tells how it is.
    pub tie: bool,
    /// The story that `translation_of` named when that was said. Kept by the server alone: a story that is asked for stays
    /// the one that was meant, whatever its slug becomes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tied_to: Option<PostId>,
    /// Names of the tags in their order; the first is the section.
    pub tags: Vec<String>,
    /// Slugs or names of the bylines in their order.
    pub authors: Vec<String>,
    /// Lead picture.
    pub feature_image: Option<Picture>,
    /// Marked by the editors.
    pub featured: bool,
    /// Who may read it.
    pub visibility: Visibility,
    /// Shown before the story. Inline HTML.
    pub editors_note: String,
    /// The address to cite, when it appeared elsewhere first.
    pub canonical_url: String,
    /// For search engines.
    pub meta_title: String,
    /// For search engines.
    pub meta_description: String,
    /// Social card.
    pub og_title: String,
    /// Social card.
    pub og_description: String,
    /// Social card.
    pub og_image: String,
    /// Social card for X.
    pub twitter_title: String,
    /// Social card for X.
    pub twitter_description: String,
    /// Social card for X.
    pub twitter_image: String,
    /// A template of the theme.
    pub custom_template: String,
}

impl Default for CopyText {
    fn default() -> Self {
        Self {
            title: String::new(),
            standfirst: String::new(),
            document: serde_json::json!({"type": "doc", "content": [{"type": "paragraph"}]}),
            slug: String::new(),
            language: String::new(),
            translation_of: String::new(),
            tie: false,
            tied_to: None,
            tags: Vec::new(),
            authors: Vec::new(),
            feature_image: None,
            featured: false,
            visibility: Visibility::Public,
            editors_note: String::new(),
            canonical_url: String::new(),
            meta_title: String::new(),
            meta_description: String::new(),
            og_title: String::new(),
            og_description: String::new(),
            og_image: String::new(),
            twitter_title: String::new(),
            twitter_description: String::new(),
            twitter_image: String::new(),
            custom_template: String::new(),
        }
    }
}

/// What a revision keeps in columns of its own.
const APART: [&str; 3] = ["title", "standfirst", "document"];

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl CopyText {
    /// What is written of a post that has no copy yet. `translates`: the story whose translation it is.
    pub(super) fn of(post: &Post, untitled: bool, translates: Option<&Slug>) -> Self {
        Self {
            title: if untitled {
                String::new()
            } else {
                post.title.clone()
            },
            standfirst: post.standfirst.clone().unwrap_or_default(),
            document: serde_json::from_str(&post.body).unwrap_or_else(|_| Self::default().document),
            ..Self::around(post, translates)
        }
    }

    /// All of it but headline, standfirst and text.
    pub(crate) fn around(post: &Post, translates: Option<&Slug>) -> Self {
        let text = |of: &Option<String>| of.clone().unwrap_or_default();
        Self {
            slug: if open::has_address(post) {
                post.slug.to_string()
            } else {
                String::new()
            },
            language: post.language.to_string(),
            translation_of: translates.map_or_else(String::new, ToString::to_string),
            tags: post.tags.iter().map(|tag| tag.name.clone()).collect(),
            authors: post
                .authors
                .iter()
                .map(|author| author.slug.to_string())
                .collect(),
            feature_image: post.feature_image.clone(),
            featured: post.featured,
            visibility: post.visibility,
            editors_note: text(&post.editors_note),
            canonical_url: text(&post.canonical_url),
            meta_title: text(&post.meta_title),
            meta_description: text(&post.meta_description),
            og_title: text(&post.og_title),
            og_description: text(&post.og_description),
            og_image: text(&post.og_image),
            twitter_title: text(&post.twitter_title),
            twitter_description: text(&post.twitter_description),
            twitter_image: text(&post.twitter_image),
            custom_template: text(&post.custom_template),
            ..Self::default()
        }
    }

    /// All of it but headline, standfirst and text, as a revision keeps it.
    pub(crate) fn fields(&self) -> String {
        let mut all = serde_json::to_value(self).unwrap_or_default();
        if let Some(all) = all.as_object_mut() {
            for apart in APART {
                all.remove(apart);
            }
        }
        all.to_string()
    }

    /// What a revision kept of it ([`CopyText::fields`]). A story that cannot be found any more, as after it got another
    /// slug, leaves the tie as it is.
    pub(super) fn of_fields(fields: &str, known: &dyn Known) -> Result<Self> {
        let then: Self = serde_json::from_str(fields).map_err(document::DocumentError::from)?;
        let tie = match then.translation_of.parse::<Slug>() {
            Ok(slug) => known.post_by_slug(&slug)?.is_some(),
            Err(_) => then.translation_of.is_empty(),
        };
        Ok(Self { tie, ..then })
    }

    /// All of it, as a copy keeps it.
    pub(super) fn content(&self) -> Result<String> {
        let json = serde_json::to_string(self);
        json.map_err(|error| NewsroomError::Invalid(format!("The text cannot be kept: {error}.")))
    }

    /// What was written in a saved state. What it did not keep is as in `now`, and so is where readers find a story that
    /// is or was on the site, and what it translates.
    pub(super) fn of_revision(
        revision: Revision,
        now: Self,
        on_site: bool,
        known: &dyn Known,
    ) -> Result<Self> {
        let json = |text: &str| serde_json::from_str(text).map_err(document::DocumentError::from);
        let mut then = match &revision.fields {
            Some(fields) => Self::of_fields(fields, known)?,
            None => now.clone(),
        };
        if on_site {
            (then.slug, then.language) = (now.slug, now.language);
            (then.translation_of, then.tie) = (now.translation_of, now.tie);
        }
        Ok(Self {
            title: revision.title,
            standfirst: revision.standfirst.unwrap_or_default(),
            document: json(&revision.body)?,
            ..then
        })
    }

    /// All that there is to read in it, with the names of its tags and bylines, by which the desk finds it.
    pub(super) fn plain(&self) -> String {
        let mut plain = format!("{}\n{}\n", self.title, self.standfirst);
        if let Ok(document) = Document::from_json(&self.document.to_string()) {
            plain.push_str(&document.to_plain_text());
        }
        for name in self.tags.iter().chain(&self.authors) {
            plain.push('\n');
            plain.push_str(name);
        }
        plain
    }

    /// The same as a post keeps it: what is no other text for readers does not differ by a space at its end.
    pub(super) fn tidied(mut self) -> Self {
        for line in [&mut self.title, &mut self.standfirst] {
            *line = save_post::one_line(line.trim()).trim().to_owned();
        }
        for text in [
            &mut self.editors_note,
            &mut self.canonical_url,
            &mut self.meta_title,
            &mut self.meta_description,
            &mut self.og_title,
            &mut self.og_description,
            &mut self.og_image,
            &mut self.twitter_title,
            &mut self.twitter_description,
            &mut self.twitter_image,
            &mut self.custom_template,
        ] {
            *text = text.trim().to_owned();
        }
        self.editors_note = document::sanitise_inline(&self.editors_note).trim().to_owned();
        if let Some(address) = address::page(&self.canonical_url) {
            self.canonical_url = address;
        }
        self.feature_image = self.feature_image.filter(|picture| !picture.src.is_empty());
        if let Some(picture) = &mut self.feature_image {
            picture.caption = document::sanitise_inline(&picture.caption);
        }
        self
    }

    /// The post that this is to become. What the copy does not hold stays as it is in `before`.
    pub(super) fn into_input(self, before: &Post, untitled: &str) -> Result<PostInput> {
        // Raw HTML keeps the trust that it had, letter by letter, and gains none.
        let mut document = Document::from_json(&self.document.to_string())?;
        if let Ok(before) = Document::from_stored_json(&before.body) {
            document.keep_trust_of(&before);
        }
        let language: Option<Language> = match some(&self.language) {
            Some(tag) => Some(tag.parse().map_err(crate::error::unfit)?),
            None => None,
        };
        let slug: Option<Slug> = match some(&self.slug) {
            Some(slug) => match slug.parse() {
                Ok(slug) => Some(slug),
                Err(_) => Slug::from_title(&slug),
            },
            None => None,
        };
        let translation_of = match some(&self.translation_of).filter(|_| self.tie) {
            Some(slug) => Some(slug.parse().map_err(crate::error::unfit)?),
            None => None,
        };
        let title = some(&self.title).unwrap_or_else(|| untitled.to_owned());
        Ok(PostInput {
            target: Target::Id(before.id),
            kind: before.kind,
            state: before.state,
            slug,
            language,
            untied: self.tie && translation_of.is_none(),
            translation_of,
            standfirst: some(&self.standfirst),
            feature_image: self.feature_image.filter(|picture| !picture.src.is_empty()),
            featured: Some(self.featured),
            visibility: self.visibility,
            editors_note: some(&self.editors_note),
            tags: self.tags.into_iter().map(TagRef::Named).collect(),
            authors: self.authors.into_iter().map(AuthorRef::Named).collect(),
            canonical_url: some(&self.canonical_url),
            meta_title: some(&self.meta_title),
            meta_description: some(&self.meta_description),
            og_title: some(&self.og_title),
            og_description: some(&self.og_description),
            og_image: some(&self.og_image),
            twitter_title: some(&self.twitter_title),
            twitter_description: some(&self.twitter_description),
            twitter_image: some(&self.twitter_image),
            codeinjection_head: before.codeinjection_head.clone(),
            codeinjection_foot: before.codeinjection_foot.clone(),
            custom_template: some(&self.custom_template),
            ..PostInput::story(title, document)
        })
    }
}
