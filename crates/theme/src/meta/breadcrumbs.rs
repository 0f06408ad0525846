//! The way to a page as schema.org's `BreadcrumbList`: front page, section, story.

use super::schema;
use crate::visit::{Subject, Visit};
use kernel::PostKind;
use serde_json::{Value, json};

/// The way; nothing for the front page, which is its beginning, and for pages that are nowhere.
pub(super) fn breadcrumbs(visit: &Visit, canonical: &str) -> Option<Value> {
    let place = &visit.place;
    let home = place.absolute(&place.home_path(&place.language));
    let mut steps = vec![(place.site_title().to_owned(), home)];
    let here = |name: &str| (name.to_owned(), canonical.to_owned());
    match &visit.subject {
        Subject::Post(post) => {
            let section = post.section().filter(|_| post.kind == PostKind::Story);
            if let Some(tag) = section {
                let name = place.name(&tag.name, &tag.names).to_owned();
                steps.push((name, place.absolute(&place.tag_path(tag))));
            }
            steps.push(here(&post.title));
        }
        Subject::Tag(tag) => steps.push(here(place.name(&tag.name, &tag.names))),
        Subject::Author(author) => steps.push(here(place.name(&author.name, &author.names))),
        Subject::Titled(title) if !visit.is("personal") => steps.push(here(title)),
        Subject::Nothing | Subject::Titled(_) => return None,
    }
    let items: Vec<Value> = steps
        .into_iter()
        .zip(1..)
        .map(|((name, item), position)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": item })
        })
        .collect();
    Some(json!({
        "@context": schema::CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }))
}
