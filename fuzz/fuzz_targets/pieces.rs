//! Whatever is cut for text-only pages, no piece is longer than it may be, and cutting ends.
//!
//! The first byte chooses how long, the rest is the HTML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((length, html)) = data.split_first() else { return };
    let Ok(html) = std::str::from_utf8(html) else { return };
    let most = 120 + usize::from(*length);
    let lean = document::lean(html, |_| None);
    for html in [html, &lean] {
        assert!(document::pieces(html, most).iter().all(|piece| piece.len() <= most));
    }
});
