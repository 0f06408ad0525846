//! The entries of a placement as its form carries them.

use crate::{fields::Fields, times};
use kernel::{Pick, PostState, SiteSettings};
use store::PlacedEntry;

/// An entry as the form carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub post: String,
    pub title: String,
    pub headline: String,
    pub until: String,
    pub is_public: bool,
}

pub(super) fn line(entry: PlacedEntry, settings: &SiteSettings) -> Line {
    Line {
        post: entry.pick.post.to_string(),
        title: entry.title,
        headline: entry.pick.headline.unwrap_or_default(),
        until: entry
            .pick
            .until
            .map_or_else(String::new, |at| times::field(settings, at)),
        is_public: entry.state == PostState::Published,
    }
}

/// The entries that the form carries, in their order. `post`, `title`, `headline` and `until` come once for each.
pub(super) fn carried(fields: &Fields) -> Vec<Line> {
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
        })
        .collect()
}

/// Does what a button says to an entry: `up:ID`, `down:ID`, `remove:ID`, the id of its post. What does not fit does nothing.
pub(super) fn move_about(rows: &mut Vec<Line>, what: &str) {
    let Some((what, post)) = what.split_once(':') else {
        return;
    };
    let Some(at) = rows.iter().position(|row| row.post == post) else {
        return;
    };
    match what {
        "up" if at > 0 => rows.swap(at, at - 1),
        "down" if at + 1 < rows.len() => rows.swap(at, at + 1),
        "remove" => drop(rows.remove(at)),
        _ => {}
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
        let mut rows = carried(&form);
        assert_eq!(
            (rows[0].headline.as_str(), rows[1].headline.as_str()),
            ("", "Own")
        );
        move_about(&mut rows, "down:a");
        assert_eq!((rows[0].post.as_str(), rows[1].post.as_str()), ("b", "a"));
        for odd in [
            "up:b", "down:a", "up:c", "down:", "remove:x", "nothing", "", "over:a",
        ] {
            let before = rows.clone();
            move_about(&mut rows, odd);
            assert_eq!(rows, before, "{odd}");
        }
        move_about(&mut rows, "up:a");
        assert_eq!(rows[0].post, "a");
        move_about(&mut rows, "remove:a");
        assert_eq!(rows.len(), 1);
    }
}
