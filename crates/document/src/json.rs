//! Our JSON: what TipTap 3 (ProseMirror) reads and writes, `{"type":"doc","content":[…]}`.
//!
//! | node | content | attributes |
//! |---|---|---|
//! | `paragraph` | inline | |
//! | `heading` | inline | `level` |
//! | `bulletList`, `orderedList` | `listItem`+ (blocks) | `start` |
//! | `blockquote` | blocks | `speaker`, `pull` |
//! | `codeBlock` | text | `language`, `caption`* |
//! | `horizontalRule`, `paywall` | | |
//! | `image` | inline: the caption | `src`, `width`, `height`, `alt`, `title`, `credit`, `href`, `layout` |
//! | `gallery` | `image`+ | `caption`* |
//! | `table` | `tableRow`+ of `tableHeader`, `tableCell` (blocks) | `caption`*; cells: `align`, `colspan`, `rowspan` |
//! | `embed` | inline: the caption | `url`, `provider`, `title`, `thumbnail`, `width`, `height`, `html` |
//! | `video` | inline: the caption | `src`, `poster`, `width`, `height`, `duration`, `repeats`, `layout`, `credit` |
//! | `audio` | inline: the caption | `src`, `title`, `duration`, `thumbnail` |
//! | `file` | | `src`, `title`, `description`, `name`, `size` |
//! | `callout` | blocks | `emoji`, `tone` |
//! | `details` | `detailsSummary` (inline), `detailsContent` (blocks) | `open` |
//! | `button` | | `text`, `url`, `align` |
//! | `bookmark` | inline: the caption | `url`, `title`, `description`, `author`, `publisher`, `icon`, `thumbnail` |
//! | `rawHtml` | | `html`, `trusted`, `membersOnly` |
//! | `relatedStory` | | `post`, `slug` |
//! | `newsletterBox` | | `slug`, `heading`*, `text`*, `disclaimer`*, `button`, `success` |
//! | `editorsNote` | blocks | |
//! | `banner` | | `heading`*, `text`*, `button`†, `image`, `align`, `layout` |
//! | `product` | blocks | `title`*, `image`, `width`, `height`, `rating`, `button`† |
//! | `callToAction` | blocks | `label`*, `button`†, `image`, `tone`, `immersive`, `membersOnly` |
//! | `emailOnly` | blocks | `button`† |
//! | `text`, `hardBreak` | | inline, with marks |
//! | `footnote` | inline: the note | inline; `label` |
//!
//! \* an array of inline nodes. † `{"text": …, "url": …}`. Marks: `bold`, `italic`, `underline`, `strike`, `code`,
//! `subscript`, `superscript`, `highlight`, `link` (`href`, `title`, `target`, `rel`).
//!
//! A node that is not in this table, or does not have the shape that it says, is kept exactly as it came; so is an
//! attribute that is not in it, or whose value is of another type. Only addresses that are unsafe are dropped.

mod attrs;
mod read;
mod write;

pub(crate) use attrs::is_word;

use crate::{Document, DocumentError};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::Value;

/// Deeper JSON is not a document. Low enough that everything that walks a tree may recurse.
pub(crate) const MAX_JSON_DEPTH: usize = 100;

impl Document {
    /// Reads what an editor or a stranger sent: raw HTML in it is not trusted, whatever it says.
    ///
    /// # Errors
    /// When it is no JSON, no `doc`, or nested more than 100 levels deep.
    pub fn from_json(json: &str) -> Result<Self, DocumentError> {
        let mut document = Self::from_stored_json(json)?;
        document.distrust();
        Ok(document)
    }

    /// Reads what [`Document::to_json`] wrote to our own database: raw HTML keeps its trust.
    ///
    /// # Errors
    /// As [`Document::from_json`].
    pub fn from_stored_json(json: &str) -> Result<Self, DocumentError> {
        read::document(&parse(json)?)
    }

    /// The document as JSON; [`Document::from_stored_json`] reads the same document back.
    pub fn to_json(&self) -> String {
        write::document(self).to_string()
    }
}

/// JSON of a bearable depth.
pub(crate) fn parse(json: &str) -> Result<Value, DocumentError> {
    let value: Value = serde_json::from_str(json)?;
    if depth(&value) > MAX_JSON_DEPTH {
        return Err(DocumentError::TooDeep);
    }
    Ok(value)
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(all) => 1 + all.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::document(self).serialize(serializer)
    }
}

/// As [`Document::from_json`]: raw HTML is not trusted.
impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if depth(&value) > MAX_JSON_DEPTH {
            return Err(D::Error::custom(DocumentError::TooDeep));
        }
        let mut document = read::document(&value).map_err(D::Error::custom)?;
        document.distrust();
        Ok(document)
    }
}
