//! `{{#prev_post}}` and `{{#next_post in="primary_tag"}}`.

use super::prelude::*;
use crate::object::{Record, record};
use kernel::Post;
use std::sync::Arc;
use store::{Direction, Within};

pub(super) fn prev_post(call: &mut Call<'_, '_>) -> Answer {
    neighbour(call, Direction::Previous)
}

pub(super) fn next_post(call: &mut Call<'_, '_>) -> Answer {
    neighbour(call, Direction::Next)
}

fn neighbour(call: &mut Call<'_, '_>, direction: Direction) -> Answer {
    if !call.is_block() {
        return Ok(Value::Undefined);
    }
    let this = call.this().clone();
    if record(&this) != Record::Post || this.get("page").is_true() {
        return otherwise(call);
    }
    let visit = Visit::of(call)?;
    let Some(post) = the_post(call, &visit, &this)? else {
        return otherwise(call);
    };
    let within = match (text(call, "in").as_deref(), post.section(), post.authors.first()) {
        (Some("primary_tag"), Some(tag), _) => Within::Section(tag.id),
        (Some("primary_author" | "author"), _, Some(author)) => Within::Author(author.id),
        _ => Within::All,
    };
    let found = visit.got(
        call,
        visit.reader().neighbour(&post, direction, within, visit.now()),
    )?;
    match found {
        Some(found) => {
            call.write_block(&visit.value(&found), &[], &[])?;
            Ok(Value::Undefined)
        }
        None => otherwise(call),
    }
}

/// The post that a value shows: mostly that of the page.
fn the_post(call: &Call<'_, '_>, visit: &Visit, value: &Value) -> Result<Option<Arc<Post>>, Error> {
    let Some(id) = value.get("id").as_str().and_then(|id| id.parse().ok()) else {
        return Ok(None);
    };
    if let Some(post) = visit.post().filter(|post| post.id == id) {
        return Ok(Some(post.clone()));
    }
    Ok(visit.got(call, visit.reader().post_by_id(id))?.map(Arc::new))
}
