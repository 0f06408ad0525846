//! Arrange a placement: what stands in the lead, the picks, the video of the front page.

use crate::{
    Arrangement, Newsroom, NewsroomError, Result, Staff,
    error::invalid,
    save_post::append,
    staff::{allow, audit},
    touched::Touched,
};
use kernel::{Key, Language, Pick, PlacementName, PostKind, Timestamp};
use std::collections::BTreeSet;
use store::Tx;

/// What a form says that its sender has seen of a placement: its entries with their headlines and times.
pub fn mark(picks: &[Pick]) -> String {
    let entry = |pick: &Pick| {
        let until = pick.until.map_or(0, Timestamp::millis);
        format!(
            "{}~{until}~{}",
            pick.post,
            pick.headline.as_deref().unwrap_or_default()
        )
    };
    picks.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// Whether the time of an entry has passed.
fn is_over(pick: &Pick) -> bool {
    pick.until.is_some_and(|until| until <= Timestamp::now())
}

/// Whether it stood there with that time already. Forms know seconds.
fn stands(pick: &Pick, standing: &[Pick]) -> bool {
    let second = |pick: &Pick| pick.until.map(|until| until.millis() / 1000);
    standing
        .iter()
        .any(|known| known.post == pick.post && second(known) == second(pick))
}

/// More than anyone arranges by hand.
pub(crate) const MAX_PICKS: usize = 50;

impl Newsroom {
    /// The same, by an editor at the desk. `seen` is what stood there when they began.
    ///
    /// # Errors
    /// `Conflict` when somebody has arranged it meanwhile; `Invalid` for an entry whose time has passed and that is new.
    pub async fn arrange_at_desk(&self, staff: &Staff, arrangement: Arrangement, seen: String) -> Result<()> {
        allow::editor(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let Arrangement { name, language, picks } = arrangement;
                let standing = tx.placement(&name, &language)?;
                if mark(&standing) != seen {
                    return Err(NewsroomError::Conflict(
                        "Somebody has arranged this meanwhile. Your arrangement is still below; what stands on the site now is above it."
                            .into(),
                    ));
                }
                if let Some(over) = picks.iter().find(|pick| is_over(pick) && !stands(pick, &standing)) {
                    let title = tx.post_by_id(over.post)?.map_or_else(String::new, |post| post.title);
                    return invalid(format!(
                        "“{title}” would not be shown: the time until which it is to stand here has passed."
                    ));
                }
                let mut touched = Touched::default();
                let place = format!("{name} {language}");
                save(tx, name, &language, &picks, &mut touched)?;
                append(tx, "placement.arranged", touched)?;
                audit::note(tx, &staff, "placement.arranged", place, picks.len().to_string())
            })
            .await
    }

    /// Puts `picks` in their order into the placement, instead of what was there.
    pub async fn arrange(&self, name: PlacementName, language: Language, picks: Vec<Pick>) -> Result<()> {
        self.store
            .write(move |tx| {
                let mut touched = Touched::default();
                save(tx, name, &language, &picks, &mut touched)?;
                append(tx, "placement.arranged", touched)
            })
            .await
    }
}

/// Arranges a placement within a transaction.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    name: PlacementName,
    language: &Language,
    picks: &[Pick],
    touched: &mut Touched,
) -> Result<()> {
    if picks.len() > MAX_PICKS {
        return invalid(format!("A placement holds at most {MAX_PICKS} posts."));
    }
    let mut seen = BTreeSet::new();
    for pick in picks {
        match tx.post_by_id(pick.post)? {
            None => return invalid(format!("There is no post with the id {}.", pick.post)),
            Some(post) if post.language != *language => {
                return invalid(format!(
                    "“{}” is not in the language of this edition.",
                    post.title
                ));
            }
            Some(post) if post.kind == PostKind::FeedItem => {
                return invalid(format!(
                    "“{}” is an item of the news feed, not a story.",
                    post.title
                ));
            }
            Some(post) if !seen.insert(post.id) => {
                return invalid(format!("“{}” stands in the placement twice.", post.title));
            }
            Some(_) => {}
        }
    }
    tx.set_placement(&name, language, picks)?;
    touched.keys.insert(Key::Placement(name));
    Ok(())
}
