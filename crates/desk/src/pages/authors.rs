//! Bylines.

use super::{spoken, spoken_of, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal, done_or_again},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use kernel::{Author, AuthorId, Role, Timestamp};
use newsroom::{AuthorSheet, Merging, NewsroomError, Staff};
use std::{collections::BTreeMap, sync::Arc};
use store::AuthorQuery;

#[derive(Template)]
#[template(path = "authors.html")]
struct List {
    shell: Shell,
    rows: Vec<Row>,
    search: String,
    done: String,
    problem: String,
    name: String,
}

struct Row {
    id: String,
    name: String,
    title: String,
    slug: String,
    stories: u64,
    merging: String,
}

#[derive(Template)]
#[template(path = "author.html")]
struct One {
    shell: Shell,
    id: String,
    called: String,
    slug: String,
    sheet: AuthorSheet,
    /// Accounts as they are typed, one a line.
    accounts: String,
    languages: Vec<String>,
    stories: u64,
    seen: i64,
    others: Vec<(String, String)>,
    merging: String,
    done: bool,
    problem: String,
}

impl One {
    fn name_in(&self, language: &str) -> &str {
        spoken(&self.sheet.names, language)
    }

    fn title_in(&self, language: &str) -> &str {
        spoken(&self.sheet.titles, language)
    }

    fn bio_in(&self, language: &str) -> &str {
        spoken(&self.sheet.bios, language)
    }
}

async fn all(desk: &Desk) -> Result<Vec<(Arc<Author>, u64)>, Refusal> {
    let read = desk
        .newsroom()
        .store
        .read(|reader| Ok::<_, NewsroomError>(reader.authors(&AuthorQuery::default())?.entries));
    read.await.map_err(Refusal::page)
}

fn into_of(merging: &[Merging], all: &[(Arc<Author>, u64)], id: AuthorId) -> String {
    let into = merging.iter().find_map(|one| match one {
        Merging::Author { from, into } if *from == id => Some(*into),
        _ => None,
    });
    let named = into.and_then(|into| all.iter().find(|(author, _)| author.id == into));
    named.map_or_else(String::new, |(author, _)| author.name.clone())
}

/// Whether a person may change a byline.
pub(super) fn may_change(person: &Staff, id: AuthorId) -> bool {
    person.role >= Role::Editor || person.author == Some(id)
}

async fn listed(
    desk: &Desk,
    person: &Staff,
    shell: Shell,
    fields: &Fields,
    problem: String,
    name: String,
) -> Result<List, Refusal> {
    let all = all(desk).await?;
    let merging = desk.newsroom().merging().await.map_err(Refusal::page)?;
    let search = fields.text("search");
    let lower = search.to_lowercase();
    let rows = all.iter().filter(|(author, _)| {
        let mut names = author.names.values().chain([&author.name]);
        may_change(person, author.id)
            && (author.slug.as_str().contains(&lower)
                || names.any(|name| name.to_lowercase().contains(&lower)))
    });
    let rows = rows
        .map(|(author, stories)| Row {
            id: author.id.to_string(),
            name: author.name.clone(),
            title: author.title.clone().unwrap_or_default(),
            slug: author.slug.to_string(),
            stories: *stories,
            merging: into_of(&merging, &all, author.id),
        })
        .collect();
    Ok(List {
        rows,
        search,
        done: fields.text("done"),
        problem,
        name,
        shell,
    })
}

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?;
    let shell = Shell::of(&desk, &asker, &nonce, "authors").await?;
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let page = listed(&desk, person, shell, &fields, String::new(), String::new()).await?;
    Ok(html(&page))
}

pub(crate) async fn make(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let person = staff(&asker)?;
    let name = fields.text("name");
    let sheet = AuthorSheet {
        name: name.clone(),
        ..AuthorSheet::default()
    };
    let made = desk.newsroom().save_byline(person, None, None, sheet).await;
    let made = made.map(|author| format!("/desk/authors/{}/", author.id));
    let again = async |why| {
        let shell = Shell::of(&desk, &asker, &nonce, "authors").await?;
        listed(&desk, person, shell, &Fields::default(), why, name).await
    };
    done_or_again(made, again).await
}

pub(super) fn id_of(id: &str) -> Result<AuthorId, Refusal> {
    id.parse().map_err(|_| Refusal::nothing())
}

fn lines(social: &BTreeMap<String, String>) -> String {
    let lines = social
        .iter()
        .map(|(network, handle)| format!("{network} | {handle}"));
    lines.collect::<Vec<_>>().join("\n")
}

