//! A light stemmer for Ukrainian: endings of nouns and adjectives, and the vowels that change with them (`Київ`,
//! `Києва`; `ніч`, `ночі`; `ринок`, `ринку`). Verbs are left to the search by prefix.

/// Endings, the longest first.
const ENDINGS: [&str; 48] = [
    "ього", "ьому", "ьими", "ього", "ими", "їми", "іми", "ого", "ому", "ами", "ями", "ові", "еві", "єві",
    "ьої", "ьою", "ими", "ій", "їй", "ий", "их", "іх", "їх", "им", "ім", "їм", "ої", "ою", "ею", "єю", "ам",
    "ям", "ах", "ях", "ом", "ем", "єм", "ів", "їв", "ей", "а", "я", "у", "ю", "і", "ї", "о", "е",
];
const SHORT_ENDINGS: [&str; 4] = ["є", "и", "й", "ь"];

/// Letters that must be left.
const LEAST: usize = 3;

const VOWELS: [char; 10] = ['а', 'е', 'є', 'и', 'і', 'ї', 'о', 'у', 'ю', 'я'];

/// The stem of a word in lower case without apostrophes.
pub(crate) fn stem(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let is_cyrillic = letters.iter().all(|c| ('\u{400}'..='\u{52f}').contains(c));
    if letters.len() < LEAST || !is_cyrillic {
        return word.to_owned();
    }
    if letters.len() == LEAST {
        changing(&mut letters);
        return letters.into_iter().collect();
    }
    if letters.len() > LEAST + 2 {
        // Reflexive verbs.
        strip(&mut letters, &["ся", "сь"]);
    }
    if !strip(&mut letters, &ENDINGS) {
        strip(&mut letters, &SHORT_ENDINGS);
    }
    // `портів`, `портовий`; `Харкова` beside `Харків`.
    strip(&mut letters, &["ов", "ев"]);
    strip(&mut letters, &["ь"]);
    doubled(&mut letters);
    fleeting(&mut letters);
    changing(&mut letters);
    letters.into_iter().collect()
}

/// What the forms of a verb begin with, as far as a word may be one: without the endings of the past, the infinitive and
/// the present. For a search by prefix only, since `школа` ends so too.
pub(crate) fn beginning(word: &str) -> &str {
    let endings = ["вши", "ють", "ла", "ло", "ли", "ти", "ть", "в", "є"];
    let cut = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    cut.into_iter()
        .find(|cut| cut.chars().count() > LEAST + 1)
        .unwrap_or(word)
}

/// Removes the first of these endings that fits.
fn strip(letters: &mut Vec<char>, endings: &[&str]) -> bool {
    let fits = endings
        .iter()
        .map(|ending| (ending, ending.chars().count()))
        .find(|(ending, length)| {
            letters.len() >= LEAST + length
                && letters[letters.len() - length..]
                    .iter()
                    .copied()
                    .eq(ending.chars())
        });
    if let Some((_, length)) = fits {
        letters.truncate(letters.len() - length);
    }
    fits.is_some()
}

/// `рішення`, `рішень`.
fn doubled(letters: &mut Vec<char>) {
    if let [.., a, b] = letters[..]
        && a == b
        && letters.len() > LEAST
    {
        letters.pop();
    }
}

/// `ринок`, `ринку`; `українець`, `українця`.
fn fleeting(letters: &mut Vec<char>) {
    let at = letters.len().saturating_sub(2);
    if letters.len() > LEAST + 1 && matches!(letters[at..], ['о', 'к'] | ['е', 'ц']) {
        letters.remove(at);
    }
}

/// `ніч`, `ночі`; `Київ`, `Києва`: in the last syllable, when it is closed.
fn changing(letters: &mut [char]) {
    let Some(at) = letters.iter().rposition(|c| VOWELS.contains(c)) else {
        return;
    };
    if at + 1 < letters.len() {
        match letters[at] {
            'і' => letters[at] = 'о',
            'ї' => letters[at] = 'є',
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            "порт порту портом порти портів портам портами портах портовий портова портового",
            "місто міста місту містом місті міст містам містах",
            "київ києва києву києвом києві",
            "харків харкова харкову харкові харковом",
            "львів львова львові",
            "вибори виборів виборам виборами виборах",
            "рішення рішенням рішень рішеннями",
            "незалежність незалежності незалежністю",
            "ринок ринку ринком ринки ринків",
            "українець українця українцю українці українців",
            "ніч ночі ночей",
            "новий нового новому новим нова нову нової нове нові нових",
            "енергетика енергетики енергетику енергетикою",
            "депутат депутата депутати депутатів депутатом",
            "рік року роком роки років",
        ] {
            let mut stems: Vec<String> = forms.split(' ').map(stem).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
        }
    }

    #[test]
    fn other_words_keep_another_stem() {
        for (one, other) in [
            ("порт", "порода"),
            ("вибори", "вибух"),
            ("книга", "князь"),
            ("лис", "ліс"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
        assert_eq!(stem("їх"), "їх", "short words stay whole");
        assert_eq!(stem("covid"), "covid");
    }
}
