//! The format strings of moment.js.

use super::words::{Unit, Words};
use jiff::{ZonedDateTime, civil::Date};
use std::borrow::Cow;

/// `zoned` in the words of a language, as the format says. What is no token stays as it is.
pub(crate) fn format(zoned: &ZonedDateTime, pattern: &str, words: &Words) -> String {
    let mut out = String::with_capacity(pattern.len() + 12);
    let pattern = expand(pattern, words);
    let mut rest = pattern.as_ref();
    while let Some(first) = rest.chars().next() {
        let at = pattern.len() - rest.len();
        let len = token(rest);
        let (piece, after) = rest.split_at(len);
        rest = after;
        match first {
            '[' if len > 1 => out.push_str(&piece[1..len - 1]),
            '\\' if len > 1 => out.push_str(&piece[1..]),
            _ => field(&mut out, zoned, piece, words, &pattern, at),
        }
    }
    out
}

/// Replaces `LL` and its kin by what they stand for; they may stand for each other only once.
fn expand<'a>(pattern: &'a str, words: &Words) -> Cow<'a, str> {
    if !pattern.contains(['L', 'l']) {
        return Cow::Borrowed(pattern);
    }
    let mut out = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while !rest.is_empty() {
        let len = if rest.starts_with('L') || rest.starts_with('l') {
            long_token(rest)
        } else {
            token(rest)
        };
        let (piece, after) = rest.split_at(len);
        rest = after;
        let long = match piece {
            "LT" => 0,
            "LTS" => 1,
            "L" => 2,
            "LL" => 3,
            "LLL" => 4,
            "LLLL" => 5,
            "l" => 6,
            "ll" => 7,
            "lll" => 8,
            "llll" => 9,
            _ => {
                out.push_str(piece);
                continue;
            }
        };
        out.push_str(words.long[long]);
    }
    Cow::Owned(out)
}

fn long_token(rest: &str) -> usize {
    for long in ["LTS", "LT"] {
        if rest.starts_with(long) {
            return long.len();
        }
    }
    run(rest).min(4)
}

/// The length of the run of the first character.
fn run(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    chars.find(|(_, c)| *c != first).map_or(rest.len(), |(at, _)| at)
}

/// The length of the next token in bytes: an escape, a field, or one character.
fn token(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else {
        return 0;
    };
    if first == '[' {
        return match rest[1..].find([']', '[']) {
            Some(end) if rest.as_bytes()[1 + end] == b']' => end + 2,
            _ => 1,
        };
    }
    if first == '\\' {
        return 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
    }
    let next_is_o = |len: usize| usize::from(rest[len..].starts_with('o'));
    let run = run(rest);
    match first {
        'H' | 'h' if run == 1 && (rest[1..].starts_with("mmss")) => 5,
        'H' | 'h' if run == 1 && (rest[1..].starts_with("mm")) => 3,
        'M' | 'D' => {
            let len = run.min(4);
            let ordinal = len == 1 || (first == 'D' && len == 3);
            len + if ordinal { next_is_o(len) } else { 0 }
        }
        'd' => match run.min(4) {
            1 => 1 + next_is_o(1),
            len => len,
        },
        'w' | 'W' => match run.min(2) {
            1 => 1 + next_is_o(1),
            len => len,
        },
        'Q' => 1 + next_is_o(1),
        'Y' => match run.min(6) {
            len @ (4..=6) => len,
            3 => 2,
            len => len,
        },
        'g' | 'G' if run >= 4 => run.min(5),
        'S' => run.min(9),
        'H' | 'h' | 'k' | 'm' | 's' | 'g' | 'G' | 'z' | 'Z' => run.min(2),
        _ => first.len_utf8(),
    }
}

