//! Loads a theme in Ghost's format and renders pages with it: Ghost's helpers and ours.
//!
//! A [`Theme`] is compiled once and shared; a [`Page`] says what is asked for, a [`Scene`] from where and when. Data
//! comes through the store's `Reader` while the page is rendered, and through nothing else. No HTTP, no SQL, no files
//! other than the theme's own. Start reading at [`Theme::render`]; what themes may use is in `docs/themes.md`.

mod archive;
mod asset;
mod bundle;
mod compiled;
mod date;
mod error;
mod fragments;
mod helper;
mod image;
mod locale;
mod meta;
mod nql;
mod object;
mod package;
mod page;
mod place;
mod render;
mod search;
mod template;
mod text;
mod theme;
mod visit;

pub use asset::Asset;
pub use error::ThemeError;
pub use fragments::Fragments;
pub use package::CustomSetting;
pub use page::{Page, Scene};
pub use search::{FoundPost, SearchPage};
pub use theme::{Theme, accent_style_source};
