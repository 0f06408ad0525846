//! The settings of the site, on one page.

mod fields;

use super::{set_up::zones, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use fields::Group;
pub(super) use fields::{label, said_of};
use http::StatusCode;
use kernel::SiteSettings;
use newsroom::{NewsletterRow, SettingsSaved, SiteForm, Unfit};
use std::collections::BTreeMap;

/// Columns of a newsletter in the form.
const NEWSLETTER: [&str; 8] = [
    "n_slug",
    "n_name",
    "n_description",
    "n_rhythm",
    "n_language",
    "n_sender_name",
    "n_sender_address",
    "n_color",
];

#[derive(Template)]
#[template(path = "settings.html")]
struct Page {
    shell: Shell,
    groups: Vec<Group>,
    newsletters: Vec<NewsletterRow>,
    newsletters_problem: String,
    newsletters_theirs: String,
    zones: Vec<String>,
    /// How the settings were when the form was made.
    seen: String,
    problem: String,
    /// What somebody else has changed meanwhile: the field, what it is now.
    overtaken: Vec<(String, String)>,
    done: bool,
}

impl Page {
    /// Whether something that was typed does not fit.
    fn is_unfit(&self) -> bool {
        let mut fields = self.groups.iter().flat_map(|group| &group.fields);
        !self.newsletters_problem.is_empty() || fields.any(|field| !field.problem.is_empty())
    }
}

/// What a form is filled with.
#[derive(Default)]
struct Filled {
    typed: SiteForm,
    seen: SiteForm,
    unfit: Unfit,
    theirs: BTreeMap<String, String>,
    problem: String,
    done: bool,
}

fn page(shell: Shell, filled: Filled) -> Page {
    let Filled {
        typed,
        seen,
        unfit,
        theirs,
        problem,
        done,
    } = filled;
    let groups = fields::groups(&shell.settings, &typed, &unfit, &theirs);
    let shown = |name: &str, text: &str| match (name, text) {
        ("newsletters", text) => newsletter_names(text),
        (_, "") => "nothing".to_owned(),
        (_, text) => text.replace('\n', " · "),
    };
    Page {
        overtaken: theirs
            .iter()
            .map(|(name, now)| (label(name), shown(name, now)))
            .collect(),
        newsletters: NewsletterRow::rows(typed.text("newsletters")),
        newsletters_problem: unfit.get("newsletters").cloned().unwrap_or_default(),
        newsletters_theirs: theirs
            .get("newsletters")
            .map_or_else(String::new, |text| newsletter_names(text)),
        zones: zones(),
        seen: serde_json::to_string(&seen.0).unwrap_or_default(),
        groups,
        problem,
        done,
        shell,
    }
}

fn newsletter_names(text: &str) -> String {
    let rows = NewsletterRow::rows(text);
    let names: Vec<String> = rows.into_iter().map(|row| row.name).collect();
    match names.is_empty() {
        true => "none".into(),
        false => names.join(", "),
    }
}

pub(crate) async fn form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let shell = Shell::of(&desk, &asker, &nonce, "settings").await?;
    let now = SiteForm::of(&shell.settings);
    let filled = Filled {
        typed: now.clone(),
        seen: now,
        done: query.is_some_and(|query| query.contains("done")),
        ..Filled::default()
    };
    Ok(html_with(StatusCode::OK, &page(shell, filled)))
}

pub(crate) async fn save(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let person = staff(&asker)?;
    let shell = Shell::of(&desk, &asker, &nonce, "settings").await?;
    let seen: BTreeMap<String, String> = serde_json::from_str(&fields.text("seen")).unwrap_or_default();
    let seen = SiteForm(seen);
    let mut typed = typed(&fields, &shell.settings, &seen);
    let wanted = fields.text("do");
    if let Some(rows) = moved(&wanted, NewsletterRow::rows(typed.text("newsletters"))) {
        typed.0.insert("newsletters".into(), NewsletterRow::text(&rows));
        let filled = Filled {
            typed,
            seen,
            ..Filled::default()
        };
        return Ok(html_with(StatusCode::OK, &page(shell, filled)));
    }
    let saved = desk
        .newsroom()
        .settings_at_desk(person, seen.clone(), typed.clone());
    let (status, filled) = match saved.await.map_err(Refusal::page)? {
        SettingsSaved::Saved => return Ok(see_other("/desk/settings/?done=1")),
        SettingsSaved::Unfit(unfit) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Filled {
                typed,
                seen,
                unfit,
                problem: "Nothing was changed yet: what does not fit is marked.".into(),
                ..Filled::default()
            },
        ),
        SettingsSaved::Overtaken(now) => {
            let theirs = take_in(&mut typed, &seen, &now);
            let filled = Filled {
                typed,
                seen: now,
                theirs,
                problem: "Somebody has changed the settings meanwhile, and nothing of yours is saved yet. Look at what they changed, then save again.".into(),
                ..Filled::default()
            };
            (StatusCode::CONFLICT, filled)
        }
    };
    // The settings may have changed since the shell was made.
    let shell = Shell::of(&desk, &asker, &nonce, "settings").await?;
    Ok(html_with(status, &page(shell, filled)))
}

