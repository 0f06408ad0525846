//! Ukrainian words that stand behind signs.

use super::numbers::{
    BILLION, Form,
    Gender::{self, Feminine, Masculine, Neuter},
    MILLION, Noun, THOUSAND, TRILLION,
};

/// In the genitive, as they stand behind a day.
pub(crate) const MONTHS: [&str; 12] = [
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
];

/// What follows an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// The sentence goes on for sure.
    GoesOn,
    /// Its full stop may end the sentence too.
    MayEnd,
    /// It is one only before a number.
    Number,
    /// It is one only before a word with a capital letter.
    Name,
}

/// Abbreviations that end in a full stop, without it.
pub(crate) const ABBREVIATIONS: &[(&str, &str, Then)] = &[
    ("напр", "наприклад", Then::GoesOn),
    ("див", "дивіться", Then::GoesOn),
    ("пор", "порівняйте", Then::GoesOn),
    ("ім", "імені", Then::GoesOn),
    ("вул", "вулиця", Then::GoesOn),
    ("просп", "проспект", Then::GoesOn),
    ("пр", "проспект", Then::Name),
    ("пл", "площа", Then::Name),
    ("бул", "бульвар", Then::Name),
    ("пров", "провулок", Then::Name),
    ("наб", "набережна", Then::Name),
    ("буд", "будинок", Then::Number),
    ("кв", "квартира", Then::Number),
    ("обл", "область", Then::MayEnd),
    ("м", "місто", Then::Name),
    ("с", "село", Then::Name),
    ("о", "острів", Then::Name),
    ("оз", "озеро", Then::Name),
    ("р", "річка", Then::Name),
    ("проф", "професор", Then::GoesOn),
    ("доц", "доцент", Then::GoesOn),
    ("акад", "академік", Then::GoesOn),
    ("ген", "генерал", Then::Name),
    ("полк", "полковник", Then::Name),
    ("гр", "громадянин", Then::Name),
    ("св", "святого", Then::Name),
    ("ін", "інші", Then::MayEnd),
    ("ред", "редактор", Then::GoesOn),
    ("тел", "телефон", Then::GoesOn),
    ("бл", "близько", Then::Number),
    ("прибл", "приблизно", Then::GoesOn),
    ("ст", "стаття", Then::Number),
    ("п", "пункт", Then::Number),
    ("пп", "пункти", Then::Number),
    ("ч", "частина", Then::Number),
    ("розд", "розділ", Then::Number),
    ("рис", "рисунок", Then::Number),
    ("табл", "таблиця", Then::Number),
    ("стор", "сторінка", Then::Number),
    ("с", "сторінка", Then::Number),
    ("т", "том", Then::Number),
];

/// Several words with full stops.
pub(crate) const DOTTED: &[(&str, &str)] = &[
    ("т. д.", "так далі"),
    ("т.д.", "так далі"),
    ("т. п.", "таке подібне"),
    ("т.п.", "таке подібне"),
    ("т. зв.", "так званий"),
    ("т.зв.", "так званий"),
    ("н. е.", "нашої ери"),
    ("н.е.", "нашої ери"),
];

/// Words with a hyphen or without a full stop.
pub(crate) const SHORT: &[(&str, &str)] = &[
    ("д-р", "доктор"),
    ("р-н", "район"),
    ("м-н", "мікрорайон"),
    ("просп-т", "проспект"),
    ("смт", "селище"),
];

const fn n(
    one: &'static str,
    few: &'static str,
    many: &'static str,
    part: &'static str,
    gender: Gender,
) -> Noun {
    Noun {
        one,
        few,
        many,
        part,
        gender,
    }
}

const PERCENT: Noun = n("відсоток", "відсотки", "відсотків", "відсотка", Masculine);
const METRE: Noun = n("метр", "метри", "метрів", "метра", Masculine);
const HOUR: Noun = n("година", "години", "годин", "години", Feminine);
const MINUTE: Noun = n("хвилина", "хвилини", "хвилин", "хвилини", Feminine);
const SECOND: Noun = n("секунда", "секунди", "секунд", "секунди", Feminine);
const TON: Noun = n("тонна", "тонни", "тонн", "тонни", Feminine);

