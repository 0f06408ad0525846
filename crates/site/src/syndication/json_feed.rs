//! JSON Feed 1.1.

use super::{Feed, Item};
use serde_json::{Map, Value, json};

/// The feed.
pub(super) fn write(feed: &Feed<'_>) -> String {
    let mut all = Map::new();
    all.insert("version".into(), json!("https://jsonfeed.org/version/1.1"));
    all.insert("title".into(), json!(feed.title));
    all.insert("home_page_url".into(), json!(feed.page));
    all.insert("feed_url".into(), json!(feed.address));
    if !feed.description.is_empty() {
        all.insert("description".into(), json!(feed.description));
    }
    if let Some(icon) = &feed.icon {
        all.insert("icon".into(), json!(icon));
    }
    all.insert("language".into(), json!(feed.language));
    if let Some(hub) = feed.hub {
        all.insert("hubs".into(), json!([{ "type": "WebSub", "url": hub }]));
    }
    all.insert("items".into(), feed.items.iter().map(item).collect());
    Value::Object(all).to_string()
}

/// What the specification has no field for (the picture's size and credit) stands below `_broadsheet`.
fn item(story: &Item) -> Value {
    let mut all = Map::new();
    all.insert("id".into(), json!(format!("urn:uuid:{}", story.id)));
    all.insert("url".into(), json!(story.address));
    all.insert("title".into(), json!(story.title));
    // One of the two must be there.
    match &story.html {
        Some(html) => all.insert("content_html".into(), json!(html)),
        None => all.insert("content_text".into(), json!(story.summary)),
    };
    all.insert("summary".into(), json!(story.summary));
    all.insert("date_published".into(), json!(story.published.to_string()));
    all.insert("date_modified".into(), json!(story.updated.to_string()));
    all.insert("language".into(), json!(story.language));
    let authors = story.authors.iter();
    let authors: Vec<Value> = authors
        .map(|author| json!({ "name": author.name, "url": author.address }))
        .collect();
    if !authors.is_empty() {
        all.insert("authors".into(), Value::Array(authors));
    }
    if !story.categories.is_empty() {
        all.insert("tags".into(), json!(story.categories));
    }
    if let Some(picture) = &story.picture {
        all.insert("image".into(), json!(picture.address));
        let mut more = Map::new();
        if let Some((width, height)) = picture.size {
            more.insert("width".into(), json!(width));
            more.insert("height".into(), json!(height));
        }
        for (name, text) in [
            ("alt", &picture.alt),
            ("credit", &picture.credit),
            ("copyright", &picture.copyright),
        ] {
            if !text.is_empty() {
                more.insert(name.into(), json!(text));
            }
        }
        all.insert("_broadsheet".into(), json!({ "image": more }));
    }
    Value::Object(all)
}
