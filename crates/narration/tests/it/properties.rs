//! Whatever bytes a voice answers.

use crate::wav;
use narration::wav::{WavError, read};
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fall(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_header_makes_the_reader_fall(
        tag in prop_oneof![Just(1_u16), Just(3), Just(0xfffe), any::<u16>()],
        channels in 0_u16..20,
        rate in prop_oneof![Just(22_050_u32), any::<u32>()],
        bits in prop_oneof![Just(8_u16), Just(16), Just(24), Just(32), any::<u16>()],
        data in proptest::collection::vec(any::<u8>(), 0..200),
        cut in 0_usize..300,
    ) {
        let frame = channels.wrapping_mul(bits / 8);
        let mut bytes = wav(tag, channels, 8000, bits % 64, &data);
        if bytes.len() > 44 {
            bytes[24..28].copy_from_slice(&rate.to_le_bytes());
            bytes[32..34].copy_from_slice(&frame.to_le_bytes());
        }
        bytes.truncate(cut.max(12));
        if let Ok(sound) = read(&bytes) {
            prop_assert!(sound.samples.iter().all(|sample| sample.abs() <= 1.0));
        }
    }
}

#[test]
fn every_depth_gives_the_same_sound() {
    let sixteen: Vec<i16> = (0..400).map(|i| ((i * 97) % 20_000 - 10_000) as i16).collect();
    let bytes = |each: &dyn Fn(i16) -> Vec<u8>| {
        sixteen
            .iter()
            .flat_map(|sample| each(*sample))
            .collect::<Vec<u8>>()
    };
    let expected = read(&wav(1, 1, 16_000, 16, &bytes(&|s| s.to_le_bytes().to_vec()))).unwrap();
    for (tag, channels, bits, data) in [
        (1, 2, 16, bytes(&|s| [s.to_le_bytes(), s.to_le_bytes()].concat())),
        (
            1,
            1,
            24,
            bytes(&|s| (i32::from(s) << 8).to_le_bytes()[..3].to_vec()),
        ),
        (1, 1, 32, bytes(&|s| (i32::from(s) << 16).to_le_bytes().to_vec())),
        (
            3,
            1,
            32,
            bytes(&|s| (f32::from(s) / 32_768.0).to_le_bytes().to_vec()),
        ),
        (1, 1, 8, bytes(&|s| vec![((i32::from(s) + 32_768) >> 8) as u8])),
    ] {
        let found = read(&wav(tag, channels, 16_000, bits, &data)).unwrap();
        let off = found
            .samples
            .iter()
            .zip(&expected.samples)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f32::max);
        assert!(
            found.samples.len() == 400 && off < 0.01,
            "{bits} bits, {channels} channels: {off}"
        );
    }
}

#[test]
fn a_length_that_is_not_known_yet_reaches_to_the_end() {
    let mut bytes = wav(1, 1, 22_050, 16, &[0x20; 8820]);
    for unknown in [0, u32::MAX, 0x7fff_f000] {
        bytes[40..44].copy_from_slice(&unknown.to_le_bytes());
        assert_eq!(read(&bytes).unwrap().millis(), 200);
    }
    bytes[40..44].copy_from_slice(&8822_u32.to_le_bytes());
    assert_eq!(read(&bytes), Err(WavError::BreaksOff));
}
