//! Text-only pages.

use super::{Asked, Renderer, failure, listed, missing};
use crate::{
    address::{Place, post_path},
    cache::{Answer, Failure, Page},
};
use bytes::Bytes;
use http::StatusCode;
use kernel::{Language, PostKind, PostState, Slug};
use std::sync::Arc;
use theme::ThemeError;

impl Renderer {
    /// The text-only page of a place, or a further page of it.
    pub(super) fn text_only(
        &self,
        asked: &Asked<'_>,
        language: Language,
        of: Place,
        number: u32,
    ) -> Result<Answer, Failure> {
        let page = match of {
            Place::Post(slug) => match self.post_for_text(asked, &language, &slug, number)? {
                Ok(page) => page,
                Err(answer) => return Ok(answer),
            },
            list => match listed(asked, list, number)? {
                Some(page) => page,
                None => return self.no_text(asked, StatusCode::NOT_FOUND, language),
            },
        };
        let scene = self.scene(asked, language.clone());
        match asked.look.theme.render_text(&page, number, &scene) {
            Ok(html) => Ok(Answer::Page(Page {
                status: StatusCode::OK,
                headers: self.with_onion(asked, self.text_headers.clone()),
                body: Bytes::from(html),
                // Whoever turns a page reads on.
                story: match page {
                    theme::Page::Post(post) if post.kind == PostKind::Story && number == 1 => Some(post.id),
                    _ => None,
                },
            })),
            Err(ThemeError::NoSuchPage) => self.no_text(asked, StatusCode::NOT_FOUND, language),
            Err(ThemeError::Store(error)) => Err(failure(error)),
            Err(error) => Err(Failure::Broken(error.to_string())),
        }
    }

    fn post_for_text(
        &self,
        asked: &Asked<'_>,
        language: &Language,
        slug: &Slug,
        number: u32,
    ) -> Result<Result<theme::Page, Answer>, Failure> {
        let found = asked.reader.post_by_slug(slug).map_err(failure)?;
        let post = match found {
            Some(post) if post.state == PostState::Withdrawn => {
                let nothing = self.no_text(asked, StatusCode::GONE, language.clone())?;
                return self.withdrawn(asked, language.clone(), &post, nothing).map(Err);
            }
            Some(post) if post.is_public(asked.now) => post,
            _ => {
                return self
                    .no_text(asked, StatusCode::NOT_FOUND, language.clone())
                    .map(Err);
            }
        };
        let full = post_path(&post.language, &post.slug, &asked.settings);
        let first = theme::text_path(&asked.settings, &full);
        let own = first.as_ref().map(|first| match number {
            1 => first.clone(),
            number => format!("{first}{number}/"),
        });
        match (first, own) {
            (Some(to), Some(own)) if own != asked.path => Ok(Err(Answer::Moved { to, permanent: true })),
            _ => Ok(Ok(theme::Page::Post(Arc::new(post)))),
        }
    }

    /// Where the full page has moved, its text has too.
    fn no_text(&self, asked: &Asked<'_>, status: StatusCode, language: Language) -> Result<Answer, Failure> {
        let full = kernel::path::as_asked(&asked.path.replacen("/text/", "/", 1));
        let redirect = asked.reader.redirect(&full).map_err(failure)?;
        let to = redirect
            .as_ref()
            .and_then(|redirect| theme::text_path(&asked.settings, &redirect.to));
        match (to, redirect) {
            (Some(to), Some(redirect)) => Ok(Answer::Moved {
                to,
                permanent: redirect.permanent,
            }),
            _ => missing(asked, status, language),
        }
    }
}
