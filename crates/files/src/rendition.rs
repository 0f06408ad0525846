//! Addresses of renditions, as Ghost writes them: `/content/images/size/w600/2026/11/harbour.jpg`,
//! `/content/images/size/w600/format/webp/2026/11/harbour.jpg`.

use crate::{Area, FilesError, Kind, MediaPath};
use std::str::FromStr;

/// The format that a rendition is asked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// That of the original.
    Original,
    /// WebP.
    Webp,
}

/// A picture in a given width.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rendition {
    /// The original.
    pub of: MediaPath,
    /// Pixels; narrower originals stay as wide as they are.
    pub width: u32,
    /// In which format.
    pub format: Format,
}

impl Rendition {
    pub(crate) fn kind(&self, original: Kind) -> Kind {
        match (self.format, original) {
            // AVIF is read and not written; whoever shows it shows WebP too.
            (Format::Webp, _) | (_, Kind::Avif) => Kind::Webp,
            (Format::Original, original) => original,
        }
    }

    /// Its folder in the cache.
    pub(crate) fn folder(&self) -> String {
        let format = match self.format {
            Format::Original => "original",
            Format::Webp => "webp",
        };
        format!("w{}/{format}", self.width)
    }
}

impl FromStr for Rendition {
    type Err = FilesError;
    fn from_str(text: &str) -> Result<Self, FilesError> {
        let below = text
            .strip_prefix('/')
            .unwrap_or(text)
            .strip_prefix("content/images/size/w");
        let (width, rest) = below
            .and_then(|t| t.split_once('/'))
            .ok_or(FilesError::NotFound)?;
        let digits = (1..=4).contains(&width.len()) && !width.starts_with('0');
        let width = width
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| width.parse().ok())
            .flatten();
        let width = width.filter(|_| digits).ok_or(FilesError::NotFound)?;
        let (format, rest) = match rest.strip_prefix("format/") {
            None => (Format::Original, rest),
            Some(rest) => (
                Format::Webp,
                rest.strip_prefix("webp/").ok_or(FilesError::NotFound)?,
            ),
        };
        Ok(Self {
            of: MediaPath::new(Area::Images, rest)?,
            width,
            format,
        })
    }
}