/// Units behind a number: sign, noun, what follows the noun.
pub(crate) const UNITS: &[(&str, Noun, &str)] = &[
    ("%", PERCENT, ""),
    (
        "км/год",
        n("кілометр", "кілометри", "кілометрів", "кілометра", Masculine),
        "на годину",
    ),
    ("м/с", METRE, "на секунду"),
    (
        "км²",
        n(
            "квадратний кілометр",
            "квадратні кілометри",
            "квадратних кілометрів",
            "квадратного кілометра",
            Masculine,
        ),
        "",
    ),
    (
        "м²",
        n(
            "квадратний метр",
            "квадратні метри",
            "квадратних метрів",
            "квадратного метра",
            Masculine,
        ),
        "",
    ),
    (
        "кв. м",
        n(
            "квадратний метр",
            "квадратні метри",
            "квадратних метрів",
            "квадратного метра",
            Masculine,
        ),
        "",
    ),
    (
        "м³",
        n(
            "кубічний метр",
            "кубічні метри",
            "кубічних метрів",
            "кубічного метра",
            Masculine,
        ),
        "",
    ),
    (
        "мкг/м³",
        n("мікрограм", "мікрограми", "мікрограмів", "мікрограма", Masculine),
        "на кубічний метр",
    ),
    ("°C", n("градус", "градуси", "градусів", "градуса", Masculine), ""),
    ("°С", n("градус", "градуси", "градусів", "градуса", Masculine), ""),
    ("°", n("градус", "градуси", "градусів", "градуса", Masculine), ""),
    (
        "км",
        n("кілометр", "кілометри", "кілометрів", "кілометра", Masculine),
        "",
    ),
    (
        "см",
        n("сантиметр", "сантиметри", "сантиметрів", "сантиметра", Masculine),
        "",
    ),
    (
        "мм",
        n("міліметр", "міліметри", "міліметрів", "міліметра", Masculine),
        "",
    ),
    ("м", METRE, ""),
    (
        "кг",
        n("кілограм", "кілограми", "кілограмів", "кілограма", Masculine),
        "",
    ),
    (
        "мг",
        n("міліграм", "міліграми", "міліграмів", "міліграма", Masculine),
        "",
    ),
    ("г", n("грам", "грами", "грамів", "грама", Masculine), ""),
    ("т", TON, ""),
    ("га", n("гектар", "гектари", "гектарів", "гектара", Masculine), ""),
    ("л", n("літр", "літри", "літрів", "літра", Masculine), ""),
    (
        "кВт·год",
        n(
            "кіловат-година",
            "кіловат-години",
            "кіловат-годин",
            "кіловат-години",
            Feminine,
        ),
        "",
    ),
    (
        "кВт",
        n("кіловат", "кіловати", "кіловатів", "кіловата", Masculine),
        "",
    ),
    (
        "МВт",
        n("мегават", "мегавати", "мегаватів", "мегавата", Masculine),
        "",
    ),
    (
        "ГВт",
        n("гігават", "гігавати", "гігаватів", "гігавата", Masculine),
        "",
    ),
    (
        "кВ",
        n("кіловольт", "кіловольти", "кіловольтів", "кіловольта", Masculine),
        "",
    ),
    (
        "ГБ",
        n("гігабайт", "гігабайти", "гігабайтів", "гігабайта", Masculine),
        "",
    ),
    ("год", HOUR, ""),
    ("хв", MINUTE, ""),
    ("сек", SECOND, ""),
    ("с", SECOND, ""),
];

/// Behind an amount, with or without a full stop.
pub(crate) const SCALES: &[(&str, Noun)] = &[
    ("тис", THOUSAND),
    ("млн", MILLION),
    ("млрд", BILLION),
    ("трлн", TRILLION),
];

/// Currencies: signs, noun.
pub(crate) const CURRENCIES: &[(&[&str], Noun)] = &[
    (
        &["₴", "грн", "UAH"],
        n("гривня", "гривні", "гривень", "гривні", Feminine),
    ),
    (
        &["$", "USD", "дол"],
        n("долар", "долари", "доларів", "долара", Masculine),
    ),
    (&["€", "EUR"], n("євро", "євро", "євро", "євро", Neuter)),
    (&["£", "GBP"], n("фунт", "фунти", "фунтів", "фунта", Masculine)),
    (
        &["zł", "PLN"],
        n("злотий", "злоті", "злотих", "злотого", Masculine),
    ),
    (&["коп"], n("копійка", "копійки", "копійок", "копійки", Feminine)),
];

/// The hundredth of a currency that has a sign.
pub(crate) const KOPIYKA: Noun = n("копійка", "копійки", "копійок", "копійки", Feminine);
pub(crate) const CENT: Noun = n("цент", "центи", "центів", "цента", Masculine);

