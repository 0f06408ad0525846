//! Whatever a voice answers, it is sound within bounds or an error.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(sound) = narration::wav::read(data) {
        assert!(sound.samples.iter().all(|sample| sample.abs() <= 1.0));
        assert!(sound.rate >= 8000 && sound.samples.len() <= data.len());
    }
});
