//! JPEG (ITU-T T.81): segments that begin with a marker, and the compressed picture between them.

use super::{Anatomy, Broken, DAMAGED, Role, Walk};
use std::ops::Range;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy, Broken> {
    let mut jpeg = Anatomy {
        frames: 1,
        insert_at: 2,
        ..Anatomy::default()
    };
    let mut walk = Walk { bytes, at: 2 };
    jpeg.push(Role::Picture, 0..2, 0..2)?;
    loop {
        let start = walk.at;
        if jpeg.scans > 0 && start >= bytes.len() {
            jpeg.cut = true;
            break;
        }
        if walk.u8()? != 0xff {
            return Err(DAMAGED);
        }
        let mut marker = walk.u8()?;
        while marker == 0xff {
            marker = walk.u8()?;
        }
        match marker {
            // The end. What follows (previews with their own notes, films, archives) is no part of the picture.
            0xd9 => {
                jpeg.push(Role::Picture, start..walk.at, start..walk.at)?;
                break;
            }
            0x01 | 0xd0..=0xd7 => {
                jpeg.push(Role::Picture, start..walk.at, start..walk.at)?;
                continue;
            }
            0x00 | 0xd8 => return Err(DAMAGED),
            _ => {}
        }
        let length = usize::from(walk.u16()?).checked_sub(2).ok_or(DAMAGED)?;
        let content = walk.at..walk.at + length;
        let segment = walk.take(length)?;
        let (role, content) = role(marker, segment, content);
        jpeg.push(role, start..walk.at, content)?;
        match marker {
            0xe0 if start == 2 && role == Role::Picture => jpeg.insert_at = walk.at,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => frame(&mut jpeg, segment)?,
            0xda => {
                jpeg.scans += 1;
                let from = walk.at;
                walk.at = after_scan(bytes, from);
                jpeg.push(Role::Picture, from..walk.at, from..walk.at)?;
            }
            _ => {}
        }
    }
    match jpeg.scans > 0 && jpeg.pixels() > 0 {
        true => Ok(jpeg),
        false => Err(DAMAGED),
    }
}

fn frame(jpeg: &mut Anatomy, segment: &[u8]) -> Result<(), Broken> {
    if jpeg.pixels() > 0 {
        return Err(DAMAGED);
    }
    let mut walk = Walk {
        bytes: segment,
        at: 1,
    };
    jpeg.height = u32::from(walk.u16().map_err(|_| DAMAGED)?);
    jpeg.width = u32::from(walk.u16().map_err(|_| DAMAGED)?);
    Ok(())
}

fn role(marker: u8, segment: &[u8], content: Range<usize>) -> (Role, Range<usize>) {
    let behind = |head: &[u8]| content.start + head.len()..content.end;
    let starts = |head: &[u8]| segment.starts_with(head);
    match marker {
        0xe0 if starts(b"JFIF\0") => (Role::Picture, content),
        0xe1 if starts(EXIF) => (Role::Exif, behind(EXIF)),
        0xe1 if starts(XMP) => (Role::Xmp, behind(XMP)),
        0xe2 if starts(b"ICC_PROFILE\0") => (Role::Picture, content),
        0xed if starts(PHOTOSHOP) => (Role::Resources, behind(PHOTOSHOP)),
        // Says how the colours are stored.
        0xee if starts(b"Adobe") => (Role::Picture, content),
        0xe0..=0xef | 0xfe => (Role::Other, content),
        _ => (Role::Picture, content),
    }
}

/// Where the next marker stands that ends a scan; the file's end when there is none.
fn after_scan(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == 0xff) {
        at += next;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => break,
        }
    }
    bytes.len()
}

/// A segment as it stands in the file; `None` when it would be too long for one.
pub(crate) fn segment(marker: u8, head: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(head.len() + content.len() + 2).ok()?;
    let mut out = vec![0xff, marker];
    out.extend(length.to_be_bytes());
    out.extend(head);
    out.extend(content);
    Some(out)
}

pub(crate) fn xmp_segment(packet: &[u8]) -> Option<Vec<u8>> {
    segment(0xe1, XMP, packet)
}

pub(crate) fn exif_segment(tiff: &[u8]) -> Option<Vec<u8>> {
    segment(0xe1, EXIF, tiff)
}
