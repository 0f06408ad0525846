//! The board: what is on its way, by how far it has come.

use super::{
    choices::{CHOICES, Choices},
    staff,
    stories::state_in_words,
};
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
use kernel::{PostState, Timestamp};
use newsroom::NewsroomError;

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
    section: String,
    person: String,
    since: String,
    until: String,
    choices: Choices,
    columns: Vec<Column>,
    /// What is chosen, for the list of a column.
    kept: String,
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
    embargo: String,
    when: String,
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?.clone();
    let mut fields = Fields::read(query.unwrap_or_default().as_bytes());
    fields.keep(&["section", "person", "since", "until"]);
    let shell = Shell::of(&desk, &asker, &nonce, "board").await?;
    let (asked, around) = (fields.clone(), shell.clone());
    let read = desk.newsroom().store.read(move |reader| {
        let choices = Choices::read(reader)?;
        let mut query = choices.query(&asked, &around, &person);
        query.limit = CARDS + 1;
        let mut columns = Vec::new();
        for state in COLUMNS {
            query.state = Some(state);
            columns.push((state, reader.desk_list(&query)?));
        }
        Ok::<_, NewsroomError>((columns, choices))
    });
    let (found, choices) = read.await.map_err(Refusal::page)?;
    let names = choices.names();
    let columns = found.into_iter().map(|(state, mut rows)| {
        let more = paging::cut(&mut rows, CARDS).is_some();
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
            embargo: (row.work.embargo_until)
                .filter(|until| *until > Timestamp::now())
                .map_or_else(String::new, |until| times::short(&shell.settings, until)),
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
    Ok(html(&Page {
        section: fields.text("section"),
        person: fields.text("person"),
        since: fields.text("since"),
        until: fields.text("until"),
        kept: paging::same(&fields, &CHOICES),
        shell,
        choices,
        columns,
    }))
}
