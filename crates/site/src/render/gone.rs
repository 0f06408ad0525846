//! What stands at an address where there is nothing, or nothing any more.

use super::{Asked, Renderer, failure};
use crate::{
    cache::{Answer, Failure, Missing},
    words,
};
use http::StatusCode;
use kernel::{Language, Post};

/// The path under which the cache keeps an error page; no request has such a path, for it starts with no slash.
pub fn error_path(missing: &Missing) -> String {
    format!("{} {}", missing.status.as_u16(), missing.language)
}

impl Renderer {
    /// The page for people that says that nothing is there. Where the theme cannot make one, a bare one does.
    pub(super) fn error_page(
        &self,
        asked: &Asked<'_>,
        status: u16,
        language: Language,
    ) -> Result<Answer, Failure> {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND);
        let message = words::sentence(status, &language).to_owned();
        let page = theme::Page::Error {
            status: status.as_u16(),
            message,
            reason: None,
        };
        self.through_theme(asked, language, status, &page)
    }

    /// A withdrawn story's own page with the reason, in place of `nothing`, unless it leads elsewhere or none was given.
    pub(super) fn withdrawn(
        &self,
        asked: &Asked<'_>,
        language: Language,
        post: &Post,
        nothing: Answer,
    ) -> Result<Answer, Failure> {
        let work = asked.reader.work(post.id).map_err(failure)?;
        match (nothing, work.and_then(|work| work.withdrawn_because)) {
            (Answer::Missing(Missing { status, .. }), Some(reason)) => {
                let page = theme::Page::Error {
                    status: status.as_u16(),
                    // Themes that know no reasons show the message.
                    message: reason.clone(),
                    reason: Some(reason),
                };
                self.through_theme(asked, language, status, &page)
            }
            (nothing, _) => Ok(nothing),
        }
    }
}

/// Nothing is there: perhaps it has moved.
pub(super) fn missing(asked: &Asked<'_>, status: StatusCode, language: Language) -> Result<Answer, Failure> {
    if let Some(moved) = moved(asked)? {
        return Ok(moved);
    }
    // The front page of an edition that has become the main one.
    if asked.path.trim_matches('/') == asked.settings.language.as_str() {
        return Ok(Answer::Moved {
            to: "/".into(),
            permanent: false,
        });
    }
    Ok(Answer::Missing(Missing { status, language }))
}

/// An address whose right form is another. Redirects are kept as they were written, with capitals too.
pub(super) fn elsewhere(asked: &Asked<'_>, to: String) -> Result<Answer, Failure> {
    let permanent = true;
    let has_capitals = asked.path.bytes().any(|b| b.is_ascii_uppercase());
    let kept = if has_capitals { moved(asked)? } else { None };
    Ok(kept.unwrap_or(Answer::Moved { to, permanent }))
}

/// Where a redirect leads from there.
fn moved(asked: &Asked<'_>) -> Result<Option<Answer>, Failure> {
    let path = kernel::path::as_asked(asked.path);
    let mut redirect = asked.reader.redirect(&path).map_err(failure)?;
    if redirect.is_none() && !path.ends_with('/') {
        // They are kept with a slash at their end.
        redirect = asked.reader.redirect(&format!("{path}/")).map_err(failure)?;
    }
    Ok(redirect.map(|redirect| Answer::Moved {
        to: redirect.to,
        permanent: redirect.permanent,
    }))
}
