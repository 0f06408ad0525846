//! Addresses that people give and readers follow: only those that lead to a page, whatever they are dressed as.
//!
//! Each function gives the address as it is kept, or nothing when it does not fit.

use crate::{NewsroomError, Result};
use document::Url;
use kernel::SiteSettings;

/// A page anywhere: `https://…` or `http://…`.
pub fn web(text: &str) -> Option<String> {
    let url = Url::parse(text)?;
    let named = url.host().is_some() && !url.as_str().starts_with('/');
    named.then(|| url.to_string())
}

/// A page of this site by its path, or one anywhere.
pub fn page(text: &str) -> Option<String> {
    web(text).or_else(|| path(text))
}

/// What a menu may lead to: a page, a place on one (`#/portal/`), a mail address, a telephone number.
pub fn link(text: &str) -> Option<String> {
    let url = Url::parse(text)?;
    let fits = ["#", "?", "mailto:", "tel:"].iter().any(|start| {
        url.as_str()
            .get(..start.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(start))
    });
    match fits {
        true => Some(url.to_string()),
        false => page(text),
    }
}

/// An account elsewhere: its name there, or its page.
pub fn account(text: &str) -> Option<String> {
    let url = Url::parse_source(text)?;
    match url.is_web() {
        true => web(text),
        false => Some(text.trim().to_owned()),
    }
}

fn path(text: &str) -> Option<String> {
    let url = Url::parse(text)?;
    (url.as_str().starts_with('/') && !url.is_web()).then(|| url.to_string())
}

/// The address of a field, where one is given; `what` begins the sentence when it does not fit.
pub(crate) fn checked(
    what: &str,
    given: Option<String>,
    fit: fn(&str) -> Option<String>,
) -> Result<Option<String>> {
    match given.filter(|text| !text.trim().is_empty()) {
        None => Ok(None),
        Some(text) => fit(&text).map(Some).ok_or_else(|| unfit(what, &text)),
    }
}

/// Checks menus and accounts of the settings, and puts them as they are kept.
pub(crate) fn check_settings(settings: &mut SiteSettings) -> Result<()> {
    let others = (settings.navigations.values_mut()).flat_map(|(main, second)| [main, second]);
    let menus = [&mut settings.navigation, &mut settings.secondary_navigation];
    for item in menus.into_iter().chain(others).flatten() {
        item.url = link(&item.url)
            .ok_or_else(|| unfit(&format!("The menu entry “{}” leads to", item.label), &item.url))?;
    }
    for (network, handle) in &mut settings.social {
        *handle = account(handle)
            .ok_or_else(|| unfit(&format!("The newsroom's account at {network} is"), handle))?;
    }
    Ok(())
}

pub(crate) fn unfit(what: &str, text: &str) -> NewsroomError {
    let shown: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
    NewsroomError::Invalid(format!(
        "{what} “{shown}”: take an address that begins with https:// or, for a page of this site, with /."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_taken_for_what_they_are_for() {
        let fits = |text: &str| [web, page, link, account].map(|fit| fit(text).is_some());
        for (text, expected) in [
            ("https://a.example/x?y=1#z", [true, true, true, true]),
            ("HTTP://a.example", [true, true, true, true]),
            ("/tag/world/", [false, true, true, true]),
            ("#/portal/", [false, false, true, true]),
            ("mailto:desk@a.example", [false, false, true, false]),
            ("tel:+380441234567", [false, false, true, false]),
            ("@ada", [false, false, false, true]),
            ("ada.example.net", [false, false, false, true]),
            ("//a.example/", [false; 4]),
            ("/\t/a.example/", [false; 4]),
            ("https:", [false; 4]),
            ("https:///x", [false; 4]),
            ("javascript:alert(1)", [false; 4]),
            ("java\tscript:alert(1)", [false; 4]),
            ("data:text/html,x", [false; 4]),
            ("", [false; 4]),
        ] {
            assert_eq!(fits(text), expected, "{text}");
        }
        assert_eq!(
            web(" https://a.example/\"x ").as_deref(),
            Some("https://a.example/%22x")
        );
    }

    proptest! {
        /// As a browser reads it: blanks and control characters before the scheme and line breaks within it are nothing.
        #[test]
        fn nothing_gets_through_that_a_browser_takes_for_another_scheme(
            text in "[\\x00-\\x20\u{200b}]{0,3}(?i:javascript|data|vbscript|file|https?|mailto|blob|[a-z+.-]{1,6})[\t\n\r]?:[ -~]{0,12}"
        ) {
            for fit in [web, page, link, account] {
                let Some(kept) = fit(&text) else { continue };
                let seen: String = kept.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
                let seen = seen.trim_start_matches(|c: char| c <= ' ').to_lowercase();
                let scheme = seen.split(':').next().unwrap_or_default();
                prop_assert!(["http", "https", "mailto", "tel"].contains(&scheme), "{text:?} became {kept:?}");
            }
        }

        #[test]
        fn what_is_kept_fits_again_as_it_is(text in "(https://|/|#|@)?\\PC{0,20}") {
            for fit in [web, page, link, account] {
                if let Some(kept) = fit(&text) {
                    prop_assert_eq!(fit(&kept), Some(kept.clone()));
                }
            }
        }
    }
}
