//! The record of who did what when.

mod words;

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal},
    fields::Fields,
    guard::Asker,
    paging,
    shell::{Nonce, Shell, html},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use kernel::UserId;
use store::AuditQuery;

/// Lines of a page.
const LINES: u32 = 100;

#[derive(Template)]
#[template(path = "audit.html")]
struct Page {
    shell: Shell,
    chosen: String,
    people: Vec<(String, String)>,
    kinds: Vec<words::Family>,
    kind: String,
    lines: Vec<Line>,
    next: Option<String>,
}

struct Line {
    at: String,
    who: String,
    what: String,
    detail: String,
    /// The story that it is about.
    story: Option<String>,
}

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?;
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let of: Option<UserId> = fields.parse("person");
    let kind = fields.text("what");
    let query = AuditQuery {
        of,
        what: words::of_kind(&kind),
        before: paging::after(&fields),
        limit: LINES + 1,
    };
    let record = desk.newsroom().record(person, query).await;
    let mut record = record.map_err(Refusal::page)?;
    let people = desk.newsroom().people(person).await.map_err(Refusal::page)?;
    let shell = Shell::of(&desk, &asker, &nonce, "audit").await?;
    let next = paging::cut(&mut record, LINES)
        .map(|last| paging::behind(&fields, &["person", "what"], paging::Line(last.at, last.id)));
    let lines = record.into_iter().map(|entry| Line {
        at: times::short(&shell.settings, entry.at),
        who: entry.who,
        detail: words::detail(&entry.what, &entry.subject, &entry.detail, entry.times),
        story: words::story(&entry.what, &entry.subject),
        what: words::what(&entry.what),
    });
    let page = Page {
        kinds: words::families(),
        kind,
        chosen: of.map_or_else(String::new, |of| of.to_string()),
        people: people
            .colleagues
            .into_iter()
            .map(|one| (one.user.id.to_string(), one.user.name))
            .collect(),
        lines: lines.collect(),
        next,
        shell,
    };
    Ok(html(&page))
}
