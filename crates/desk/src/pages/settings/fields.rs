//! Which fields the page of the settings has, and in which groups.

use kernel::SiteSettings;
use newsroom::{SiteForm, Unfit};
use std::collections::BTreeMap;

/// Fields under one heading.
pub(super) struct Group {
    pub legend: &'static str,
    pub hint: &'static str,
    pub fields: Vec<Field>,
}

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// The address of a picture, which may be chosen from the library.
    Picture,
    Lines,
    Zone,
    Colour,
    Number,
    Choice(&'static [(&'static str, &'static str)]),
}

/// One field.
pub(super) struct Field {
    pub name: String,
    /// What stands beside it.
    pub label: String,
    pub hint: String,
    pub value: String,
    pub problem: String,
    /// What somebody else has made of it meanwhile.
    pub theirs: String,
    pub kind: Kind,
}

impl Field {
    pub fn is(&self, kind: &str) -> bool {
        let own = match self.kind {
            Kind::Text => "text",
            Kind::Picture => "picture",
            Kind::Lines => "lines",
            Kind::Zone => "zone",
            Kind::Colour => "colour",
            Kind::Number => "number",
            Kind::Choice(_) => "choice",
        };
        own == kind
    }

    pub fn options(&self) -> &'static [(&'static str, &'static str)] {
        match self.kind {
            Kind::Choice(options) => options,
            _ => &[],
        }
    }

    /// The colour as a picker takes it.
    pub fn colour(&self) -> String {
        picked(&self.value)
    }

    pub fn id(&self) -> String {
        format!("f-{}", self.name.replace('.', "-"))
    }

    /// What describes the field, for `aria-describedby`.
    pub fn described(&self) -> String {
        let id = self.id();
        let parts = [
            (!self.hint.is_empty()).then(|| format!("{id}-hint")),
            (!self.problem.is_empty()).then(|| format!("{id}-problem")),
            (!self.theirs.is_empty()).then(|| format!("{id}-theirs")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A colour as a browser's picker says it: `#fC0` is `#ffcc00`.
pub(super) fn picked(colour: &str) -> String {
    let short = colour.len() == 4;
    let twice = |c: char| if short && c != '#' { vec![c, c] } else { vec![c] };
    colour.to_ascii_lowercase().chars().flat_map(twice).collect()
}

const MENU: &str = "One entry a line: Label | address. An address is a path of this site (/tag/world/) or begins with https://, mailto: or tel:.";
const PICTURE: &str = "An address below /content/images/ or one that begins with https://.";
const ON_OFF: Kind = Kind::Choice(&[("on", "On"), ("off", "Off")]);
const CRAWLERS: Kind = Kind::Choice(&[
    ("allow", "May read the site"),
    ("refuse", "Are asked to stay away"),
]);

type Row = (&'static str, &'static str, &'static str, Kind);

/// What is said in each language.
const PAPER: [Row; 2] = [
    ("title", "Name", "", Kind::Text),
    ("description", "Description", "One line about it.", Kind::Text),
];
const MENUS: [Row; 2] = [
    ("menu", "Main menu", MENU, Kind::Lines),
    ("second_menu", "Second menu, at the foot", MENU, Kind::Lines),
];
#[rustfmt::skip]
const ACCOUNTS: [Row; 1] = [
    ("social", "Accounts", "One account a line: network | name or address, such as bluesky | @paper.example.", Kind::Lines),
];
#[rustfmt::skip]
const LANGUAGES: [Row; 3] = [
    ("language", "Main language", "A tag such as en, uk or pt-BR. Its stories stand at / without a tag: changing it moves the addresses of all stories, and the old ones lead on.", Kind::Text),
    ("languages", "Further languages", "Tags with blanks between them. Each has an edition of its own below /TAG/.", Kind::Text),
    ("timezone", "Time zone", "Times at the desk and on the site are shown in it. What is scheduled keeps its moment.", Kind::Zone),
];
#[rustfmt::skip]
const LOOK: [Row; 5] = [
    ("accent_color", "Accent colour", "", Kind::Colour),
    ("logo", "Logo", "An address below /content/images/ or one that begins with https://. For light paper: at night the paper's own theme puts a piece of it below.", Kind::Picture),
    ("icon", "Icon", "Square. It stands in tabs and on phones.", Kind::Picture),
    ("cover_image", "Cover picture", PICTURE, Kind::Picture),
    ("podcast_cover", "Cover of the podcast", "Square, JPEG or PNG, 1,400 to 3,000 pixels; without one the icon is taken.", Kind::Picture),
];
#[rustfmt::skip]
const SEARCH: [Row; 8] = [
    ("meta_title", "Title for search engines", "Empty: the paper's name.", Kind::Text),
    ("meta_description", "Description for search engines", "Empty: the description.", Kind::Text),
    ("og_title", "Title of the front page's card", "What Facebook, Signal, Telegram and others show when somebody passes the front page on.", Kind::Text),
    ("og_description", "Description of that card", "", Kind::Text),
    ("og_image", "Picture of the front page's card", PICTURE, Kind::Picture),
    ("twitter_title", "Title of the card for X", "", Kind::Text),
    ("twitter_description", "Description of the card for X", "", Kind::Text),
    ("twitter_image", "Picture of the card for X", PICTURE, Kind::Picture),
];
#[rustfmt::skip]
const REACH: [Row; 5] = [
    ("ai_crawlers", "Crawlers of language models", "Said in robots.txt; those who obey it, obey it.", CRAWLERS),
    ("websub_hub", "WebSub hub", "The feeds name it. Empty: none.", Kind::Text),
    ("onion_address", "Onion address", "The same site as an onion service; Tor Browser is told of it. Empty: none.", Kind::Text),
    ("offline_reading", "Reading without a connection", "Readers' browsers keep the stories that they have read.", ON_OFF),
    ("largest_upload", "Largest upload, in MB", "Of one file at the desk: 1 to 1000.", Kind::Number),
];

/// What the field of a picture is called, and what is said of it where it is chosen.
pub(in crate::pages) fn said_of(name: &str) -> (&'static str, &'static str) {
    let found = LOOK.iter().chain(&SEARCH).find(|row| row.0 == name);
    let said =
        found.map(|(_, label, hint, _)| (*label, hint.strip_prefix(PICTURE).unwrap_or(hint).trim_start()));
    said.unwrap_or_default()
}

/// What a field is called, also one of a further language.
pub(in crate::pages) fn label(name: &str) -> String {
    let (own, tag) = name.split_once('.').unwrap_or((name, ""));
    let all = [&PAPER[..], &LANGUAGES, &LOOK, &MENUS, &ACCOUNTS, &SEARCH, &REACH].concat();
    let found = all.iter().find(|row| row.0 == own).map(|row| row.1);
    match (found, tag) {
        (Some(label), "") => label.to_owned(),
        (Some(label), tag) => format!("{label} ({tag})"),
        (None, _) => name.replace('_', " "),
    }
}

/// All groups, filled in.
pub(super) fn groups(
    settings: &SiteSettings,
    typed: &SiteForm,
    unfit: &Unfit,
    theirs: &BTreeMap<String, String>,
) -> Vec<Group> {
    let field = |name: String, label: String, hint: &str, kind: Kind| {
        let value = typed.text(&name).to_owned();
        let hint = match kind {
            Kind::Colour => contrast(&value),
            _ => hint.to_owned(),
        };
        Field {
            value,
            problem: unfit.get(&name).cloned().unwrap_or_default(),
            theirs: theirs
                .get(&name)
                .map(|text| if text.is_empty() { "nothing" } else { text })
                .unwrap_or_default()
                .to_owned(),
            hint,
            name,
            label,
            kind,
        }
    };
    let plain = |(name, label, hint, kind): Row| field(name.into(), label.into(), hint, kind);
    let tags: Vec<&str> = settings.languages.iter().map(|tag| tag.as_str()).collect();
    let spoken = |row: Row| {
        let (name, _, _, kind) = row;
        let others = tags.iter().map(|tag| {
            let name = format!("{name}.{tag}");
            let label = label(&name);
            field(name, label, "", kind)
        });
        std::iter::once(plain(row)).chain(others).collect::<Vec<_>>()
    };
    let all_spoken = |rows: [Row; 2]| rows.into_iter().flat_map(&spoken).collect();
    let group = |legend, hint, fields| Group { legend, hint, fields };
    vec![
        group("The paper", "", all_spoken(PAPER)),
        group("Languages and time", "", LANGUAGES.map(plain).into()),
        group("Look", "", LOOK.map(plain).into()),
        group("Menus", "", all_spoken(MENUS)),
        group("Accounts elsewhere", "", ACCOUNTS.map(plain).into()),
        group("Search engines and cards", "", SEARCH.map(plain).into()),
        group("Reach and limits", "", REACH.map(plain).into()),
    ]
}

/// What is to be known of a colour on which white text stands (WCAG 2.2, 1.4.3).
fn contrast(colour: &str) -> String {
    let Some(ratio) = against_white(colour) else {
        return "Written as #9b1c1f. White text stands on it.".into();
    };
    let shown = format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    match ratio >= 4.5 {
        true => format!("White text on it has a contrast of {shown} : 1, which is enough."),
        false => format!(
            "White text on it has a contrast of {shown} : 1; 4.5 : 1 is needed to be read well. The desk and the paper's own theme darken it for text, and letters take a dark grey; other themes may not: take a darker one for them."
        ),
    }
}

/// The contrast of `#rrggbb` or `#rgb` with white, 1 to 21.
fn against_white(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#')?;
    let width = match hex.len() {
        3 => 1,
        6 => 2,
        _ => return None,
    };
    let channel = |at: usize| {
        let part = hex.get(at * width..(at + 1) * width)?;
        let value = u8::from_str_radix(part, 16).ok()?;
        let value = if width == 1 { value * 17 } else { value };
        let value = f64::from(value) / 255.0;
        Some(match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        })
    };
    let light = 0.2126 * channel(0)? + 0.7152 * channel(1)? + 0.0722 * channel(2)?;
    Some(1.05 / (light + 0.05))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contrast_with_white_is_that_of_wcag() {
        let close = |colour: &str, expected: f64| (against_white(colour).unwrap() - expected).abs() < 0.01;
        assert!(close("#000000", 21.0) && close("#fff", 1.0) && close("#767676", 4.54));
        assert!(contrast("#ffcc00").contains("darker") && contrast("#9b1c1f").contains("enough"));
        assert_eq!(against_white("#ééé"), None);
    }
}
