//! Create or update a post: the one way in which a story, a page or a feed item comes to be what it is.

mod kept;
mod names;
mod slug;
mod state;
mod text;
mod tie;

use crate::{
    Batch, Newsroom, PostInput, Result, Saved, Target, address,
    error::invalid,
    media_uses, narrate,
    touched::{Touched, siblings_see_it},
    writing::{self, CopyText},
};
use document::{Document, sanitise_inline};
use kernel::{Key, Post, PostId, PostState, RevisionId, SiteSettings, Timestamp, UserId};
use store::{Revision, Tx};

/// Longer headlines are a mistake (Ghost keeps 2,000 characters too).
const MAX_TITLE: usize = 2000;

impl Newsroom {
    /// Saves a post, with a revision; readers see it at once when it is published.
    pub async fn save_post(&self, input: PostInput) -> Result<Saved> {
        let saved = self.save_posts(vec![input]).await?.pop();
        saved.map_or_else(|| invalid("There was no post to save."), Ok)
    }

    /// Saves many posts in one transaction: all or none. The error names the post.
    pub async fn save_posts(&self, posts: Vec<PostInput>) -> Result<Vec<Saved>> {
        let batch = Batch {
            posts,
            ..Batch::default()
        };
        self.save_batch(batch).await
    }
}

/// Who saves, and what is to be remembered of it.
#[derive(Debug, Clone)]
pub(crate) struct Trace {
    /// Who; `None` for an import, a command or the clock.
    pub user: Option<UserId>,
    /// What was done.
    pub note: Option<String>,
    /// Whether the state is kept as a revision.
    pub revision: bool,
    /// Whether what is saved is the desk's own copy of the post.
    pub at_the_desk: bool,
    /// The copy that it follows.
    pub copy: Option<CopyText>,
}

impl Trace {
    /// Something other than the desk, with a word about what it did.
    pub fn note(note: impl Into<Option<String>>) -> Self {
        Self {
            user: None,
            note: note.into(),
            revision: true,
            at_the_desk: false,
            copy: None,
        }
    }
}

/// Appends what was touched to the change feed, with the jobs that follow from it.
pub(crate) fn append(tx: &mut Tx<'_>, kind: &str, touched: Touched) -> Result<()> {
    let keys: Vec<Key> = touched.keys.into_iter().collect();
    let gone: Vec<Key> = touched.gone.into_iter().collect();
    if !keys.is_empty() {
        tx.append_change(kind, &keys, &gone)?;
    }
    narrate::follow(tx, &touched.aloud)
}

/// Whether the site keeps addresses for itself that begin so.
pub fn is_reserved(first: &str) -> bool {
    slug::RESERVED.contains(&first)
}

/// Saves one post within a transaction.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    mut input: PostInput,
    settings: &SiteSettings,
    trace: &Trace,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<Saved> {
    let title = one_line(&input.title);
    if title.is_empty() {
        return invalid("A post needs a title.");
    }
    if title.chars().count() > MAX_TITLE {
        return invalid(format!("The title is longer than {MAX_TITLE} characters."));
    }
    let before = find(tx, &input)?;
    if let Some(before) = before.as_ref().filter(|_| input.partial) {
        kept::fill(&mut input, before);
    }
    let language = (input.language.take())
        .or_else(|| before.as_ref().map(|post| post.language.clone()))
        .unwrap_or_else(|| settings.language.clone());
    if language != settings.language && !settings.languages.contains(&language) {
        return invalid(format!(
            "The site has no edition in “{language}”: add it to the languages in the settings, or write the post in {}.",
            settings.language
        ));
    }
    let what = format!("The address to cite for “{title}” is");
    let canonical_url = address::checked(&what, input.canonical_url.take(), address::page)?;
    let id = before.as_ref().map_or_else(PostId::new, |post| post.id);
    let (state, published_at) = state::with_time(&input, before.as_ref(), now)?;
    let mut made = Vec::new();
    let tags = names::tags(tx, &input.tags, now, touched, &mut made)?;
    let authors = names::authors(tx, &input.authors, now, touched, &mut made)?;
    let mut translation_of = tie::translation_of(tx, &input, before.as_ref(), (id, &language), trace.user)?;
    if let Some(before) = &before {
        translation_of = tie::with_its_own(tx, before, translation_of, state, trace.user, touched)?;
    }
    let unresolved = text::resolve_related(tx, &mut input.document)?;
    let text = text::sized(tx, &input.document, &language)?;
    if let Some(picture) = &mut input.feature_image {
        text::sized_lead(tx, picture)?;
    }
    let slug = slug::choose(tx, input.slug.take(), before.as_ref(), &title, id, settings)?;
    let created_at = input.created_at.or(before.as_ref().map(|post| post.created_at));
    let updated_at = (input.updated_at)
        .or_else(|| {
            before
                .as_ref()
                .filter(|_| input.partial)
                .and_then(|before| rewritten(before, &title, &text, now))
        })
        .or(before.as_ref().map(|post| post.updated_at));
    let post = Post {
        id,
        kind: input.kind,
        state,
        slug,
        language,
        translation_of,
        title,
        standfirst: input
            .standfirst
            .map(|text| one_line(&text))
            .filter(|text| !text.is_empty()),
        body: text.body,
        html: text.html,
        plain_start: text.plain_start,
        words: text.words,
        pictures: text.pictures,
        feature_image: input.feature_image.map(|mut picture| {
            picture.caption = sanitise_inline(&picture.caption);
            picture
        }),
        featured: (input.featured).unwrap_or_else(|| before.as_ref().is_some_and(|post| post.featured)),
        visibility: input.visibility,
        editors_note: input
            .editors_note
            .map(|note| sanitise_inline(&note))
            .filter(|note| !note.is_empty()),
        corrections: kept::corrections(before.as_ref(), input.corrections),
        tags,
        authors,
        published_at,
        created_at: created_at.unwrap_or(published_at.map_or(now, |at| at.min(now))),
        updated_at: updated_at.unwrap_or(published_at.unwrap_or(now)),
        canonical_url,
        meta_title: input.meta_title,
        meta_description: input.meta_description,
        og_title: input.og_title,
        og_description: input.og_description,
        og_image: input.og_image,
        twitter_title: input.twitter_title,
        twitter_description: input.twitter_description,
        twitter_image: input.twitter_image,
        codeinjection_head: input.codeinjection_head,
        codeinjection_foot: input.codeinjection_foot,
        custom_template: input.custom_template,
        origin: input
            .origin
            .or_else(|| before.as_ref().and_then(|post| post.origin.clone())),
    };
    write(tx, before.as_ref(), &post, settings, trace, now, touched)?;
    Ok(Saved {
        id,
        url_path: url_path(&post, settings),
        slug: post.slug,
        created: before.is_none(),
        state,
        made,
        unresolved,
    })
}

