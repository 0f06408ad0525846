//! Reads WAV (RIFF WAVE, Microsoft 1991): PCM of 8, 16, 24 or 32 bits or floating point, in any number of channels.

use crate::Sound;

/// Why bytes are no sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WavError {
    /// Something else.
    #[error("it is no WAV")]
    NotWav,
    /// The header promises more than there is.
    #[error("it breaks off")]
    BreaksOff,
    /// A format that no voice should choose.
    #[error("its format is not known (PCM or float at 8 to 48 kHz is)")]
    Format,
    /// No samples, or all of them silent.
    #[error("it is silent")]
    Silent,
}

/// Rates that MP3 has.
const RATES: [u32; 9] = [
    8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
];
/// What programs that write to a pipe put for a length that they do not know yet: 0, all ones, or espeak-ng's 0x7ffff000.
const UNKNOWN: [u32; 5] = [0, u32::MAX, 0x7fff_f000, 0x7fff_ffff, 0xffff_f000];

#[derive(Clone, Copy)]
struct Format {
    float: bool,
    channels: usize,
    rate: u32,
    bytes: usize,
}

/// The sound of a WAV file, its channels mixed to one.
pub fn read(bytes: &[u8]) -> Result<Sound, WavError> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12) != Some(b"WAVE") {
        return Err(WavError::NotWav);
    }
    let mut rest = &bytes[12..];
    let mut format = None;
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = number::<4>(&head[4..]);
        if head.starts_with(b"data") {
            let format: Format = format.ok_or(WavError::NotWav)?;
            let data = match after.get(..length as usize) {
                _ if UNKNOWN.contains(&length) => after,
                Some(data) => data,
                None => return Err(WavError::BreaksOff),
            };
            return sound(format, data);
        }
        let body = after.get(..length as usize).ok_or(WavError::BreaksOff)?;
        if head.starts_with(b"fmt ") {
            format = Some(read_format(body)?);
        }
        // Chunks of odd length are followed by one byte that says nothing.
        rest = after
            .get(length as usize + (length as usize & 1)..)
            .unwrap_or_default();
    }
    Err(WavError::BreaksOff)
}

fn number<const N: usize>(bytes: &[u8]) -> u32 {
    let bytes = bytes.iter().take(N).rev();
    bytes.fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn read_format(body: &[u8]) -> Result<Format, WavError> {
    if body.len() < 16 {
        return Err(WavError::BreaksOff);
    }
    let tag = match number::<2>(body) {
        // “Extensible” says further on what it is.
        0xfffe => number::<2>(body.get(24..).ok_or(WavError::BreaksOff)?),
        tag => tag,
    };
    let format = Format {
        float: tag == 3,
        channels: number::<2>(&body[2..]) as usize,
        rate: number::<4>(&body[4..]),
        bytes: number::<2>(&body[14..]) as usize / 8,
    };
    let known = match tag {
        1 => (1..=4).contains(&format.bytes),
        3 => format.bytes == 4,
        _ => false,
    };
    match known && (1..=8).contains(&format.channels) && RATES.contains(&format.rate) {
        true => Ok(format),
        false => Err(WavError::Format),
    }
}

fn sound(format: Format, data: &[u8]) -> Result<Sound, WavError> {
    let frame = format.bytes * format.channels;
    let sample = |bytes: &[u8]| -> f32 {
        match (format.float, bytes) {
            (true, &[a, b, c, d]) => f32::from_le_bytes([a, b, c, d]),
            (_, &[a]) => (f32::from(a) - 128.0) / 128.0,
            (_, &[a, b]) => f32::from(i16::from_le_bytes([a, b])) / 32_768.0,
            (_, &[a, b, c]) => (i32::from_le_bytes([0, a, b, c]) >> 8) as f32 / 8_388_608.0,
            (_, &[a, b, c, d]) => i32::from_le_bytes([a, b, c, d]) as f32 / 2_147_483_648.0,
            _ => 0.0,
        }
    };
    let samples: Vec<f32> = data
        .chunks_exact(frame)
        .map(|frame| {
            let sum: f32 = frame.chunks_exact(format.bytes).map(sample).sum();
            let mixed = sum / format.channels as f32;
            if mixed.is_finite() {
                mixed.clamp(-1.0, 1.0)
            } else {
                0.0
            }
        })
        .collect();
    let sound = Sound {
        rate: format.rate,
        samples,
    };
    match sound.clone().trimmed().samples.is_empty() {
        true => Err(WavError::Silent),
        false => Ok(sound),
    }
}
