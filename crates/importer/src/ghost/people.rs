//! Tags and authors.

use super::{
    export::{Data, Tag, User},
    when,
};
use crate::Report;
use newsroom::{AuthorInput, TagInput, address};

/// All tags, internal ones too.
pub fn tags(data: &Data, report: &mut Report) -> Vec<TagInput> {
    let named = data.tags.iter().filter(|tag| !tag.name.trim().is_empty());
    named.map(|row| tag(row, report)).collect()
}

fn tag(tag: &Tag, report: &mut Report) -> TagInput {
    TagInput {
        slug: tag.slug.parse().ok(),
        name: tag.name.clone(),
        description: tag.description.clone(),
        feature_image: tag.feature_image.clone(),
        accent_color: tag.accent_color.clone(),
        internal: Some(tag.visibility == "internal" || tag.name.starts_with('#')),
        meta_title: tag.meta_title.clone(),
        meta_description: tag.meta_description.clone(),
        canonical_url: report.fitting(&tag.canonical_url, address::page, || {
            format!("of the tag “{}”", tag.name)
        }),
        codeinjection_head: tag.codeinjection_head.clone(),
        codeinjection_foot: tag.codeinjection_foot.clone(),
        created_at: when::read(&tag.created_at),
        ..TagInput::default()
    }
}

/// All members of staff as authors.
pub fn authors(data: &Data, report: &mut Report) -> Vec<AuthorInput> {
    let named = data.users.iter().filter(|user| !user.name.trim().is_empty());
    named.map(|row| author(row, report)).collect()
}

fn author(user: &User, report: &mut Report) -> AuthorInput {
    let whose = || format!("of {}", user.name);
    let networks = [
        ("facebook", &user.facebook),
        ("twitter", &user.twitter),
        ("threads", &user.threads),
        ("bluesky", &user.bluesky),
        ("mastodon", &user.mastodon),
        ("tiktok", &user.tiktok),
        ("youtube", &user.youtube),
        ("instagram", &user.instagram),
        ("linkedin", &user.linkedin),
    ];
    let handles = networks.into_iter().filter_map(|(name, handle)| {
        Some((name.to_owned(), report.fitting(handle, address::account, whose)?))
    });
    let social = handles.collect();
    AuthorInput {
        slug: user.slug.parse().ok(),
        name: user.name.clone(),
        bio: user.bio.clone(),
        profile_image: user.profile_image.clone(),
        cover_image: user.cover_image.clone(),
        location: user.location.clone(),
        website: report.fitting(&user.website, address::web, whose),
        social,
        meta_title: user.meta_title.clone(),
        meta_description: user.meta_description.clone(),
        created_at: when::read(&user.created_at),
        ..AuthorInput::default()
    }
}
