//! What the live feed counts. The hot path only adds; the figures are told to the recorder with each sign of life.

use metrics::{Counter, Gauge, counter, gauge};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The counts.
#[derive(Debug)]
pub struct Tally {
    open: AtomicU64,
    refused: AtomicU64,
    sent: AtomicU64,
    cut: AtomicU64,
    rendered: AtomicU64,
    told: (Gauge, [Counter; 4]),
}

impl Tally {
    /// Looks the handles up.
    pub(super) fn new() -> Self {
        metrics::describe_gauge!("broadsheet_live_connections", "Open connections of the live feed");
        metrics::describe_counter!(
            "broadsheet_live_refused_total",
            "Readers sent away from the live feed"
        );
        metrics::describe_counter!("broadsheet_live_sent_total", "Events sent to readers");
        metrics::describe_counter!(
            "broadsheet_live_cut_total",
            "Connections of the live feed that were too slow"
        );
        metrics::describe_counter!(
            "broadsheet_live_rendered_total",
            "Items rendered for the live feed"
        );
        Self {
            open: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            sent: AtomicU64::new(0),
            cut: AtomicU64::new(0),
            rendered: AtomicU64::new(0),
            told: (
                gauge!("broadsheet_live_connections"),
                [
                    counter!("broadsheet_live_refused_total"),
                    counter!("broadsheet_live_sent_total"),
                    counter!("broadsheet_live_cut_total"),
                    counter!("broadsheet_live_rendered_total"),
                ],
            ),
        }
    }

    /// Connections that are open.
    pub fn open(&self) -> u64 {
        self.open.load(Relaxed)
    }

    /// Items that were rendered.
    pub fn items_rendered(&self) -> u64 {
        self.rendered.load(Relaxed)
    }

    /// Connections that were too slow.
    pub fn connections_cut(&self) -> u64 {
        self.cut.load(Relaxed)
    }

    pub(super) fn entered(&self) {
        self.open.fetch_add(1, Relaxed);
    }

    pub(super) fn left(&self) {
        self.open.fetch_sub(1, Relaxed);
    }

    pub(super) fn refused(&self) {
        self.refused.fetch_add(1, Relaxed);
    }

    pub(super) fn sent(&self, events: u64) {
        self.sent.fetch_add(events, Relaxed);
    }

    pub(super) fn cut(&self) {
        self.cut.fetch_add(1, Relaxed);
    }

    pub(super) fn rendered(&self) {
        self.rendered.fetch_add(1, Relaxed);
    }

    pub(super) fn tell(&self) {
        let (open, counters) = &self.told;
        open.set(self.open() as f64);
        let counts = [&self.refused, &self.sent, &self.cut, &self.rendered];
        for (counter, count) in counters.iter().zip(counts) {
            counter.absolute(count.load(Relaxed));
        }
    }
}
