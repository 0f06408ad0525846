//! Addresses of media.

use crate::{FilesError, Kind};
use std::{fmt, str::FromStr};

/// The three parts of the media folder, as Ghost names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// `/content/images/`
    Images,
    /// `/content/media/`: sound and video.
    Media,
    /// `/content/files/`: everything else.
    Files,
}

impl Area {
    /// Its folder's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Area::Images => "images",
            Area::Media => "media",
            Area::Files => "files",
        }
    }
}

/// The address of an original: `/content/images/2026/11/harbour.jpg`. 1 to 12 parts, none of them hidden or able to
/// leave the folder; at most 1,000 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MediaPath {
    area: Area,
    rest: String,
}

impl MediaPath {
    /// In which area it lies.
    pub fn area(&self) -> Area {
        self.area
    }

    /// The path below `/content/{area}/`.
    pub fn rest(&self) -> &str {
        &self.rest
    }

    /// What it is served as, by its ending.
    pub fn kind(&self) -> Kind {
        Kind::of_name(&self.rest)
    }

    /// Folders and file below the media folder: `["images", "2026", "11", "harbour.jpg"]`.
    pub fn parts(&self) -> Vec<String> {
        let parts = self.rest.split('/').map(str::to_owned);
        std::iter::once(self.area.as_str().to_owned())
            .chain(parts)
            .collect()
    }

    /// `rest` below an area.
    pub fn new(area: Area, rest: &str) -> Result<Self, FilesError> {
        let sound = |part: &str| {
            !part.is_empty()
                && part.len() <= 255
                && !part.starts_with('.')
                && !part.chars().any(|c| c.is_control() || c == '\\')
        };
        if rest.len() > 1000 || rest.split('/').count() > 12 || !rest.split('/').all(sound) {
            return Err(FilesError::Invalid(format!(
                "“{}” cannot be the address of a file",
                rest.chars().take(100).collect::<String>()
            )));
        }
        Ok(Self {
            area,
            rest: rest.to_owned(),
        })
    }
}

impl FromStr for MediaPath {
    type Err = FilesError;
    /// Reads `/content/images/…` (percent-decoded; the first slash may be missing).
    fn from_str(text: &str) -> Result<Self, FilesError> {
        let below = text.strip_prefix('/').unwrap_or(text).strip_prefix("content/");
        let (area, rest) = below
            .and_then(|t| t.split_once('/'))
            .ok_or(FilesError::NotFound)?;
        let area = match area {
            "images" => Area::Images,
            "media" => Area::Media,
            "files" => Area::Files,
            _ => return Err(FilesError::NotFound),
        };
        Self::new(area, rest)
    }
}

impl fmt::Display for MediaPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/content/{}/{}", self.area.as_str(), self.rest)
    }
}
