//! Posts and pages.

use super::{
    content::Pictures,
    export::{Data, Id, Post, PostMeta},
    when,
};
use crate::{ImportError, Report};
use document::{Document, Imported};
use kernel::{Picture, PostKind, PostState, Visibility};
use newsroom::{AuthorRef, PostInput, TagRef, Target, address};
use std::collections::HashMap;

/// What is known of posts besides their own row.
struct Tables<'a> {
    meta: HashMap<&'a Id, &'a PostMeta>,
    tags: HashMap<&'a Id, Vec<&'a str>>,
    authors: HashMap<&'a Id, Vec<&'a str>>,
    author_slugs: HashMap<&'a Id, &'a str>,
    pictures: &'a Pictures,
}

/// All posts and pages as `newsroom` takes them. What is not understood in them goes into the report.
pub fn read(data: &Data, pictures: &Pictures, report: &mut Report) -> Result<Vec<PostInput>, ImportError> {
    let tag_slugs = data.tag_slugs();
    let author_slugs = data.author_slugs();
    let mut tags: Vec<_> = data.posts_tags.iter().collect();
    tags.sort_by_key(|row| row.sort_order);
    let mut authors: Vec<_> = data.posts_authors.iter().collect();
    authors.sort_by_key(|row| row.sort_order);
    let tables = Tables {
        meta: data.posts_meta.iter().map(|meta| (&meta.post_id, meta)).collect(),
        tags: group(
            tags.into_iter()
                .filter_map(|row| Some((&row.post_id, *tag_slugs.get(&row.tag_id)?))),
        ),
        authors: group(
            authors
                .into_iter()
                .filter_map(|row| Some((&row.post_id, *author_slugs.get(&row.author_id)?))),
        ),
        author_slugs,
        pictures,
    };
    data.posts.iter().map(|row| post(row, &tables, report)).collect()
}

fn group<'a>(pairs: impl Iterator<Item = (&'a Id, &'a str)>) -> HashMap<&'a Id, Vec<&'a str>> {
    let mut groups: HashMap<&Id, Vec<&str>> = HashMap::new();
    for (post, slug) in pairs {
        groups.entry(post).or_default().push(slug);
    }
    groups
}

fn post(row: &Post, tables: &Tables<'_>, report: &mut Report) -> Result<PostInput, ImportError> {
    let fails = |why: String| ImportError::Post {
        title: row.title.clone(),
        slug: row.slug.clone(),
        why,
    };
    let mut body = body(row).map_err(|error| fails(error.to_string()))?;
    // HTML cards were on the newsroom's own site before, scripts and all.
    body.document.trust();
    for kind in body.unknown {
        let (count, posts) = report.unknown.entry(kind).or_default();
        *count += 1;
        posts.insert(row.slug.clone());
    }
    let title = if row.title.trim().is_empty() {
        "(Untitled)"
    } else {
        &row.title
    };
    let mut input = PostInput::story(title, body.document);
    input.target = Target::SameOrigin;
    input.origin = Some(format!("ghost:{}", row.id.0));
    input.slug = row.slug.parse().ok();
    if row.r#type == "page" || row.page.0 {
        input.kind = PostKind::Page;
    }
    input.state = match row.status.as_str() {
        "published" => PostState::Published,
        "scheduled" => PostState::Scheduled,
        "draft" => PostState::Draft,
        "sent" => {
            report.notes.push(format!(
                "“{}” was sent by mail only; it is kept as a draft",
                row.title
            ));
            PostState::Draft
        }
        other => return Err(fails(format!("its status “{other}” is none that Ghost has."))),
    };
    input.published_at = when::read(&row.published_at);
    input.created_at = when::read(&row.created_at);
    input.updated_at = when::read(&row.updated_at);
    input.visibility = match row.visibility.as_str() {
        "members" => Visibility::Members,
        "paid" | "tiers" | "filter" => Visibility::Paid,
        _ => Visibility::Public,
    };
    input.featured = Some(row.featured.0);
    input.standfirst = row.custom_excerpt.clone();
    input.tags = named(&tables.tags, &row.id).map(TagRef::Named).collect();
    input.authors = named(&tables.authors, &row.id).map(AuthorRef::Named).collect();
    if input.authors.is_empty() {
        let one = tables.author_slugs.get(&row.author_id);
        input
            .authors
            .extend(one.map(|slug| AuthorRef::Named((*slug).to_owned())));
    }
    input.canonical_url = report.fitting(&row.canonical_url, address::page, || {
        format!("of “{}”", row.title)
    });
    input.codeinjection_head = row.codeinjection_head.clone();
    input.codeinjection_foot = row.codeinjection_foot.clone();
    input.custom_template = row.custom_template.clone();
    let none = PostMeta::default();
    let meta = tables.meta.get(&row.id).copied().unwrap_or(&none);
    input.feature_image = row
        .feature_image
        .as_ref()
        .filter(|src| !src.is_empty())
        .map(|src| {
            let ((width, height), said) = tables.pictures.of(src);
            let or = |given: &Option<String>, said: String| given.clone().unwrap_or(said);
            Picture {
                src: src.clone(),
                width,
                height,
                alt: or(&meta.feature_image_alt, said.alt.clone()),
                caption: or(&meta.feature_image_caption, document::escape_text(&said.caption)),
                // In Ghost a caption names the photographer too.
                credit: match &meta.feature_image_caption {
                    Some(_) => String::new(),
                    None => said.credit(),
                },
                copyright: said.copyright,
            }
        });
    input.meta_title = meta.meta_title.clone().or_else(|| row.meta_title.clone());
    input.meta_description = meta
        .meta_description
        .clone()
        .or_else(|| row.meta_description.clone());
    input.og_title = meta.og_title.clone();
    input.og_description = meta.og_description.clone();
    input.og_image = meta.og_image.clone();
    input.twitter_title = meta.twitter_title.clone();
    input.twitter_description = meta.twitter_description.clone();
    input.twitter_image = meta.twitter_image.clone();
    Ok(input)
}

/// The text, from the newest format that the post has.
fn body(row: &Post) -> Result<Imported, document::DocumentError> {
    let present = |text: &Option<String>| {
        text.as_deref()
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned)
    };
    if let Some(lexical) = present(&row.lexical) {
        return document::from_lexical(&lexical);
    }
    if let Some(mobiledoc) = present(&row.mobiledoc) {
        return document::from_mobiledoc(&mobiledoc);
    }
    match present(&row.html) {
        Some(html) => Ok(document::from_html(&html)),
        None => Ok(Imported {
            document: Document::default(),
            unknown: Vec::new(),
        }),
    }
}

fn named<'a>(of: &'a HashMap<&Id, Vec<&str>>, post: &Id) -> impl Iterator<Item = String> + use<'a> {
    of.get(post).into_iter().flatten().map(|slug| (*slug).to_owned())
}
