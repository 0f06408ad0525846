//! English numbers in words.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const SCALES: [(u64, &str); 4] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1000, "thousand"),
];

/// `1234` → “one thousand two hundred and thirty-four”.
pub(crate) fn cardinal(n: u64) -> String {
    for (scale, name) in SCALES {
        if n >= scale {
            let (many, rest) = (n / scale, n % scale);
            let head = format!("{} {name}", cardinal(many));
            return match rest {
                0 => head,
                1..100 => format!("{head} and {}", cardinal(rest)),
                _ => format!("{head} {}", cardinal(rest)),
            };
        }
    }
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        20..100 => {
            let tens = TENS[(n / 10) as usize];
            match n % 10 {
                0 => tens.to_owned(),
                ones => format!("{tens}-{}", SMALL[ones as usize]),
            }
        }
        _ => match n % 100 {
            0 => format!("{} hundred", SMALL[(n / 100) as usize]),
            rest => format!("{} hundred and {}", SMALL[(n / 100) as usize], cardinal(rest)),
        },
    }
}

/// `23` → “twenty-third”.
pub(crate) fn ordinal(n: u64) -> String {
    let words = cardinal(n);
    let cut = words.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (before, last) = words.split_at(cut);
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        word => match word.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{word}th"),
        },
    };
    format!("{before}{last}")
}

/// `2026` → “twenty twenty-six”, `1907` → “nineteen oh seven”, `2005` → “two thousand and five”.
pub(crate) fn year(n: u64) -> String {
    match (n / 100, n % 100) {
        (_, _) if !(1000..10_000).contains(&n) => cardinal(n),
        (_, 0) if n.is_multiple_of(1000) => cardinal(n),
        (20, 1..10) => cardinal(n),
        (century, 0) => format!("{} hundred", cardinal(century)),
        (century, rest @ 1..10) => format!("{} oh {}", cardinal(century), cardinal(rest)),
        (century, rest) => format!("{} {}", cardinal(century), cardinal(rest)),
    }
}

/// “nineteen nineties”, “nineties”.
pub(crate) fn decade(n: u64) -> String {
    let words = year(n);
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{words}s"),
    }
}

/// Digit by digit.
pub(crate) fn digits(text: &str) -> String {
    let words: Vec<&str> = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|digit| SMALL[usize::from(digit - b'0')])
        .collect();
    words.join(" ")
}

/// Roman numerals from 2 to 39.
pub(crate) fn roman(text: &str) -> Option<u64> {
    let tens = text.bytes().take_while(|byte| *byte == b'X').count();
    if text.len() < 2 || tens > 3 {
        return None;
    }
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ones.iter().position(|roman| *roman == &text[tens..])?;
    Some(10 * tens as u64 + ones as u64)
}
