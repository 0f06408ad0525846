//! The feeds that a page leads to: the edition's, and those of a section or author on their pages.

use super::head::Head;
use crate::{
    text::attribute,
    visit::{Subject, Visit},
};

/// The last part of a feed's address, its content type, and what tells it apart from the others.
const FORMATS: [(&str, &str, &str); 3] = [
    ("rss", "application/rss+xml", ""),
    ("atom", "application/atom+xml", " (Atom)"),
    ("json", "application/feed+json", " (JSON Feed)"),
];

/// One `<link rel="alternate">` for each format of each feed; of feeds readers take the first, which is the page's own.
pub(super) fn links(visit: &Visit, head: &mut Head) {
    let place = &visit.place;
    let site = place.site_title();
    let own = match &visit.subject {
        Subject::Tag(tag) => Some((place.name(&tag.name, &tag.names), place.tag_path(tag))),
        Subject::Author(author) => Some((place.name(&author.name, &author.names), place.author_path(author))),
        _ => None,
    };
    let own = own.map(|(name, path)| (format!("{name} · {site}"), path));
    let whole = (site.to_owned(), place.home_path(&place.language));
    for (title, path) in own.into_iter().chain([whole]) {
        for (part, kind, mark) in FORMATS {
            let mut named = format!("{kind}\" title=\"");
            attribute(&mut named, &title);
            named.push_str(mark);
            head.link("alternate", &place.absolute(&format!("{path}{part}/")), &named);
        }
    }
}
