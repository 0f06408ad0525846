//! A narration: a story read aloud.

use crate::{Invalid, Language, PostId, Timestamp};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The audio of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narration {
    /// The story.
    pub post: PostId,
    /// The language that is spoken.
    pub language: Language,
    /// SHA-256 in hexadecimal of what makes it sound as it does: the spoken words and the voice.
    pub spoken: String,
    /// Whose voice: `espeak-ng en-gb`.
    pub voice: String,
    /// The file: `/content/media/narration/{sha256}.mp3`.
    pub path: String,
    /// How long it is.
    pub duration_ms: u32,
    /// The size of the file.
    pub bytes: i64,
    /// When each paragraph begins, in their order.
    pub paragraphs: Vec<SpokenParagraph>,
    /// How the sound was made.
    pub source: DigitalSource,
    /// When it was made.
    pub made_at: Timestamp,
}

/// Where a paragraph stands and when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenParagraph {
    /// Which of the body's own paragraphs, headings, lists and quotes (`p`, `h1` to `h6`, `ul`, `ol`, `blockquote`,
    /// children of the body; 0 is the first); `None` is the head of the story.
    pub element: Option<u32>,
    /// When it begins, in milliseconds.
    pub at: u32,
}

/// How media came to be, in the words of the IPTC (NewsCodes, digital source type).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitalSource {
    /// By a model that was trained on recordings.
    TrainedAlgorithmicMedia,
    /// By rules alone, without recordings.
    AlgorithmicMedia,
}

impl DigitalSource {
    /// The code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TrainedAlgorithmicMedia => "trainedAlgorithmicMedia",
            Self::AlgorithmicMedia => "algorithmicMedia",
        }
    }

    /// The term's address at the IPTC.
    pub fn iptc(self) -> String {
        format!("http://cv.iptc.org/newscodes/digitalsourcetype/{}", self.as_str())
    }

    /// The member of schema.org's `IPTCDigitalSourceEnumeration`.
    pub fn schema_org(self) -> &'static str {
        match self {
            Self::TrainedAlgorithmicMedia => "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            Self::AlgorithmicMedia => "https://schema.org/AlgorithmicMediaDigitalSource",
        }
    }
}

impl FromStr for DigitalSource {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        [Self::TrainedAlgorithmicMedia, Self::AlgorithmicMedia]
            .into_iter()
            .find(|source| source.as_str() == text)
            .ok_or_else(|| Invalid(format!("“{text}” is no digital source type")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_read_back_as_they_are_written() {
        for source in [
            DigitalSource::TrainedAlgorithmicMedia,
            DigitalSource::AlgorithmicMedia,
        ] {
            assert_eq!(source.as_str().parse::<DigitalSource>().unwrap(), source);
        }
        assert!("human".parse::<DigitalSource>().is_err());
    }
}
