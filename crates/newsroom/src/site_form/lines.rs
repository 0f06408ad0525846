//! Lists that are typed line by line: `Label | address`.

use crate::address;
use kernel::{Invalid, Language, NavItem};
use std::collections::BTreeMap;

/// More entries are no menu.
const MOST: usize = 100;

/// A menu, a line for each entry.
pub(super) fn of_menu(menu: &[NavItem]) -> String {
    let line = |item: &NavItem| {
        let label = item.label.replace(['\r', '\n'], " ");
        format!("{label} | {}", item.url.replace('|', "%7C"))
    };
    menu.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Accounts, a line for each.
pub(super) fn of_pairs(pairs: &BTreeMap<String, String>) -> String {
    let line = |(name, value): (&String, &String)| format!("{name} | {value}");
    pairs.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Both sides of each line that is not empty.
fn sides(text: &str) -> Result<Vec<(&str, &str)>, String> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > MOST {
        return Err(format!("More than {MOST} lines"));
    }
    let side = |line: &'_ str| {
        let at = line.rfind('|');
        let (left, right) = at.map_or((line.len(), line.len()), |at| (at, at + 1));
        (left, right)
    };
    lines
        .into_iter()
        .map(|line| {
            let (left, right) = side(line);
            let (left, right) = (line[..left].trim(), line[right..].trim());
            match left.is_empty() || right.is_empty() {
                true => Err(format!(
                    "The line “{line}” does not fit: write two parts with “|” between them"
                )),
                false => Ok((left, right)),
            }
        })
        .collect()
}

/// Reads a menu.
pub(super) fn menu(text: &str) -> Result<Vec<NavItem>, String> {
    let items = sides(text)?.into_iter().map(|(label, url)| {
        let kept = address::link(url).ok_or_else(|| {
            format!("“{label}” leads to “{url}”: take an address that begins with https:// or, for a page of this site, with /")
        })?;
        Ok(NavItem { label: label.to_owned(), url: kept })
    });
    items.collect()
}

/// Reads accounts by their network.
pub(super) fn pairs(text: &str) -> Result<BTreeMap<String, String>, String> {
    let mut pairs = BTreeMap::new();
    for (network, handle) in sides(text)? {
        let network = network.to_lowercase();
        let plain = network
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !plain {
            return Err(format!(
                "“{network}” is no network: write its name as one word, such as bluesky"
            ));
        }
        let kept = address::account(handle).ok_or_else(|| {
            format!(
                "The account at {network} is “{handle}”: write its name there or an address with https://"
            )
        })?;
        if pairs.insert(network.clone(), kept).is_some() {
            return Err(format!("There are two accounts at {network}"));
        }
    }
    Ok(pairs)
}

/// Reads tags of languages, with blanks or commas between them.
pub(super) fn languages(text: &str) -> Result<Vec<Language>, String> {
    let mut languages: Vec<Language> = Vec::new();
    for tag in text
        .split([' ', ',', ';', '\n', '\r', '\t'])
        .filter(|tag| !tag.is_empty())
    {
        let language: Language = tag.parse().map_err(|Invalid(why)| why)?;
        if crate::save_post::is_reserved(&language.as_str().to_lowercase()) {
            return Err(format!("“{language}” is an address that the site needs itself"));
        }
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    Ok(languages)
}
