//! The IPTC record (IIM 4.2), which lies among Photoshop's image resources under the number 0x0404.

use super::Metadata;
use crate::anatomy::Walk;

pub(super) fn read(resources: &[u8]) -> Metadata {
    let mut walk = Walk::new(resources);
    while let Some((number, content)) = resource(&mut walk) {
        if number == 0x0404 {
            return record(content);
        }
    }
    Metadata::default()
}

fn resource<'a>(walk: &mut Walk<'a>) -> Option<(u16, &'a [u8])> {
    if walk.take(4).ok()? != b"8BIM" {
        return None;
    }
    let number = walk.u16().ok()?;
    let name = usize::from(walk.u8().ok()?);
    // The name with its length, and the content, end at even numbers.
    walk.take(name + (name + 1) % 2).ok()?;
    let length = walk.u32().ok()? as usize;
    let content = walk.take(length).ok()?;
    if length % 2 == 1 {
        let _ = walk.take(1);
    }
    Some((number, content))
}

fn record(bytes: &[u8]) -> Metadata {
    let mut walk = Walk::new(bytes);
    let mut utf8 = false;
    let mut found = Metadata::default();
    while let Some((dataset, value)) = dataset(&mut walk) {
        match dataset {
            (1, 90) => utf8 = value == b"\x1b%G",
            (2, 80) => join(&mut found.creator, &text(value, utf8)),
            (2, 110) => join(&mut found.agency, &text(value, utf8)),
            (2, 116) => join(&mut found.copyright, &text(value, utf8)),
            (2, 120) => join(&mut found.caption, &text(value, utf8)),
            _ => {}
        }
    }
    found
}

/// Photographers are repeated fields.
fn join(field: &mut String, more: &str) {
    if field.len() > super::LONGEST * 4 || more.trim().is_empty() {
        return;
    }
    if !field.is_empty() {
        field.push_str(", ");
    }
    field.push_str(more);
}

/// A dataset's numbers and value. Values of more than 32 KB end the record: no text is that long.
fn dataset<'a>(walk: &mut Walk<'a>) -> Option<((u8, u8), &'a [u8])> {
    if walk.u8().ok()? != 0x1c {
        return None;
    }
    let numbers = (walk.u8().ok()?, walk.u8().ok()?);
    let length = usize::from(walk.u16().ok()?);
    if length > 0x7fff {
        return None;
    }
    Some((numbers, walk.take(length).ok()?))
}

/// UTF-8 where the record says so or where it can be nothing else; otherwise Latin-1, as programs wrote that said
/// nothing.
fn text(value: &[u8], utf8: bool) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) if utf8 => String::from_utf8_lossy(value).into_owned(),
        Err(_) => value.iter().map(|byte| char::from(*byte)).collect(),
    }
}
