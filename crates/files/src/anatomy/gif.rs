//! GIF: blocks, each of them a chain of up to 255 bytes at a time.

use super::{Anatomy, Broken, CUT, DAMAGED, Role};

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy, Broken> {
    let head = bytes.get(..13).ok_or(CUT)?;
    let size = |i: usize| u32::from(u16::from_le_bytes([head[i], head[i + 1]]));
    let mut gif = Anatomy {
        width: size(6),
        height: size(8),
        scans: 1,
        ..Anatomy::default()
    };
    let mut at = 13 + table(head[10]);
    if at > bytes.len() {
        return Err(CUT);
    }
    gif.insert_at = at;
    gif.push(Role::Picture, 0..at, 0..at)?;
    loop {
        let start = at;
        let role = match bytes.get(at) {
            Some(0x3b) => {
                gif.push(Role::Picture, at..at + 1, at..at + 1)?;
                break;
            }
            Some(0x2c) => {
                let flags = *bytes.get(at + 9).ok_or(CUT)?;
                gif.frames += 1;
                at += 10 + table(flags) + 1;
                Role::Picture
            }
            Some(0x21) => {
                let label = *bytes.get(at + 1).ok_or(CUT)?;
                let name = bytes.get(at + 3..at + 14).unwrap_or_default();
                at += 2;
                match label {
                    0xf9 | 0x01 => Role::Picture,
                    0xff if [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"]
                        .contains(&name.first_chunk().unwrap_or(&[0; 11])) =>
                    {
                        Role::Picture
                    }
                    _ => Role::Other,
                }
            }
            Some(_) => return Err(DAMAGED),
            None => {
                gif.cut = true;
                break;
            }
        };
        while let Some(length) = bytes.get(at).filter(|length| **length > 0) {
            at += 1 + usize::from(*length);
        }
        at += 1;
        gif.cut = at > bytes.len();
        at = at.min(bytes.len());
        gif.push(role, start..at, start..at)?;
        if gif.cut {
            break;
        }
    }
    match gif.frames > 0 && gif.pixels() > 0 {
        true => Ok(gif),
        false => Err(if gif.cut { CUT } else { DAMAGED }),
    }
}

/// How many bytes the colours take.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}
