//! Sections and tags.

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
use kernel::{Tag, TagId, Timestamp};
use newsroom::{Merging, NewsroomError, SectionSheet};
use std::sync::Arc;
use store::{ListedOrder, TagQuery};

#[derive(Template)]
#[template(path = "sections.html")]
struct List {
    shell: Shell,
    rows: Vec<Row>,
    search: String,
    with_internal: bool,
    done: String,
    problem: String,
    name: String,
}

struct Row {
    id: String,
    name: String,
    slug: String,
    others: String,
    stories: u64,
    internal: bool,
    /// What it is being merged into.
    merging: String,
}

#[derive(Template)]
#[template(path = "section.html")]
struct One {
    shell: Shell,
    id: String,
    /// What it is called on the site.
    called: String,
    slug: String,
    sheet: SectionSheet,
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

    fn description_in(&self, language: &str) -> &str {
        spoken(&self.sheet.descriptions, language)
    }
}

/// All tags by name, with the number of their published stories.
async fn all(desk: &Desk) -> Result<Vec<(Arc<Tag>, u64)>, Refusal> {
    let query = TagQuery {
        internal: true,
        order: ListedOrder::Name,
        ..TagQuery::default()
    };
    let read = desk
        .newsroom()
        .store
        .read(move |reader| Ok::<_, NewsroomError>(reader.tags(&query)?.entries));
    read.await.map_err(Refusal::page)
}

/// What a section is being merged into, by name; empty when it is not.
async fn merged_into(desk: &Desk, all: &[(Arc<Tag>, u64)], id: TagId) -> Result<String, Refusal> {
    let merging = desk.newsroom().merging().await.map_err(Refusal::page)?;
    Ok(into_of(&merging, all, id))
}

fn into_of(merging: &[Merging], all: &[(Arc<Tag>, u64)], id: TagId) -> String {
    let into = merging.iter().find_map(|one| match one {
        Merging::Section { from, into } if *from == id => Some(*into),
        _ => None,
    });
    let Some(into) = into else {
        return String::new();
    };
    all.iter()
        .find(|(tag, _)| tag.id == into)
        .map_or_else(String::new, |(tag, _)| tag.name.clone())
}

async fn listed(
    desk: &Desk,
    shell: Shell,
    fields: &Fields,
    problem: String,
    name: String,
) -> Result<List, Refusal> {
    let all = all(desk).await?;
    let merging = desk.newsroom().merging().await.map_err(Refusal::page)?;
    let search = fields.text("search");
    let with_internal = fields.get("internal").is_some();
    let lower = search.to_lowercase();
    let rows = all.iter().filter(|(tag, _)| {
        let shown = with_internal || !tag.internal;
        let mut names = tag.names.values().chain([&tag.name]);
        shown
            && (tag.slug.as_str().contains(&lower) || names.any(|name| name.to_lowercase().contains(&lower)))
    });
    let rows = rows
        .map(|(tag, stories)| Row {
            id: tag.id.to_string(),
            name: tag.name.clone(),
            slug: tag.slug.to_string(),
            others: tag.names.values().cloned().collect::<Vec<_>>().join(", "),
            stories: *stories,
            internal: tag.internal,
            merging: into_of(&merging, &all, tag.id),
        })
        .collect();
    Ok(List {
        rows,
        search,
        with_internal,
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
    let shell = Shell::of(&desk, &asker, &nonce, "sections").await?;
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let page = listed(&desk, shell, &fields, String::new(), String::new()).await?;
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
    let sheet = SectionSheet {
        internal: name.starts_with('#'),
        name: name.clone(),
        ..SectionSheet::default()
    };
    let made = desk.newsroom().save_section(person, None, None, sheet).await;
    let made = made.map(|tag| format!("/desk/sections/{}/", tag.id));
    let again = async |why| {
        let shell = Shell::of(&desk, &asker, &nonce, "sections").await?;
        listed(&desk, shell, &Fields::default(), why, name).await
    };
    done_or_again(made, again).await
}

pub(super) fn id_of(id: &str) -> Result<TagId, Refusal> {
    id.parse().map_err(|_| Refusal::nothing())
}

async fn page(desk: &Desk, shell: Shell, id: TagId) -> Result<One, Refusal> {
    let all = all(desk).await?;
    let (tag, stories) = all
        .iter()
        .find(|(tag, _)| tag.id == id)
        .ok_or_else(Refusal::nothing)?;
    Ok(One {
        id: tag.id.to_string(),
        called: tag.name.clone(),
        slug: tag.slug.to_string(),
        sheet: SectionSheet::of(tag),
        languages: shell.settings.languages.iter().map(ToString::to_string).collect(),
        stories: *stories,
        seen: tag.updated_at.millis(),
        others: all
            .iter()
            .filter(|(other, _)| other.id != id)
            .map(|(other, _)| (other.id.to_string(), other.name.clone()))
            .collect(),
        merging: merged_into(desk, &all, id).await?,
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
    let shell = Shell::of(&desk, &asker, &nonce, "sections").await?;
    let mut page = page(&desk, shell, id_of(&id)?).await?;
    page.done = query.is_some_and(|query| query.contains("done"));
    Ok(html(&page))
}

fn typed(fields: &Fields) -> SectionSheet {
    SectionSheet {
        name: fields.text("name"),
        slug: fields.text("slug"),
        names: spoken_of(fields, "name"),
        description: fields.text("description"),
        descriptions: spoken_of(fields, "description"),
        feature_image: fields.text("feature_image"),
        accent_color: fields.text("accent_color"),
        internal: fields.get("internal").is_some(),
        meta_title: fields.text("meta_title"),
        meta_description: fields.text("meta_description"),
    }
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
    let (sheet, seen) = (typed(&fields), fields.parse("seen").map(Timestamp::from_millis));
    let saved = desk
        .newsroom()
        .save_section(person, Some(id), seen, sheet.clone())
        .await;
    refused(
        &desk,
        &asker,
        &nonce,
        id,
        saved.map(drop),
        Some(sheet),
        &format!("/desk/sections/{id}/?done=1"),
    )
    .await
}

/// Goes on when it is done; else shows the form as it was typed, with the sentence.
async fn refused(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    id: TagId,
    outcome: Result<(), NewsroomError>,
    sheet: Option<SectionSheet>,
    to: &str,
) -> Answer {
    let again = async |why| {
        let shell = Shell::of(desk, asker, nonce, "sections").await?;
        let mut page = page(desk, shell, id).await?;
        page.problem = why;
        if let Some(sheet) = sheet {
            page.sheet = sheet;
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
    let person = staff(&asker)?;
    let from = id_of(&id)?;
    let outcome = match fields.parse::<TagId>("into") {
        Some(into) => {
            desk.newsroom()
                .merge(person, Merging::Section { from, into })
                .await
        }
        None => Err(NewsroomError::Invalid("Choose the section that stays.".into())),
    };
    refused(
        &desk,
        &asker,
        &nonce,
        from,
        outcome,
        None,
        "/desk/sections/?done=merged",
    )
    .await
}

pub(crate) async fn remove(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
) -> Answer {
    let person = staff(&asker)?;
    let id = id_of(&id)?;
    let outcome = desk.newsroom().remove_section(person, id).await;
    refused(
        &desk,
        &asker,
        &nonce,
        id,
        outcome,
        None,
        "/desk/sections/?done=removed",
    )
    .await
}
