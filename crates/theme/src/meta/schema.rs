//! schema.org data of a page: `NewsArticle` for stories, `WebSite`, `CollectionPage` and `ProfilePage` for lists.

use super::{Network, description, picture, social_address, title, translation};
use crate::{
    date,
    text::{Limit, plain, truncate},
    visit::{Subject, Visit},
};
use kernel::{Author, Picture, Post, PostKind, Visibility};
use serde_json::{Map, Value, json};
use store::StoreError;

/// What every block of data begins with.
pub(super) const CONTEXT: &str = "https://schema.org";

/// The data, when the page has any.
pub(super) fn schema(visit: &Visit, canonical: &str) -> Result<Option<Value>, StoreError> {
    let Some(mut all) = thing(visit, canonical) else {
        return Ok(None);
    };
    if let (Some(post), Some(fields)) = (visit.post(), all.as_object_mut()) {
        translation::add(visit, post, fields)?;
    }
    Ok(Some(all))
}

fn thing(visit: &Visit, canonical: &str) -> Option<Value> {
    let thing = match &visit.subject {
        Subject::Post(post) => article(visit, post, canonical),
        Subject::Tag(tag) => json!({
            "@type": "CollectionPage",
            "name": visit.place.name(&tag.name, &tag.names),
        }),
        Subject::Author(author) => json!({
            "@type": "ProfilePage",
            "name": visit.place.name(&author.name, &author.names),
            "dateModified": date::iso(author.updated_at, &visit.place.zone),
            "mainEntity": person(visit, author),
        }),
        Subject::Nothing if visit.is("home") => web_site(visit),
        Subject::Nothing if visit.is("archive") || visit.is("feed") => json!({
            "@type": "CollectionPage",
            "name": title(visit, Network::None, None),
        }),
        Subject::Nothing | Subject::Titled(_) => return None,
    };
    let Value::Object(mut fields) = thing else {
        return None;
    };
    let is_article = matches!(visit.subject, Subject::Post(_));
    let mut all = Map::new();
    all.insert("@context".into(), json!(CONTEXT));
    all.append(&mut fields);
    all.insert("url".into(), json!(canonical));
    all.insert("inLanguage".into(), json!(visit.place.language.as_str()));
    all.insert("publisher".into(), publisher(visit));
    let text = description(
        visit,
        if is_article {
            Network::OpenGraph
        } else {
            Network::None
        },
    );
    put(&mut all, "description", text.map(Value::String));
    if !is_article {
        put(
            &mut all,
            "image",
            picture::shared(visit, Network::None).map(|p| json!(p.url)),
        );
    }
    Some(Value::Object(all))
}

fn put(into: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        into.insert(key.into(), value);
    }
}

fn article(visit: &Visit, post: &Post, canonical: &str) -> Value {
    let iso = |at: kernel::Timestamp| json!(date::iso(at, &visit.place.zone));
    let kind = match post.kind {
        PostKind::Page => "WebPage",
        PostKind::Story | PostKind::FeedItem => "NewsArticle",
    };
    let mut all = Map::new();
    all.insert("@type".into(), json!(kind));
    // The headline that readers see, not the title that search engines are shown.
    all.insert("headline".into(), json!(post.title));
    put(
        &mut all,
        "image",
        post.feature_image.as_ref().map(|p| image(visit, p)),
    );
    put(&mut all, "datePublished", post.published_at.map(iso));
    all.insert("dateModified".into(), iso(post.changed_at()));
    let authors: Vec<Value> = post.authors.iter().map(|author| person(visit, author)).collect();
    put(
        &mut all,
        "author",
        (!authors.is_empty()).then_some(Value::Array(authors)),
    );
    put(
        &mut all,
        "articleSection",
        post.section()
            .map(|tag| json!(visit.place.name(&tag.name, &tag.names))),
    );
    let names: Vec<&str> = keywords(visit, post);
    put(&mut all, "keywords", (!names.is_empty()).then(|| json!(names)));
    all.insert("wordCount".into(), json!(post.words));
    all.insert(
        "isAccessibleForFree".into(),
        json!(post.visibility == Visibility::Public),
    );
    if post.kind == PostKind::Story {
        put(&mut all, "audio", audio(visit, post));
    }
    let corrections = post.corrections.iter().map(|correction| {
        json!({ "@type": "CorrectionComment", "datePublished": iso(correction.at), "text": correction.text })
    });
    let corrections: Vec<Value> = corrections.collect();
    put(
        &mut all,
        "correction",
        (!corrections.is_empty()).then_some(Value::Array(corrections)),
    );
    all.insert(
        "mainEntityOfPage".into(),
        json!({ "@type": "WebPage", "@id": canonical }),
    );
    Value::Object(all)
}

