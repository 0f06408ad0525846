//! Finding a story by its headline, to link or to relate it: `GET /desk/search/stories?q=` answers JSON,
//! `[{"id", "slug", "title", "state", "url"}]`, the last edited first. `url` is the story's path on the site.

use super::{staff, stories::state_in_words};
use crate::{
    Desk,
    answer::{Answer, Refusal, json},
    fields::Fields,
    guard::Asker,
};
use axum::{
    Extension,
    extract::{RawQuery, State},
};
use kernel::{PostKind, PostState, Role};
use newsroom::NewsroomError;
use serde_json::{Value, json};
use store::{DeskQuery, Mine};

/// At most so many are offered.
const OFFERS: u32 = 12;

pub(crate) async fn stories(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?;
    let words = Fields::read(query.unwrap_or_default().as_bytes()).text("q");
    if words.is_empty() {
        return Ok(json(&Value::Array(Vec::new())));
    }
    let mut wanted = DeskQuery::of(PostKind::Story);
    wanted.title = Some(words);
    wanted.limit = OFFERS;
    let mut queries = vec![wanted.clone()];
    if person.role == Role::Contributor {
        // Their own work, and what everybody can read.
        let mine = Mine {
            user: person.id,
            author: person.author,
        };
        queries[0].mine = Some(mine);
        wanted.state = Some(PostState::Published);
        queries.push(wanted);
    }
    let read = desk.newsroom().store.read(move |reader| {
        let mut rows = Vec::new();
        for query in &queries {
            rows.extend(reader.desk_list(query)?);
        }
        Ok::<_, NewsroomError>((rows, reader.settings()?))
    });
    let (mut rows, settings) = read.await.map_err(Refusal::json)?;
    rows.sort_by_key(|row| std::cmp::Reverse((row.work.edited_at, row.id)));
    rows.dedup_by_key(|row| row.id);
    rows.truncate(OFFERS as usize);
    let found: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id.to_string(),
                "slug": row.slug.as_str(),
                "title": row.title,
                "state": state_in_words(row.state),
                "url": format!("{}/{}/", settings.edition(&row.language), row.slug),
            })
        })
        .collect();
    Ok(json(&found))
}
