//! Names of months and days, and the forms that a language wants around them.

/// What moment.js calls a locale.
#[derive(Debug)]
pub(crate) struct Words {
    /// Months beside a day (“23 листопада”).
    pub months: [&'static str; 12],
    /// Months by themselves (“листопад”).
    pub months_alone: [&'static str; 12],
    pub months_short: [&'static str; 12],
    /// Days, Sunday first.
    pub weekdays: [&'static str; 7],
    pub weekdays_short: [&'static str; 7],
    pub weekdays_min: [&'static str; 7],
    /// LT, LTS, L, LL, LLL, LLLL, l, ll, lll, llll.
    pub long: [&'static str; 10],
    /// First day of the week, and the day of January that is always in week 1 (counted from it, as moment does).
    pub week: (i64, i64),
    pub ordinal: fn(i64, Unit) -> &'static str,
    pub meridiem: fn(i8, bool) -> &'static str,
    pub relative: fn(i64, Span) -> String,
    /// Around a relative time that lies ahead, or behind.
    pub future: (&'static str, &'static str),
    pub past: (&'static str, &'static str),
}

/// What an ordinal counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Month,
    Quarter,
    Day,
    DayOfYear,
    Weekday,
    Week,
}

/// A rounded span, as moment's `humanize` has them. The second word of a pair is for more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    Seconds,
    Minute,
    Minutes,
    Hour,
    Hours,
    Day,
    Days,
    Month,
    Months,
    Year,
    Years,
}

impl Words {
    /// Those of a language tag; English where there are none.
    pub(crate) fn of(language: &str) -> &'static Words {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        match primary {
            "uk" => &UKRAINIAN,
            _ if language.eq_ignore_ascii_case("en-GB") => &BRITISH,
            _ => &ENGLISH,
        }
    }
}

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const EN_MONTHS_SHORT: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const EN_WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
const EN_WEEKDAYS_SHORT: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const EN_WEEKDAYS_MIN: [&str; 7] = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

const ENGLISH_WORDS: Words = Words {
    months: EN_MONTHS,
    months_alone: EN_MONTHS,
    months_short: EN_MONTHS_SHORT,
    weekdays: EN_WEEKDAYS,
    weekdays_short: EN_WEEKDAYS_SHORT,
    weekdays_min: EN_WEEKDAYS_MIN,
    long: [
        "h:mm A",
        "h:mm:ss A",
        "MM/DD/YYYY",
        "MMMM D, YYYY",
        "MMMM D, YYYY h:mm A",
        "dddd, MMMM D, YYYY h:mm A",
        "M/D/YYYY",
        "MMM D, YYYY",
        "MMM D, YYYY h:mm A",
        "ddd, MMM D, YYYY h:mm A",
    ],
    week: (0, 6),
    ordinal: english_ordinal,
    meridiem: english_meridiem,
    relative: english_span,
    future: ("in ", ""),
    past: ("", " ago"),
};

static ENGLISH: Words = ENGLISH_WORDS;

static BRITISH: Words = Words {
    long: [
        "HH:mm",
        "HH:mm:ss",
        "DD/MM/YYYY",
        "D MMMM YYYY",
        "D MMMM YYYY HH:mm",
        "dddd, D MMMM YYYY HH:mm",
        "D/M/YYYY",
        "D MMM YYYY",
        "D MMM YYYY HH:mm",
        "ddd, D MMM YYYY HH:mm",
    ],
    week: (1, 4),
    ..ENGLISH_WORDS
};

fn english_ordinal(n: i64, _: Unit) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn english_meridiem(hour: i8, lower: bool) -> &'static str {
    match (hour < 12, lower) {
        (true, true) => "am",
        (true, false) => "AM",
        (false, true) => "pm",
        (false, false) => "PM",
    }
}

fn english_span(n: i64, span: Span) -> String {
    match span {
        Span::Seconds => "a few seconds".into(),
        Span::Minute => "a minute".into(),
        Span::Hour => "an hour".into(),
        Span::Day => "a day".into(),
        Span::Month => "a month".into(),
        Span::Year => "a year".into(),
        Span::Minutes => format!("{n} minutes"),
        Span::Hours => format!("{n} hours"),
        Span::Days => format!("{n} days"),
        Span::Months => format!("{n} months"),
        Span::Years => format!("{n} years"),
    }
}

static UKRAINIAN: Words = Words {
    months: [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
    months_alone: [
        "січень",
        "лютий",
        "березень",
        "квітень",
        "травень",
        "червень",
        "липень",
        "серпень",
        "вересень",
        "жовтень",
        "листопад",
        "грудень",
    ],
    months_short: [
        "січ", "лют", "бер", "квіт", "трав", "черв", "лип", "серп", "вер", "жовт", "лист", "груд",
    ],
    weekdays: [
        "неділя",
        "понеділок",
        "вівторок",
        "середа",
        "четвер",
        "пʼятниця",
        "субота",
    ],
    weekdays_short: ["нд", "пн", "вт", "ср", "чт", "пт", "сб"],
    weekdays_min: ["нд", "пн", "вт", "ср", "чт", "пт", "сб"],
    long: [
        "HH:mm",
        "HH:mm:ss",
        "DD.MM.YYYY",
        "D MMMM YYYY р.",
        "D MMMM YYYY р., HH:mm",
        "dddd, D MMMM YYYY р., HH:mm",
        "D.M.YYYY",
        "D MMM YYYY р.",
        "D MMM YYYY р., HH:mm",
        "ddd, D MMM YYYY р., HH:mm",
    ],
    week: (1, 4),
    ordinal: ukrainian_ordinal,
    meridiem: ukrainian_meridiem,
    relative: ukrainian_span,
    future: ("за ", ""),
    past: ("", " тому"),
};

fn ukrainian_ordinal(_: i64, unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "-го",
        Unit::Quarter => "",
        _ => "-й",
    }
}

fn ukrainian_meridiem(hour: i8, _: bool) -> &'static str {
    match hour {
        ..4 => "ночі",
        4..12 => "ранку",
        12..17 => "дня",
        _ => "вечора",
    }
}

fn ukrainian_span(n: i64, span: Span) -> String {
    let counted = |forms: [&str; 3]| format!("{n} {}", forms[crate::text::slavic_form(n)]);
    match span {
        Span::Seconds => "декілька секунд".into(),
        Span::Minute => "хвилину".into(),
        Span::Hour => "годину".into(),
        Span::Day => "день".into(),
        Span::Month => "місяць".into(),
        Span::Year => "рік".into(),
        Span::Minutes => counted(["хвилину", "хвилини", "хвилин"]),
        Span::Hours => counted(["годину", "години", "годин"]),
        Span::Days => counted(["день", "дні", "днів"]),
        Span::Months => counted(["місяць", "місяці", "місяців"]),
        Span::Years => counted(["рік", "роки", "років"]),
    }
}
