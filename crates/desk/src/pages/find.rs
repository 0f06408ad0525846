//! Finding a story by its headline, to link or to relate it: `GET /desk/search/stories?q=` answers JSON,
//! `[{"id", "slug", "title", "state", "url"}]`, the last edited first. `url` is the story's path on the site. With `?id=`
//! instead it answers that story alone, to name one that is related already; nothing when there is none.

use super::{choices::mine, staff, stories::state_in_words};
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
use kernel::{Language, PostId, PostKind, PostState, Role, SiteSettings, Slug};
use newsroom::{NewsroomError, Staff};
use serde_json::{Value, json};
use store::DeskQuery;

/// At most so many are offered.
const OFFERS: u32 = 12;

pub(crate) async fn stories(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?;
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    if let Some(id) = fields.parse("id") {
        return one(&desk, person, id).await;
    }
    let words = fields.text("q");
    if words.is_empty() {
        return Ok(json(&Value::Array(Vec::new())));
    }
    let mut wanted = DeskQuery::of(PostKind::Story);
    wanted.title = Some(words);
    wanted.limit = OFFERS;
    let mut queries = vec![wanted.clone()];
    if person.role == Role::Contributor {
        // Their own work, and what everybody can read.
        queries[0].people.push(mine(person));
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
        .map(|row| offer(&settings, row.id, &row.slug, &row.title, row.state, &row.language))
        .collect();
    Ok(json(&found))
}

fn offer(
    settings: &SiteSettings,
    id: PostId,
    slug: &Slug,
    title: &str,
    state: PostState,
    language: &Language,
) -> Value {
    json!({
        "id": id.to_string(),
        "slug": slug.as_str(),
        "title": title,
        "language": language.as_str(),
        "state": state_in_words(state),
        "url": format!("{}/{slug}/", settings.edition(language)),
    })
}

/// A story that the person may read.
async fn one(desk: &Desk, person: &Staff, id: PostId) -> Answer {
    let open = match desk.newsroom().open_copy(person, id).await {
        Ok(open) => open,
        Err(NewsroomError::NotFound(_)) => return Ok(json(&Value::Array(Vec::new()))),
        Err(error) => return Err(Refusal::json(error)),
    };
    let read = desk
        .newsroom()
        .store
        .read(|reader| Ok::<_, NewsroomError>(reader.settings()?));
    let settings = read.await.map_err(Refusal::json)?;
    let post = open.post;
    let found = offer(
        &settings,
        post.id,
        &post.slug,
        &post.title,
        post.state,
        &post.language,
    );
    Ok(json(&[found]))
}
