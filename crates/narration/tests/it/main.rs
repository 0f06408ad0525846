//! Voices, good and bad, and the files that come of them.

#![allow(clippy::unwrap_used, reason = "a test may fall")]

mod files;
mod properties;
mod voices;

use document::{Speech, SpeechParagraph};
use kernel::DigitalSource;
use narration::{id3::Tags, voice::Command};
use std::{os::unix::fs::PermissionsExt, path::Path};

/// A voice that is a small program of the test's.
fn voice(folder: &Path, script: &str) -> Command {
    let path = folder.join("voice");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    Command::of_line(path.to_str().unwrap()).unwrap()
}

fn speech(paragraphs: &[&str]) -> Speech {
    let paragraph = |(i, text): (usize, &&str)| SpeechParagraph {
        element: (i as u32).checked_sub(1),
        sentences: vec![(*text).to_owned()],
    };
    Speech {
        paragraphs: paragraphs.iter().enumerate().map(paragraph).collect(),
    }
}

/// Nobody else needs the machine.
fn no_rest() -> narration::Rest {
    std::sync::Arc::new(|_| std::time::Duration::ZERO)
}

fn tags() -> Tags {
    Tags {
        title: "The bridge opens".into(),
        artist: "Ada Verne".into(),
        album: "The Tide".into(),
        language: "en".parse().unwrap(),
        date: "2026-11-23".into(),
        source: DigitalSource::AlgorithmicMedia,
    }
}

/// One second of a tone at 22,050 Hz, as WAV.
fn tone() -> Vec<u8> {
    let samples = (0..22_050_i32).map(|i| ((f64::from(i) * 0.2).sin() * 8000.0) as i16);
    let data: Vec<u8> = samples.flat_map(i16::to_le_bytes).collect();
    wav(1, 1, 22_050, 16, &data)
}

fn wav(tag: u16, channels: u16, rate: u32, bits: u16, data: &[u8]) -> Vec<u8> {
    let frame = channels * bits / 8;
    let mut out = b"RIFF".to_vec();
    out.extend((36 + data.len() as u32).to_le_bytes());
    out.extend(b"WAVEfmt \x10\0\0\0");
    out.extend(tag.to_le_bytes());
    out.extend(channels.to_le_bytes());
    out.extend(rate.to_le_bytes());
    out.extend((rate * u32::from(frame)).to_le_bytes());
    out.extend(frame.to_le_bytes());
    out.extend(bits.to_le_bytes());
    out.extend(b"data");
    out.extend((data.len() as u32).to_le_bytes());
    out.extend(data);
    out
}
