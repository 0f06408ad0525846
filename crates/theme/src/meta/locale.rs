//! Languages as Open Graph writes them: `language_TERRITORY`.

use kernel::Language;

/// The locale of a language; nothing for one whose country cannot be said, since Open Graph knows no language without.
pub(super) fn locale(language: &Language) -> Option<String> {
    let country = language
        .as_str()
        .split('-')
        .skip(1)
        .find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase()));
    let country = country.or(match language.primary() {
        "en" => Some("US"),
        "uk" => Some("UA"),
        "ar" => Some("AR"),
        "be" => Some("BY"),
        "cs" => Some("CZ"),
        "da" => Some("DK"),
        "el" => Some("GR"),
        "et" => Some("EE"),
        "fa" => Some("IR"),
        "he" => Some("IL"),
        "hy" => Some("AM"),
        "ja" => Some("JP"),
        "ka" => Some("GE"),
        "nb" => Some("NO"),
        "pt" => Some("PT"),
        "sl" => Some("SI"),
        "sq" => Some("AL"),
        "sr" => Some("RS"),
        "sv" => Some("SE"),
        "zh" => Some("CN"),
        "bg" | "de" | "es" | "fi" | "fr" | "hr" | "hu" | "it" | "lt" | "lv" | "nl" | "pl" | "ro" | "ru"
        | "sk" | "tr" => {
            return Some(format!(
                "{0}_{1}",
                language.primary(),
                language.primary().to_uppercase()
            ));
        }
        _ => None,
    })?;
    Some(format!("{}_{country}", language.primary()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_gets_its_country() {
        for (language, wanted) in [
            ("en", Some("en_US")),
            ("en-GB", Some("en_GB")),
            ("uk", Some("uk_UA")),
            ("pl", Some("pl_PL")),
            ("zh-Hant-TW", Some("zh_TW")),
            ("crh", None),
        ] {
            let got = locale(&language.parse().unwrap());
            assert_eq!(got.as_deref(), wanted, "{language}");
        }
    }
}