/// The present, when what readers have read has other words now.
fn rewritten(before: &Post, title: &str, text: &text::Text, now: Timestamp) -> Option<Timestamp> {
    let is_other = before.title != title || *before.body != *text.body;
    (before.is_public(now) && is_other).then_some(now)
}

/// Writes a post that was put together, with its revision, its redirect and what it touches.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    before: Option<&Post>,
    post: &Post,
    settings: &SiteSettings,
    trace: &Trace,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<()> {
    match before {
        None => tx.insert_post(post)?,
        Some(_) => tx.update_post(post)?,
    }
    let pictures = |post: &Post| {
        (
            post.feature_image.clone(),
            post.og_image.clone(),
            post.twitter_image.clone(),
        )
    };
    if before.is_none_or(|before| before.html != post.html || pictures(before) != pictures(post)) {
        tx.set_media_uses(post.id, &media_uses::of(post))?;
    }
    if !trace.at_the_desk && before.is_some() {
        writing::set_aside(tx, post.id, now)?;
    }
    if trace.user.is_some() || before.is_some() {
        tx.note_edit(post.id, trace.user, now)?;
    }
    if before.is_some_and(|before| writing::seen_on_site(before) != writing::seen_on_site(post)) {
        tx.note_state(post.id, trace.user, now)?;
    }
    if trace.revision {
        let fields = writing::fields_of(post, trace.copy.as_ref(), tx)?;
        tx.add_revision(&Revision {
            id: RevisionId::new(),
            post: post.id,
            at: now,
            user: trace.user,
            title: post.title.clone(),
            standfirst: post.standfirst.clone(),
            body: post.body.to_string(),
            fields: Some(fields),
            note: trace.note.clone(),
        })?;
    }
    if let Some(before) = before.filter(|before| before.state == PostState::Published) {
        let (old, new) = (url_path(before, settings), url_path(post, settings));
        if old != new {
            tx.add_redirect(&old, &new, true)?;
        }
    }
    touched.merge(Touched::by(before, post, now));
    touched.aloud.insert(post.id);
    if before.is_some_and(|before| !before.is_public(now)) && post.is_public(now) {
        // A page with the placement does not know of a post that it does not show yet.
        touched
            .keys
            .extend(tx.placements_of(post.id)?.into_iter().map(Key::Placement));
    }
    if siblings_see_it(before, post, now) {
        // Pages of all translations carry the key of the post that stands for them.
        for of in [Some(post), before].into_iter().flatten() {
            touched.keys.insert(Key::Post(of.translation_of.unwrap_or(of.id)));
        }
    }
    Ok(())
}

pub(crate) use text::{render as rendered, sized, sized_lead};
pub(crate) use tie::comes_back;

/// The post's path on the site.
pub(crate) fn url_path(post: &Post, settings: &SiteSettings) -> String {
    match post.language == settings.language {
        true => format!("/{}/", post.slug),
        false => format!("/{}/{}/", post.language, post.slug),
    }
}

fn find(tx: &mut Tx<'_>, input: &PostInput) -> Result<Option<Post>> {
    Ok(match &input.target {
        Target::New => None,
        Target::Id(id) => match tx.post_by_id(*id)? {
            Some(post) => Some(post),
            None => {
                return Err(crate::NewsroomError::NotFound(format!(
                    "There is no post with the id {id}."
                )));
            }
        },
        Target::SameSlug => match &input.slug {
            Some(slug) => tx.post_by_slug(slug)?,
            None => match kernel::Slug::from_title(&input.title) {
                Some(slug) => tx.post_by_slug(&slug)?,
                None => None,
            },
        },
        Target::SameOrigin => match &input.origin {
            Some(origin) => tx.post_by_origin(origin)?,
            None => return invalid("A post that is found by its origin needs one."),
        },
    })
}

/// Words of one line: no line breaks, no control characters, single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Looks again for the related stories of a post that was saved in this transaction; returns those still missing.
pub(crate) fn resolve_again(tx: &mut Tx<'_>, id: PostId) -> Result<Vec<String>> {
    let Some(mut post) = tx.post_by_id(id)? else {
        return Ok(Vec::new());
    };
    let mut document = Document::from_stored_json(&post.body)?;
    let missing = text::resolve_related(tx, &mut document)?;
    let text = text::sized(tx, &document, &post.language)?;
    (post.body, post.html) = (text.body, text.html);
    tx.update_post(&post)?;
    Ok(missing)
}
