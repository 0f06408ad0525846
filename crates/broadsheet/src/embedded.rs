//! What is part of the program: the default theme and the demo publication. Debug builds read them from the disk.

use rust_embed::RustEmbed;
use theme::{Theme, ThemeError};

/// `themes/broadsheet`.
#[derive(RustEmbed)]
#[folder = "../../themes/broadsheet"]
pub struct DefaultTheme;

/// `demo`: texts and pictures.
#[derive(RustEmbed)]
#[folder = "../../demo"]
#[include = "*.json"]
#[include = "stories/**/*.md"]
#[include = "feed/**/*.md"]
#[include = "pictures/*"]
#[include = "media/*"]
pub struct Demo;

/// Loads the default theme.
pub fn default_theme() -> Result<Theme, ThemeError> {
    Theme::built_in(DefaultTheme::iter().filter_map(|path| {
        let file = DefaultTheme::get(&path)?;
        Some((path.into_owned(), file.data.into_owned()))
    }))
}
