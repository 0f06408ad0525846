//! Settings, menus and the names of newsletters.

use super::export::Data;
use crate::Report;
use kernel::{Language, NavItem, SiteSettings, settings::Newsletter};
use newsroom::address;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the export says of the site.
#[derive(Debug, Default)]
pub struct Site {
    values: BTreeMap<String, String>,
    language: Option<Language>,
    languages: BTreeSet<Language>,
    newsletters: Vec<(String, String, String)>,
}

const NETWORKS: [&str; 9] = [
    "facebook",
    "twitter",
    "threads",
    "bluesky",
    "mastodon",
    "tiktok",
    "youtube",
    "instagram",
    "linkedin",
];

/// The entries of a menu that lead anywhere.
fn menu(text: &str, report: &mut Report) -> Option<Vec<NavItem>> {
    let entries: Vec<NavItem> = serde_json::from_str(text).ok()?;
    let mut fitting = |NavItem { label, url }| {
        let url = report.fitting(&Some(url), address::link, || {
            format!("of the menu entry “{label}”")
        })?;
        Some(NavItem { label, url })
    };
    Some(entries.into_iter().filter_map(&mut fitting).collect())
}

/// Reads the settings; what does not fit goes into the report.
pub fn read(data: &Data, report: &mut Report) -> Site {
    let mut values = BTreeMap::new();
    for setting in &data.settings {
        if let Value::String(text) = &setting.value
            && !text.is_empty()
        {
            values.insert(setting.key.clone(), text.clone());
        }
    }
    let language = values
        .get("locale")
        .or(values.get("lang"))
        .and_then(|tag| tag.parse().ok());
    if let Some(zone) = values.get("timezone").or(values.get("active_timezone")).cloned() {
        match jiff::tz::TimeZone::get(&zone) {
            Ok(_) => values.insert("timezone".into(), zone),
            Err(_) => {
                report
                    .notes
                    .push(format!("the time zone “{zone}” is not known here; UTC is taken"));
                values.remove("timezone")
            }
        };
    }
    for key in ["navigation", "secondary_navigation"] {
        if let Some(text) = values.get_mut(key) {
            *text = serde_json::to_string(&menu(text, report)).unwrap_or_default();
        }
    }
    for network in NETWORKS {
        if let Some(handle) = values.remove(network) {
            let fitting = report.fitting(&Some(handle), address::account, || "of the site".into());
            values.extend(fitting.map(|handle| (network.into(), handle)));
        }
    }
    let active = data
        .newsletters
        .iter()
        .filter(|newsletter| newsletter.status != "archived");
    Site {
        values,
        language,
        languages: data
            .posts
            .iter()
            .filter_map(|post| post.locale.as_deref()?.parse().ok())
            .collect(),
        newsletters: active
            .map(|one| {
                (
                    one.slug.clone(),
                    one.name.clone(),
                    one.description.clone().unwrap_or_default(),
                )
            })
            .collect(),
    }
}

/// Puts what the export says over the settings.
pub fn apply(found: &Site, site: &mut SiteSettings) {
    let get = |key: &str| found.values.get(key).cloned();
    let text = |key: &str, to: &mut String| *to = get(key).unwrap_or_else(|| std::mem::take(to));
    text("title", &mut site.title);
    text("description", &mut site.description);
    text("timezone", &mut site.timezone);
    if get("accent_color").is_some_and(|color| color.starts_with('#')) {
        text("accent_color", &mut site.accent_color);
    }
    if let Some(language) = &found.language {
        site.language = language.clone();
    }
    site.languages.extend(found.languages.iter().cloned());
    site.languages.sort();
    site.languages.dedup();
    site.languages.retain(|language| *language != site.language);
    for (key, to) in [
        ("logo", &mut site.logo),
        ("icon", &mut site.icon),
        ("cover_image", &mut site.cover_image),
        ("meta_title", &mut site.meta_title),
        ("meta_description", &mut site.meta_description),
        ("og_title", &mut site.og_title),
        ("og_description", &mut site.og_description),
        ("og_image", &mut site.og_image),
        ("twitter_title", &mut site.twitter_title),
        ("twitter_description", &mut site.twitter_description),
        ("twitter_image", &mut site.twitter_image),
        ("codeinjection_head", &mut site.codeinjection_head),
        ("codeinjection_foot", &mut site.codeinjection_foot),
    ] {
        *to = get(key).or(to.take());
    }
    for network in NETWORKS {
        if let Some(handle) = get(network) {
            site.social.insert(network.into(), handle);
        }
    }
    let menu = |key: &str| -> Option<Vec<NavItem>> { serde_json::from_str(&get(key)?).ok() };
    site.navigation = menu("navigation").unwrap_or_else(|| std::mem::take(&mut site.navigation));
    site.secondary_navigation =
        menu("secondary_navigation").unwrap_or_else(|| std::mem::take(&mut site.secondary_navigation));
    for (slug, name, description) in &found.newsletters {
        let Ok(slug) = slug.parse::<kernel::Slug>() else {
            continue;
        };
        site.newsletters.retain(|known| known.slug != slug);
        site.newsletters.push(Newsletter {
            slug,
            name: name.clone(),
            description: description.clone(),
            rhythm: String::new(),
            language: site.language.clone(),
            sender_name: None,
            sender_address: None,
            color: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menu_entries_and_accounts_that_lead_to_no_page_are_left_out_and_told() {
        let menu = r#"[{\"label\":\"A\",\"url\":\"/a/\"},{\"label\":\"B\",\"url\":\"javascript:alert(1)\"}]"#;
        let text = format!(
            r#"{{"data":{{"posts":[],"settings":[{{"key":"navigation","value":"{menu}"}},
                {{"key":"twitter","value":"data:x"}},{{"key":"facebook","value":"tide"}}]}}}}"#
        );
        let mut report = Report::default();
        let found = read(&super::super::export::read(&text).unwrap(), &mut report);
        let mut site = SiteSettings::default();
        apply(&found, &mut site);
        let urls: Vec<_> = site.navigation.iter().map(|item| &*item.url).collect();
        assert_eq!(urls, ["/a/"]);
        assert_eq!(site.social, [("facebook".to_owned(), "tide".to_owned())].into());
        assert_eq!(report.notes.len(), 2, "{:?}", report.notes);
    }
}
