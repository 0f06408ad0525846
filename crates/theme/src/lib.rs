//! Loads a theme in Ghost's format and renders pages with it: Ghost's helpers and ours.
//!
//! A [`Theme`] is compiled once and shared; a [`Page`] says what is asked for, a [`Scene`] from where and when. Data
//! comes through the store's `Reader` while the page is rendered, and through nothing else. No HTTP, no SQL, no files
//! other than the theme's own. Start reading at [`Theme::render`]; what themes may use is in `docs/themes.md`.

mod archive;
mod asset;
mod bundle;
mod compiled;
mod corrections;
mod date;
mod error;
mod fragments;
mod ghost_forms;
mod helper;
mod image;
mod library;
mod locale;
mod meta;
mod newsletters;
mod nql;
mod object;
mod package;
mod page;
#[doc(hidden)]
pub mod parsers;
mod place;
mod render;
mod search;
mod template;
mod text;
mod text_only;
mod theme;
mod visit;

pub use archive::{Month, months};
pub use asset::Asset;
pub use error::ThemeError;
pub use fragments::Fragments;
pub use ghost_forms::{GHOST_FORMS, GHOST_FORMS_PATH};
pub use helper::focus_classes;
pub use library::Library;
pub use newsletters::{NewsletterPage, NewsletterView};
pub use package::CustomSetting;
pub use page::{Page, Scene};
pub use search::{FoundPost, SearchPage};
pub use text_only::{MOST as TEXT_MOST, text_path, text_style_source};
pub use theme::{Theme, accent_style_source};
