//! Takes out of a picture's file what is not the picture: positions, cameras' notes, previews, comments, and whatever
//! stands behind its end. Not a pixel is touched.
//!
//! What is kept is listed (`Role::Picture`), not what is dropped. How the picture is to be turned, and whose it is, are
//! written anew, so that nothing else can be in there.

use crate::{
    Kind, Metadata,
    anatomy::{Anatomy, Role, jpeg, png, webp},
    metadata::{orientation, orientation_only, write_xmp},
};

/// The file without what must not be served; the same bytes where there is nothing to take out.
pub(crate) fn clean(bytes: &[u8], kind: Kind, anatomy: &Anatomy) -> Vec<u8> {
    if kind == Kind::Avif {
        return blanked(bytes, anatomy);
    }
    let turn = turn(bytes, anatomy)
        .filter(|turn| *turn > 1)
        .map(orientation_only);
    let xmp = write_xmp(&Metadata::of_anatomy(bytes, anatomy));
    let (exif, xmp) = match kind {
        Kind::Jpeg => (
            turn.and_then(|tiff| jpeg::exif_segment(&tiff)),
            xmp.and_then(|packet| jpeg::xmp_segment(&packet)),
        ),
        Kind::Png => (
            turn.and_then(|tiff| png::chunk(b"eXIf", &tiff)),
            xmp.and_then(|packet| png::xmp_chunk(&packet)),
        ),
        // Without an extended header there is no place for them.
        Kind::Webp if bytes.get(12..16) == Some(b"VP8X") && bytes.len() > 20 => (
            turn.and_then(|tiff| webp::chunk(b"EXIF", &tiff)),
            xmp.and_then(|packet| webp::chunk(b"XMP ", &packet)),
        ),
        _ => (None, None),
    };
    let (has_exif, has_xmp) = (exif.is_some(), xmp.is_some());
    let ours = [exif, xmp].into_iter().flatten().flatten().collect::<Vec<u8>>();
    let mut out = Vec::with_capacity(bytes.len() + ours.len());
    let mut inserted = false;
    for part in anatomy.parts.iter().filter(|part| part.role == Role::Picture) {
        let (mut start, end) = (part.whole.start, part.whole.end);
        if !inserted && end >= anatomy.insert_at {
            let middle = anatomy.insert_at.max(start);
            out.extend_from_slice(&bytes[start..middle]);
            out.extend_from_slice(&ours);
            (start, inserted) = (middle, true);
        }
        out.extend_from_slice(&bytes[start..end]);
    }
    if !inserted {
        out.extend_from_slice(&ours);
    }
    if kind == Kind::Webp && out.len() > 20 {
        let length = u32::try_from(out.len() - 8).unwrap_or(u32::MAX);
        out[4..8].copy_from_slice(&length.to_le_bytes());
        if &out[12..16] == b"VP8X" {
            out[20] &= !(webp::EXIF | webp::XMP);
            out[20] |= if has_exif { webp::EXIF } else { 0 } | if has_xmp { webp::XMP } else { 0 };
        }
    }
    out
}

/// How the picture is to be turned, as its first note says.
pub(crate) fn turn(bytes: &[u8], anatomy: &Anatomy) -> Option<u8> {
    anatomy.contents(bytes, Role::Exif).find_map(orientation)
}

/// With zeros where something else stood: in AVIF every place is written as a number.
fn blanked(bytes: &[u8], anatomy: &Anatomy) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for part in anatomy.parts.iter().filter(|part| part.role != Role::Picture) {
        if let Some(content) = out.get_mut(part.whole.clone()) {
            content.fill(0);
        }
    }
    out
}

/// A WebP picture of one chunk with its colour profile.
pub(crate) fn with_profile(
    plain: &[u8],
    profile: &[u8],
    (width, height): (u32, u32),
    alpha: bool,
) -> Option<Vec<u8>> {
    // One that is extended already has its own head.
    if !matches!(plain.get(12..16)?, b"VP8 " | b"VP8L") {
        return None;
    }
    let mut head = vec![webp::ICC | if alpha { webp::ALPHA } else { 0 }, 0, 0, 0];
    head.extend(&width.checked_sub(1)?.to_le_bytes()[..3]);
    head.extend(&height.checked_sub(1)?.to_le_bytes()[..3]);
    let chunks = [
        b"WEBP".to_vec(),
        webp::chunk(b"VP8X", &head)?,
        webp::chunk(b"ICCP", profile)?,
        plain.get(12..)?.to_vec(),
    ];
    webp::chunk(b"RIFF", &chunks.concat())
}
