//! Lists in pages: the next page is the same list behind the last line of this one.

use crate::fields::Fields;
use form_urlencoded::Serializer;
use kernel::Timestamp;
use std::{fmt::Display, str::FromStr};

/// Cuts what was read, one line more than a page has, to a page. Gives its last line where there are more.
pub(crate) fn cut<T>(rows: &mut Vec<T>, lines: u32) -> Option<&T> {
    let more = rows.len() > lines as usize;
    rows.truncate(lines as usize);
    rows.last().filter(|_| more)
}

/// What an address says behind the question mark to ask for the same again: the fields of these names that were given.
pub(crate) fn same(fields: &Fields, names: &[&str]) -> String {
    query(fields, names).finish()
}

/// The same list behind a line.
pub(crate) fn behind(fields: &Fields, names: &[&str], line: impl Display) -> String {
    query(fields, names)
        .append_pair("after", &line.to_string())
        .finish()
}

fn query(fields: &Fields, names: &[&str]) -> Serializer<'static, String> {
    let mut query = Serializer::new(String::new());
    for name in names {
        if let Some(value) = fields.get(name) {
            query.append_pair(name, &value);
        }
    }
    query
}

/// A line of a list that goes by time: its time and its id.
pub(crate) struct Line<I>(pub Timestamp, pub I);

impl<I: Display> Display for Line<I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0.millis(), self.1)
    }
}

/// The line behind which the page begins, when it is not the first.
pub(crate) fn after<I: FromStr>(fields: &Fields) -> Option<(Timestamp, I)> {
    let text = fields.get("after")?;
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_millis(at.parse().ok()?), id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::PostId;

    #[test]
    fn the_next_page_is_asked_for_with_what_was_chosen() {
        let fields = Fields::read(b"words=caf%C3%A9+%26+bar&state=&after=old&other=1&kind=page");
        let names = ["kind", "state", "words"];
        assert_eq!(same(&fields, &names), "kind=page&words=caf%C3%A9+%26+bar");
        let id = PostId::new();
        let next = behind(&fields, &names, Line(Timestamp::from_millis(-5), id));
        assert_eq!(next, format!("kind=page&words=caf%C3%A9+%26+bar&after=-5.{id}"));
        assert_eq!(
            after(&Fields::read(next.as_bytes())),
            Some((Timestamp::from_millis(-5), id))
        );
        assert_eq!(after::<PostId>(&fields), None);
    }

    #[test]
    fn a_page_has_its_lines_and_knows_of_more() {
        let mut rows = vec![1, 2, 3];
        assert_eq!((cut(&mut rows, 2).copied(), rows), (Some(2), vec![1, 2]));
        assert_eq!(cut(&mut vec![1, 2], 2), None);
    }
}
