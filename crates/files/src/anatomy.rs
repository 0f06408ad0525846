//! Of which parts a picture's file is made: what is the picture itself, what is said about it, and what is neither.
//!
//! Nothing is decoded. Every length is held against the file before it is believed, and a file has a bounded number of
//! parts, since neighbours of one role are one part.

mod avif;
mod gif;
pub(crate) mod jpeg;
pub(crate) mod png;
pub(crate) mod webp;

use crate::Kind;
use std::ops::Range;

/// What a part of a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Pixels, and what says how they are to be shown.
    Picture,
    /// A TIFF structure with what the camera noted.
    Exif,
    /// An XMP packet.
    Xmp,
    /// PNG's text chunk with an XMP packet, perhaps compressed.
    XmpText,
    /// Photoshop's image resources, with the IPTC record among them.
    Resources,
    /// Anything else: comments, thumbnails, notes of the camera's maker.
    Other,
}

/// One part. Parts follow each other, except in AVIF, where all that is not the picture lies within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub role: Role,
    /// Where it lies.
    pub whole: Range<usize>,
    /// What is in it, without its head.
    pub content: Range<usize>,
}

/// A file taken apart.
#[derive(Debug, Default)]
pub(crate) struct Anatomy {
    /// Pixels as they are stored.
    pub width: u32,
    pub height: u32,
    /// Bits of one pixel when it is decoded; 0 stands for no more than 32.
    pub depth: u32,
    /// Turned by a quarter by the container itself (AVIF); EXIF is not looked at here.
    pub quarter_turn: bool,
    /// Of AVIF: how often what a decoder gives is to be turned by a quarter, against the clock. `None` when it is to be cut
    /// or mirrored as well, or has colours that a smaller picture could not say (HDR, wide ones without a profile).
    pub turns: Option<u8>,
    /// Pictures that follow each other; 1 when nothing moves.
    pub frames: u32,
    /// How often the decoder goes over the picture (progressive JPEG).
    pub scans: u32,
    /// The file ends before the picture does.
    pub cut: bool,
    /// Where metadata of our own go.
    pub insert_at: usize,
    pub parts: Vec<Part>,
}

/// Why a file cannot be taken apart, to follow “The picture cannot be taken: it …”.
pub type Broken = &'static str;

pub(crate) const DAMAGED: Broken = "it is damaged";
pub(crate) const CUT: Broken = "it is cut off";
const TOO_MANY: Broken = "it is made of too many parts";
const MOST_PARTS: usize = 20_000;

impl Anatomy {
    /// Takes a file of this kind apart; `None` for kinds that cannot be.
    pub(crate) fn of(bytes: &[u8], kind: Kind) -> Option<Result<Self, Broken>> {
        match kind {
            Kind::Jpeg => Some(jpeg::read(bytes)),
            Kind::Png => Some(png::read(bytes)),
            Kind::Webp => Some(webp::read(bytes)),
            Kind::Gif => Some(gif::read(bytes)),
            Kind::Avif => Some(avif::read(bytes)),
            _ => None,
        }
    }

    pub(crate) fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Bytes of the whole picture when it is decoded.
    pub(crate) fn memory(&self) -> u64 {
        self.pixels() * u64::from(self.depth.max(32)) / 8
    }

    /// The contents of all parts of a role.
    pub(crate) fn contents<'a>(&'a self, bytes: &'a [u8], role: Role) -> impl Iterator<Item = &'a [u8]> {
        self.parts
            .iter()
            .filter(move |part| part.role == role)
            .filter_map(|part| bytes.get(part.content.clone()))
    }

    fn push(&mut self, role: Role, whole: Range<usize>, content: Range<usize>) -> Result<(), Broken> {
        let mergeable = matches!(role, Role::Picture | Role::Other);
        if let Some(last) = self.parts.last_mut()
            && mergeable
            && last.role == role
            && last.whole.end == whole.start
        {
            last.whole.end = whole.end;
            last.content.end = content.end;
            return Ok(());
        }
        if self.parts.len() >= MOST_PARTS {
            return Err(TOO_MANY);
        }
        self.parts.push(Part { role, whole, content });
        Ok(())
    }
}

/// Reads numbers one after the other, the greater digits first.
#[derive(Debug, Clone)]
pub(crate) struct Walk<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Broken> {
        let end = self.at.checked_add(length).ok_or(CUT)?;
        let taken = self.bytes.get(self.at..end).ok_or(CUT)?;
        self.at = end;
        Ok(taken)
    }

    pub(crate) fn uint(&mut self, length: usize) -> Result<u64, Broken> {
        let bytes = self.take(length)?;
        Ok(bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Broken> {
        Ok(self.uint(1)? as u8)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Broken> {
        Ok(self.uint(2)? as u16)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Broken> {
        Ok(self.uint(4)? as u32)
    }
}
