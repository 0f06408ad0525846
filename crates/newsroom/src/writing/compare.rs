//! What two states of a story differ in.

use super::{
    CopyText, open,
    state_lines::{around, lines},
};
use crate::{Newsroom, NewsroomError, Result, Staff};
use kernel::{PostId, RevisionId};
use serde_json::Value;
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// Pieces of a line, and whether each is on this side only.
pub type Pieces = Vec<(String, bool)>;

/// One row of a comparison: a headline, a standfirst, a paragraph or a field, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Before: pieces of text, and whether each is gone after. `None`: there was none.
    pub before: Option<Pieces>,
    /// After: pieces of text, and whether each is new. `None`: there is none any more.
    pub after: Option<Pieces>,
}

impl Row {
    /// Whether both sides say the same.
    pub fn is_same(&self) -> bool {
        let none = |side: &Option<Pieces>| {
            side.as_ref()
                .is_some_and(|pieces| pieces.iter().all(|(_, other)| !other))
        };
        none(&self.before) && none(&self.after)
    }
}

/// Longer than this nobody waits for a comparison; what is left is shown as wholly different.
const LONGEST: Duration = Duration::from_millis(500);

/// Compares two states line by line, and lines that stand for one another word by word.
pub(super) fn compare(before: &[String], after: &[String]) -> Vec<Row> {
    let end = Instant::now() + LONGEST;
    let mut rows = Vec::new();
    for op in capture_diff_slices_deadline(Algorithm::Myers, before, after, Some(end)) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                rows.extend(before[old_index..old_index + len].iter().map(|line| {
                    let side = Some(vec![(line.clone(), false)]);
                    Row {
                        before: side.clone(),
                        after: side,
                    }
                }));
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                rows.extend(
                    before[old_index..old_index + old_len]
                        .iter()
                        .map(|line| gone(line)),
                );
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                rows.extend(after[new_index..new_index + new_len].iter().map(|line| new(line)));
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                let both = old_len.min(new_len);
                for i in 0..both {
                    rows.push(words(&before[old_index + i], &after[new_index + i], end));
                }
                rows.extend(
                    before[old_index + both..old_index + old_len]
                        .iter()
                        .map(|line| gone(line)),
                );
                rows.extend(
                    after[new_index + both..new_index + new_len]
                        .iter()
                        .map(|line| new(line)),
                );
            }
        }
    }
    rows
}

fn gone(line: &str) -> Row {
    Row {
        before: Some(vec![(line.to_owned(), true)]),
        after: None,
    }
}

fn new(line: &str) -> Row {
    Row {
        before: None,
        after: Some(vec![(line.to_owned(), true)]),
    }
}

fn words(before: &str, after: &str, end: Instant) -> Row {
    let diff = TextDiff::configure()
        .deadline(end)
        .diff_unicode_words(before, after);
    let (mut left, mut right) = (Pieces::new(), Pieces::new());
    let add = |side: &mut Pieces, text: &str, other: bool| match side.last_mut() {
        Some((last, same)) if *same == other => last.push_str(text),
        _ => side.push((text.to_owned(), other)),
    };
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                add(&mut left, change.value(), false);
                add(&mut right, change.value(), false);
            }
            ChangeTag::Delete => add(&mut left, change.value(), true),
            ChangeTag::Insert => add(&mut right, change.value(), true),
        }
    }
    Row {
        before: Some(left),
        after: Some(right),
    }
}

impl Newsroom {
    /// A saved state beside another one, or (`None`) beside what is written now.
    pub async fn compare_revisions(
        &self,
        staff: &Staff,
        post: PostId,
        before: RevisionId,
        after: Option<RevisionId>,
    ) -> Result<Vec<Row>> {
        self.open_copy(staff, post).await?;
        self.store
            .read(move |reader| {
                let json = |text: &str| -> Result<Value> {
                    Ok(serde_json::from_str(text).map_err(document::DocumentError::from)?)
                };
                let Some(found) = reader.post_by_id(post)? else {
                    return Err(NewsroomError::NotFound("That story is not there.".into()));
                };
                // States that were kept before all said it in one way are read in that way, too.
                let around_of = |text: CopyText| json(&open::fields(text, &found, reader)?);
                let state = |id: RevisionId| -> Result<_> {
                    let one = reader.revision(id)?.filter(|one| one.post == post);
                    let one =
                        one.ok_or_else(|| NewsroomError::NotFound("That revision is not there.".into()))?;
                    let standfirst = one.standfirst.as_deref().unwrap_or_default();
                    let around = match &one.fields {
                        Some(fields) => Some(around_of(CopyText::of_fields(fields, reader)?)?),
                        None => None,
                    };
                    Ok((lines(&one.title, standfirst, &json(&one.body)?), around))
                };
                let (mut left, around_left) = state(before)?;
                let (mut right, around_right) = match after {
                    Some(id) => state(id)?,
                    None => {
                        let copy = reader.copy(post)?.map(|copy| copy.content);
                        let text = open::text_of(copy.as_deref(), &found, reader)?;
                        let said = lines(&text.title, &text.standfirst, &text.document);
                        (said, Some(around_of(text)?))
                    }
                };
                // Where one of them did not keep the fields, there is nothing to compare them with.
                if let (Some(before), Some(after)) = (&around_left, &around_right) {
                    left.extend(around(before));
                    right.extend(around(after));
                }
                Ok(compare(&left, &right))
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn a_changed_word_is_marked_in_its_paragraph_and_the_rest_is_not() {
        let rows = compare(
            &all(&["Bridge", "", "The bridge opens today.", "Old."]),
            &all(&["Bridge", "", "The bridge opens tomorrow.", "New one."]),
        );
        assert!(rows[0].is_same() && rows[1].is_same());
        let after = rows[2].after.as_ref().unwrap();
        assert_eq!(after[1], ("tomorrow".to_owned(), true));
        assert_eq!(after[0], ("The bridge opens ".to_owned(), false));
    }

    proptest! {
        #[test]
        fn both_sides_are_shown_whole(before in proptest::collection::vec("[a-c ]{0,6}", 0..8), after in proptest::collection::vec("[a-c ]{0,6}", 0..8)) {
            let rows = compare(&before, &after);
            let side = |of: fn(&Row) -> &Option<Pieces>| -> Vec<String> {
                rows.iter().filter_map(|row| of(row).as_ref()).map(|pieces| pieces.iter().map(|(text, _)| text.as_str()).collect()).collect()
            };
            prop_assert_eq!(side(|row| &row.before), before);
            prop_assert_eq!(side(|row| &row.after), after);
        }
    }
}
