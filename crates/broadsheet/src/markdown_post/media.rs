//! Files that a post shows, taken from beside it into the media library.

use document::Document;
use newsroom::{MediaInput, Newsroom};
use serde_json::Value;
use store::Media;

/// Gives the bytes of a file that is named in the post, or says why it cannot.
pub type Bytes<'a> = &'a (dyn Fn(&str) -> Result<Vec<u8>, String> + Sync);

/// Whether the address is that of a file beside the post, not of something on the site or elsewhere.
pub fn is_file(src: &str) -> bool {
    let elsewhere =
        src.starts_with(['/', '#', '?']) || src.split('/').next().is_some_and(|head| head.contains(':'));
    !elsewhere && !src.is_empty()
}

/// Takes a file into the library, with what is said of it.
pub async fn keep(
    newsroom: &Newsroom,
    src: &str,
    said: MediaInput,
    bytes: Bytes<'_>,
) -> Result<Media, String> {
    let input = MediaInput {
        filename: src.rsplit('/').next().unwrap_or(src).to_owned(),
        bytes: bytes(src)?,
        ..said
    };
    newsroom.add_media(input).await.map_err(|error| error.to_string())
}

/// Takes every file that the document shows into the library, and puts its address into the document.
pub async fn keep_all(newsroom: &Newsroom, document: Document, bytes: Bytes<'_>) -> Result<Document, String> {
    let mut tree: Value = serde_json::from_str(&document.to_json()).map_err(|error| error.to_string())?;
    let mut sources = Vec::new();
    visit(&mut tree, &mut |shown, src| {
        sources.push((src.clone(), std::mem::take(&mut shown.said)))
    });
    if sources.is_empty() {
        return Ok(document);
    }
    let mut kept = std::collections::BTreeMap::new();
    for (src, said) in sources {
        if !kept.contains_key(&src) {
            kept.insert(src.clone(), keep(newsroom, &src, said, bytes).await?);
        }
    }
    visit(&mut tree, &mut |shown, src| {
        if let Some(media) = kept.get(src) {
            *src = media.path.clone();
            shown.kept = Some(media.clone());
        }
    });
    Document::from_stored_json(&tree.to_string()).map_err(|error| error.to_string())
}

/// Attributes that name a file.
const SOURCES: [&str; 4] = ["src", "poster", "thumbnail", "image"];

/// What a node shows.
#[derive(Default)]
struct Shown {
    /// What the author says of a picture.
    said: MediaInput,
    /// What the library has: it says the size, and what the author did not say of a picture.
    kept: Option<Media>,
}

/// Calls `each` with every source that is a file.
fn visit(node: &mut Value, each: &mut dyn FnMut(&mut Shown, &mut String)) {
    match node {
        Value::Array(nodes) => nodes.iter_mut().for_each(|node| visit(node, each)),
        Value::Object(fields) => {
            let is_picture = fields.get("type").is_some_and(|kind| kind == "image");
            if let Some(Value::Object(attrs)) = fields.get_mut("attrs") {
                let mut shown = Shown::default();
                if is_picture {
                    let text = |name| attrs.get(name).and_then(Value::as_str).unwrap_or_default();
                    shown.said.alt = text("alt").into();
                    shown.said.credit = text("credit").into();
                }
                for name in SOURCES {
                    if let Some(Value::String(src)) = attrs.get_mut(name)
                        && is_file(src)
                    {
                        each(&mut shown, src);
                    }
                }
                if let Some(media) = shown.kept.filter(|media| media.width > 0) {
                    attrs.insert("width".into(), media.width.into());
                    attrs.insert("height".into(), media.height.into());
                    for (name, said) in [("alt", media.alt), ("credit", media.credit)] {
                        let open = attrs.get(name).and_then(Value::as_str).is_none_or(str::is_empty);
                        if is_picture && open && !said.is_empty() {
                            attrs.insert(name.into(), said.into());
                        }
                    }
                }
            }
            fields.values_mut().for_each(|node| visit(node, each));
        }
        _ => {}
    }
}
