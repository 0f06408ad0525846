use super::*;
use crate::date::{parse, zone};

fn shown(at: &str, zone_name: &str, pattern: &str, language: &str) -> String {
    let zoned = ZonedDateTime::new(parse(at).unwrap(), zone(zone_name));
    format(&zoned, pattern, Words::of(language))
}

/// Each line: language, zone, moment, format, what moment.js 2.31 with moment-timezone 0.6 prints.
#[test]
fn every_format_reads_as_moment_prints_it() {
    let wrong: Vec<_> = include_str!("../../tests/data/moment.tsv")
        .lines()
        .filter_map(|line| {
            let part: Vec<_> = line.split('\t').collect();
            let ours = shown(part[2], part[1], part[3], part[0]);
            (ours != part[4]).then(|| std::format!("{line}\t≠ {ours}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn any_format_prints_something_and_never_panics() {
    let pieces = [
        "[",
        "]",
        "\\",
        "Я",
        "LL",
        "M",
        "o",
        "D",
        "S",
        "SSSSSSSSSSSS",
        "YYY",
        "z",
        "Hmmss",
        "'",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                shown("2026-11-23T08:05:09Z", "Europe/Kyiv", &[a, b, c].concat(), "uk");
            }
        }
    }
}
