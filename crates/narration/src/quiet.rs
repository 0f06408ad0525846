//! Brings a sound to its loudness without letting its peaks distort.

use crate::{Sound, loudness, narrate::Resting};

/// What listeners of spoken word expect, in LUFS.
const TARGET: f64 = -16.0;
/// No sample is above this: −3 dB. What lies between samples and what MP3 adds stays below −1 dB.
const CEILING: f32 = 0.708;
/// A peak is met by turning down over so many seconds before it, and up again over four times as many.
const ATTACK: f32 = 0.004;

/// Brings a sound to −16 LUFS; one that is silent stays as it is.
pub(crate) fn normalise(sound: &mut Sound, rest: &mut Resting) {
    let original = sound.samples.clone();
    let mut gain_db = 0.0;
    // Turning peaks down costs loudness, which the next round makes good.
    for _ in 0..4 {
        let Some(found) = loudness::integrated(sound) else {
            return;
        };
        rest.after_piece();
        let missing = TARGET - found;
        if missing.abs() < 0.1 {
            break;
        }
        gain_db += missing;
        let gain = 10_f64.powf(gain_db / 20.0) as f32;
        sound.samples.clear();
        sound.samples.extend(original.iter().map(|sample| sample * gain));
        rest.after_piece();
        limit(sound);
        rest.after_piece();
    }
}

/// Turns down around peaks.
fn limit(sound: &mut Sound) {
    let ahead = ((sound.rate as f32 * ATTACK) as usize).max(1);
    let mut gain: Vec<f32> = sound
        .samples
        .iter()
        .map(|sample| (CEILING / sample.abs().max(CEILING)).min(1.0))
        .collect();
    let (down, up) = (1.0 / ahead as f32, 0.25 / ahead as f32);
    // Up again slowly after a peak …
    let mut now = 1.0_f32;
    for gain in &mut gain {
        now = (*gain).min(now + up);
        *gain = now;
    }
    // … and down in time before it.
    now = 1.0;
    for gain in gain.iter_mut().rev() {
        now = (*gain).min(now + down);
        *gain = now;
    }
    for (sample, gain) in sound.samples.iter_mut().zip(gain) {
        *sample *= gain;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{sync::Arc, time::Duration};

    #[test]
    fn speech_with_sharp_peaks_gets_its_loudness_and_keeps_below_the_ceiling() {
        let rate = 22_050;
        let samples = (0..rate * 6).map(|i| {
            let tone = (i as f32 * 0.2).sin() * 0.02;
            if i % 2000 < 8 { tone * 40.0 } else { tone }
        });
        let mut sound = Sound {
            rate,
            samples: samples.collect(),
        };
        normalise(&mut sound, &mut Resting::new(Arc::new(|_| Duration::ZERO)));
        let found = loudness::integrated(&sound).unwrap();
        assert!((found - TARGET).abs() < 0.5, "{found}");
        assert!(sound.samples.iter().all(|sample| sample.abs() <= CEILING + 1e-4));
    }
}
