//! WebP: chunks of a RIFF file, lengths with the smaller digits first.

use super::{Anatomy, Broken, CUT, DAMAGED, Role};

/// Bits of the extended header.
pub(crate) const ICC: u8 = 0x20;
pub(crate) const ALPHA: u8 = 0x10;
pub(crate) const EXIF: u8 = 0x08;
pub(crate) const XMP: u8 = 0x04;

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy, Broken> {
    let mut webp = Anatomy {
        scans: 1,
        ..Anatomy::default()
    };
    let said = u32_at(bytes, 4).ok_or(CUT)? as usize;
    let end = said.saturating_add(8);
    webp.cut = end > bytes.len();
    let end = end.min(bytes.len());
    webp.push(Role::Picture, 0..12, 0..12)?;
    let (mut at, mut still) = (12, None);
    while at + 8 <= end {
        let name = &bytes[at..at + 4];
        let length = u32_at(bytes, at + 4).ok_or(CUT)? as usize;
        let content = at + 8..(at + 8).saturating_add(length).min(end);
        let next = content.end.saturating_add(length % 2).min(end);
        webp.cut |= content.len() < length;
        let data = &bytes[content.clone()];
        let role = match name {
            b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => Role::Picture,
            b"EXIF" => Role::Exif,
            b"XMP " => Role::Xmp,
            _ => Role::Other,
        };
        // Some writers put JPEG's head before the structure.
        let head = if role == Role::Exif && data.starts_with(b"Exif\0\0") {
            6
        } else {
            0
        };
        webp.push(role, at..next, content.start + head..content.end)?;
        match name {
            b"VP8X" if at == 12 => {
                let size = |i| Some(u32_at(data, i)? >> 8).map(|size| size + 1);
                (webp.width, webp.height) = size(3).zip(size(6)).ok_or(CUT)?;
            }
            b"VP8 " => still = still.or(Some(lossy(data).ok_or(DAMAGED)?)),
            b"VP8L" => still = still.or(Some(lossless(data).ok_or(DAMAGED)?)),
            b"ANMF" => webp.frames += 1,
            _ => {}
        }
        at = next;
    }
    webp.insert_at = at;
    match still {
        Some(size) if webp.width == 0 => (webp.width, webp.height) = size,
        // The canvas of a picture that does not move is the picture.
        Some(size) if size != (webp.width, webp.height) => return Err(DAMAGED),
        None if webp.frames == 0 => return Err(if webp.cut { CUT } else { DAMAGED }),
        _ => {}
    }
    webp.frames = webp.frames.max(1);
    match webp.pixels() > 0 {
        true => Ok(webp),
        false => Err(DAMAGED),
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn lossy(data: &[u8]) -> Option<(u32, u32)> {
    let size = u32_at(data, 6)?;
    (data.get(3..6)? == b"\x9d\x01\x2a").then_some((size & 0x3fff, (size >> 16) & 0x3fff))
}

fn lossless(data: &[u8]) -> Option<(u32, u32)> {
    let size = u32_at(data, 1)?;
    (*data.first()? == 0x2f).then_some(((size & 0x3fff) + 1, ((size >> 14) & 0x3fff) + 1))
}

/// A chunk as it stands in the file.
pub(crate) fn chunk(name: &[u8; 4], content: &[u8]) -> Option<Vec<u8>> {
    let mut out = name.to_vec();
    out.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
    out.extend(content);
    if content.len() % 2 == 1 {
        out.push(0);
    }
    Some(out)
}
