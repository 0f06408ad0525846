//! The entries of a placement as its form carries them.

use crate::{fields::Fields, times};
use kernel::{Pick, PostState, SiteSettings, Timestamp};
use store::PlacedEntry;

/// An entry as the form carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub post: String,
    pub title: String,
    pub headline: String,
    pub until: String,
    pub is_public: bool,
    /// Whether its time has passed.
    pub is_over: bool,
    /// The button of it that the keyboard goes on from: `up`, `down`, `remove`, or none.
    pub focus: &'static str,
}

pub(super) fn line(entry: PlacedEntry, settings: &SiteSettings) -> Line {
    Line {
        is_over: entry.pick.until.is_some_and(|until| until <= Timestamp::now()),
        post: entry.pick.post.to_string(),
        title: entry.title,
        headline: entry.pick.headline.unwrap_or_default(),
        until: entry
            .pick
            .until
            .map_or_else(String::new, |at| times::field(settings, at)),
        is_public: entry.state == PostState::Published,
        focus: "",
    }
}

fn is_over(until: &str, settings: &SiteSettings) -> bool {
    times::read(settings, until).is_some_and(|until| until <= Timestamp::now())
}

/// The entries that the form carries, in their order. `post`, `title`, `headline` and `until` come once for each.
pub(super) fn carried(fields: &Fields, settings: &SiteSettings) -> Vec<Line> {
    let column = |name: &str| fields.column(name);
    let (titles, headlines, untils, public) = (
        column("title"),
        column("headline"),
        column("until"),
        column("public"),
    );
    let at = |column: &[String], i: usize| column.get(i).cloned().unwrap_or_default();
    let posts = column("post").into_iter().enumerate();
    posts
        .map(|(i, post)| Line {
            post,
            title: at(&titles, i),
            headline: at(&headlines, i),
            until: at(&untils, i),
            is_public: at(&public, i) == "1",
            is_over: is_over(&at(&untils, i), settings),
            focus: "",
        })
        .collect()
}

/// Where an entry is, in the words that dragging it has, too.
pub(super) fn said(rows: &[Line], at: usize) -> String {
    let title = rows.get(at).map_or("", |row| row.title.as_str());
    let (number, all) = (at + 1, rows.len());
    format!("“{title}” is number {number} of {all} now. It is not live yet.")
}

/// Does what a button says to an entry: `up:ID`, `down:ID`, `remove:ID`, the id of its post. Says what was done, and notes
/// the button to go on from. What does not fit does nothing, and nothing is said.
pub(super) fn move_about(rows: &mut Vec<Line>, what: &str) -> String {
    let Some((what, post)) = what.split_once(':') else {
        return String::new();
    };
    let Some(at) = rows.iter().position(|row| row.post == post) else {
        return String::new();
    };
    let last = rows.len() - 1;
    match what {
        "up" if at > 0 => {
            rows.swap(at, at - 1);
            rows[at - 1].focus = if at == 1 { "down" } else { "up" };
            said(rows, at - 1)
        }
        "down" if at < last => {
            rows.swap(at, at + 1);
            rows[at + 1].focus = if at + 1 == last { "up" } else { "down" };
            said(rows, at + 1)
        }
        "remove" => {
            let gone = rows.remove(at);
            if let Some(next) = rows.get_mut(at.min(last.saturating_sub(1))) {
                next.focus = "remove";
            }
            format!("“{}” is removed. That is not live yet.", gone.title)
        }
        _ => String::new(),
    }
}

pub(super) fn picks(rows: &[Line], settings: &SiteSettings) -> Result<Vec<Pick>, String> {
    let pick = |row: &Line| {
        let until = match row.until.as_str() {
            "" => None,
            text => Some(
                times::read(settings, text)
                    .ok_or_else(|| format!("The time of “{}” is no date and time.", row.title))?,
            ),
        };
        Ok(Pick {
            post: row.post.parse().map_err(|kernel::Invalid(why)| why)?,
            headline: Some(row.headline.clone()).filter(|headline| !headline.is_empty()),
            until,
        })
    };
    rows.iter().map(pick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_move_entries_and_odd_ones_do_nothing() {
        let form = Fields::read(
            b"post=a&title=A&headline=&until=&public=1&post=b&title=B&headline=Own&until=2026-11-25T14%3A00&public=0",
        );
        let mut rows = carried(&form, &SiteSettings::default());
        assert_eq!(
            (rows[0].headline.as_str(), rows[1].headline.as_str()),
            ("", "Own")
        );
        let said = move_about(&mut rows, "down:a");
        assert_eq!(said, "“A” is number 2 of 2 now. It is not live yet.");
        assert_eq!((rows[0].post.as_str(), rows[1].post.as_str()), ("b", "a"));
        // It cannot go further down: the keyboard goes on from the other button.
        assert_eq!((rows[0].focus, rows[1].focus), ("", "up"));
        for odd in [
            "up:b", "down:a", "up:c", "down:", "remove:x", "nothing", "", "over:a",
        ] {
            let before = rows.clone();
            assert_eq!(move_about(&mut rows, odd), "", "{odd}");
            assert_eq!(rows, before, "{odd}");
        }
        move_about(&mut rows, "up:a");
        assert_eq!((rows[0].post.as_str(), rows[0].focus), ("a", "down"));
        let said = move_about(&mut rows, "remove:a");
        assert_eq!(said, "“A” is removed. That is not live yet.");
        assert_eq!((rows.len(), rows[0].focus), (1, "remove"));
        move_about(&mut rows, "remove:b");
        assert!(rows.is_empty());
    }

    #[test]
    fn within_a_list_the_keyboard_stays_on_its_button() {
        for (what, at, focus) in [("down:b", 2, "down"), ("up:c", 1, "up")] {
            let form = Fields::read(b"post=a&title=A&post=b&title=B&post=c&title=C&post=d&title=D");
            let mut rows = carried(&form, &SiteSettings::default());
            move_about(&mut rows, what);
            assert_eq!(rows[at].focus, focus, "{what}");
        }
    }
}
