//! Translations of a theme's own words: `locales/uk.json`.

use crate::ThemeError;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

/// Translations by what stands in a template.
type Words = HashMap<String, Box<str>>;

/// The strings of all languages that a theme has.
#[derive(Debug, Default)]
pub(crate) struct Locales(BTreeMap<String, Arc<Words>>);

/// The strings for pages of one language.
#[derive(Debug, Clone)]
pub(crate) struct Strings(Vec<Arc<Words>>);

impl Strings {
    /// The string under `key`, or the key itself.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0
            .iter()
            .find_map(|strings| strings.get(key))
            .map_or(key, |text| text)
    }
}

/// The words of the templates that are part of the program, by language; English is what stands in them.
static BUILT_IN: LazyLock<BTreeMap<&str, Arc<Words>>> = LazyLock::new(|| {
    let ukrainian = serde_json::from_str(include_str!("builtin/words/uk.json"));
    BTreeMap::from([("uk", Arc::new(ukrainian.unwrap_or_default()))])
});

impl Locales {
    /// Adds a file. Empty strings are not translated yet and left out.
    pub(crate) fn add(&mut self, file: &str, bytes: &[u8]) -> Result<(), ThemeError> {
        let strings: HashMap<String, serde_json::Value> =
            serde_json::from_slice(bytes).map_err(|e| ThemeError::File {
                file: file.to_owned(),
                line: e.line(),
                column: e.column(),
                message: e.to_string(),
            })?;
        let name = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".json");
        let strings = strings
            .into_iter()
            .filter_map(|(key, value)| match value {
                serde_json::Value::String(text) if !text.is_empty() => Some((key, text.into())),
                _ => None,
            })
            .collect();
        self.0.insert(name.to_ascii_lowercase(), Arc::new(strings));
        Ok(())
    }

    /// Those of a language; then of the language without its region; then English.
    pub(crate) fn of(&self, language: &str) -> Strings {
        let language = language.to_ascii_lowercase();
        let primary = language.split('-').next().unwrap_or(&language);
        let mut names = vec![language.as_str(), primary, "en"];
        names.dedup();
        // A theme's own words go before ours, and ours before another language's.
        let own = |name: &&str| self.0.get(*name).cloned();
        let (these, others) = names.split_at(names.len() - usize::from(names.len() > 1));
        let mut all: Vec<_> = these.iter().filter_map(own).collect();
        all.extend(BUILT_IN.get(primary).cloned());
        all.extend(others.iter().filter_map(own));
        Strings(all)
    }
}

/// Puts values where `{name}` stands, as ICU messages do: `'{'` and `''` are escapes. An unknown name stays.
pub(crate) fn fill(message: &str, value: impl Fn(&str) -> Option<String>) -> String {
    if !message.contains('{') {
        return message.to_owned();
    }
    let mut out = String::with_capacity(message.len() + 16);
    let mut rest = message;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest.find('}').map(|end| (&rest[1..end], end));
        match name.and_then(|(name, end)| Some((value(name.trim())?, end))) {
            Some((text, end)) => {
                out.push_str(&text);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_fall_back_from_region_to_language_to_english_to_the_key() {
        let mut locales = Locales::default();
        locales
            .add("locales/en.json", br#"{"Older":"Older posts","Newer":""}"#)
            .unwrap();
        locales
            .add("locales/uk.json", r#"{"Newer":"Новіші"}"#.as_bytes())
            .unwrap();
        assert_eq!(locales.of("uk-UA").get("Newer"), "Новіші");
        assert_eq!(locales.of("uk").get("Older"), "Older posts");
        assert_eq!(locales.of("de").get("Newer"), "Newer");
        assert!(
            locales
                .add("locales/de.json", b"{\n1}")
                .unwrap_err()
                .to_string()
                .contains("line 2")
        );
    }

    #[test]
    fn values_are_put_where_their_names_stand() {
        let value = |name: &str| (name == "n").then(|| "3".to_owned());
        assert_eq!(fill("{n} of { n }, {who} {", value), "3 of 3, {who} {");
    }
}