/// Names of the tags that readers see.
pub(super) fn keywords<'a>(visit: &'a Visit, post: &'a Post) -> Vec<&'a str> {
    post.tags
        .iter()
        .filter(|tag| !tag.internal)
        .map(|tag| visit.place.name(&tag.name, &tag.names))
        .collect()
}

fn image(visit: &Visit, of: &Picture) -> Value {
    let mut all = Map::new();
    let address = json!(picture::absolute(visit, &of.src));
    all.insert("@type".into(), json!("ImageObject"));
    all.insert("url".into(), address.clone());
    all.insert("contentUrl".into(), address);
    if of.width > 0 && of.height > 0 {
        all.insert("width".into(), json!(of.width));
        all.insert("height".into(), json!(of.height));
    }
    put(
        &mut all,
        "caption",
        (!of.caption.is_empty()).then(|| json!(plain(&of.caption))),
    );
    put(
        &mut all,
        "creditText",
        (!of.credit.is_empty()).then(|| json!(of.credit)),
    );
    put(
        &mut all,
        "creator",
        creator(&of.credit).map(|name| json!({ "@type": "Person", "name": name })),
    );
    put(
        &mut all,
        "copyrightNotice",
        (!of.copyright.is_empty()).then(|| json!(of.copyright)),
    );
    Value::Object(all)
}

/// The story read aloud, and how that sound was made. A failure of the store makes the page fail where the player is.
fn audio(visit: &Visit, post: &Post) -> Option<Value> {
    let narration = visit.narration(post.id).ok()??;
    let seconds = narration.duration_ms / 1000;
    Some(json!({
        "@type": "AudioObject",
        "name": post.title,
        "contentUrl": visit.place.absolute(&narration.path),
        "encodingFormat": "audio/mpeg",
        "contentSize": narration.bytes.to_string(),
        "duration": format!("PT{}M{}S", seconds / 60, seconds % 60),
        "inLanguage": narration.language.as_str(),
        "uploadDate": date::iso(narration.made_at, &visit.place.zone),
        "digitalSourceType": narration.source.schema_org(),
    }))
}

/// Who took the picture, when the credit says it as newsrooms write it: “Name / Agency”, perhaps after “Illustration:”. A
/// credit that is one name may be a person or an agency, and is not guessed at.
fn creator(credit: &str) -> Option<&str> {
    let (name, _) = credit.split_once('/')?;
    let name = name.rsplit(':').next().unwrap_or(name).trim();
    (!name.is_empty()).then_some(name)
}

/// The site, with its search (https://schema.org/SearchAction).
fn web_site(visit: &Visit) -> Value {
    let place = &visit.place;
    let search = place.absolute(&format!("{}/search/", place.prefix));
    json!({
        "@type": "WebSite",
        "name": place.site_title(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{search}?q={{search_term_string}}") },
            "query-input": "required name=search_term_string",
        },
    })
}

fn person(visit: &Visit, author: &Author) -> Value {
    let place = &visit.place;
    let mut all = Map::new();
    all.insert("@type".into(), json!("Person"));
    all.insert("name".into(), json!(place.name(&author.name, &author.names)));
    all.insert("url".into(), json!(place.absolute(&place.author_path(author))));
    put(
        &mut all,
        "jobTitle",
        author.title_in(&place.language).map(|title| json!(title)),
    );
    put(
        &mut all,
        "image",
        author
            .profile_image
            .as_ref()
            .map(|src| json!(picture::absolute(visit, src))),
    );
    let accounts = author
        .social
        .iter()
        .filter_map(|(network, handle)| social_address(network, handle));
    let same: Vec<String> = author.website.iter().cloned().chain(accounts).collect();
    put(&mut all, "sameAs", (!same.is_empty()).then(|| json!(same)));
    let about = author
        .bio_in(&place.language)
        .map(|bio| json!(truncate(bio, Limit::Words(50))));
    put(
        &mut all,
        "description",
        about.filter(|_| matches!(visit.subject, Subject::Author(_))),
    );
    Value::Object(all)
}

fn publisher(visit: &Visit) -> Value {
    let (place, settings) = (&visit.place, &visit.scene.settings);
    let mut all = Map::new();
    all.insert("@type".into(), json!("NewsMediaOrganization"));
    all.insert("name".into(), json!(place.site_title()));
    all.insert(
        "url".into(),
        json!(place.absolute(&place.home_path(&place.language))),
    );
    let logo = settings.logo.as_ref().or(settings.icon.as_ref());
    put(
        &mut all,
        "logo",
        logo.map(|src| json!({ "@type": "ImageObject", "url": picture::absolute(visit, src) })),
    );
    let accounts = settings
        .social
        .iter()
        .filter_map(|(network, handle)| social_address(network, handle));
    let same: Vec<String> = accounts.collect();
    put(&mut all, "sameAs", (!same.is_empty()).then(|| json!(same)));
    Value::Object(all)
}
