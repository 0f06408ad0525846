//! `/service-worker.js`: reading off-line, where a theme registers it and the newsroom has not switched it off.
//!
//! What the browser keeps is never shown while there is a network. A browser asks for the script again when a page is
//! opened; once reading off-line is switched off, it gets one that removes what was kept and itself.

use super::{Context, RequestId, bare};
use axum::{Extension, body::Body, extract::State, response::Response};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use kernel::{Language, SiteSettings};
use std::collections::BTreeMap;

/// Comments and blanks are left out on the way.
const KEEPS: &str = include_str!("service-worker.js");

/// What blanks stand around for people only, wherever it stands in the script.
const TIGHT: [&str; 15] = [
    "===", "!==", "=>", "&&", "||", "??", " = ", " ? ", " : ", "{", "}", ",", ";", "(", ")",
];

fn tight(script: &str) -> String {
    let tight = TIGHT.iter().fold(script.to_owned(), |text, mark| {
        let mark = mark.trim();
        let (before, after) = (format!(" {mark}"), format!("{mark} "));
        text.replace(&before, mark).replace(&after, mark)
    });
    // Every statement has its semicolon.
    let tight = [";", ",", "{"]
        .iter()
        .fold(tight, |text, mark| text.replace(&format!("{mark}\n"), mark));
    tight
        .replace("\n&&", "&&")
        .replace("\n||", "||")
        .replace("\n}", "}")
}

const LEAVES: &str = "oninstall = () => skipWaiting();
onactivate = (event) => event.waitUntil((async () => {
for (const name of await caches.keys()) if (name.startsWith('broadsheet-')) await caches.delete(name);
await registration.unregister();
})());
";

/// The headline of the page without a network, what it says, and what stands over the pages there are.
fn words(language: &str) -> [&'static str; 3] {
    match language {
        "uk" => [
            "Немає зв’язку",
            "Цієї сторінки на вашому пристрої немає.",
            "Можна прочитати",
        ],
        _ => [
            "You are off-line",
            "This page is not on your device.",
            "What you can read",
        ],
    }
}

/// The language in which an edition is told of it.
fn told_in(language: &Language) -> &'static str {
    match language.primary() {
        "uk" => "uk",
        _ => "en",
    }
}

/// The script under these settings.
fn script(settings: &SiteSettings) -> String {
    if !settings.offline_reading {
        return LEAVES.to_owned();
    }
    let main = ("", told_in(&settings.language));
    let others = settings.languages.iter();
    let others = others.map(|language| (language.as_str(), told_in(language)));
    let editions: BTreeMap<_, _> = std::iter::once(main).chain(others).collect();
    let told: BTreeMap<_, _> = editions.values().map(|told| (*told, words(told))).collect();
    let [editions, told] =
        [serde_json::to_string(&editions), serde_json::to_string(&told)].map(Result::unwrap_or_default);
    let lines = KEEPS
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    let lines: Vec<&str> = lines.collect();
    tight(&lines.join("\n"))
        .replacen("EDITIONS", &editions, 1)
        .replacen("WORDS", &told, 1)
}

pub(super) async fn worker(State(context): State<Context>, Extension(id): Extension<RequestId>) -> Response {
    let Ok(settings) = context.0.store.read(|reader| reader.settings()).await else {
        return bare(StatusCode::SERVICE_UNAVAILABLE, &id);
    };
    let mut response = Response::new(Body::from(script(&settings)));
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/javascript; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_at_most_three_kilobytes_in_both_forms() {
        let mut settings = SiteSettings {
            languages: ["uk", "de", "pt-BR"].map(|tag| tag.parse().unwrap()).into(),
            ..SiteSettings::default()
        };
        let on = script(&settings);
        assert!(on.len() <= 3040, "{}", on.len());
        assert!(
            on.contains("\"uk\":[\"Немає зв’язку\"")
                && on.contains("{\"\":\"en\",\"de\":\"en\",\"pt-BR\":\"en\",\"uk\":\"uk\"}"),
            "{on}"
        );
        settings.offline_reading = false;
        assert!(script(&settings).contains("registration.unregister()"));
    }
}
