//! The news feed: a line, a paragraph, out with one key.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::{Asker, random},
    shell::{Nonce, Shell, html_with},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use http::StatusCode;
use kernel::{Language, PostKind, PostState, Timestamp};
use newsroom::{FeedItem, NewsroomError};
use store::DeskQuery;

/// Items below the form.
const ITEMS: u32 = 40;

#[derive(Template)]
#[template(path = "feed.html")]
struct Page {
    shell: Shell,
    once: String,
    title: String,
    text: String,
    language: String,
    languages: Vec<String>,
    problem: String,
    done: bool,
    items: Vec<Item>,
}

struct Item {
    id: String,
    language: String,
    title: String,
    at: String,
    state: &'static str,
}

async fn show(desk: &Desk, asker: &Asker, nonce: &Nonce, given: &Fields, problem: String) -> Answer {
    let read = desk.newsroom().store.read(|reader| {
        let query = DeskQuery {
            limit: ITEMS,
            ..DeskQuery::of(PostKind::FeedItem)
        };
        Ok::<_, NewsroomError>(reader.desk_list(&query)?)
    });
    let rows = read.await.map_err(Refusal::page)?;
    let shell = Shell::of(desk, asker, nonce, "feed").await?;
    let items = rows.into_iter().map(|row| Item {
        id: row.id.to_string(),
        language: row.language.to_string(),
        title: row.title,
        at: row
            .published_at
            .map_or_else(String::new, |at| times::short(&shell.settings, at)),
        state: match row.state {
            PostState::Published => "",
            state => super::stories::state_in_words(state),
        },
    });
    let items = items.collect();
    let languages = std::iter::once(&shell.settings.language).chain(&shell.settings.languages);
    let status = match problem.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        languages: languages.map(ToString::to_string).collect(),
        // What did not fit is sent again under its own name.
        once: given.get("once").unwrap_or_else(random),
        title: given.text("title"),
        text: given.text("text"),
        language: given
            .get("language")
            .unwrap_or_else(|| shell.settings.language.to_string()),
        done: given.get("done").is_some(),
        problem,
        items,
        shell,
    };
    Ok(html_with(status, &page))
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut given = Fields::read(query.unwrap_or_default().as_bytes());
    given.keep(&["language", "done"]);
    show(&desk, &asker, &nonce, &given, String::new()).await
}

pub(crate) async fn publish(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let language: Option<Language> = fields.parse("language");
    let to = format!(
        "/desk/feed/?done={}&language={}",
        Timestamp::now().millis(),
        language.as_ref().map_or("", Language::as_str)
    );
    let item = FeedItem {
        title: fields.text("title"),
        text: fields.text("text"),
        language,
        once: fields.text("once"),
    };
    match desk.newsroom().publish_feed_item(staff(&asker)?, item).await {
        Ok(_) => Ok(see_other(&to)),
        Err(NewsroomError::Invalid(why)) => show(&desk, &asker, &nonce, &fields, why).await,
        Err(error) => Err(Refusal::page(error)),
    }
}
