//! Ukrainian numbers in words: cardinals in the nominative and the genitive, ordinals in the cases that texts need.

/// The gender of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

/// The case of a cardinal. The genitive is that of prepositions (“від п’яти до десяти”).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Nominative,
    Genitive,
}

/// A noun by the numbers it stands behind: 1, 2 to 4, 5 and more (which is its genitive plural), a fraction (its
/// genitive singular).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Noun {
    pub one: &'static str,
    pub few: &'static str,
    pub many: &'static str,
    pub part: &'static str,
    pub gender: Gender,
}

impl Noun {
    /// The form behind a number.
    pub(crate) fn behind(&self, n: u64, case: Case) -> &'static str {
        match (case, n % 100, n % 10) {
            (Case::Genitive, 11, _) => self.many,
            (Case::Genitive, _, 1) => self.part,
            (Case::Genitive, ..) => self.many,
            (_, 11..=14, _) => self.many,
            (_, _, 1) => self.one,
            (_, _, 2..=4) => self.few,
            _ => self.many,
        }
    }
}

const fn noun(forms: [&'static str; 4], gender: Gender) -> Noun {
    Noun {
        one: forms[0],
        few: forms[1],
        many: forms[2],
        part: forms[3],
        gender,
    }
}

pub(crate) const THOUSAND: Noun = noun(["тисяча", "тисячі", "тисяч", "тисячі"], Gender::Feminine);
pub(crate) const MILLION: Noun = noun(
    ["мільйон", "мільйони", "мільйонів", "мільйона"],
    Gender::Masculine,
);
pub(crate) const BILLION: Noun = noun(
    ["мільярд", "мільярди", "мільярдів", "мільярда"],
    Gender::Masculine,
);
pub(crate) const TRILLION: Noun = noun(
    ["трильйон", "трильйони", "трильйонів", "трильйона"],
    Gender::Masculine,
);

/// Nominative and genitive of 0 to 19; 1 and 2 by gender below.
const SMALL: [(&str, &str); 20] = [
    ("нуль", "нуля"),
    ("один", "одного"),
    ("два", "двох"),
    ("три", "трьох"),
    ("чотири", "чотирьох"),
    ("п’ять", "п’яти"),
    ("шість", "шести"),
    ("сім", "семи"),
    ("вісім", "восьми"),
    ("дев’ять", "дев’яти"),
    ("десять", "десяти"),
    ("одинадцять", "одинадцяти"),
    ("дванадцять", "дванадцяти"),
    ("тринадцять", "тринадцяти"),
    ("чотирнадцять", "чотирнадцяти"),
    ("п’ятнадцять", "п’ятнадцяти"),
    ("шістнадцять", "шістнадцяти"),
    ("сімнадцять", "сімнадцяти"),
    ("вісімнадцять", "вісімнадцяти"),
    ("дев’ятнадцять", "дев’ятнадцяти"),
];
const TENS: [(&str, &str); 10] = [
    ("", ""),
    ("", ""),
    ("двадцять", "двадцяти"),
    ("тридцять", "тридцяти"),
    ("сорок", "сорока"),
    ("п’ятдесят", "п’ятдесяти"),
    ("шістдесят", "шістдесяти"),
    ("сімдесят", "сімдесяти"),
    ("вісімдесят", "вісімдесяти"),
    ("дев’яносто", "дев’яноста"),
];
const HUNDREDS: [(&str, &str); 10] = [
    ("", ""),
    ("сто", "ста"),
    ("двісті", "двохсот"),
    ("триста", "трьохсот"),
    ("чотириста", "чотирьохсот"),
    ("п’ятсот", "п’ятисот"),
    ("шістсот", "шестисот"),
    ("сімсот", "семисот"),
    ("вісімсот", "восьмисот"),
    ("дев’ятсот", "дев’ятисот"),
];

/// `21`, feminine → “двадцять одна”.
pub(crate) fn cardinal(n: u64, gender: Gender, case: Case) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = n;
    let scales = [
        (1_000_000_000_000, TRILLION),
        (1_000_000_000, BILLION),
        (1_000_000, MILLION),
        (1000, THOUSAND),
    ];
    for (scale, name) in scales {
        let many = rest / scale;
        rest %= scale;
        match many {
            0 => {}
            // “тисяча дев’ятсот”, as one says it.
            1 => words.push(name.behind(1, case).to_owned()),
            _ => words.push(format!(
                "{} {}",
                cardinal(many, name.gender, case),
                name.behind(many, case)
            )),
        }
    }
    let of = |pair: (&str, &str)| match case {
        Case::Nominative => pair.0.to_owned(),
        Case::Genitive => pair.1.to_owned(),
    };
    if rest >= 100 {
        words.push(of(HUNDREDS[(rest / 100) as usize]));
        rest %= 100;
    }
    if rest >= 20 {
        words.push(of(TENS[(rest / 10) as usize]));
        rest %= 10;
    }
    if rest > 0 || words.is_empty() {
        words.push(match (rest, gender, case) {
            (1, Gender::Feminine, Case::Nominative) => "одна".into(),
            (1, Gender::Feminine, Case::Genitive) => "однієї".into(),
            (1, Gender::Neuter, Case::Nominative) => "одне".into(),
            (2, Gender::Feminine, Case::Nominative) => "дві".into(),
            _ => of(SMALL[(rest % 20) as usize]),
        });
    }
    words.join(" ")
}

