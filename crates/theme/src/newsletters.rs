//! The pages around newsletters: what is offered, and what one person sees of their own.

use crate::{
    locale::Strings,
    object::{self, array, string},
    place::Place,
};
use kernel::{Newsletter, PostId, PostKind, PostState, Timestamp, Visibility, consent};
use kernel::{Post, Slug};
use stencil::{Map, Value};

/// Which page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsletterView {
    /// All newsletters of the edition, to be ticked.
    All,
    /// One newsletter.
    One,
    /// A mail is on its way.
    Thanks,
    /// The button that confirms.
    Confirm,
    /// It was pressed.
    Confirmed,
    /// A person's own page.
    Preferences,
    /// The button that leaves.
    Leave,
    /// It was pressed.
    Left,
    /// A person was erased.
    Erased,
    /// A link that does not work.
    Dead,
}

impl NewsletterView {
    /// The word in `{{view}}`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::One => "one",
            Self::Thanks => "thanks",
            Self::Confirm => "confirm",
            Self::Confirmed => "confirmed",
            Self::Preferences => "preferences",
            Self::Leave => "leave",
            Self::Left => "left",
            Self::Erased => "erased",
            Self::Dead => "dead",
        }
    }

    /// Whether it is the same for all readers.
    pub fn is_public(self) -> bool {
        matches!(self, Self::All | Self::One | Self::Thanks)
    }
}

/// What such a page shows.
#[derive(Debug, Clone)]
pub struct NewsletterPage {
    /// Which page it is.
    pub view: NewsletterView,
    /// The newsletters it is about, and whether each is ticked.
    pub newsletters: Vec<(Newsletter, bool)>,
    /// The address: as it was typed, or a person's own.
    pub email: String,
    /// Another address as it was typed on a person's own page.
    pub typed: String,
    /// The name of the field that is wrong, and a sentence about it; without a name it stands above the form.
    pub problem: Option<(&'static str, String)>,
    /// What was done, in a sentence.
    pub notice: String,
    /// The token of the link.
    pub token: String,
    /// The words that the button agrees to.
    pub words: String,
    /// Whether it is about another address rather than about newsletters.
    pub moving: bool,
}

impl NewsletterPage {
    /// A page with nothing on it yet.
    pub fn new(view: NewsletterView) -> Self {
        Self {
            view,
            newsletters: Vec::new(),
            email: String::new(),
            typed: String::new(),
            problem: None,
            notice: String::new(),
            token: String::new(),
            words: String::new(),
            moving: false,
        }
    }

    pub(crate) fn title(&self, strings: &Strings) -> String {
        let key = match self.view {
            NewsletterView::All => "Newsletters",
            NewsletterView::One => {
                return self
                    .newsletters
                    .first()
                    .map_or(String::new(), |(n, _)| n.name.clone());
            }
            NewsletterView::Thanks => "Thank you",
            NewsletterView::Confirm if self.moving => "Confirm your new address",
            NewsletterView::Confirm => "Confirm your sign-up",
            NewsletterView::Confirmed if self.moving => "Your address is changed",
            NewsletterView::Confirmed => "You are signed up",
            NewsletterView::Preferences => "Your newsletters",
            NewsletterView::Leave => "Unsubscribe",
            NewsletterView::Left => "You have unsubscribed",
            NewsletterView::Erased => "You are forgotten",
            NewsletterView::Dead => "This link does not work",
        };
        strings.get(key).to_owned()
    }

    pub(crate) fn context(&self, title: &str, place: &Place) -> Map {
        let each = |(of, ticked): &(Newsletter, bool)| {
            object::newsletter(of, place).merged(Map::new().with("ticked", Value::Bool(*ticked)))
        };
        let all: Vec<Value> = self.newsletters.iter().map(each).collect();
        let words = match (self.view, self.newsletters.first()) {
            (NewsletterView::One, Some((one, _))) => {
                consent::asked_for_one(&place.language, place.site_title(), &one.name)
            }
            _ => consent::asked_for_ticked(&place.language, place.site_title()),
        };
        let (at, problem) = match &self.problem {
            Some((at, problem)) => (*at, problem.as_str()),
            None => ("", ""),
        };
        Map::new()
            .with("view", string(self.view.as_str()))
            .with("title", string(title))
            .with("newsletter", all.first().cloned().unwrap_or(Value::Null))
            .with("newsletters", array(all))
            .with("email", string(&self.email))
            .with("typed", string(&self.typed))
            .with("problem_at", string(at))
            .with("problem", string(problem))
            .with("general", string(if at.is_empty() { problem } else { "" }))
            .with("notice", string(&self.notice))
            .with("token", string(&self.token))
            .with("words", string(&self.words))
            .with("consent", string(words))
            .with("moving", Value::Bool(self.moving))
    }
}

/// The page for a theme that has no template for it: as one of its own pages.
pub(crate) fn as_post(
    title: &str,
    html: String,
    slug: Slug,
    address: String,
    place: &Place,
    now: Timestamp,
) -> Post {
    Post {
        id: PostId::new(),
        kind: PostKind::Page,
        state: PostState::Published,
        slug,
        language: place.language.clone(),
        translation_of: None,
        title: title.to_owned(),
        standfirst: None,
        body: "".into(),
        html: html.into(),
        plain_start: "".into(),
        words: 0,
        pictures: 0,
        feature_image: None,
        featured: false,
        visibility: Visibility::Public,
        editors_note: None,
        corrections: Vec::new(),
        tags: Vec::new(),
        authors: Vec::new(),
        published_at: Some(now),
        created_at: now,
        updated_at: now,
        canonical_url: Some(address),
        meta_title: None,
        meta_description: None,
        og_title: None,
        og_description: None,
        og_image: None,
        twitter_title: None,
        twitter_description: None,
        twitter_image: None,
        codeinjection_head: None,
        codeinjection_foot: None,
        custom_template: None,
        origin: None,
    }
}