/// Takes what somebody else has changed into the form, where its own field was left alone; returns all that they changed.
fn take_in(typed: &mut SiteForm, seen: &SiteForm, now: &SiteForm) -> BTreeMap<String, String> {
    let mut theirs = BTreeMap::new();
    for (name, text) in &now.0 {
        if seen.text(name) == text {
            continue;
        }
        theirs.insert(name.clone(), text.clone());
        if typed.text(name) == seen.text(name) {
            typed.0.insert(name.clone(), text.clone());
        }
    }
    theirs
}

/// What the form carries. A field that it does not carry is left as it is.
fn typed(fields: &Fields, settings: &SiteSettings, seen: &SiteForm) -> SiteForm {
    let mut typed = BTreeMap::new();
    for name in SiteForm::of(settings).0.into_keys() {
        if let Some(text) = fields.column(&name).into_iter().next() {
            typed.insert(name, text.replace("\r\n", "\n"));
        }
    }
    let picked = fields.text("accent_picked");
    let was = seen.text("accent_color");
    if !picked.is_empty()
        && picked != fields::picked(was)
        && typed.get("accent_color").is_some_and(|text| text == was)
    {
        typed.insert("accent_color".into(), picked);
    }
    if fields.get("newsletters_shown").is_some() {
        let rows = NewsletterRow::text(&newsletter_rows(fields));
        typed.insert("newsletters".into(), rows);
    }
    SiteForm(typed)
}

fn newsletter_rows(fields: &Fields) -> Vec<NewsletterRow> {
    let columns = NEWSLETTER.map(|name| fields.column(name));
    let rows = (0..columns[0].len()).map(|row| {
        let at = |column: usize| columns[column].get(row).cloned().unwrap_or_default();
        NewsletterRow {
            slug: at(0),
            name: at(1),
            description: at(2),
            rhythm: at(3),
            language: at(4),
            sender_name: at(5),
            sender_address: at(6),
            color: at(7),
        }
    });
    rows.collect()
}

/// Does what a button says to the newsletters; nothing for a button that saves.
fn moved(wanted: &str, mut rows: Vec<NewsletterRow>) -> Option<Vec<NewsletterRow>> {
    let (what, at) = wanted.split_once(':').unwrap_or((wanted, ""));
    let at: Option<usize> = at.parse().ok();
    match (what, at) {
        ("add-newsletter", _) => rows.push(NewsletterRow::default()),
        ("remove-newsletter", Some(at)) if at < rows.len() => drop(rows.remove(at)),
        ("up-newsletter", Some(at)) if at > 0 && at < rows.len() => rows.swap(at, at - 1),
        _ => return None,
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> SiteForm {
        let pairs = pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        SiteForm(pairs.collect())
    }

    #[test]
    fn what_others_changed_comes_in_and_what_was_typed_stays() {
        let seen = form(&[("title", "A"), ("description", "x"), ("timezone", "UTC")]);
        let now = form(&[("title", "B"), ("description", "y"), ("timezone", "UTC")]);
        let mut typed = form(&[("title", "A"), ("description", "mine"), ("timezone", "UTC")]);
        let theirs = take_in(&mut typed, &seen, &now);
        assert_eq!(theirs.keys().collect::<Vec<_>>(), ["description", "title"]);
        assert_eq!((typed.text("title"), typed.text("description")), ("B", "mine"));
    }

    #[test]
    fn the_picked_colour_counts_when_the_text_was_left_alone() {
        let settings = SiteSettings::default();
        let seen = SiteForm::of(&settings);
        let read = |text: &str| typed(&Fields::read(text.as_bytes()), &settings, &seen);
        let was = "%239b1c1f";
        let picked = read(&format!("accent_color={was}&accent_picked=%23112233"));
        assert_eq!(picked.text("accent_color"), "#112233");
        let written = read("accent_color=%23445566&accent_picked=%23112233");
        assert_eq!(written.text("accent_color"), "#445566");
        // A picker that was left alone says the same colour in its own way.
        let seen = form(&[("accent_color", "#fC0")]);
        let fields = Fields::read(b"accent_color=%23fC0&accent_picked=%23ffcc00");
        assert_eq!(typed(&fields, &settings, &seen).text("accent_color"), "#fC0");
    }
}
