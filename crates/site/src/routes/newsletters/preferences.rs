//! A person's own page, behind the link that only they were mailed: choose, change the address, leave, be erased.

use super::{Context, Fields, RequestId, Visit};
use crate::words::sign_up as words;
use axum::{
    Extension,
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use kernel::{EmailAddress, consent};
use newsroom::{NewsroomError, Preferences, SignedUp};
use store::SubscriptionState;
use theme::{NewsletterPage, NewsletterView};

pub(super) async fn page(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let visit = match Visit::begin(context, id, request).await {
        Ok((visit, _)) => visit,
        Err(response) => return response,
    };
    match visit.context.0.newsroom.preferences(&visit.query("s")).await {
        Ok(Some(own)) => visit.show(StatusCode::OK, own_page(&visit, &own)).await,
        Ok(None) => visit.dead().await,
        Err(error) => visit.failed(&error),
    }
}

fn own_page(visit: &Visit, own: &Preferences) -> NewsletterPage {
    let active = own.of(SubscriptionState::Active);
    let mut page = NewsletterPage::new(NewsletterView::Preferences);
    // Those of the edition first; what they get in another language stands below.
    let offered = crate::render::offered(&visit.settings, &visit.language);
    let all = visit.settings.newsletters.iter();
    let further =
        all.filter(|one| active.contains(&&one.slug) && !offered.iter().any(|o| o.slug == one.slug));
    page.newsletters = offered
        .iter()
        .copied()
        .chain(further)
        .map(|one| (one.clone(), active.contains(&&one.slug)))
        .collect();
    page.email = own.subscriber.email.to_string();
    page.token = visit.query("s");
    page.words = consent::chosen(&visit.language, visit.settings.title_in(&visit.language));
    page
}

pub(super) async fn save(
    State(context): State<Context>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let (visit, fields) = match Visit::form(context, id, request).await {
        Ok(both) => both,
        Err(response) => return response,
    };
    match apply(&visit, fields).await {
        Ok(Some((status, page))) => visit.show(status, page).await,
        Ok(None) => visit.dead().await,
        Err(error) => visit.failed(&error),
    }
}

/// Does what the button says, and gives the page that says so. `None` when the link does not work.
async fn apply(visit: &Visit, fields: Fields) -> Result<Option<(StatusCode, NewsletterPage)>, NewsroomError> {
    let newsroom = &visit.context.0.newsroom;
    let (token, language) = (visit.query("s"), &visit.language);
    let origin = visit.own_origin("preferences");
    let ok = |page| Ok(Some((StatusCode::OK, page)));
    match fields.action.as_str() {
        "save" | "leave" => {
            let ticked = if fields.action == "save" {
                fields.newsletters
            } else {
                Vec::new()
            };
            let own = newsroom.choose(&token, ticked, language.clone(), origin).await?;
            let Some(own) = own else { return Ok(None) };
            let mut page = own_page(visit, &own);
            page.notice = words::saved(language).to_owned();
            ok(page)
        }
        "erase" if fields.sure => {
            let erased = newsroom.erase_by_link(&token).await?;
            match erased {
                Some(_) => ok(NewsletterPage::new(NewsletterView::Erased)),
                None => Ok(None),
            }
        }
        other => {
            let Some(own) = newsroom.preferences(&token).await? else {
                return Ok(None);
            };
            let mut page = own_page(visit, &own);
            if other == "address" {
                page.typed = fields.email.clone();
                if let Ok(new) = fields.email.parse::<EmailAddress>() {
                    let told = newsroom
                        .change_address(&token, new.clone(), language.clone(), origin)
                        .await?;
                    return match told {
                        Some(SignedUp::Thanked) => {
                            page.notice = words::thanks(language, new.as_str());
                            page.typed.clear();
                            ok(page)
                        }
                        Some(SignedUp::TooMany(_)) => {
                            let status = StatusCode::TOO_MANY_REQUESTS;
                            page.problem = Some(("", crate::words::sentence(status, language).to_owned()));
                            Ok(Some((status, page)))
                        }
                        None => Ok(None),
                    };
                }
                let problem = match fields.email.trim().is_empty() {
                    true => words::no_address(language),
                    false => words::wrong_address(language),
                };
                page.problem = Some(("email", problem.to_owned()));
            } else if other == "erase" {
                page.problem = Some(("sure", words::not_sure(language).to_owned()));
            }
            Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, page)))
        }
    }
}
