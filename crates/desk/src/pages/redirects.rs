//! Redirects.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
    upload,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, Request, State},
};
use http::StatusCode;
use newsroom::{NewsroomError, RedirectPlan};
use store::ListedRedirect;

/// Redirects on a page.
const PAGE: u32 = 100;
/// The largest list, in bytes.
const LARGEST: usize = 3 * 1024 * 1024;
/// Lines of a plan that are shown.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "redirects.html")]
struct Page {
    shell: Shell,
    rows: Vec<ListedRedirect>,
    search: String,
    after: String,
    /// The address of the next page.
    next: String,
    text: String,
    plan: Option<RedirectPlan>,
    done: String,
    problem: String,
}

impl Page {
    fn shown(&self) -> usize {
        SHOWN
    }
}

async fn page(desk: &Desk, asker: &Asker, nonce: &Nonce, fields: &Fields) -> Result<Page, Refusal> {
    let shell = Shell::of(desk, asker, nonce, "redirects").await?;
    let (search, after) = (fields.text("search"), fields.text("after"));
    let read = desk
        .newsroom()
        .redirects(staff(asker)?, search.clone(), after.clone(), PAGE + 1);
    let mut rows = read.await.map_err(Refusal::page)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let next = match rows.last() {
        Some(last) if more => {
            let mut query = form_urlencoded::Serializer::new(String::from("/desk/redirects/?"));
            query
                .append_pair("search", &search)
                .append_pair("after", &last.path);
            query.finish()
        }
        _ => String::new(),
    };
    Ok(Page {
        rows,
        search,
        after,
        next,
        text: String::new(),
        plan: None,
        done: fields.text("done"),
        problem: String::new(),
        shell,
    })
}

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let page = page(&desk, &asker, &nonce, &fields).await?;
    Ok(html_with(StatusCode::OK, &page))
}

/// A list that was typed or uploaded: shows what it would do.
pub(crate) async fn plan(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    request: Request,
) -> Answer {
    let parts = upload::parts(&desk, &asker, request, LARGEST).await?;
    let typed = parts.text("text");
    let text = match parts.file("list") {
        Some((_, bytes)) if !bytes.is_empty() => String::from_utf8_lossy(bytes).into_owned(),
        _ => typed,
    };
    let planned = desk.newsroom().plan_redirects(staff(&asker)?, text.clone());
    let planned = planned.await.map_err(Refusal::page)?;
    let status = match planned.problems.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut page = page(&desk, &asker, &nonce, &Fields::default()).await?;
    (page.plan, page.text) = (Some(planned), text);
    Ok(html_with(status, &page))
}

/// Does what was planned.
pub(crate) async fn add(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let text = match fields.get("from") {
        Some(from) => format!("{from}\t{}\t{}", fields.text("to"), fields.text("status")),
        None => fields.exact("text"),
    };
    let added = desk.newsroom().add_redirects(staff(&asker)?, text.clone());
    let plan = added.await.map_err(Refusal::page)?;
    if plan.problems.is_empty() {
        return Ok(see_other("/desk/redirects/?done=added"));
    }
    let mut page = page(&desk, &asker, &nonce, &Fields::default()).await?;
    (page.plan, page.text) = (Some(plan), text);
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

pub(crate) async fn remove(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let removed = desk
        .newsroom()
        .remove_redirect(staff(&asker)?, fields.text("path"));
    match removed.await {
        Ok(()) | Err(NewsroomError::NotFound(_)) => Ok(see_other("/desk/redirects/?done=removed")),
        Err(error) => Err(Refusal::page(error)),
    }
}
