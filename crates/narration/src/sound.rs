//! Sound in one channel.

/// Samples of one channel between −1 and 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Sound {
    /// Samples per second.
    pub rate: u32,
    /// The samples.
    pub samples: Vec<f32>,
}

/// Quieter than this is silence: −50 dB.
const SILENCE: f32 = 0.003;

impl Sound {
    /// Its length in milliseconds.
    pub fn millis(&self) -> u32 {
        millis(self.samples.len(), self.rate)
    }

    /// Without the silence at its ends but 20 ms of it; empty when there is nothing else.
    pub fn trimmed(mut self) -> Self {
        let loud = |sample: &f32| sample.abs() > SILENCE;
        let margin = self.rate as usize / 50;
        let Some(last) = self.samples.iter().rposition(loud) else {
            self.samples.clear();
            return self;
        };
        let first = self.samples.iter().position(loud).unwrap_or_default();
        self.samples.truncate(last.saturating_add(1 + margin));
        self.samples.drain(..first.saturating_sub(margin));
        self
    }

    /// Adds silence at its end.
    pub fn pause(&mut self, millis: u32) {
        let samples = self.rate as u64 * u64::from(millis) / 1000;
        self.samples.resize(self.samples.len() + samples as usize, 0.0);
    }
}

/// How long so many samples are.
pub(crate) fn millis(samples: usize, rate: u32) -> u32 {
    u32::try_from(samples as u64 * 1000 / u64::from(rate.max(1))).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_goes_from_the_ends_and_stays_within() {
        let mut samples = vec![0.0; 1000];
        samples.extend([0.5; 100]);
        samples.extend([0.0; 300]);
        samples.extend([-0.5; 100]);
        samples.extend([0.001; 5000]);
        let sound = Sound { rate: 1000, samples }.trimmed();
        assert_eq!(sound.samples.len(), 20 + 100 + 300 + 100 + 20);
        assert_eq!(sound.millis(), 540);
    }

    #[test]
    fn of_nothing_but_silence_nothing_is_left() {
        let sound = Sound {
            rate: 8000,
            samples: vec![0.002; 100],
        };
        assert!(sound.trimmed().samples.is_empty());
    }
}
