//! Whatever a story says, it is written out for a voice without falling, and no sentence is without a word.
//!
//! The first byte chooses the language, the rest is the text.

#![no_main]

use document::{Block, Document, Inline, SpeechHead, nodes::Paragraph};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((language, text)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let document = Document::new(vec![Block::Paragraph(Paragraph {
        content: vec![Inline::text(text)],
        ..Paragraph::default()
    })]);
    let head = SpeechHead {
        headline: text,
        ..SpeechHead::default()
    };
    let speech = document.to_speech(head, ["en", "uk", "de"][usize::from(language % 3)]);
    for paragraph in speech.paragraphs {
        assert!(!paragraph.sentences.is_empty());
        for sentence in paragraph.sentences {
            assert!(sentence.chars().any(char::is_alphanumeric), "{sentence:?}");
        }
    }
});
