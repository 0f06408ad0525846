//! One rendering of one page: what helpers find as their state.

use crate::{
    compiled::Compiled,
    locale::Strings,
    object::{Pagination, PostObject},
    page::Scene,
    place::Place,
};
use kernel::{Author, Narration, Post, PostId, Tag, Timestamp};
use std::{cell::RefCell, rc::Rc, sync::Arc};
use stencil::{Call, Error, Value};
use store::{PostLink, Reader, StoreError};

/// What the page is about.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    Nothing,
    /// Nothing of the store, under a title of its own.
    Titled(Arc<str>),
    Post(Arc<Post>),
    Tag(Arc<Tag>),
    Author(Arc<Author>),
}

/// What helpers know beside the context.
pub(crate) struct Visit {
    pub theme: Arc<Compiled>,
    pub place: Arc<Place>,
    /// The theme's words in the page's language.
    pub strings: Strings,
    pub scene: Scene,
    pub contexts: Vec<&'static str>,
    pub subject: Subject,
    pub pagination: Option<Pagination>,
    /// The path of the first page of this page's list.
    pub list_path: String,
    /// The items of a news-feed page.
    pub feed: Option<Vec<Arc<Post>>>,
    /// Error pages have no head data of their own.
    pub status: u16,
    /// Versions of this story in other languages, once asked for.
    pub translations: RefCell<Option<Rc<[PostLink]>>>,
    /// The audio of the story that was asked for last.
    pub narration: RefCell<Option<(PostId, Option<Rc<Narration>>)>>,
    /// The first failure of the store, which makes the whole page fail.
    pub failed: RefCell<Option<StoreError>>,
}

impl Visit {
    /// The state of this rendering.
    pub(crate) fn of(call: &Call<'_, '_>) -> Result<Rc<Visit>, Error> {
        match call.state::<Rc<Visit>>() {
            Some(visit) => Ok(visit.clone()),
            None => Err(call.error("this helper works within a page only")),
        }
    }

    pub(crate) fn reader(&self) -> &Reader {
        &self.scene.reader
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.scene.now
    }

    pub(crate) fn is(&self, context: &str) -> bool {
        self.contexts.contains(&context)
    }

    pub(crate) fn post(&self) -> Option<&Arc<Post>> {
        match &self.subject {
            Subject::Post(post) => Some(post),
            _ => None,
        }
    }

    pub(crate) fn value(&self, post: &Arc<Post>) -> Value {
        PostObject::value(post, &self.place)
    }

    /// What the store gave, or an error that stops the page; the page's caller gets the store's error.
    pub(crate) fn got<T>(&self, call: &Call<'_, '_>, result: Result<T, StoreError>) -> Result<T, Error> {
        result.map_err(|e| {
            let error = call.error(format!("the store could not be read: {e}"));
            self.failed.borrow_mut().get_or_insert(e);
            error
        })
    }

    /// The other languages of this page's story.
    pub(crate) fn translations(&self) -> Result<Rc<[PostLink]>, StoreError> {
        if let Some(known) = &*self.translations.borrow() {
            return Ok(known.clone());
        }
        let found: Rc<[PostLink]> = match self.post() {
            Some(post) if !self.scene.settings.languages.is_empty() => {
                self.reader().translations(post, self.now())?.into()
            }
            _ => Rc::from([]),
        };
        *self.translations.borrow_mut() = Some(found.clone());
        Ok(found)
    }
}

impl Visit {
    /// The audio of a story.
    pub(crate) fn narration(&self, post: PostId) -> Result<Option<Rc<Narration>>, StoreError> {
        if let Some((of, known)) = &*self.narration.borrow()
            && *of == post
        {
            return Ok(known.clone());
        }
        let found = self.reader().narration(post)?.map(Rc::new);
        *self.narration.borrow_mut() = Some((post, found.clone()));
        Ok(found)
    }

    /// The path of a page of this page's list.
    pub(crate) fn page_path(&self, page: u32) -> String {
        if page > 1 && self.list_path.contains('?') {
            format!("{}&page={page}", self.list_path)
        } else if page > 1 {
            format!("{}page/{page}/", self.list_path)
        } else {
            self.list_path.clone()
        }
    }
}
