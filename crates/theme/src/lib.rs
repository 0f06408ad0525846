//! Loads a theme in Ghost's format and renders pages with it: Ghost's helpers and ours.
//!
//! A [`Theme`] is compiled once and shared; a [`Page`] says what is asked for, a [`Scene`] from where and when. Data
//! comes through the store's `Reader` while the page is rendered, and through nothing else. No HTTP, no SQL, no files
//! other than the theme's own. Start reading at [`Theme::render`].

mod asset;
mod bundle;
mod date;
mod error;
mod locale;
mod nql;
mod package;
mod text;

pub use asset::Asset;
pub use error::ThemeError;
pub use package::CustomSetting;
