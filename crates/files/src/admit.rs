//! What is let in. A picture is judged by its bytes before anything is decoded: its size, how many pictures it holds, how
//! often a decoder would go over it, whether it is whole.

use crate::{
    FilesError, Kind, Metadata,
    anatomy::{Anatomy, Broken},
    clean::{clean, turn},
    svg,
};
use std::borrow::Cow;

/// A picture larger than this is not decoded: 60 million pixels, 240 MB of memory.
const MAX_PIXELS: u64 = 60_000_000;
/// The same in bytes, which deep colours reach earlier.
const MAX_MEMORY: u64 = 4 * MAX_PIXELS;
/// What a reader's browser would have to paint, all frames together.
const MAX_ALL_FRAMES: u64 = 3_000_000_000;
/// Progressive pictures have a dozen; each costs a pass over the whole picture.
const MAX_SCANS: u32 = 100;

/// A file that may be kept.
pub(crate) struct Admitted<'a> {
    pub kind: Kind,
    /// As it is seen.
    pub size: Option<(u32, u32)>,
    pub metadata: Metadata,
    /// Without what must not be served.
    pub bytes: Cow<'a, [u8]>,
}

/// Says in words why people may not bring a file in; imports may bring more. What its content is counts, not its name.
pub fn of_library(name: &str, bytes: &[u8]) -> Result<(), FilesError> {
    let is_known = Kind::of_bytes(bytes, name).is_of_library();
    // What is empty or no picture is refused in better words later.
    if is_known || bytes.is_empty() || Kind::of_name(name).is_picture() {
        return Ok(());
    }
    refuse(
        name,
        "the library takes pictures (JPEG, PNG, GIF, WebP, AVIF, SVG), sound (MP3, M4A, OGG, WAV), film (MP4, WebM) and \
         PDF, and its content is none of these",
    )
}

fn refuse<T>(name: &str, why: &str) -> Result<T, FilesError> {
    let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
    Err(FilesError::Invalid(format!("“{name}” cannot be taken: {why}.")))
}

/// Judges a file of that name, or says in words why it is not taken.
pub(crate) fn admit<'a>(name: &str, bytes: &'a [u8]) -> Result<Admitted<'a>, FilesError> {
    let refuse = |why: &str| refuse(name, why);
    let kind = Kind::of_bytes(bytes, name);
    if is_heic(bytes) {
        return refuse("HEIC pictures are shown by few browsers; save it as JPEG");
    }
    if Kind::of_name(name).is_picture() && !kind.is_picture() {
        return refuse("its name says that it is a picture, but it is none");
    }
    let mut admitted = Admitted {
        kind,
        size: None,
        metadata: Metadata::default(),
        bytes: Cow::Borrowed(bytes),
    };
    if kind == Kind::Svg {
        return match svg::check(bytes) {
            Ok(size) => {
                admitted.size = size;
                Ok(admitted)
            }
            Err(why) => refuse(&why),
        };
    }
    let Some(anatomy) = Anatomy::of(bytes, kind) else {
        return Ok(admitted);
    };
    let anatomy = match anatomy {
        Ok(anatomy) => anatomy,
        Err(why) => return refuse(why),
    };
    if let Err(why) = judge(&anatomy) {
        return refuse(&why);
    }
    if anatomy.cut {
        return refuse("it is cut off");
    }
    let quarter = anatomy.quarter_turn || turn(bytes, &anatomy).is_some_and(|turn| turn >= 5);
    let (width, height) = (anatomy.width, anatomy.height);
    admitted.size = Some(if quarter { (height, width) } else { (width, height) });
    admitted.metadata = Metadata::of_anatomy(bytes, &anatomy);
    let cleaned = clean(bytes, kind, &anatomy);
    if cleaned != bytes {
        admitted.bytes = Cow::Owned(cleaned);
    }
    Ok(admitted)
}

/// Whether a picture costs too much to be decoded, here or by readers.
pub(crate) fn judge(anatomy: &Anatomy) -> Result<(), Cow<'static, str>> {
    let (width, height) = (anatomy.width, anatomy.height);
    if anatomy.pixels() > MAX_PIXELS {
        return Err(
            format!("it has {width} × {height} pixels, and more than 60 million are not taken").into(),
        );
    }
    if anatomy.memory() > MAX_MEMORY {
        let depth = anatomy.depth;
        return Err(format!(
            "its {width} × {height} pixels of {depth} bits take more than 240 MB; save it with 8 bits for each colour"
        )
        .into());
    }
    if anatomy.pixels() * u64::from(anatomy.frames) > MAX_ALL_FRAMES {
        return Err(format!(
            "{} pictures of {width} × {height} pixels follow each other; make a film of them",
            anatomy.frames
        )
        .into());
    }
    if anatomy.scans > MAX_SCANS {
        return Err("it would have to be decoded in more than 100 passes".into());
    }
    Ok(())
}

/// A file from the folder without what must not be served; an error when it cannot be known where that is.
pub fn servable(bytes: &[u8], kind: Kind) -> Result<Vec<u8>, Broken> {
    match Anatomy::of(bytes, kind) {
        Some(anatomy) => Ok(clean(bytes, kind, &anatomy?)),
        None => Ok(bytes.to_vec()),
    }
}

fn is_heic(bytes: &[u8]) -> bool {
    let brand = bytes.get(4..12);
    brand.is_some_and(|brand| {
        brand.starts_with(b"ftyp")
            && matches!(
                &brand[4..],
                b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx"
            )
    })
}
