//! A post as a Markdown file: front matter says what the newsroom knows of it, below stands the text.
//!
//! | key | what it is |
//! |---|---|
//! | `title` | headline (needed) |
//! | `slug` | address; without it one of the title, and the same title updates the same post |
//! | `standfirst` | the sentence under the headline |
//! | `section`, `tags` | names or slugs; the section comes first; those that are not there are made |
//! | `author`, `authors` | names or slugs |
//! | `language` | `en`, `uk` …; without it the site's |
//! | `translation_of` | slug of the same story in another language |
//! | `published`, `updated` | `2026-11-23T08:00:00Z`, `2026-11-23 08:00` (newsroom's time), `2026-11-23`, or `-3h` |
//! | `picture`, `alt`, `caption`, `credit` | the lead picture; or `src`, `alt` … below `picture:` |
//! | `feed: true` | an item of the news feed; `page: true`: a page that stands in no list |
//! | `draft: true`, `featured: true` | as they say |
//! | `editors_note`, `corrections` | a note before the story; a list of `time | correction` after it |
//! | `canonical_url`, `meta_title`, `meta_description`, `template` | as in the desk |
//!
//! An update leaves as it is what its front matter does not name; the text is always that of the file. Corrections are
//! never taken away.
//!
//! Pictures and other files are named relative to the Markdown file and go into the media library. What is not said of a
//! picture is taken from the picture's file (IPTC, XMP).

mod fields;
mod media;
pub mod when;

pub use media::Bytes;

use crate::failure::{Failure, Outcome, fail};
use fields::Fields;
use jiff::tz::TimeZone;
use kernel::{Picture, PostKind, PostState, Timestamp};
use newsroom::{AuthorRef, MediaInput, Newsroom, PostInput, TagRef, Target};

/// Reads the file, keeps what it shows in the media library, and says what the post is to become. `name` is shown in
/// errors.
pub async fn read(
    newsroom: &Newsroom,
    name: &str,
    text: &str,
    bytes: Bytes<'_>,
    zone: &TimeZone,
    now: Timestamp,
) -> Outcome<PostInput> {
    let (map, markdown) =
        crate::front_matter::split(text).map_err(|error| Failure(format!("{name}, {error}.")))?;
    let fields = Fields::new(name, &map)?;
    let parsed = document::from_markdown(markdown).document;
    let document = media::keep_all(newsroom, parsed, bytes)
        .await
        .map_err(|why| Failure(format!("{name}: {}.", why.trim_end_matches('.'))))?;
    let mut input = PostInput::story(fields.need("title")?, document);
    input.target = Target::SameSlug;
    input.partial = true;
    input.slug = fields.parsed("slug")?;
    input.kind = match (fields.yes("feed")?, fields.yes("page")?) {
        (true, true) => {
            return fail(format!(
                "{name}: a post cannot be a feed item and a page at once."
            ));
        }
        (true, false) => PostKind::FeedItem,
        (false, true) => PostKind::Page,
        (false, false) => PostKind::Story,
    };
    if fields.yes("draft")? {
        input.state = PostState::Draft;
    }
    input.language = fields.parsed("language")?;
    input.translation_of = fields.parsed("translation_of")?;
    input.standfirst = fields.text("standfirst")?;
    let section = fields.text("section")?;
    let tags = section.into_iter().chain(fields.list("tags")?);
    input.tags = tags.map(TagRef::Named).collect();
    let authors = fields.list("author")?.into_iter().chain(fields.list("authors")?);
    input.authors = authors.map(AuthorRef::Named).collect();
    input.published_at = fields.time("published", zone, now)?;
    input.updated_at = fields.time("updated", zone, now)?;
    if let Some(picture) = fields.picture()? {
        let mut src = picture
            .text("src")?
            .or(picture.text("picture")?)
            .unwrap_or_default();
        let mut kept = None;
        if media::is_file(&src) {
            let text = |key| Ok::<_, Failure>(picture.text(key)?.unwrap_or_default());
            let said = MediaInput {
                alt: text("alt")?,
                credit: text("credit")?,
                copyright: text("copyright")?,
                ..MediaInput::default()
            };
            let media = media::keep(newsroom, &src, said, bytes)
                .await
                .map_err(|why| fields.wrong("picture", &why))?;
            src = media.path.clone();
            kept = Some(media);
        }
        let said = kept.as_ref();
        // What the author does not name, the file may say; what is named and empty stays empty.
        let or = |key: &str, of_file: Option<&String>| {
            Ok::<_, Failure>(picture.text(key)?.or(of_file.cloned()).unwrap_or_default())
        };
        input.feature_image = Some(Picture {
            src,
            width: said.map_or(0, |media| media.width),
            height: said.map_or(0, |media| media.height),
            alt: or("alt", said.map(|media| &media.alt))?,
            caption: or("caption", said.map(|media| &media.caption))?,
            credit: or("credit", said.map(|media| &media.credit))?,
            copyright: or("copyright", said.map(|media| &media.copyright))?,
        });
    }
    input.featured = match fields.text("featured")? {
        Some(_) => Some(fields.yes("featured")?),
        None => None,
    };
    input.editors_note = fields.text("editors_note")?;
    input.corrections = fields.corrections(zone, now)?;
    input.canonical_url = fields.text("canonical_url")?;
    input.meta_title = fields.text("meta_title")?;
    input.meta_description = fields.text("meta_description")?;
    input.custom_template = fields.text("template")?;
    Ok(input)
}
