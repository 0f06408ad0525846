//! No upload makes reading panic or run without end, and no more comes out than went in.
//!
//! The bytes up to the first line's end are its content type, as a request tells it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Builder::new_current_thread().build().expect("a runtime"));

fuzz_target!(|data: &[u8]| {
    let at = data.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (kind, body) = data.split_at(at);
    let Ok(kind) = std::str::from_utf8(kind) else { return };
    let body = body.get(1..).unwrap_or_default();
    let files = RUNTIME.block_on(desk::parsers::upload(kind, body, 4096));
    let bytes: usize = files.iter().flatten().map(|(_, bytes)| bytes).sum();
    assert!(bytes <= body.len() && bytes <= 4096);
});
