//! The board: what is on its way, by how far it has come.

use super::{staff, stories::state_in_words};
use crate::{
    Desk,
    answer::{Answer, Refusal},
    guard::Asker,
    shell::{Nonce, Shell, html},
    times,
};
use askama::Template;
use axum::{Extension, extract::State};
use kernel::{PostKind, PostState, Role};
use newsroom::NewsroomError;
use store::{DeskQuery, Mine};

/// Cards of a column.
const CARDS: u32 = 30;

const COLUMNS: [PostState; 5] = [
    PostState::Draft,
    PostState::InReview,
    PostState::Approved,
    PostState::Scheduled,
    PostState::Published,
];

#[derive(Template)]
#[template(path = "board.html")]
struct Page {
    shell: Shell,
    columns: Vec<Column>,
}

struct Column {
    state: PostState,
    name: &'static str,
    cards: Vec<Card>,
    more: bool,
}

struct Card {
    id: String,
    language: String,
    title: String,
    section: String,
    who: String,
    note: String,
    when: String,
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
) -> Answer {
    let person = staff(&asker)?;
    let mine = (person.role == Role::Contributor).then_some(Mine {
        user: person.id,
        author: person.author,
    });
    let read = desk.newsroom().store.read(move |reader| {
        let mut columns = Vec::new();
        for state in COLUMNS {
            let query = DeskQuery {
                state: Some(state),
                mine,
                limit: CARDS + 1,
                ..DeskQuery::of(PostKind::Story)
            };
            columns.push((state, reader.desk_list(&query)?));
        }
        Ok::<_, NewsroomError>(columns)
    });
    let found = read.await.map_err(Refusal::page)?;
    let names = super::names(&desk).await?;
    let shell = Shell::of(&desk, &asker, &nonce, "board").await?;
    let columns = found.into_iter().map(|(state, mut rows)| {
        let more = rows.len() > CARDS as usize;
        rows.truncate(CARDS as usize);
        let cards = rows.into_iter().map(|row| Card {
            id: row.id.to_string(),
            language: row.language.to_string(),
            title: row.title,
            section: row.section.unwrap_or_default(),
            who: match row.work.assignee {
                Some(id) => format!("for {}", super::name_in(&names, Some(id))),
                None => row.authors.join(", "),
            },
            note: row.work.handover.unwrap_or_default(),
            when: match state {
                PostState::Scheduled | PostState::Published => row.published_at,
                _ => row.work.edited_at,
            }
            .map_or_else(String::new, |at| times::short(&shell.settings, at)),
        });
        Column {
            state,
            name: state_in_words(state),
            cards: cards.collect(),
            more,
        }
    });
    let columns = columns.collect();
    Ok(html(&Page { shell, columns }))
}
