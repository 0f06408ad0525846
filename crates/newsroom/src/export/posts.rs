//! `posts/SLUG.json`: each post with its text, as document and as HTML.

use super::{Exported, archive::Archive};
use crate::Result;
use kernel::Post;
use serde_json::{Value, json};
use std::io::Write;
use store::{PostWork, Reader};

/// Ids that are read at once.
const AT_ONCE: u32 = 500;

pub(super) fn write<W: Write>(
    archive: &mut Archive<W>,
    reader: &Reader,
    exported: &mut Exported,
) -> Result<()> {
    let mut last = None;
    loop {
        let ids = reader.post_ids_after(last, AT_ONCE)?;
        let Some(end) = ids.last() else { return Ok(()) };
        last = Some(*end);
        for id in ids {
            let Some(post) = reader.post_by_id(id)? else {
                continue;
            };
            let copy = reader.copy(id)?.map(|copy| copy.content);
            let mut value = of(&post, copy.as_deref());
            value["work"] = work(&reader.work(id)?.unwrap_or_default());
            archive.json(&format!("posts/{}.json", post.slug), &value)?;
            exported.posts += 1;
        }
        // What was read is noted for pages; here nobody asks.
        reader.take_keys();
    }
}

/// What only the desk knows of it. People are named by their ids, as in `staff.json`.
fn work(work: &PostWork) -> Value {
    json!({
        "created_by": work.created_by.map(|id| id.to_string()),
        "edited_by": work.edited_by.map(|id| id.to_string()),
        "edited_at": work.edited_at.map(|at| at.to_string()),
        "assignee": work.assignee.map(|id| id.to_string()),
        "note": work.handover,
        "embargo_until": work.embargo_until.map(|at| at.to_string()),
        "withdrawn_because": work.withdrawn_because,
    })
}

fn of(post: &Post, copy: Option<&str>) -> Value {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let picture = post.feature_image.as_ref().map(|picture| {
        json!({
            "src": picture.src, "width": picture.width, "height": picture.height, "alt": picture.alt,
            "caption": picture.caption, "credit": picture.credit, "copyright": picture.copyright,
        })
    });
    let corrections = post
        .corrections
        .iter()
        .map(|one| json!({"at": one.at.to_string(), "text": one.text}));
    let mut value = json!({
        "id": post.id.to_string(),
        "kind": post.kind.as_str(),
        "state": post.state.as_str(),
        "slug": post.slug.as_str(),
        "language": post.language.as_str(),
        "translation_of": post.translation_of.map(|id| id.to_string()),
        "title": post.title,
        "standfirst": post.standfirst,
        "tags": post.tags.iter().map(|tag| tag.slug.to_string()).collect::<Vec<_>>(),
        "authors": post.authors.iter().map(|author| author.slug.to_string()).collect::<Vec<_>>(),
        "published_at": post.published_at.map(|at| at.to_string()),
        "updated_at": post.updated_at.to_string(),
        "created_at": post.created_at.to_string(),
        "feature_image": picture,
        "featured": post.featured,
        "visibility": post.visibility.as_str(),
        "editors_note": post.editors_note,
        "corrections": corrections.collect::<Vec<_>>(),
        "document": read(&post.body),
        "html": &*post.html,
        "working_copy": copy.map(read),
    });
    let more = json!({
        "canonical_url": post.canonical_url,
        "meta_title": post.meta_title,
        "meta_description": post.meta_description,
        "og_title": post.og_title,
        "og_description": post.og_description,
        "og_image": post.og_image,
        "twitter_title": post.twitter_title,
        "twitter_description": post.twitter_description,
        "twitter_image": post.twitter_image,
        "codeinjection_head": post.codeinjection_head,
        "codeinjection_foot": post.codeinjection_foot,
        "custom_template": post.custom_template,
        "origin": post.origin,
    });
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}
