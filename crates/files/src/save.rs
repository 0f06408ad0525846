//! Keeping a file that came in.

use crate::{
    Area, FilesError, Kind, LARGEST_PICTURE, MediaPath, Metadata,
    admit::{Admitted, admit},
    folder::Existing,
    originals::Originals,
};
use kernel::{Slug, Timestamp};

/// A file that is kept now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its address; `to_string()` gives `/content/images/2026/11/harbour.jpg`.
    pub path: MediaPath,
    /// What it is.
    pub kind: Kind,
    /// Width and height in pixels, of pictures whose format says so, as they are seen (turned as EXIF asks).
    pub size: Option<(u32, u32)>,
    /// Its length in bytes.
    pub length: u64,
    /// What it says about itself.
    pub metadata: Metadata,
}

pub(crate) fn save(originals: &Originals, filename: &str, bytes: &[u8]) -> Result<Saved, FilesError> {
    if bytes.is_empty() {
        return Err(FilesError::Invalid("The file is empty.".into()));
    }
    let name = filename.rsplit(['/', '\\']).next().unwrap_or(filename);
    let admitted = admitted(name, bytes)?;
    let kind = admitted.kind;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = Slug::from_title(stem).map_or_else(|| "file".to_owned(), String::from);
    let own = kind == Kind::Other
        && (1..=8).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let ending = if own && Kind::of_name(name) == Kind::Other {
        ending
    } else {
        kind.ending()
    };
    let month = Timestamp::now().to_jiff().strftime("%Y/%m").to_string();
    for n in 0..10_000u32 {
        let name = if n == 0 {
            stem.clone()
        } else {
            format!("{stem}-{n}")
        };
        let path = MediaPath::new(kind.area(), &format!("{month}/{name}.{ending}"))?;
        match originals.write(&path, &admitted.bytes, Existing::Keep) {
            Ok(()) => return Ok(describe(path, admitted)),
            Err(FilesError::Io { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(FilesError::Invalid(format!(
        "There are too many files named “{stem}” this month."
    )))
}

pub(crate) fn put(originals: &Originals, path: &MediaPath, bytes: &[u8]) -> Result<Saved, FilesError> {
    if path.area() == Area::Images && path.rest().starts_with("size/") {
        return Err(FilesError::Invalid(format!(
            "{path} is the address of a rendition"
        )));
    }
    let admitted = admitted(path.rest(), bytes)?;
    if path.area() == Area::Images && !admitted.kind.is_picture() {
        return Err(FilesError::Invalid(format!("{path} is no picture")));
    }
    originals.write(path, &admitted.bytes, Existing::Replace)?;
    Ok(describe(path.clone(), admitted))
}

fn admitted<'a>(name: &str, bytes: &'a [u8]) -> Result<Admitted<'a>, FilesError> {
    let admitted = admit(name, bytes)?;
    match admitted.kind.is_picture() && bytes.len() as u64 > LARGEST_PICTURE {
        true => Err(FilesError::Invalid("A picture may be 128 MB long.".into())),
        false => Ok(admitted),
    }
}

fn describe(path: MediaPath, admitted: Admitted<'_>) -> Saved {
    Saved {
        path,
        kind: admitted.kind,
        size: admitted.size,
        length: admitted.bytes.len() as u64,
        metadata: admitted.metadata,
    }
}
