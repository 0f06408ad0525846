//! PNG: chunks with a length, a name and a checksum.

use super::{Anatomy, Broken, DAMAGED, Role, Walk};

/// Chunks that say what is seen. All others are dropped.
const PICTURE: [&[u8; 4]; 19] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
const XMP: &[u8] = b"XML:com.adobe.xmp\0";

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy, Broken> {
    let mut png = Anatomy {
        scans: 1,
        ..Anatomy::default()
    };
    let mut walk = Walk { bytes, at: 8 };
    png.push(Role::Picture, 0..8, 0..8)?;
    let mut pixels_begun = false;
    loop {
        let start = walk.at;
        if start >= bytes.len() && pixels_begun {
            png.cut = true;
            break;
        }
        let length = walk.u32()? as usize;
        let name = walk.take(4)?;
        let content = walk.at..walk.at.saturating_add(length);
        let (data, end) = match walk.clone().take(length.saturating_add(4)) {
            Ok(data) => (&data[..length], content.end + 4),
            Err(_) if pixels_begun => {
                png.cut = true;
                (&bytes[walk.at..], bytes.len())
            }
            Err(cut) => return Err(cut),
        };
        walk.at = end;
        let content = content.start..content.end.min(end);
        let header = start == 8;
        if header != (name == b"IHDR") {
            return Err(DAMAGED);
        }
        let role = match name {
            b"eXIf" => Role::Exif,
            b"iTXt" if data.starts_with(XMP) => Role::XmpText,
            _ if PICTURE.iter().any(|known| known.as_slice() == name) => Role::Picture,
            _ => Role::Other,
        };
        let skip = if role == Role::XmpText { XMP.len() } else { 0 };
        png.push(role, start..end, content.start + skip..content.end)?;
        match name {
            b"IHDR" => {
                let mut head = Walk::new(data);
                (png.width, png.height) = (head.u32()?, head.u32()?);
                let (bits, colours) = (head.u8()?, head.u8()?);
                // Grey, colours, a palette, grey with alpha, colours with alpha.
                let samples = [1, 0, 3, 1, 2, 0, 4].get(usize::from(colours)).copied();
                png.depth = samples.unwrap_or(4) * u32::from(bits);
                png.insert_at = end;
            }
            b"IDAT" => pixels_begun = true,
            b"fcTL" => png.frames += 1,
            _ => {}
        }
        if name == b"IEND" || png.cut {
            break;
        }
    }
    png.frames = png.frames.max(1);
    match pixels_begun && png.pixels() > 0 {
        true => Ok(png),
        false => Err(DAMAGED),
    }
}

/// A chunk as it stands in the file.
pub(crate) fn chunk(name: &[u8; 4], content: &[u8]) -> Option<Vec<u8>> {
    let mut out = u32::try_from(content.len()).ok()?.to_be_bytes().to_vec();
    out.extend(name);
    out.extend(content);
    let mut sum = flate2::Crc::new();
    sum.update(&out[4..]);
    out.extend(sum.sum().to_be_bytes());
    Some(out)
}

/// XMP as it stands in the file, not compressed.
pub(crate) fn xmp_chunk(packet: &[u8]) -> Option<Vec<u8>> {
    chunk(b"iTXt", &[XMP, b"\0\0\0\0", packet].concat())
}
