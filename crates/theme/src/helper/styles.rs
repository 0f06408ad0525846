//! `{{body_class}}` and `{{post_class}}`.

use super::prelude::*;

pub(super) fn body_class(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let root = call.root();
    let field = |path: [&str; 2]| {
        root.get(path[0])
            .get(path[1])
            .as_str()
            .map(str::to_owned)
            .unwrap_or_default()
    };
    let mut classes: Vec<String> = Vec::new();
    for context in [
        "home", "post", "page", "tag", "author", "archive", "feed", "search", "error", "private",
    ] {
        if !visit.is(context) {
            continue;
        }
        classes.push(format!("{context}-template"));
        match context {
            "page" => classes.push(format!("page-{}", field(["page", "slug"]))),
            "tag" => classes.push(format!("tag-{}", field(["tag", "slug"]))),
            "author" => classes.push(format!("author-{}", field(["author", "slug"]))),
            _ => {}
        }
        break;
    }
    if let Some(post) = visit.post() {
        classes.extend(post.tags.iter().map(|tag| format!("tag-{}", tag.slug)));
    }
    if visit.is("paged") {
        classes.push("paged".into());
    }
    Ok(safe(classes.join(" ")))
}

pub(super) fn post_class(call: &mut Call<'_, '_>) -> Answer {
    let this = call.this();
    let inner = this.get("post");
    let field = |name: &str| match inner.get(name) {
        value if value.is_true() => value,
        _ => this.get(name),
    };
    let mut classes = String::from("post");
    for tag in field("tags").as_array().unwrap_or_default() {
        classes.push_str(" tag-");
        classes.push_str(tag.get("slug").as_str().unwrap_or_default());
    }
    if field("featured").is_true() {
        classes.push_str(" featured");
    }
    if !field("feature_image").is_true() {
        classes.push_str(" no-image");
    }
    if field("page").is_true() {
        classes.push_str(" page");
    }
    Ok(safe(classes))
}
