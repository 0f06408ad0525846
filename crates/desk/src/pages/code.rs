//! Code of administrators.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use http::StatusCode;
use kernel::Slug;
use newsroom::{Code, CodePlace, NewsroomError};

#[derive(Template)]
#[template(path = "code.html")]
struct Page {
    shell: Shell,
    place: String,
    /// The story or section; empty for the whole site.
    title: String,
    code: Code,
    seen: Code,
    /// What stands there now, where somebody has changed it.
    now: Option<Code>,
    /// Sections that have code: id and name.
    sections: Vec<(String, String)>,
    looked_for: String,
    problem: String,
    done: bool,
}

async fn page(desk: &Desk, shell: Shell, place: CodePlace, title: String) -> Result<Page, Refusal> {
    let read = desk.newsroom().store.read(|reader| {
        let all = reader.tags(&store::TagQuery {
            internal: true,
            ..store::TagQuery::default()
        })?;
        let tags = all.entries.into_iter().map(|(tag, _)| tag);
        let with_code =
            tags.filter(|tag| tag.codeinjection_head.is_some() || tag.codeinjection_foot.is_some());
        Ok::<_, NewsroomError>(
            with_code
                .map(|tag| (tag.id.to_string(), tag.name.clone()))
                .collect(),
        )
    });
    Ok(Page {
        sections: read.await.map_err(Refusal::page)?,
        title: if place == CodePlace::Site {
            String::new()
        } else {
            title
        },
        place: place.to_string(),
        code: Code::default(),
        seen: Code::default(),
        now: None,
        looked_for: String::new(),
        problem: String::new(),
        done: false,
        shell,
    })
}

/// The story or section at an address of the site, as somebody pastes it.
async fn at_address(desk: &Desk, address: &str) -> Result<Option<CodePlace>, Refusal> {
    let address = address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    let mut parts = address.rsplit('/');
    let slug: Option<Slug> = parts.next().and_then(|slug| slug.parse().ok());
    let is_tag = parts.next() == Some("tag");
    let Some(slug) = slug else { return Ok(None) };
    let read = desk.newsroom().store.read(move |reader| {
        let tag = reader.tag_by_slug(&slug)?.map(|tag| CodePlace::Section(tag.id));
        let post = reader.post_by_slug(&slug)?.map(|post| CodePlace::Story(post.id));
        Ok::<_, NewsroomError>(if is_tag { tag } else { post.or(tag) })
    });
    read.await.map_err(Refusal::page)
}

pub(crate) async fn form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?;
    let shell = Shell::of(&desk, &asker, &nonce, "code").await?;
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let looked_for = fields.text("find");
    if !looked_for.is_empty()
        && let Some(place) = at_address(&desk, &looked_for).await?
    {
        return Ok(see_other(&format!("/desk/code/?of={place}")));
    }
    let place: CodePlace = fields.parse("of").unwrap_or(CodePlace::Site);
    let (title, code) = desk
        .newsroom()
        .code_at(person, place)
        .await
        .map_err(Refusal::page)?;
    let mut page = page(&desk, shell, place, title).await?;
    page.seen = code.clone();
    page.code = code;
    page.done = fields.get("done").is_some();
    if !looked_for.is_empty() {
        page.problem = format!("There is no story and no section at “{looked_for}”.");
        page.looked_for = looked_for;
    }
    Ok(html_with(StatusCode::OK, &page))
}

pub(crate) async fn save(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let person = staff(&asker)?;
    let shell = Shell::of(&desk, &asker, &nonce, "code").await?;
    let place: CodePlace = fields.parse("of").ok_or_else(Refusal::nothing)?;
    let seen = Code {
        head: fields.exact("seen_head"),
        foot: fields.exact("seen_foot"),
    };
    let code = Code {
        head: fields.exact("head"),
        foot: fields.exact("foot"),
    };
    let saved = desk
        .newsroom()
        .inject_code(person, place, seen.clone(), code.clone());
    let (problem, status) = match saved.await {
        Ok(()) => return Ok(see_other(&format!("/desk/code/?of={place}&done=1"))),
        Err(NewsroomError::Invalid(why)) => (why, StatusCode::UNPROCESSABLE_ENTITY),
        Err(NewsroomError::Conflict(why)) => (why, StatusCode::CONFLICT),
        Err(error) => return Err(Refusal::page(error)),
    };
    let (title, standing) = desk
        .newsroom()
        .code_at(person, place)
        .await
        .map_err(Refusal::page)?;
    let mut page = page(&desk, shell, place, title).await?;
    if status == StatusCode::CONFLICT {
        page.seen = standing.clone();
        page.now = Some(standing);
    } else {
        page.seen = seen;
    }
    page.code = code;
    page.problem = problem;
    Ok(html_with(status, &page))
}