fn field(out: &mut String, z: &ZonedDateTime, piece: &str, words: &Words, pattern: &str, at: usize) {
    let (year, month, day) = (i64::from(z.year()), i64::from(z.month()), i64::from(z.day()));
    let (hour, minute, second) = (i64::from(z.hour()), i64::from(z.minute()), i64::from(z.second()));
    let twelve = (hour + 11) % 12 + 1;
    let weekday = i64::from(z.weekday().to_sunday_zero_offset());
    let month_at = (month - 1) as usize;
    match piece {
        "YYYY" => number(out, year, 4),
        "YY" => number(out, year.rem_euclid(100), 2),
        "Y" => number(out, year, if year <= 9999 { 4 } else { 0 }),
        "YYYYY" => number(out, year, 5),
        "YYYYYY" => {
            out.push(if year < 0 { '-' } else { '+' });
            number(out, year.abs(), 6);
        }
        "Q" => number(out, (month - 1) / 3 + 1, 0),
        "Qo" => ordinal(out, (month - 1) / 3 + 1, Unit::Quarter, words),
        "M" => number(out, month, 0),
        "Mo" => ordinal(out, month, Unit::Month, words),
        "MM" => number(out, month, 2),
        "MMM" => out.push_str(words.months_short[month_at]),
        "MMMM" if beside_a_day(&pattern[..at]) => out.push_str(words.months[month_at]),
        "MMMM" => out.push_str(words.months_alone[month_at]),
        "D" => number(out, day, 0),
        "Do" => ordinal(out, day, Unit::Day, words),
        "DD" => number(out, day, 2),
        "DDD" => number(out, i64::from(z.day_of_year()), 0),
        "DDDo" => ordinal(out, i64::from(z.day_of_year()), Unit::DayOfYear, words),
        "DDDD" => number(out, i64::from(z.day_of_year()), 3),
        "d" => number(out, weekday, 0),
        "do" => ordinal(out, weekday, Unit::Weekday, words),
        "dd" => out.push_str(words.weekdays_min[weekday as usize]),
        "ddd" => out.push_str(words.weekdays_short[weekday as usize]),
        "dddd" => out.push_str(words.weekdays[weekday as usize]),
        "e" => number(out, (weekday + 7 - words.week.0) % 7, 0),
        "E" => number(out, (weekday + 6) % 7 + 1, 0),
        "w" => number(out, week(z.date(), words.week).1, 0),
        "wo" => ordinal(out, week(z.date(), words.week).1, Unit::Week, words),
        "ww" => number(out, week(z.date(), words.week).1, 2),
        "W" => number(out, week(z.date(), (1, 4)).1, 0),
        "Wo" => ordinal(out, week(z.date(), (1, 4)).1, Unit::Week, words),
        "WW" => number(out, week(z.date(), (1, 4)).1, 2),
        "gg" => number(out, week(z.date(), words.week).0 % 100, 2),
        "gggg" => number(out, week(z.date(), words.week).0, 4),
        "ggggg" => number(out, week(z.date(), words.week).0, 5),
        "GG" => number(out, week(z.date(), (1, 4)).0 % 100, 2),
        "GGGG" => number(out, week(z.date(), (1, 4)).0, 4),
        "GGGGG" => number(out, week(z.date(), (1, 4)).0, 5),
        "A" => out.push_str((words.meridiem)(z.hour(), false)),
        "a" => out.push_str((words.meridiem)(z.hour(), true)),
        "H" => number(out, hour, 0),
        "HH" => number(out, hour, 2),
        "h" => number(out, twelve, 0),
        "hh" => number(out, twelve, 2),
        "k" => number(out, if hour == 0 { 24 } else { hour }, 0),
        "kk" => number(out, if hour == 0 { 24 } else { hour }, 2),
        "m" => number(out, minute, 0),
        "mm" => number(out, minute, 2),
        "s" => number(out, second, 0),
        "ss" => number(out, second, 2),
        "Hmm" | "hmm" | "Hmmss" | "hmmss" => {
            number(out, if piece.starts_with('H') { hour } else { twelve }, 0);
            number(out, minute, 2);
            if piece.ends_with('s') {
                number(out, second, 2);
            }
        }
        "Z" => offset(out, z.offset().seconds(), true),
        "ZZ" => offset(out, z.offset().seconds(), false),
        "z" | "zz" => out.push_str(z.time_zone().to_offset_info(z.timestamp()).abbreviation()),
        "X" => number(out, z.timestamp().as_second(), 0),
        "x" => number(out, z.timestamp().as_millisecond(), 0),
        fraction if fraction.starts_with('S') => {
            let nanos = z.subsec_nanosecond() / 1_000_000 * 1_000_000;
            let digits = std::format!("{nanos:09}");
            out.push_str(digits.get(..fraction.len()).unwrap_or(&digits));
        }
        other => out.push_str(other),
    }
}

/// Whether a month stands beside its day: a day of the month, then only white space and escaped text, then the month.
fn beside_a_day(before: &str) -> bool {
    let mut rest = before;
    loop {
        let shorter = rest.trim_end();
        let shorter = match shorter.strip_suffix(']').and_then(|inner| inner.rfind('[')) {
            Some(open) => &shorter[..open],
            None => shorter,
        };
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    rest.len() < before.len() && (rest.ends_with('D') || rest.ends_with("Do"))
}

/// Year and number of the week, where weeks start with day `first` and week 1 holds the day `7 + first - always` of
/// January: moment's `dow` and `doy`.
fn week(date: Date, (first, always): (i64, i64)) -> (i64, i64) {
    let start_of = |year: i64| {
        let january = 7 + first - always;
        let weekday = Date::new(year as i16, 1, 1)
            .map(|d| i64::from(d.weekday().to_sunday_zero_offset()))
            .unwrap_or(0);
        let shift = (7 + (weekday + january - 1) - first) % 7;
        january - shift - 1
    };
    let year = i64::from(date.year());
    let days_in = |year: i64| {
        if Date::new(year as i16, 1, 1).is_ok_and(|d| d.in_leap_year()) {
            366
        } else {
            365
        }
    };
    let number = (i64::from(date.day_of_year()) - start_of(year) - 1).div_euclid(7) + 1;
    let weeks_in = |year: i64| (days_in(year) - start_of(year) + start_of(year + 1)) / 7;
    if number < 1 {
        (year - 1, number + weeks_in(year - 1))
    } else if number > weeks_in(year) {
        (year + 1, number - weeks_in(year))
    } else {
        (year, number)
    }
}

fn ordinal(out: &mut String, n: i64, unit: Unit, words: &Words) {
    number(out, n, 0);
    out.push_str((words.ordinal)(n, unit));
}

/// `n` with at least `width` digits.
pub(super) fn number(out: &mut String, n: i64, width: usize) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut left = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if n < 0 {
        out.push('-');
    }
    for _ in digits.len() - at..width {
        out.push('0');
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// `+02:00` or `+0200`.
pub(super) fn offset(out: &mut String, seconds: i32, colon: bool) {
    out.push(if seconds < 0 { '-' } else { '+' });
    let minutes = i64::from(seconds.unsigned_abs() / 60);
    number(out, minutes / 60, 2);
    if colon {
        out.push(':');
    }
    number(out, minutes % 60, 2);
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