async fn page(desk: &Desk, person: &Staff, shell: Shell, id: AuthorId) -> Result<One, Refusal> {
    if !may_change(person, id) {
        return Err(Refusal::page(NewsroomError::Forbidden(
            "Editors change all bylines, and everybody their own.".into(),
        )));
    }
    let all = all(desk).await?;
    let merging = desk.newsroom().merging().await.map_err(Refusal::page)?;
    let (author, stories) = all
        .iter()
        .find(|(author, _)| author.id == id)
        .ok_or_else(Refusal::nothing)?;
    Ok(One {
        id: author.id.to_string(),
        called: author.name.clone(),
        slug: author.slug.to_string(),
        accounts: lines(&author.social),
        sheet: AuthorSheet::of(author),
        languages: shell.settings.languages.iter().map(ToString::to_string).collect(),
        stories: *stories,
        seen: author.updated_at.millis(),
        others: all
            .iter()
            .filter(|(other, _)| other.id != id)
            .map(|(other, _)| (other.id.to_string(), other.name.clone()))
            .collect(),
        merging: into_of(&merging, &all, id),
        done: false,
        problem: String::new(),
        shell,
    })
}

pub(crate) async fn one(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = staff(&asker)?;
    let shell = Shell::of(&desk, &asker, &nonce, "authors").await?;
    let mut page = page(&desk, person, shell, id_of(&id)?).await?;
    page.done = query.is_some_and(|query| query.contains("done"));
    Ok(html(&page))
}

/// Accounts, one a line: `network | name or address`.
fn accounts(text: &str) -> Result<BTreeMap<String, String>, NewsroomError> {
    let mut accounts = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some((network, handle)) = line.split_once('|') else {
            return Err(NewsroomError::Invalid(format!(
                "The account “{line}” does not fit: write the network, then “|”, then the name or address."
            )));
        };
        accounts.insert(network.trim().to_lowercase(), handle.trim().to_owned());
    }
    Ok(accounts)
}

pub(crate) async fn save(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let person = staff(&asker)?;
    let id = id_of(&id)?;
    let seen = fields.parse("seen").map(Timestamp::from_millis);
    let typed = fields.text("social");
    let mut sheet = AuthorSheet {
        name: fields.text("name"),
        slug: fields.text("slug"),
        names: spoken_of(&fields, "name"),
        bio: fields.text("bio"),
        bios: spoken_of(&fields, "bio"),
        title: fields.text("title"),
        titles: spoken_of(&fields, "title"),
        profile_image: fields.text("profile_image"),
        cover_image: fields.text("cover_image"),
        location: fields.text("location"),
        website: fields.text("website"),
        social: BTreeMap::new(),
    };
    let outcome = match accounts(&typed) {
        Ok(social) => {
            sheet.social = social;
            let saved = desk.newsroom().save_byline(person, Some(id), seen, sheet.clone());
            saved.await.map(drop)
        }
        Err(error) => Err(error),
    };
    let to = format!("/desk/authors/{id}/?done=1");
    refused(&desk, &asker, &nonce, id, outcome, Some((sheet, typed)), &to).await
}

/// Goes on when it is done; else shows the form as it was typed, with the sentence.
async fn refused(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    id: AuthorId,
    outcome: Result<(), NewsroomError>,
    typed: Option<(AuthorSheet, String)>,
    to: &str,
) -> Answer {
    let again = async |why| {
        let shell = Shell::of(desk, asker, nonce, "authors").await?;
        let mut page = page(desk, staff(asker)?, shell, id).await?;
        page.problem = why;
        if let Some((sheet, accounts)) = typed {
            (page.sheet, page.accounts) = (sheet, accounts);
        }
        Ok(page)
    };
    done_or_again(outcome.map(|()| to.to_owned()), again).await
}

pub(crate) async fn merge(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let from = id_of(&id)?;
    let outcome = match fields.parse::<AuthorId>("into") {
        Some(into) => {
            desk.newsroom()
                .merge(staff(&asker)?, Merging::Author { from, into })
                .await
        }
        None => Err(NewsroomError::Invalid("Choose the byline that stays.".into())),
    };
    refused(
        &desk,
        &asker,
        &nonce,
        from,
        outcome,
        None,
        "/desk/authors/?done=merged",
    )
    .await
}

pub(crate) async fn remove(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
) -> Answer {
    let id = id_of(&id)?;
    let outcome = desk.newsroom().remove_byline(staff(&asker)?, id).await;
    refused(
        &desk,
        &asker,
        &nonce,
        id,
        outcome,
        None,
        "/desk/authors/?done=removed",
    )
    .await
}
