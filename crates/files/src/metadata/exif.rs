//! The few notes of a camera that are of use (EXIF, a TIFF structure). Its position is not among them.

use super::Metadata;

const ORIENTATION: u16 = 0x0112;
const ARTIST: u16 = 0x013b;
const COPYRIGHT: u16 = 0x8298;
/// More notes than a first directory has.
const MOST: u16 = 500;

pub(super) fn read(tiff: &[u8]) -> Metadata {
    let text = |tag| {
        let value = Tiff::of(tiff)?.text(tag)?;
        // The photographer's notice may be followed by the editor's.
        let value = value.split(|byte| *byte == 0).next()?;
        std::str::from_utf8(value).ok().map(str::to_owned)
    };
    Metadata {
        creator: text(ARTIST).unwrap_or_default(),
        copyright: text(COPYRIGHT).unwrap_or_default(),
        ..Metadata::default()
    }
}

/// How the picture is to be turned, 1 (not at all) to 8.
pub(crate) fn orientation(tiff: &[u8]) -> Option<u8> {
    let tiff = Tiff::of(tiff)?;
    let entry = tiff.entry(ORIENTATION)?;
    let value = tiff.u16(entry + 8)?;
    (1..=8).contains(&value).then_some(value as u8)
}

/// A structure that says nothing else.
pub(crate) fn minimal(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.push(orientation);
    tiff.extend([0; 6]);
    tiff
}

struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.get(..4)? {
            b"II\x2a\0" => true,
            b"MM\0\x2a" => false,
            _ => return None,
        };
        Some(Self { bytes, little })
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let value = if self.little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        };
        usize::try_from(value).ok()
    }

    /// Where an entry of the first directory stands.
    fn entry(&self, tag: u16) -> Option<usize> {
        let directory = self.u32(4)?;
        let count = self.u16(directory)?.min(MOST);
        (0..usize::from(count))
            .map(|i| directory + 2 + i * 12)
            .find(|at| self.u16(*at) == Some(tag))
    }

    fn text(&self, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entry(tag)?;
        let length = self.u32(entry + 4)?;
        let at = if length > 4 {
            self.u32(entry + 8)?
        } else {
            entry + 8
        };
        self.bytes.get(at..at.checked_add(length)?)
    }
}