/// The endings of an ordinal of the hard kind, in the order of [`Form`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// “п’ятий”
    Masculine,
    /// “п’ятого”: genitive, masculine and neuter
    Genitive,
    /// “п’ятому”: dative and locative
    Locative,
    /// “п’ята”
    Feminine,
    /// “п’ятої”
    FeminineGenitive,
    /// “п’ятій”
    FeminineLocative,
    /// “п’яту”
    FeminineAccusative,
    /// “п’яте”
    Neuter,
    /// “п’яті”
    Plural,
    /// “п’ятих”
    PluralGenitive,
}

impl Form {
    fn ending(self, soft: bool) -> &'static str {
        match (self, soft) {
            (Self::Masculine, false) => "ий",
            (Self::Masculine, true) => "ій",
            (Self::Genitive, false) => "ого",
            (Self::Genitive, true) => "ього",
            (Self::Locative, false) => "ому",
            (Self::Locative, true) => "ьому",
            (Self::Feminine, false) => "а",
            (Self::Feminine, true) => "я",
            (Self::FeminineGenitive, false) => "ої",
            (Self::FeminineGenitive, true) => "ьої",
            (Self::FeminineLocative, _) => "ій",
            (Self::FeminineAccusative, false) => "у",
            (Self::FeminineAccusative, true) => "ю",
            (Self::Neuter, false) => "е",
            (Self::Neuter, true) => "є",
            (Self::Plural, _) => "і",
            (Self::PluralGenitive, false) => "их",
            (Self::PluralGenitive, true) => "іх",
        }
    }
}

/// Stems of ordinals: 0 to 19, tens, hundreds.
const STEMS: [&str; 20] = [
    "нульов",
    "перш",
    "друг",
    "трет",
    "четверт",
    "п’ят",
    "шост",
    "сьом",
    "восьм",
    "дев’ят",
    "десят",
    "одинадцят",
    "дванадцят",
    "тринадцят",
    "чотирнадцят",
    "п’ятнадцят",
    "шістнадцят",
    "сімнадцят",
    "вісімнадцят",
    "дев’ятнадцят",
];
const TEN_STEMS: [&str; 10] = [
    "",
    "",
    "двадцят",
    "тридцят",
    "сороков",
    "п’ятдесят",
    "шістдесят",
    "сімдесят",
    "вісімдесят",
    "дев’яност",
];
const HUNDRED_STEMS: [&str; 10] = [
    "",
    "сот",
    "двохсот",
    "трьохсот",
    "чотирьохсот",
    "п’ятисот",
    "шестисот",
    "семисот",
    "восьмисот",
    "дев’ятисот",
];

/// `2026`, genitive → “дві тисячі двадцять шостого”. From a million on there is none.
pub(crate) fn ordinal(n: u64, form: Form) -> Option<String> {
    let join = |before: u64, last: String| match before {
        0 => last,
        _ => format!("{} {last}", cardinal(before, Gender::Masculine, Case::Nominative)),
    };
    let of = |stem: &str, soft: bool| format!("{stem}{}", form.ending(soft));
    Some(match n {
        1_000_000.. => return None,
        _ if (1..20).contains(&(n % 100)) => join(n - n % 100, of(STEMS[(n % 100) as usize], n % 100 == 3)),
        _ if !n.is_multiple_of(10) => join(n - n % 10, of(STEMS[(n % 10) as usize], n % 10 == 3)),
        _ if !n.is_multiple_of(100) => join(n - n % 100, of(TEN_STEMS[(n % 100 / 10) as usize], false)),
        _ if !n.is_multiple_of(1000) => {
            join(n - n % 1000, of(HUNDRED_STEMS[(n % 1000 / 100) as usize], false))
        }
        0 => of(STEMS[0], false),
        1000 => of("тисячн", false),
        _ => {
            // “двохтисячний”: the number and the noun are one word.
            let many = cardinal(n / 1000, Gender::Feminine, Case::Genitive).replace(' ', "");
            of(&format!("{many}тисячн"), false)
        }
    })
}

/// Digit by digit.
pub(crate) fn digits(text: &str) -> String {
    let words: Vec<&str> = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|digit| SMALL[usize::from(digit - b'0')].0)
        .collect();
    words.join(" ")
}
