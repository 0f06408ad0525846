//! Answers that are no page of their own: refusals, redirects, JSON.

use crate::{
    guard::status,
    shell::{Bare, html, html_with},
};
use askama::Template;
use axum::{body::Body, response::Response};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, LOCATION, RETRY_AFTER},
};
use newsroom::NewsroomError;
use serde::Serialize;

/// Why a request is not answered as it wishes.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// Nobody is signed in.
    SignedOut { next: Option<String>, wants_json: bool },
    /// The person's role is too low.
    NotAllowed { wants_json: bool },
    /// Another site sent it, or the form is of another session.
    OtherSite { wants_json: bool },
    /// Larger than so many bytes; 0 where it is not known how many the desk takes.
    TooLarge { wants_json: bool, most: usize },
    /// Of more pieces than the desk reads.
    TooMany { wants_json: bool },
    /// It came too slowly.
    TooSlow { wants_json: bool },
    /// Memory has no room for its body.
    NoRoom { wants_json: bool },
    /// A page cannot be read now; nothing was to be saved.
    Unread { wants_json: bool },
    /// No place is free.
    Busy,
    /// A use case says no; the sentence is for the person.
    Said {
        status: StatusCode,
        sentence: String,
        wants_json: bool,
    },
}

impl Refusal {
    /// What a use case says.
    pub fn failed(error: NewsroomError, wants_json: bool) -> Self {
        let status = match &error {
            NewsroomError::Invalid(_) | NewsroomError::Document(_) => StatusCode::UNPROCESSABLE_ENTITY,
            NewsroomError::NotFound(_) => StatusCode::NOT_FOUND,
            NewsroomError::Conflict(_) => StatusCode::CONFLICT,
            NewsroomError::Forbidden(_) => StatusCode::FORBIDDEN,
            NewsroomError::Store(_) | NewsroomError::Files(_) => {
                tracing::error!(%error, "a request of the desk failed");
                match error.is_full() {
                    true => StatusCode::INSUFFICIENT_STORAGE,
                    false => StatusCode::SERVICE_UNAVAILABLE,
                }
            }
        };
        let sentence = match &error {
            _ if error.is_full() => {
                "Nothing was saved: the server’s disk is full. Tell whoever looks after the server. \
                                     What you typed is still here; send it again when there is room."
                    .to_owned()
            }
            // Where the database is, too.
            NewsroomError::Store(_) => {
                "Nothing was saved: the newsroom’s database does not answer now. What you typed is still \
                                        here; try again. Whoever looks after the server finds the reason in its log."
                    .to_owned()
            }
            // Where files lie is for whoever looks after the server.
            NewsroomError::Files(_) => {
                "The newsroom’s files cannot be reached now. Try again; whoever looks after \
                                        the server finds the reason in its log."
                    .to_owned()
            }
            _ => error.to_string(),
        };
        Self::Said {
            status,
            sentence,
            wants_json,
        }
    }

    /// The same, for a page.
    pub fn page(error: NewsroomError) -> Self {
        Self::failed(error, false)
    }

    /// The same, for a script.
    pub fn json(error: NewsroomError) -> Self {
        Self::failed(error, true)
    }

    /// What the page of a form says itself, with its status: what was typed does not fit (422), somebody else was there in
    /// between (409), or it is not theirs to do, as it may have been when the page was drawn (403). All else is an answer of
    /// its own.
    pub fn in_form(error: NewsroomError) -> Result<(StatusCode, String), Self> {
        match error {
            NewsroomError::Invalid(why) => Ok((StatusCode::UNPROCESSABLE_ENTITY, why)),
            NewsroomError::Conflict(why) => Ok((StatusCode::CONFLICT, why)),
            NewsroomError::Forbidden(why) => Ok((StatusCode::FORBIDDEN, why)),
            error => Err(Self::page(error)),
        }
    }

    /// Something that is not there.
    pub fn nothing() -> Self {
        Self::page(NewsroomError::NotFound(
            "There is nothing at this address.".into(),
        ))
    }
}

/// That it is larger than so many bytes.
pub(crate) fn larger_than(most: usize) -> String {
    let most = match most >> 20 {
        0 if most < 1024 => String::new(),
        0 => format!(": {} KB at most", most >> 10),
        mega => format!(": {mega} MB at most"),
    };
    format!("That is larger than the desk takes at once{most}.")
}

/// What handlers give back.
pub(crate) type Answer = Result<Response, Refusal>;

/// Of an answer that it says that nothing was saved.
#[derive(Clone, Copy)]
struct Unsaved;

