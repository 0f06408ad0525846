//! How busy the threads are that answer readers.

use std::{
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};
use tokio::runtime::RuntimeMetrics;

/// Tells what readers ask of the machine, so that other work can stand back.
#[derive(Debug, Clone, Default)]
pub struct Load(Arc<OnceLock<Vec<RuntimeMetrics>>>);

/// A look at the load, to be held against a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    at: Instant,
    busy: Duration,
}

impl Load {
    /// From now on tells of these threads, each with an event loop of its own. Only the first call counts.
    pub(super) fn watch(&self, threads: Vec<RuntimeMetrics>) {
        let _ = self.0.set(threads);
    }

    /// What there is to see now. Before the site is served, nobody is busy.
    pub fn glance(&self) -> Glance {
        let threads = self.0.get().map_or(&[][..], Vec::as_slice);
        let busy: Duration = threads.iter().map(|one| one.worker_total_busy_duration(0)).sum();
        Glance {
            at: Instant::now(),
            busy: busy / u32::try_from(threads.len().max(1)).unwrap_or(u32::MAX),
        }
    }
}

impl Glance {
    /// The share of the time since an earlier glance in which a thread had something to do, 0 to 1, the mean of all.
    pub fn share_since(&self, earlier: Self) -> f64 {
        let time = self.at.saturating_duration_since(earlier.at).as_secs_f64();
        let busy = self.busy.saturating_sub(earlier.busy).as_secs_f64();
        if time > 0.0 { (busy / time).min(1.0) } else { 0.0 }
    }
}

/// Beside busy readers other work is done for a thirtieth of the time. The lowest priority alone is not enough: on cores
/// without idle time whoever runs keeps the rest waiting for a slice.
const RESTS: u32 = 29;

/// When other work stands back for readers, and for how long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Readers keep the machine busy when their threads have something to do for more than this share of the time.
    pub busy: f64,
    /// No rest is longer than this.
    pub longest: Duration,
}

impl Pace {
    /// How long to rest after work that took so long, while readers had so large a share of the time.
    pub fn rest(self, share: f64, worked: Duration) -> Duration {
        match share > self.busy {
            true => worked.saturating_mul(RESTS).min(self.longest),
            false => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_works_half_of_the_time_is_half_busy() {
        let at = Instant::now();
        let earlier = Glance {
            at,
            busy: Duration::from_secs(7),
        };
        let now = Glance {
            at: at + Duration::from_secs(4),
            busy: Duration::from_secs(9),
        };
        assert_eq!(now.share_since(earlier), 0.5);
        assert_eq!(earlier.share_since(earlier), 0.0);
    }

    #[test]
    fn work_rests_only_beside_many_readers_and_for_no_longer_than_is_set() {
        let longest = Duration::from_secs(10);
        let pace = Pace { busy: 0.5, longest };
        let worked = Duration::from_millis(100);
        assert_eq!(pace.rest(0.4, worked), Duration::ZERO);
        assert_eq!(pace.rest(0.9, worked), Duration::from_millis(2900));
        assert_eq!(pace.rest(0.9, worked * 100), longest);
    }

    #[test]
    fn a_loop_with_work_is_seen_and_one_that_waits_is_not() {
        let runtime = || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
        };
        let (idle, busy) = (runtime(), runtime());
        let of = |runtime: &tokio::runtime::Runtime| {
            let load = Load::default();
            load.watch(vec![runtime.metrics()]);
            load
        };
        let (of_idle, of_busy) = (of(&idle), of(&busy));
        let (idle_before, busy_before) = (of_idle.glance(), of_busy.glance());
        busy.block_on(async {
            for _ in 0..20 {
                std::hint::black_box((0..200_000).map(std::hint::black_box).sum::<u64>());
                tokio::time::sleep(Duration::from_micros(1)).await;
            }
        });
        assert!(of_busy.glance().share_since(busy_before) > 0.0);
        assert_eq!(of_idle.glance().share_since(idle_before), 0.0);
    }
}
