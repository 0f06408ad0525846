//! AVIF: boxes within boxes (ISO/IEC 14496-12, 23008-12). Where things are is written in numbers that count from the
//! file's start, so that nothing may be taken out; what must not be served is overwritten with zeros.

use super::{Anatomy, Broken, DAMAGED, Role, Walk};
use std::{collections::HashMap, ops::Range};

/// Boxes within boxes, no deeper than this.
const DEEPEST: u32 = 8;

/// A box: its name, and where its content lies.
type Named = ([u8; 4], Range<usize>);

#[derive(Default)]
struct Items {
    primary: u64,
    /// Which items are no pictures, and what they are.
    notes: HashMap<u64, Role>,
    places: Vec<(u64, Range<usize>)>,
    /// Where there is content, not structure.
    data: Vec<Range<usize>>,
    properties: Vec<Property>,
    /// For each item the numbers of its properties, from 1.
    of: HashMap<u64, Vec<usize>>,
    idat: usize,
}

#[derive(Clone, Copy)]
enum Property {
    Size(u32, u32),
    Turns(u8),
    /// Cut out of it, or mirrored.
    Reshaped,
    Profile,
    Colours {
        primaries: u16,
        transfer: u16,
    },
    Other,
}

/// Those of sRGB, or not said: BT.709, BT.601.
const PLAIN_PRIMARIES: [u16; 4] = [1, 2, 5, 6];
/// As bright as an ordinary screen: BT.709, BT.601, sRGB, or not said.
const PLAIN_TRANSFERS: [u16; 5] = [1, 2, 6, 13, 14];

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy, Broken> {
    let mut avif = Anatomy {
        frames: 1,
        scans: 1,
        insert_at: bytes.len(),
        ..Anatomy::default()
    };
    avif.push(Role::Picture, 0..bytes.len(), 0..bytes.len())?;
    let mut items = Items::default();
    let mut seen = false;
    for (name, content) in boxes(bytes, 0..bytes.len())? {
        match &name {
            b"meta" if !seen => {
                seen = true;
                meta(bytes, content, &mut items)?;
            }
            b"meta" => return Err(DAMAGED),
            b"moov" => {
                // A sequence of pictures: more than one, however many.
                avif.frames = 2;
                blank(bytes, content, &mut avif, 0)?;
            }
            b"uuid" | b"free" | b"skip" | b"udta" => avif.push(Role::Other, content.clone(), content)?,
            b"mdat" => items.data.push(content),
            _ => {}
        }
    }
    for (id, place) in &items.places {
        if let Some(role) = items.notes.get(id) {
            // One that lay in the structure would take the picture with it.
            let inside = |data: &Range<usize>| data.start <= place.start && place.end <= data.end;
            if !items.data.iter().any(inside) {
                return Err(DAMAGED);
            }
            // The structure is preceded by how far behind it begins.
            let head = if *role == Role::Exif {
                4.min(place.len())
            } else {
                0
            };
            avif.push(*role, place.clone(), place.start + head..place.end)?;
        }
    }
    let properties = |id| items.of.get(id).into_iter().flatten();
    let named = properties(&items.primary).filter_map(|i| items.properties.get(i.checked_sub(1)?));
    let (mut turns, mut is_plain, mut has_profile, mut is_wide) = (0, true, false, false);
    for property in named {
        match property {
            Property::Size(width, height) => (avif.width, avif.height) = (*width, *height),
            Property::Turns(times) => turns = *times,
            Property::Reshaped => is_plain = false,
            Property::Profile => has_profile = true,
            Property::Colours { primaries, transfer } => {
                is_plain &= PLAIN_TRANSFERS.contains(transfer);
                is_wide = !PLAIN_PRIMARIES.contains(primaries);
            }
            Property::Other => {}
        }
    }
    avif.quarter_turn = turns % 2 == 1;
    avif.turns = Some(turns).filter(|_| is_plain && (has_profile || !is_wide));
    match avif.pixels() > 0 {
        true => Ok(avif),
        false => Err(DAMAGED),
    }
}

/// The boxes that lie in a range, which they fill.
fn boxes(bytes: &[u8], within: Range<usize>) -> Result<Vec<Named>, Broken> {
    let mut walk = Walk {
        bytes: bytes.get(..within.end).ok_or(super::CUT)?,
        at: within.start,
    };
    let mut all = Vec::new();
    while walk.at < within.end {
        let start = walk.at;
        let short = walk.u32()?;
        let mut name = [0; 4];
        name.copy_from_slice(walk.take(4)?);
        let length = match short {
            0 => within.end - start,
            1 => usize::try_from(walk.uint(8)?).map_err(|_| super::CUT)?,
            length => length as usize,
        };
        let rest = length.checked_sub(walk.at - start).ok_or(DAMAGED)?;
        let content = walk.at;
        walk.take(rest)?;
        all.push((name, content..walk.at));
        if all.len() > super::MOST_PARTS {
            return Err(super::TOO_MANY);
        }
    }
    Ok(all)
}

/// What a film says about itself is overwritten, however deep it lies.
fn blank(bytes: &[u8], within: Range<usize>, avif: &mut Anatomy, depth: u32) -> Result<(), Broken> {
    if depth > DEEPEST {
        return Err(DAMAGED);
    }
    for (name, content) in boxes(bytes, within)? {
        match &name {
            b"udta" | b"meta" | b"uuid" | b"free" | b"skip" => {
                avif.push(Role::Other, content.clone(), content)?
            }
            b"trak" | b"mdia" | b"minf" => blank(bytes, content, avif, depth + 1)?,
            _ => {}
        }
    }
    Ok(())
}

