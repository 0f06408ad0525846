//! A post as a row.

use crate::{
    Result,
    sql::{Columns, Param, Row, json},
    taxonomy::Taxonomy,
};
use kernel::{Picture, Post};
use std::{str::FromStr, sync::Arc};

/// The columns that [`read`] reads, of `posts p`.
pub(crate) const COLUMNS: &str = "p.id, p.kind, p.state, p.slug, p.language, p.translation_of, p.title, p.standfirst, \
     p.plain_start, p.words, p.pictures, p.feature_image, p.feature_image_width, p.feature_image_height, \
     p.feature_image_alt, p.feature_image_caption, p.feature_image_credit, p.feature_image_copyright, p.featured, p.visibility, p.editors_note, \
     p.corrections, p.tag_ids, p.author_ids, p.published_at, p.created_at, p.updated_at, p.canonical_url, \
     p.meta_title, p.meta_description, p.og_title, p.og_description, p.og_image, p.twitter_title, \
     p.twitter_description, p.twitter_image, p.codeinjection_head, p.codeinjection_foot, p.custom_template, p.origin";

/// The same without `p.`, as a write names them.
pub(crate) const WRITTEN: &str = "id, kind, state, slug, language, translation_of, title, standfirst, plain_start, \
     words, pictures, feature_image, feature_image_width, feature_image_height, feature_image_alt, \
     feature_image_caption, feature_image_credit, feature_image_copyright, featured, visibility, editors_note, corrections, tag_ids, \
     author_ids, published_at, created_at, updated_at, canonical_url, meta_title, meta_description, og_title, \
     og_description, og_image, twitter_title, twitter_description, twitter_image, codeinjection_head, \
     codeinjection_foot, custom_template, origin";

/// Reads a post. `with_body`: two more columns follow, body and HTML.
pub(crate) fn read(row: Row<'_>, taxonomy: &Taxonomy, with_body: bool) -> Result<Post> {
    let mut columns = row.columns();
    let mut post = Post {
        id: columns.parse()?,
        kind: columns.parse()?,
        state: columns.parse()?,
        slug: columns.parse()?,
        language: columns.parse()?,
        translation_of: columns.opt_parse()?,
        title: columns.text()?,
        standfirst: columns.opt_text()?,
        plain_start: columns.str()?.into(),
        words: columns.count()?,
        pictures: columns.count()?,
        feature_image: picture(&mut columns)?,
        featured: columns.flag()?,
        visibility: columns.parse()?,
        editors_note: columns.opt_text()?,
        corrections: columns.json()?,
        tags: ids(columns.str()?, |id| taxonomy.tags.by_id(id).cloned()),
        authors: ids(columns.str()?, |id| taxonomy.authors.by_id(id).cloned()),
        published_at: columns.opt_time()?,
        created_at: columns.time()?,
        updated_at: columns.time()?,
        canonical_url: columns.opt_text()?,
        meta_title: columns.opt_text()?,
        meta_description: columns.opt_text()?,
        og_title: columns.opt_text()?,
        og_description: columns.opt_text()?,
        og_image: columns.opt_text()?,
        twitter_title: columns.opt_text()?,
        twitter_description: columns.opt_text()?,
        twitter_image: columns.opt_text()?,
        codeinjection_head: columns.opt_text()?,
        codeinjection_foot: columns.opt_text()?,
        custom_template: columns.opt_text()?,
        origin: columns.opt_text()?,
        body: Arc::default(),
        html: Arc::default(),
    };
    if with_body {
        post.body = columns.opt_str()?.unwrap_or_default().into();
        post.html = columns.opt_str()?.unwrap_or_default().into();
    }
    Ok(post)
}

fn picture(columns: &mut Columns<'_>) -> Result<Option<Picture>> {
    let src = columns.opt_text()?;
    let (width, height) = (columns.count()?, columns.count()?);
    let (alt, caption, credit) = (columns.str()?, columns.str()?, columns.str()?);
    let copyright = columns.str()?;
    Ok(src.map(|src| Picture {
        src,
        width,
        height,
        alt: alt.to_owned(),
        caption: caption.to_owned(),
        credit: credit.to_owned(),
        copyright: copyright.to_owned(),
    }))
}

fn ids<I: FromStr, T>(text: &str, find: impl Fn(I) -> Option<T>) -> Vec<T> {
    text.split_ascii_whitespace()
        .filter_map(|id| id.parse().ok())
        .filter_map(find)
        .collect()
}

/// The values of [`WRITTEN`].
pub(crate) fn params<'a>(post: &'a Post) -> Vec<Param<'a>> {
    let none = || Param::Text("".into());
    let picture = post.feature_image.as_ref();
    let text = |of: fn(&Picture) -> &String| picture.map_or_else(none, |picture| of(picture).into());
    let join = |ids: Vec<String>| Param::from(ids.join(" "));
    vec![
        Param::id(post.id),
        post.kind.as_str().into(),
        post.state.as_str().into(),
        (&post.slug).into(),
        post.language.as_str().into(),
        Param::maybe_id(post.translation_of),
        (&post.title).into(),
        (&post.standfirst).into(),
        post.plain_start.as_ref().into(),
        post.words.into(),
        post.pictures.into(),
        picture.map_or(Param::Null, |picture| (&picture.src).into()),
        picture.map_or(0, |picture| picture.width).into(),
        picture.map_or(0, |picture| picture.height).into(),
        text(|picture| &picture.alt),
        text(|picture| &picture.caption),
        text(|picture| &picture.credit),
        text(|picture| &picture.copyright),
        post.featured.into(),
        post.visibility.as_str().into(),
        (&post.editors_note).into(),
        json(&post.corrections).map_or(Param::Null, Param::from),
        join(post.tags.iter().map(|tag| tag.id.to_string()).collect()),
        join(post.authors.iter().map(|author| author.id.to_string()).collect()),
        post.published_at.into(),
        post.created_at.into(),
        post.updated_at.into(),
        (&post.canonical_url).into(),
        (&post.meta_title).into(),
        (&post.meta_description).into(),
        (&post.og_title).into(),
        (&post.og_description).into(),
        (&post.og_image).into(),
        (&post.twitter_title).into(),
        (&post.twitter_description).into(),
        (&post.twitter_image).into(),
        (&post.codeinjection_head).into(),
        (&post.codeinjection_foot).into(),
        (&post.custom_template).into(),
        (&post.origin).into(),
    ]
}
