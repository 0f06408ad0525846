//! The finished file, as ffmpeg sees it.

use crate::{no_rest, speech, tags};
use kernel::Language;
use narration::{narrate, voice::Command};
use std::process;

fn run(program: &str, arguments: &[&str]) -> String {
    let out = process::Command::new(program).args(arguments).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    format!(
        "{}{}",
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr)
    )
}

/// The number behind a word, the last time it stands there.
fn number(text: &str, word: &str) -> f64 {
    let behind = &text[text.rfind(word).unwrap() + word.len()..];
    behind.split_whitespace().next().unwrap().parse().unwrap()
}

const TEXT: [&str; 3] = [
    "The bridge opens after eleven years.",
    "The first tram crossed at twelve minutes past six, with the mayor in it and half of the harbour looking on.",
    "Nobody had believed it, said the union of the dockers. By noon the queue was a kilometre long, and it rained.",
];

#[tokio::test]
async fn espeak_ng_makes_a_file_of_the_right_length_loudness_and_tags() {
    for (language, loudest) in [("en", -1.0), ("uk", -1.0)] {
        let language: Language = language.parse().unwrap();
        let voice = Command::espeak_ng(&language);
        let tags = narration::id3::Tags { language, ..tags() };
        let audio = narrate(&speech(&TEXT), &voice, tags, no_rest()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.mp3");
        std::fs::write(&path, &audio.mp3).unwrap();
        let path = path.to_str().unwrap();

        let probe = [
            "-v",
            "error",
            "-of",
            "flat",
            "-show_entries",
            "stream:stream_tags:format:format_tags",
            path,
        ];
        let found = run("ffprobe", &probe);
        for line in [
            "codec_name=\"mp3\"",
            "channels=1",
            "tags.title=\"The bridge opens\"",
            "tags.artist=\"Ada Verne\"",
            "tags.album=\"The Tide\"",
            "tags.date=\"2026-11-23\"",
            "DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia\"",
        ] {
            assert!(found.contains(line), "{line} is not in {found}");
        }
        let at = found.find("format.duration=\"").unwrap() + "format.duration=\"".len();
        let seconds: f64 = found[at..].split('"').next().unwrap().parse().unwrap();
        assert!(
            (seconds - f64::from(audio.duration_ms) / 1000.0).abs() < 0.2,
            "{seconds}: {}",
            audio.duration_ms
        );

        let heard = run(
            "ffmpeg",
            &[
                "-hide_banner",
                "-nostats",
                "-i",
                path,
                "-af",
                "ebur128=peak=true",
                "-f",
                "null",
                "-",
            ],
        );
        let loudness = number(&heard, "I:");
        assert!((loudness + 16.0).abs() < 1.0, "{loudness} LUFS");
        let peak = number(&heard, "Peak:");
        assert!(peak <= loudest, "{peak} dB");
    }
}

#[tokio::test]
async fn our_measure_of_loudness_is_that_of_ffmpeg() {
    let out = process::Command::new("espeak-ng")
        .args(["--stdout", TEXT[1]])
        .output()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("speech.wav");
    std::fs::write(&path, &out.stdout).unwrap();
    let ours = narration::loudness::integrated(&narration::wav::read(&out.stdout).unwrap()).unwrap();
    let path = path.to_str().unwrap();
    let heard = run(
        "ffmpeg",
        &[
            "-hide_banner",
            "-nostats",
            "-i",
            path,
            "-af",
            "ebur128",
            "-f",
            "null",
            "-",
        ],
    );
    assert!((ours - number(&heard, "I:")).abs() < 0.15, "{ours}: {heard}");
}
