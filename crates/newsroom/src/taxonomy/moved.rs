//! What follows from another slug: old addresses lead on, and so does the front of a section.

use crate::{Result, arrange, touched::Touched};
use kernel::{Pick, PlacementName, SiteSettings, Slug};
use store::Tx;

/// What stands behind the slug in addresses of a list.
const ENDS: [&str; 4] = ["", "rss/", "atom/", "json/"];

/// Lets all addresses of a list (`tag`, `author`) lead to those of another.
pub(super) fn redirect(
    tx: &mut Tx<'_>,
    settings: &SiteSettings,
    what: &str,
    from: &Slug,
    into: &Slug,
) -> Result<()> {
    let editions = settings.languages.iter().chain([&settings.language]);
    for edition in editions.map(|language| settings.edition(language)) {
        for end in ENDS {
            let path = |slug: &Slug| format!("{edition}/{what}/{slug}/{end}");
            tx.add_redirect(&path(from), &path(into), true)?;
        }
        let text = |slug: &Slug| format!("{edition}/text/{what}/{slug}/");
        tx.add_redirect(&text(from), &text(into), true)?;
    }
    Ok(())
}

/// What stands on the front of a section stands on that of the other, behind what stands there already.
pub(super) fn placement(tx: &mut Tx<'_>, from: &Slug, into: &Slug, touched: &mut Touched) -> Result<()> {
    let name = |slug: &Slug| format!("section-{slug}").parse::<PlacementName>();
    let (Ok(from), Ok(into)) = (name(from), name(into)) else {
        return Ok(());
    };
    for language in tx.languages_of_placement(&from)? {
        let mut picks: Vec<Pick> = tx.placement(&into, &language)?;
        for pick in tx.placement(&from, &language)? {
            if picks.len() < arrange::MAX_PICKS && picks.iter().all(|other| other.post != pick.post) {
                picks.push(pick);
            }
        }
        arrange::save(tx, into.clone(), &language, &picks, touched)?;
        arrange::save(tx, from.clone(), &language, &[], touched)?;
    }
    Ok(())
}
