//! An item of the news feed: a line and a paragraph, out at once.

use crate::{
    Newsroom, NewsroomError, PostInput, Result, Saved, Staff, Target,
    error::invalid,
    save_post::{self, Trace, append},
    staff::audit,
    touched::Touched,
};
use document::from_markdown;
use kernel::{Language, PostKind, Role, Timestamp};

/// What is to be told.
#[derive(Debug, Clone)]
pub struct FeedItem {
    /// One line.
    pub title: String,
    /// A paragraph, or nothing. Markdown.
    pub text: String,
    /// Its language; `None` is the site's.
    pub language: Option<Language>,
    /// A random name of the form that was sent: sent twice, it is told once.
    pub once: String,
}

/// Longest text, in characters.
const MAX_TEXT: usize = 5000;

/// The origin of what a form made, by which it is found when the form is sent again.
pub(super) fn origin(once: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let fits = (8..=64).contains(&once.len()) && once.chars().all(plain);
    fits.then(|| format!("desk:{once}"))
}

impl Newsroom {
    /// Publishes an item of the news feed.
    pub async fn publish_feed_item(&self, staff: &Staff, item: FeedItem) -> Result<Saved> {
        if staff.role < Role::Author {
            return Err(NewsroomError::Forbidden(
                "Authors and editors publish in the news feed.".into(),
            ));
        }
        if item.text.chars().count() > MAX_TEXT {
            return invalid(format!(
                "An item of the news feed has at most {MAX_TEXT} characters: write a story."
            ));
        }
        let Some(origin) = origin(&item.once) else {
            return invalid("The form has no name; reload the page.");
        };
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                let settings = tx.settings()?;
                let known = tx.post_by_origin(&origin)?;
                if let Some(post) = known {
                    return Ok(Saved {
                        url_path: save_post::url_path(&post, &settings),
                        id: post.id,
                        slug: post.slug,
                        created: false,
                        state: post.state,
                        made: Vec::new(),
                        unresolved: Vec::new(),
                    });
                }
                let input = PostInput {
                    target: Target::New,
                    kind: PostKind::FeedItem,
                    language: item.language,
                    origin: Some(origin),
                    authors: staff.author.map(crate::AuthorRef::Id).into_iter().collect(),
                    ..PostInput::story(item.title, from_markdown(&item.text).document)
                };
                let trace = Trace {
                    user: Some(staff.id),
                    note: Some("Published".into()),
                    revision: true,
                    at_the_desk: true,
                    copy: None,
                };
                let mut touched = Touched::default();
                let saved = save_post::save(tx, input, &settings, &trace, now, &mut touched)?;
                let (_, mut work) = super::found(tx, saved.id)?;
                work.created_by = Some(staff.id);
                tx.set_work(saved.id, &work)?;
                append(tx, "post.published", touched)?;
                audit::note(tx, &staff, "post.published", saved.id, saved.slug.as_str())?;
                Ok(saved)
            })
            .await
    }
}
