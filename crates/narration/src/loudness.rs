//! Loudness of a programme as ITU-R BS.1770-4 measures it (EBU R 128: integrated, in LUFS), for one channel.

use crate::Sound;

/// A filter of the second order.
#[derive(Clone, Copy)]
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
    state: [f64; 2],
}

impl Biquad {
    fn pass(&mut self, x: f64) -> f64 {
        let y = self.b[0] * x + self.state[0];
        self.state[0] = self.b[1] * x - self.a[0] * y + self.state[1];
        self.state[1] = self.b[2] * x - self.a[1] * y;
        y
    }
}

/// The two stages of K-weighting: a shelf for the head, a high pass. The standard gives their coefficients at 48 kHz;
/// these are the analogue filters behind them, for any rate.
fn k_weighting(rate: f64) -> [Biquad; 2] {
    let angle = |frequency: f64| (std::f64::consts::PI * frequency / rate).tan();
    let (k, q) = (angle(1_681.974_450_955_533), 0.707_175_236_955_419_6);
    let high = 10_f64.powf(3.999_843_853_973_347 / 20.0);
    let band = high.powf(0.499_666_774_154_541_6);
    let a0 = 1.0 + k / q + k * k;
    let shelf = Biquad {
        b: [
            (high + band * k / q + k * k) / a0,
            2.0 * (k * k - high) / a0,
            (high - band * k / q + k * k) / a0,
        ],
        a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        state: [0.0; 2],
    };
    let (k, q) = (angle(38.135_470_876_024_44), 0.500_327_037_323_877_3);
    let a0 = 1.0 + k / q + k * k;
    let high_pass = Biquad {
        b: [1.0, -2.0, 1.0],
        a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        state: [0.0; 2],
    };
    [shelf, high_pass]
}

fn loudness(power: f64) -> f64 {
    -0.691 + 10.0 * power.log10()
}

/// Integrated loudness in LUFS; `None` for what is silent or shorter than 400 ms.
pub fn integrated(sound: &Sound) -> Option<f64> {
    let [mut shelf, mut high_pass] = k_weighting(f64::from(sound.rate));
    // Power of each 100 ms; four of them make a block, so that blocks overlap by three quarters.
    let step = (sound.rate as usize / 10).max(1);
    let steps: Vec<f64> = sound
        .samples
        .chunks_exact(step)
        .map(|chunk| {
            let power = |sample: &f32| high_pass.pass(shelf.pass(f64::from(*sample))).powi(2);
            chunk.iter().map(power).sum::<f64>() / step as f64
        })
        .collect();
    let blocks: Vec<f64> = steps
        .windows(4)
        .map(|four| four.iter().sum::<f64>() / 4.0)
        .collect();
    let mean_above = |gate: f64| {
        let loud = blocks
            .iter()
            .filter(|power| **power > 0.0 && loudness(**power) > gate);
        let (sum, count) = loud.fold((0.0, 0_u32), |(sum, count), power| (sum + power, count + 1));
        (count > 0).then(|| sum / f64::from(count))
    };
    // Silence does not count, nor what is 10 LU below the rest.
    let gate = loudness(mean_above(-70.0)?) - 10.0;
    mean_above(gate).map(loudness)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(rate: u32, hertz: f32, amplitude: f32, seconds: u32) -> Sound {
        let step = std::f32::consts::TAU * hertz / rate as f32;
        let samples = (0..rate * seconds).map(|i| (i as f32 * step).sin() * amplitude);
        Sound {
            rate,
            samples: samples.collect(),
        }
    }

    #[test]
    fn a_full_sine_of_997_hertz_has_the_loudness_that_the_standard_says() {
        for rate in [22_050, 44_100, 48_000] {
            let found = integrated(&sine(rate, 997.0, 1.0, 5)).unwrap();
            assert!((found + 3.01).abs() < 0.1, "{found} at {rate} Hz");
        }
    }

    #[test]
    fn silence_between_words_does_not_count() {
        let mut sound = sine(48_000, 997.0, 0.1, 4);
        let alone = integrated(&sound).unwrap();
        sound.pause(20_000);
        assert!((integrated(&sound).unwrap() - alone).abs() < 0.2);
    }

    #[test]
    fn silence_has_no_loudness() {
        assert_eq!(
            integrated(&Sound {
                rate: 48_000,
                samples: vec![0.0; 48_000]
            }),
            None
        );
        assert_eq!(integrated(&sine(48_000, 997.0, 1.0, 0)), None);
    }
}
