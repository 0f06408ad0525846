//! Taking a sign-up. What is answered depends on what was typed and who sent it, never on what is known of the address.

use super::{Context, RequestId, Visit, bare, keep_private};
use crate::words::sign_up as words;
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, LOCATION, RETRY_AFTER},
};
use kernel::{EmailAddress, Timestamp};
use newsroom::{NotTaken, SignUp, SignedUp};
use theme::{NewsletterPage, NewsletterView};

use super::form::Fields;

pub(super) async fn sign_up(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let (visit, mut fields) = match Visit::form(context, id, request).await {
        Ok(both) => both,
        Err(response) => return response,
    };
    let as_json = wants_json(&visit.headers);
    // The address of a form may name the newsletter.
    if visit.last != "sign-up" && fields.newsletters.is_empty() {
        fields.newsletters.extend(visit.last.parse());
    }
    // Forms of Ghost's themes name none: they are for the first of the edition.
    if fields.newsletters.is_empty() && fields.form == newsroom::GHOST {
        let all = &visit.settings.newsletters;
        let first = all
            .iter()
            .find(|one| one.language == visit.language)
            .or(all.first());
        fields.newsletters.extend(first.map(|one| one.slug.clone()));
    }
    fields
        .newsletters
        .retain(|slug| visit.settings.newsletter(slug.as_str()).is_some());
    let email = fields.email.parse::<EmailAddress>();
    let problem = if fields.newsletters.is_empty() {
        Some(("newsletter", words::none_chosen(&visit.language)))
    } else if fields.email.trim().is_empty() {
        Some(("email", words::no_address(&visit.language)))
    } else if email.is_err() {
        Some(("email", words::wrong_address(&visit.language)))
    } else {
        None
    };
    let (email, None) = (email, problem) else {
        return match problem {
            Some(problem) if as_json => told(StatusCode::UNPROCESSABLE_ENTITY, Some(problem.0), problem.1),
            Some(problem) => again(&visit, fields, problem).await,
            None => bare(StatusCode::UNPROCESSABLE_ENTITY, &visit.id),
        };
    };
    let Ok(email) = email else {
        return bare(StatusCode::UNPROCESSABLE_ENTITY, &visit.id);
    };
    let thanks = words::thanks(&visit.language, email.as_str());
    let sign_up = SignUp {
        email,
        language: visit.language.clone(),
        origin: visit.origin(&fields.page, &fields.form),
        trapped: !fields.trap.is_empty(),
        newsletters: fields.newsletters,
    };
    match visit.context.0.sign_ups.take(sign_up).await {
        Ok(SignedUp::Thanked) if as_json => told(StatusCode::OK, None, &thanks),
        Ok(SignedUp::Thanked) => {
            let edition = visit.settings.edition(&visit.language);
            see_other(&format!("{edition}/newsletters/thanks/"))
        }
        Ok(SignedUp::TooMany(until)) => {
            let wait = (until.millis() - Timestamp::now().millis()).max(0) / 1000 + 1;
            let response = refused(&visit, StatusCode::TOO_MANY_REQUESTS, as_json);
            with_wait(response, wait)
        }
        Err(NotTaken::Crowded | NotTaken::Unavailable(_)) => {
            with_wait(refused(&visit, StatusCode::SERVICE_UNAVAILABLE, as_json), 10)
        }
    }
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|wanted| wanted.starts_with("application/json"))
}

/// The form once more, with what was typed and what is wrong with it.
async fn again(visit: &Visit, fields: Fields, problem: (&'static str, &str)) -> Response {
    let ticked = |slug: &kernel::Slug| fields.newsletters.contains(slug);
    let one = (!newsroom::TICKED.contains(&fields.form.as_str()) && fields.newsletters.len() == 1)
        .then(|| &fields.newsletters[0]);
    let mut page = NewsletterPage::new(if one.is_some() {
        NewsletterView::One
    } else {
        NewsletterView::All
    });
    page.newsletters = match one {
        Some(slug) => visit.newsletters(std::slice::from_ref(slug)),
        None => crate::render::offered(&visit.settings, &visit.language)
            .into_iter()
            .map(|one| (one.clone(), ticked(&one.slug)))
            .collect(),
    };
    page.email = fields.email;
    page.problem = Some((problem.0, problem.1.to_owned()));
    visit.show(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

fn see_other(path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    keep_private(response.headers_mut());
    if let Ok(path) = HeaderValue::try_from(path) {
        response.headers_mut().insert(LOCATION, path);
    }
    response
}

/// For the script of the page.
fn told(status: StatusCode, field: Option<&str>, message: &str) -> Response {
    let json = serde_json::json!({ "field": field, "message": message });
    let mut response = Response::new(Body::from(json.to_string()));
    *response.status_mut() = status;
    keep_private(response.headers_mut());
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn refused(visit: &Visit, status: StatusCode, as_json: bool) -> Response {
    if as_json {
        told(status, None, crate::words::sentence(status, &visit.language))
    } else {
        bare(status, &visit.id)
    }
}

fn with_wait(mut response: Response, seconds: i64) -> Response {
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
