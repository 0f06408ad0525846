//! What a picture's file says about the picture: caption, credit, copyright, alternative text.
//!
//! XMP comes first, then the older IPTC record, then what the camera noted. Nothing that is found here is trusted: texts
//! are plain, bounded, and without control characters.

mod exif;
mod iptc;
mod xmp;

pub(crate) use exif::{minimal as orientation_only, orientation};
pub(crate) use xmp::write as write_xmp;

use crate::{
    Kind,
    anatomy::{Anatomy, Role},
};

/// Longer captions and alternative texts are cut.
const LONGEST: usize = 5000;
/// The same for everything else.
const LONGEST_LINE: usize = 500;
/// What is read of one kind of metadata, at most.
const MOST_BYTES: usize = 1024 * 1024;

/// Plain texts, empty where the file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Who, where and when (IPTC 2:120, `dc:description`).
    pub caption: String,
    /// Photographers (IPTC 2:80, `dc:creator`).
    pub creator: String,
    /// Agency, distributor (IPTC 2:110, `photoshop:Credit`).
    pub agency: String,
    /// The copyright notice (IPTC 2:116, `dc:rights`).
    pub copyright: String,
    /// What is to be seen (`Iptc4xmpCore:AltTextAccessibility`).
    pub alt: String,
}

impl Metadata {
    /// Reads what stands in a JPEG, PNG, WebP or AVIF file; nothing where it is damaged.
    pub fn of(bytes: &[u8], kind: Kind) -> Self {
        match Anatomy::of(bytes, kind) {
            Some(Ok(anatomy)) => Self::of_anatomy(bytes, &anatomy),
            _ => Self::default(),
        }
    }

    pub(crate) fn of_anatomy(bytes: &[u8], anatomy: &Anatomy) -> Self {
        let mut found = Self::default();
        // A picture has one packet. Whoever puts in thousands wants it to take long.
        if let Some(packet) = anatomy.contents(bytes, Role::Xmp).next() {
            found.complete(xmp::read(packet));
        }
        if let Some(chunk) = anatomy.contents(bytes, Role::XmpText).next() {
            found.complete(xmp::read_text_chunk(chunk).unwrap_or_default());
        }
        // A record may be spread over several segments.
        let mut resources = Vec::new();
        for segment in anatomy.contents(bytes, Role::Resources) {
            resources.extend_from_slice(&segment[..segment.len().min(MOST_BYTES - resources.len())]);
        }
        found.complete(iptc::read(&resources));
        for structure in anatomy.contents(bytes, Role::Exif) {
            found.complete(exif::read(structure));
        }
        found
    }

    /// The line under the picture: photographers and agency, said once.
    pub fn credit(&self) -> String {
        let (creator, agency) = (&self.creator, &self.agency);
        if creator.is_empty() || agency.to_lowercase().contains(&creator.to_lowercase()) {
            return agency.clone();
        }
        match agency.is_empty() || creator.to_lowercase().contains(&agency.to_lowercase()) {
            true => creator.clone(),
            false => format!("{creator} / {agency}"),
        }
    }

    /// Takes from another what is not known yet.
    fn complete(&mut self, other: Self) {
        let fill = |mine: &mut String, theirs: String, longest| {
            if mine.is_empty() {
                *mine = plain(&theirs, longest);
            }
        };
        fill(&mut self.caption, other.caption, LONGEST);
        fill(&mut self.creator, other.creator, LONGEST_LINE);
        fill(&mut self.agency, other.agency, LONGEST_LINE);
        fill(&mut self.copyright, other.copyright, LONGEST_LINE);
        fill(&mut self.alt, other.alt, LONGEST);
    }
}

/// One line of text, at most so many characters long.
fn plain(text: &str, longest: usize) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        // What turns the direction of text around could make a credit read as another.
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
        .collect();
    let mut line = String::new();
    for word in spaced.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    match line.char_indices().nth(longest) {
        Some((end, _)) => line[..end].trim_end().to_owned(),
        None => line,
    }
}