fn meta(bytes: &[u8], content: Range<usize>, items: &mut Items) -> Result<(), Broken> {
    let inner = boxes(bytes, content.start + 4..content.end)?;
    // Places may count from the start of `idat`, wherever it stands.
    let idat = inner.iter().find(|(name, _)| name == b"idat");
    if let Some((_, content)) = idat {
        items.idat = content.start;
        items.data.push(content.clone());
    }
    for (name, content) in inner {
        let walk = Walk {
            bytes: &bytes[..content.end],
            at: content.start,
        };
        match &name {
            b"pitm" => {
                items.primary =
                    full(walk).and_then(|(version, mut w)| w.uint(if version == 0 { 2 } else { 4 }))?
            }
            b"iinf" => names(bytes, walk, content.end, items)?,
            b"iloc" => places(walk, bytes.len(), items)?,
            b"iprp" => properties(bytes, content, items)?,
            _ => {}
        }
    }
    Ok(())
}

/// The version of a box that has one, and what follows.
fn full(mut walk: Walk<'_>) -> Result<(u8, Walk<'_>), Broken> {
    let version = walk.u8()?;
    walk.take(3)?;
    Ok((version, walk))
}

fn names(bytes: &[u8], walk: Walk<'_>, end: usize, items: &mut Items) -> Result<(), Broken> {
    let (version, mut walk) = full(walk)?;
    walk.take(if version == 0 { 2 } else { 4 })?;
    for (_, content) in boxes(bytes, walk.at..end)? {
        let (version, mut walk) = full(Walk {
            bytes: &bytes[..content.end],
            at: content.start,
        })?;
        let id = walk.uint(if version == 3 { 4 } else { 2 })?;
        walk.take(2)?;
        let role = match walk.take(4)? {
            b"Exif" => Role::Exif,
            b"mime" => Role::Xmp,
            b"uri " => Role::Other,
            _ => continue,
        };
        items.notes.insert(id, role);
    }
    Ok(())
}

fn places(walk: Walk<'_>, length: usize, items: &mut Items) -> Result<(), Broken> {
    let (version, mut walk) = full(walk)?;
    let sizes = walk.u16()?;
    let nibble = |shift: u32| usize::from(sizes >> shift & 15);
    let (offset, span, base, index) = (nibble(12), nibble(8), nibble(4), nibble(0));
    if [offset, span, base, index].iter().any(|size| *size > 8) {
        return Err(DAMAGED);
    }
    let wide = if version < 2 { 2 } else { 4 };
    for _ in 0..walk.uint(wide)? {
        let id = walk.uint(wide)?;
        let method = if version > 0 { walk.u16()? & 15 } else { 0 };
        walk.take(2)?;
        let base = walk.uint(base)?;
        for _ in 0..walk.u16()? {
            if version > 0 {
                walk.take(index)?;
            }
            let from = base.saturating_add(walk.uint(offset)?);
            let long = walk.uint(span)?;
            let from = match method {
                0 => from,
                1 => from.saturating_add(items.idat as u64),
                _ => return Err(DAMAGED),
            };
            let end = from.saturating_add(long);
            if end > length as u64 {
                return Err(super::CUT);
            }
            if items.places.len() >= super::MOST_PARTS {
                return Err(super::TOO_MANY);
            }
            // Without a length it is everything that follows.
            let end = if long == 0 { length } else { end as usize };
            items.places.push((id, from as usize..end));
        }
    }
    Ok(())
}

fn properties(bytes: &[u8], content: Range<usize>, items: &mut Items) -> Result<(), Broken> {
    for (name, content) in boxes(bytes, content)? {
        let walk = Walk {
            bytes: &bytes[..content.end],
            at: content.start,
        };
        match &name {
            b"ipco" => {
                for (name, content) in boxes(bytes, content)? {
                    let mut walk = Walk {
                        bytes: &bytes[..content.end],
                        at: content.start,
                    };
                    items.properties.push(match &name {
                        b"ispe" => {
                            walk.take(4)?;
                            Property::Size(walk.u32()?, walk.u32()?)
                        }
                        b"irot" => Property::Turns(walk.u8()? & 3),
                        b"imir" | b"clap" => Property::Reshaped,
                        b"colr" => match walk.take(4)? {
                            b"nclx" => Property::Colours {
                                primaries: walk.u16()?,
                                transfer: walk.u16()?,
                            },
                            _ => Property::Profile,
                        },
                        _ => Property::Other,
                    });
                }
            }
            b"ipma" => {
                let flags = walk.bytes.get(walk.at + 3).copied().unwrap_or(0);
                let (version, mut walk) = full(walk)?;
                for _ in 0..walk.u32()? {
                    let id = walk.uint(if version == 0 { 2 } else { 4 })?;
                    for _ in 0..walk.u8()? {
                        let number = match flags & 1 {
                            1 => usize::from(walk.u16()? & 0x7fff),
                            _ => usize::from(walk.u8()? & 0x7f),
                        };
                        items.of.entry(id).or_default().push(number);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}