/// Prepositions and words that a genitive follows.
pub(crate) const GENITIVE: &[&str] = &[
    "від",
    "до",
    "без",
    "для",
    "з",
    "із",
    "зі",
    "після",
    "біля",
    "близько",
    "протягом",
    "упродовж",
    "впродовж",
    "крім",
    "серед",
    "більше",
    "менше",
    "більш",
    "понаднормово",
    "щодо",
    "замість",
    "навколо",
    "вартістю",
];

/// Suffixes of ordinals that are written with digits: “5-й”.
pub(crate) const SUFFIXES: &[(&str, Form)] = &[
    ("й", Form::Masculine),
    ("ий", Form::Masculine),
    ("го", Form::Genitive),
    ("ого", Form::Genitive),
    ("му", Form::Locative),
    ("ому", Form::Locative),
    ("а", Form::Feminine),
    ("та", Form::Feminine),
    ("ї", Form::FeminineGenitive),
    ("ої", Form::FeminineGenitive),
    ("ій", Form::FeminineLocative),
    ("у", Form::FeminineAccusative),
    ("ту", Form::FeminineAccusative),
    ("е", Form::Neuter),
    ("те", Form::Neuter),
    ("ті", Form::Plural),
    ("і", Form::Plural),
    ("х", Form::PluralGenitive),
    ("их", Form::PluralGenitive),
];

/// Nouns behind a number that is said as an ordinal, and in which form.
pub(crate) const ORDERED: &[(&str, Form)] = &[
    ("року", Form::Genitive),
    ("році", Form::Locative),
    ("рік", Form::Masculine),
    ("роком", Form::Genitive),
    ("роках", Form::PluralGenitive),
    ("років", Form::PluralGenitive),
    ("століття", Form::Genitive),
    ("столітті", Form::Locative),
];

/// Beginnings of nouns that are feminine or neuter, for “одна”, “дві”, “одне”. Others are taken for masculine.
pub(crate) const GENDERS: &[(&str, Gender)] = &[
    ("годин", Feminine),
    ("хвилин", Feminine),
    ("секунд", Feminine),
    ("гривн", Feminine),
    ("копій", Feminine),
    ("крон", Feminine),
    ("тисяч", Feminine),
    ("особ", Feminine),
    ("осіб", Feminine),
    ("людин", Feminine),
    ("дитин", Feminine),
    ("жінк", Feminine),
    ("дівчин", Feminine),
    ("родин", Feminine),
    ("сім’", Feminine),
    ("країн", Feminine),
    ("област", Feminine),
    ("громад", Feminine),
    ("школ", Feminine),
    ("лікарн", Feminine),
    ("квартир", Feminine),
    ("ракет", Feminine),
    ("машин", Feminine),
    ("тонн", Feminine),
    ("доб", Feminine),
    ("ноч", Feminine),
    ("поїздк", Feminine),
    ("лінії", Feminine),
    ("лінія", Feminine),
    ("станці", Feminine),
    ("компані", Feminine),
    ("парті", Feminine),
    ("сторін", Feminine),
    ("книг", Feminine),
    ("частин", Feminine),
    ("причин", Feminine),
    ("баржі", Feminine),
    ("баржа", Feminine),
    ("сел", Neuter),
    ("міст", Neuter),
    ("місц", Neuter),
    ("слов", Neuter),
    ("вікн", Neuter),
    ("дерев", Neuter),
    ("питанн", Neuter),
    ("рішенн", Neuter),
    ("судн", Neuter),
    ("авто", Neuter),
    ("євро", Neuter),
];

/// Names of letters whose own sound a voice would take for a word.
pub(crate) fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'А' => "А",
        'Б' => "Бе",
        'В' => "Ве",
        'Г' => "Ге",
        'Ґ' => "Ґе",
        'Д' => "Де",
        'Е' => "Е",
        'Є' => "Є",
        'Ж' => "Же",
        'З' => "Зе",
        'И' => "И",
        'І' => "І",
        'Ї' => "Ї",
        'Й' => "Йот",
        'К' => "Ка",
        'Л' => "Ел",
        'М' => "Ем",
        'Н' => "Ен",
        'О' => "О",
        'П' => "Пе",
        'Р' => "Ер",
        'С' => "Ес",
        'Т' => "Те",
        'У' => "У",
        'Ф' => "Еф",
        'Х' => "Ха",
        'Ц' => "Це",
        'Ч' => "Че",
        'Ш' => "Ша",
        'Щ' => "Ща",
        'Ю' => "Ю",
        'Я' => "Я",
        _ => return None,
    })
}
