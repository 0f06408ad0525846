//! English words that stand behind signs.

pub(crate) const MONTHS: [&str; 12] = [
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

/// What follows an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// The sentence goes on for sure: a title before a name.
    GoesOn,
    /// Its full stop may end the sentence too.
    MayEnd,
    /// It is one only before a number.
    Number,
}

/// Abbreviations that end in a full stop, without it.
pub(crate) const ABBREVIATIONS: &[(&str, &str, Then)] = &[
    ("Dr", "Doctor", Then::GoesOn),
    ("Mr", "Mister", Then::GoesOn),
    ("Mrs", "Missis", Then::GoesOn),
    ("Ms", "Miz", Then::GoesOn),
    ("Prof", "Professor", Then::GoesOn),
    ("Rev", "Reverend", Then::GoesOn),
    ("Hon", "Honourable", Then::GoesOn),
    ("Gen", "General", Then::GoesOn),
    ("Col", "Colonel", Then::GoesOn),
    ("Maj", "Major", Then::GoesOn),
    ("Capt", "Captain", Then::GoesOn),
    ("Cpt", "Captain", Then::GoesOn),
    ("Lt", "Lieutenant", Then::GoesOn),
    ("Sgt", "Sergeant", Then::GoesOn),
    ("Sen", "Senator", Then::GoesOn),
    ("Rep", "Representative", Then::GoesOn),
    ("Gov", "Governor", Then::GoesOn),
    ("Pres", "President", Then::GoesOn),
    ("Fr", "Father", Then::GoesOn),
    ("vs", "versus", Then::GoesOn),
    ("v", "versus", Then::GoesOn),
    ("approx", "approximately", Then::GoesOn),
    ("etc", "et cetera", Then::MayEnd),
    ("Jr", "Junior", Then::MayEnd),
    ("Sr", "Senior", Then::MayEnd),
    ("Inc", "Incorporated", Then::MayEnd),
    ("Ltd", "Limited", Then::MayEnd),
    ("Corp", "Corporation", Then::MayEnd),
    ("Co", "Company", Then::MayEnd),
    ("Ave", "Avenue", Then::MayEnd),
    ("Rd", "Road", Then::MayEnd),
    ("Dept", "Department", Then::MayEnd),
    ("est", "established", Then::MayEnd),
    ("Jan", "January", Then::MayEnd),
    ("Feb", "February", Then::MayEnd),
    ("Mar", "March", Then::Number),
    ("Apr", "April", Then::MayEnd),
    ("Jun", "June", Then::Number),
    ("Jul", "July", Then::Number),
    ("Aug", "August", Then::MayEnd),
    ("Sep", "September", Then::MayEnd),
    ("Sept", "September", Then::MayEnd),
    ("Oct", "October", Then::MayEnd),
    ("Nov", "November", Then::MayEnd),
    ("Dec", "December", Then::MayEnd),
    ("No", "number", Then::Number),
    ("no", "number", Then::Number),
    ("Nos", "numbers", Then::Number),
    ("p", "page", Then::Number),
    ("pp", "pages", Then::Number),
    ("fig", "figure", Then::Number),
    ("Fig", "Figure", Then::Number),
    ("Art", "Article", Then::Number),
    ("art", "article", Then::Number),
    ("ch", "chapter", Then::Number),
    ("vol", "volume", Then::Number),
    ("Vol", "Volume", Then::Number),
    ("c", "circa", Then::Number),
    ("ca", "circa", Then::Number),
];

/// Letters with full stops between, as they are written and said.
pub(crate) const DOTTED: &[(&str, &str)] = &[
    ("e.g.", "for example"),
    ("i.e.", "that is"),
    ("a.m.", "A M"),
    ("p.m.", "P M"),
    ("U.S.", "U S"),
    ("U.K.", "U K"),
    ("U.N.", "U N"),
    ("E.U.", "E U"),
    ("U.S.A.", "U S A"),
    ("D.C.", "D C"),
    ("Ph.D.", "P H D"),
    ("N.B.", "nota bene"),
];

/// Units behind a number: sign, one, several.
pub(crate) const UNITS: &[(&str, &str, &str)] = &[
    ("km/h", "kilometre an hour", "kilometres an hour"),
    ("m/s", "metre a second", "metres a second"),
    ("km²", "square kilometre", "square kilometres"),
    ("m²", "square metre", "square metres"),
    ("m³", "cubic metre", "cubic metres"),
    ("µg/m³", "microgram per cubic metre", "micrograms per cubic metre"),
    ("°C", "degree Celsius", "degrees Celsius"),
    ("°F", "degree Fahrenheit", "degrees Fahrenheit"),
    ("°", "degree", "degrees"),
    ("km", "kilometre", "kilometres"),
    ("cm", "centimetre", "centimetres"),
    ("mm", "millimetre", "millimetres"),
    ("m", "metre", "metres"),
    ("kg", "kilogram", "kilograms"),
    ("mg", "milligram", "milligrams"),
    ("g", "gram", "grams"),
    ("ha", "hectare", "hectares"),
    ("kWh", "kilowatt-hour", "kilowatt-hours"),
    ("MWh", "megawatt-hour", "megawatt-hours"),
    ("kW", "kilowatt", "kilowatts"),
    ("MW", "megawatt", "megawatts"),
    ("GW", "gigawatt", "gigawatts"),
    ("kV", "kilovolt", "kilovolts"),
    ("Hz", "hertz", "hertz"),
    ("MB", "megabyte", "megabytes"),
    ("GB", "gigabyte", "gigabytes"),
    ("TB", "terabyte", "terabytes"),
    ("mph", "mile an hour", "miles an hour"),
    ("ft", "foot", "feet"),
    ("lb", "pound", "pounds"),
    ("hrs", "hour", "hours"),
    ("min", "minute", "minutes"),
    ("sec", "second", "seconds"),
    ("l", "litre", "litres"),
];

/// A currency: signs and codes, one, several, its hundredth, several of those.
pub(crate) type Currency = (
    &'static [&'static str],
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

pub(crate) const CURRENCIES: &[Currency] = &[
    (&["$", "US$", "USD"], "dollar", "dollars", "cent", "cents"),
    (&["€", "EUR"], "euro", "euros", "cent", "cents"),
    (&["£", "GBP"], "pound", "pounds", "penny", "pence"),
    (&["₴", "UAH"], "hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    (&["¥", "JPY"], "yen", "yen", "sen", "sen"),
    (&["zł", "PLN"], "zloty", "zlotys", "grosz", "groszy"),
    (&["CHF"], "Swiss franc", "Swiss francs", "centime", "centimes"),
];

/// Behind an amount.
pub(crate) const SCALES: &[(&str, &str)] = &[
    ("k", "thousand"),
    ("m", "million"),
    ("mn", "million"),
    ("bn", "billion"),
    ("b", "billion"),
    ("tn", "trillion"),
    ("thousand", "thousand"),
    ("million", "million"),
    ("billion", "billion"),
    ("trillion", "trillion"),
];

/// Words before a Roman numeral that counts; behind other names it is an ordinal.
pub(crate) const COUNTED: &[&str] = &[
    "War", "Part", "Chapter", "Volume", "Act", "Phase", "Type", "Class", "Article", "Section", "Title",
    "Level", "Unit", "Stage", "Tier", "Mark",
];

/// Words before a clock time that is written with a point: “at 6.12”.
pub(crate) const BEFORE_TIME: &[&str] = &[
    "at", "At", "until", "Until", "till", "before", "Before", "after", "After", "since", "Since",
];
