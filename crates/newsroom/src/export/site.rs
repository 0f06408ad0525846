//! Settings, sections, bylines, placements, redirects, and the files of the library.

use super::{
    Exported,
    archive::{Archive, Csv},
};
use crate::Result;
use files::{Files, Found, MediaPath};
use serde_json::json;
use std::io::{self, Read, Write};
use store::{AuthorQuery, Reader, TagQuery};

/// Rows that are read at once.
const AT_ONCE: u32 = 1_000;

pub(super) fn write<W: Write>(
    archive: &mut Archive<W>,
    reader: &Reader,
    exported: &mut Exported,
) -> Result<()> {
    archive.json("settings.json", &*reader.settings()?)?;
    let tags = reader.tags(&TagQuery {
        internal: true,
        ..TagQuery::default()
    })?;
    let tags: Vec<_> = tags.entries.into_iter().map(|(tag, _)| tag).collect();
    exported.tags = tags.len() as u64;
    archive.json("tags.json", &tags.iter().map(|tag| &**tag).collect::<Vec<_>>())?;
    let authors = reader.authors(&AuthorQuery::default())?;
    let authors: Vec<_> = authors.entries.into_iter().map(|(author, _)| author).collect();
    exported.authors = authors.len() as u64;
    archive.json(
        "authors.json",
        &authors.iter().map(|author| &**author).collect::<Vec<_>>(),
    )?;
    let placed = reader
        .everything_placed()?
        .into_iter()
        .map(|(name, language, pick)| {
            json!({
                "placement": name.as_str(), "language": language.as_str(), "post": pick.post.to_string(),
                "headline": pick.headline, "until": pick.until.map(|at| at.to_string()),
            })
        });
    archive.json("placements.json", &placed.collect::<Vec<_>>())?;
    let (mut csv, mut after) = (Csv::new(&["from", "to", "status"]), String::new());
    loop {
        let rows = reader.redirects("", &after, AT_ONCE)?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.path);
        exported.redirects += rows.len() as u64;
        for row in &rows {
            csv.row(&[&row.path, &row.to, if row.permanent { "301" } else { "302" }]);
        }
    }
    archive.text("redirects.csv", csv.text())
}

/// `media/0001.json`, …: what is known of each file. Returns the addresses.
pub(super) fn records<W: Write>(archive: &mut Archive<W>, reader: &Reader) -> Result<Vec<String>> {
    let (mut last, mut paths) = (None, Vec::new());
    for number in 1.. {
        let page = reader.media_after(last, AT_ONCE)?;
        let Some(end) = page.last() else { break };
        last = Some(end.id);
        let records = page.iter().map(|one| {
            json!({
                "path": one.path, "content_type": one.content_type, "bytes": one.bytes, "width": one.width,
                "height": one.height, "sha256": one.sha256, "alt": one.alt, "caption": one.caption,
                "credit": one.credit, "copyright": one.copyright, "licence": one.licence,
                "focal": [one.focal.0, one.focal.1], "created_at": one.created_at.to_string(),
                "user": one.user.map(|id| id.to_string()),
            })
        });
        archive.json(&format!("media/{number:04}.json"), &records.collect::<Vec<_>>())?;
        paths.extend(page.into_iter().map(|one| one.path));
    }
    Ok(paths)
}

/// The files at their addresses: `content/images/2026/11/a.jpg`.
pub(super) fn files<W: Write>(
    archive: &mut Archive<W>,
    files: &Files,
    paths: &[String],
    exported: &mut Exported,
) -> Result<()> {
    for address in paths {
        let path: Option<MediaPath> = address.parse().ok();
        let found = path.and_then(|path| files.original(&path).ok());
        let Some(found) = found else {
            exported.missing.push(address.clone());
            continue;
        };
        let (length, content) = (found.length, Content { found, at: 0 });
        archive.file(address.trim_start_matches('/'), length, content)?;
        exported.files += 1;
    }
    Ok(())
}

/// A file, read piece by piece.
struct Content {
    found: Found,
    at: u64,
}

impl Read for Content {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.found.read(self.at, into.len() as u64)?;
        into[..bytes.len()].copy_from_slice(&bytes);
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }
}
