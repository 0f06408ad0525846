//! Cards in a body that follow other content: related stories and newsletter boxes, and the pictures of bookmarks.

use super::{
    focus::{classes, focus},
    prelude::*,
};
use crate::{
    object::{self, PostObject},
    text::{attribute, encode_address, escape},
};
use std::sync::Arc;

const MARK: &str = "<!--broadsheet:";
/// What stands before the address of a bookmark's picture, as `document` writes it.
const BOOKMARK: &str = "<div class=\"bookmark-picture kg-bookmark-thumbnail\"><img";

/// Replaces the marks in a body by what stands there today.
pub(super) fn fill(call: &mut Call<'_, '_>, html: Arc<str>) -> Result<Arc<str>, Error> {
    if !html.contains(MARK) {
        return Ok(html);
    }
    let mut out = String::with_capacity(html.len() + 2048);
    let mut rest = &*html;
    while let Some(at) = rest.find(MARK) {
        out.push_str(&rest[..at]);
        let inner = &rest[at + MARK.len()..];
        let Some(end) = inner.find("-->") else {
            rest = &rest[at..];
            break;
        };
        rest = &inner[end + 3..];
        match inner[..end].trim().split_once(' ') {
            Some(("related", id)) => related(call, id.trim(), &mut out)?,
            Some(("newsletter", slug)) => newsletter(call, slug.trim(), &mut out)?,
            _ => {}
        }
    }
    out.push_str(rest);
    Ok(out.into())
}

/// Says of the pictures of bookmarks, which are cropped, what must stay of them.
pub(super) fn focused(call: &Call<'_, '_>, html: Arc<str>) -> Result<Arc<str>, Error> {
    if !html.contains(BOOKMARK) {
        return Ok(html);
    }
    let visit = Visit::of(call)?;
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = &*html;
    while let Some(at) = rest.find(BOOKMARK) {
        let (before, picture) = rest.split_at(at + BOOKMARK.len());
        out.push_str(before);
        let address = picture
            .strip_prefix(" src=\"")
            .and_then(|src| src.split_once('"'));
        if let Some((address, _)) = address
            && let Some(middle) = focus(call, &visit, address)?
        {
            out.push_str(" class=\"");
            out.push_str(&classes(middle));
            out.push('"');
        }
        rest = picture;
    }
    out.push_str(rest);
    Ok(out.into())
}

/// A story that is no longer public leaves nothing behind.
fn related(call: &mut Call<'_, '_>, id: &str, out: &mut String) -> Result<(), Error> {
    let Ok(id) = id.parse() else { return Ok(()) };
    let visit = Visit::of(call)?;
    visit.reader().note(kernel::Key::Post(id));
    let Some(post) = visit.got(call, visit.reader().post_by_id(id))? else {
        return Ok(());
    };
    if !post.is_public(visit.now()) {
        return Ok(());
    }
    let post = PostObject::value(&Arc::new(post), &visit.place);
    if let Some(card) = call.partial("cards/related", &post)? {
        out.push_str(&card);
        return Ok(());
    }
    let text = |name: &str| post.get(name).as_str().unwrap_or_default().to_owned();
    out.push_str("<aside class=\"related-story\"><a href=\"");
    attribute(out, &encode_address(visit.place.relative(&text("url"))));
    out.push_str("\"><strong>");
    escape(out, &text("title"));
    out.push_str("</strong></a>");
    let standfirst = text("standfirst");
    if !standfirst.is_empty() {
        out.push_str("<p>");
        escape(out, &standfirst);
        out.push_str("</p>");
    }
    out.push_str("</aside>");
    Ok(())
}

fn newsletter(call: &mut Call<'_, '_>, slug: &str, out: &mut String) -> Result<(), Error> {
    let visit = Visit::of(call)?;
    let all = &visit.scene.settings.newsletters;
    let named = all.iter().find(|n| n.slug.as_str() == slug);
    // A box that names none (Ghost's sign-up card) offers the first of the edition.
    let first = || {
        all.iter()
            .find(|n| n.language == visit.scene.language)
            .or(all.first())
    };
    let Some(found) = named.or_else(|| first().filter(|_| slug == "default")) else {
        return Ok(());
    };
    if let Some(card) = call.partial("cards/newsletter", &object::newsletter(found, &visit.place))? {
        out.push_str(&card);
        return Ok(());
    }
    out.push_str("<aside class=\"newsletter-box\"><strong>");
    escape(out, &found.name);
    out.push_str("</strong><p>");
    escape(out, &found.description);
    out.push_str("</p><p>");
    escape(out, &found.rhythm);
    out.push_str("</p></aside>");
    Ok(())
}