impl axum::response::IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let unsaved = matches!(
            self,
            Self::Said {
                status: StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE,
                ..
            }
        );
        let mut response = page_of(self);
        if unsaved {
            response.extensions_mut().insert(Unsaved);
        }
        response
    }
}

/// The answer to a request that only reads: nothing was to be saved.
pub(crate) fn of_reading(response: Response, wants_json: bool) -> Response {
    match response.extensions().get::<Unsaved>() {
        Some(Unsaved) => page_of(Refusal::Unread { wants_json }),
        None => response,
    }
}

/// The page of a refusal has no script and takes its style from a file.
fn page_of(refusal: Refusal) -> Response {
    let (code, heading, sentence, wants_json) = match refusal {
        Refusal::SignedOut {
            next,
            wants_json: false,
        } => {
            let mut to = String::from("/desk/sign-in/");
            match next.as_deref() {
                Some("/desk/") => {}
                Some(next) => {
                    to.push_str("?next=");
                    to.extend(form_urlencoded::byte_serialize(next.as_bytes()));
                }
                None => to.push_str("?sent=1"),
            }
            return see_other(&to);
        }
        Refusal::SignedOut { .. } => (
            StatusCode::UNAUTHORIZED,
            "Signed out",
            "Your session has ended: sign in again. What you typed is still in this page.".to_owned(),
            true,
        ),
        Refusal::NotAllowed { wants_json } => (
            StatusCode::FORBIDDEN,
            "Not yours to do",
            "Your role does not allow this. An administrator can change it under People.".to_owned(),
            wants_json,
        ),
        Refusal::OtherSite { wants_json } => (
            StatusCode::FORBIDDEN,
            "Not sent from the desk",
            "This form is of another session or came from another site. Go back, reload the page, and send it again."
                .to_owned(),
            wants_json,
        ),
        Refusal::TooLarge { wants_json, most } => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "Too large",
            larger_than(most),
            wants_json,
        ),
        Refusal::TooMany { wants_json } => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "Too large",
            "That is of more pieces than the desk takes at once (paragraphs, links, marked words, cells of tables), and nothing was \
             saved. Share it out over several stories."
                .to_owned(),
            wants_json,
        ),
        // Not 408: a browser would send it once more by itself.
        Refusal::TooSlow { wants_json } => (
            StatusCode::BAD_REQUEST,
            "Too slow",
            "It came so slowly that the desk gave it up. Look at what is there of it, and send the rest again over a better line.".to_owned(),
            wants_json,
        ),
        Refusal::NoRoom { wants_json } => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Busy",
            "Too much is being uploaded at this moment; nothing was kept. Send it again when other uploads are done."
                .to_owned(),
            wants_json,
        ),
        Refusal::Unread { wants_json } => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Not to be read now",
            "The desk cannot be read at this moment; try again. Whoever looks after the server finds the reason in its log."
                .to_owned(),
            wants_json,
        ),
        Refusal::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Busy",
            "The desk has too much to do at this moment; try again.".to_owned(),
            false,
        ),
        Refusal::Said {
            status,
            sentence,
            wants_json,
        } => {
            let heading = match status {
                StatusCode::NOT_FOUND => "Nothing here",
                StatusCode::FORBIDDEN => "Not yours to do",
                StatusCode::CONFLICT => "Changed meanwhile",
                StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE => "Not saved",
                _ => "That does not fit",
            };
            (status, heading, sentence, wants_json)
        }
    };
    let mut response = match wants_json {
        true => json(&serde_json::json!({"error": sentence})),
        false => html(&Bare {
            title: heading,
            sentence: &sentence,
        }),
    };
    *response.status_mut() = code;
    if code == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// Whether a script asks, which reads JSON.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

/// To another page, by GET (303).
pub(crate) fn see_other(to: &str) -> Response {
    let mut response = status(StatusCode::SEE_OTHER);
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/desk/"));
    response.headers_mut().insert(LOCATION, to);
    response
}

/// To the page that the outcome names; else the form's page again, made with the sentence, with its status.
pub(crate) async fn done_or_again<T: Template>(
    outcome: Result<String, NewsroomError>,
    again: impl AsyncFnOnce(String) -> Result<T, Refusal>,
) -> Answer {
    match outcome {
        Ok(to) => Ok(see_other(&to)),
        Err(error) => {
            let (status, why) = Refusal::in_form(error)?;
            Ok(html_with(status, &again(why).await?))
        }
    }
}

/// Something as JSON.
pub(crate) fn json(value: &impl Serialize) -> Response {
    let mut response = Response::new(Body::from(serde_json::to_vec(value).unwrap_or_default()));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
