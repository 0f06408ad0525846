//! Themes as the rest of the program knows them.

use crate::{
    Asset, CustomSetting, Page, Scene, ThemeError,
    bundle::{self, Bundle},
    compiled::{Compiled, in_file},
    meta, render, text_only,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use kernel::SiteSettings;
use sha2::Digest;
use std::{path::Path, sync::Arc};

/// A theme: compiled once, then shared between threads. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Theme(pub(crate) Arc<Compiled>);

impl Theme {
    /// Loads a theme from a folder or a zip.
    ///
    /// # Errors
    /// [`ThemeError::File`] names file and line of what is wrong in it.
    pub fn load(path: &Path) -> Result<Self, ThemeError> {
        Self::compile(bundle::read(path)?)
    }

    /// A theme from files that are at hand, by their path within it: the built-in one.
    ///
    /// # Errors
    /// As [`Theme::load`].
    pub fn built_in(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, ThemeError> {
        Self::compile(bundle::collect(files)?)
    }

    fn compile(files: Bundle) -> Result<Self, ThemeError> {
        Compiled::new(files).map(|compiled| Self(Arc::new(compiled)))
    }

    /// Whether all partials and helpers that its templates name are there. A page without one of them is an error when it
    /// is rendered, so a theme is looked at before readers see it; one that is in use is not refused for a page that
    /// nobody asks for.
    ///
    /// # Errors
    /// [`ThemeError::File`] names the first.
    pub fn check(&self) -> Result<(), ThemeError> {
        let engine = &self.0.engine;
        engine.missing().map_or(Ok(()), |error| {
            let file = match engine.has_template(&error.template) {
                true => format!("{}.hbs", error.template),
                false => format!("partials/{}.hbs", error.template),
            };
            Err(in_file(error, &file))
        })
    }

    /// Its name, from `package.json`; empty where that has none.
    pub fn name(&self) -> &str {
        &self.0.package.name
    }

    /// Its version, from `package.json`.
    pub fn version(&self) -> &str {
        &self.0.package.version
    }

    /// How many stories a page of a list has.
    pub fn posts_per_page(&self) -> u32 {
        self.0.package.posts_per_page
    }

    /// Whether its pages need inline scripts and styles, so that the content security policy must allow them.
    pub fn needs_inline(&self) -> bool {
        self.0.package.inline
    }

    /// Whether its pages can follow the news feed: it has the partials `feed-day`, `feed-item` and `feed-list`.
    pub fn is_live(&self) -> bool {
        self.0.live
    }

    /// Its own settings, for the desk to offer.
    pub fn settings(&self) -> &[CustomSetting] {
        &self.0.custom
    }

    /// The widths of picture renditions that its pages may ask for, ascending.
    pub fn image_widths(&self) -> &[u32] {
        &self.0.widths
    }

    /// A file below `/assets/`, by its path there: `css/paper.css`.
    pub fn asset(&self, path: &str) -> Option<Asset> {
        self.0.assets.get(path).cloned()
    }

    /// Renders a page.
    ///
    /// # Errors
    /// [`ThemeError::NoSuchPage`] when the list ends before that page, [`ThemeError::Store`] when the store cannot be
    /// read, [`ThemeError::File`] when a template is wrong.
    pub fn render(&self, page: &Page, scene: &Scene) -> Result<String, ThemeError> {
        render::render(&self.0, page, scene)
    }

    /// Renders the text-only page of a page, which the theme has no part in but its words. `number` counts the pages of
    /// what goes on on further ones; a list has its own number.
    ///
    /// # Errors
    /// As [`Theme::render`]; the page may also be one that has no text-only page.
    pub fn render_text(&self, page: &Page, number: u32, scene: &Scene) -> Result<String, ThemeError> {
        text_only::render(&self.0, page, number, scene)
    }
}

/// The source for `style-src` of a content security policy that allows the one inline style of `{{ghost_head}}`, the
/// accent colour: `'sha256-…'`. Nothing when there is no such style.
pub fn accent_style_source(settings: &SiteSettings) -> Option<String> {
    let css = meta::accent_css(settings)?;
    Some(format!(
        "'sha256-{}'",
        BASE64_STANDARD.encode(sha2::Sha256::digest(css.as_bytes()))
    ))
}
