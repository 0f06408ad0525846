//! What is part of the program: the default theme and the demo publication. Debug builds read them from the disk.

use rust_embed::RustEmbed;

/// `themes/broadsheet`.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../themes/broadsheet"]
pub struct DefaultTheme;

/// `demo`: texts and pictures.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../demo"]
#[include = "*.json"]
#[include = "stories/**/*.md"]
#[include = "feed/**/*.md"]
#[include = "pictures/*"]
#[include = "media/*"]
pub struct Demo;
