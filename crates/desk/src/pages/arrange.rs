//! What stands where on the site. The page of a placement is one form that carries the whole arrangement, so that it
//! works without a script: each button sends it, and the page comes back with what was done. Nothing is live before
//! “Put it live”.

mod entries;

use self::entries::{Line, carried, line, move_about, picks, said};
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
    extract::{Path, RawQuery, State},
};
use http::StatusCode;
use kernel::{Language, Pick, PlacementName, PostId, PostKind, PostState, SiteSettings, Timestamp};
use newsroom::{Arrangement, NewsroomError, arrangement_mark};
use store::{DeskQuery, PlacedEntry, Reader};

/// Stories that a search for one to add shows.
const FOUND: u32 = 12;

#[derive(Template)]
#[template(path = "arrange-all.html")]
struct All {
    shell: Shell,
    language: String,
    languages: Vec<String>,
    places: Vec<Place>,
}

struct Place {
    name: String,
    words: String,
    stories: Vec<String>,
}

#[derive(Template)]
#[template(path = "arrange.html")]
struct One {
    shell: Shell,
    name: String,
    words: String,
    language: String,
    rows: Vec<Line>,
    /// What stood on the site when the page was opened.
    seen: String,
    /// What stands there now, where somebody has changed it.
    now: Vec<String>,
    problem: String,
    done: bool,
    /// What a button did to an entry.
    told: String,
    /// The story that was just added, by its id.
    added: String,
    search: String,
    found: Vec<(String, String)>,
    /// Whether stories were looked for, and whether an entry was removed.
    looked: bool,
    removed: bool,
    preview: String,
}

/// What a placement is called.
fn words(name: &str, sections: &[(String, String)]) -> String {
    match name {
        "lead" => "Lead of the front page".into(),
        "picks" => "Editors' picks".into(),
        "video" => "Featured video".into(),
        other => match other.strip_prefix("section-") {
            Some(slug) => {
                let found = sections.iter().find(|(known, _)| known == slug);
                format!("Front of {}", found.map_or(slug, |(_, name)| name.as_str()))
            }
            None => other.to_owned(),
        },
    }
}

fn edition(fields: &Fields, settings: &SiteSettings) -> Language {
    let asked: Option<Language> = fields.parse("language");
    asked
        .filter(|language| settings.languages.contains(language))
        .unwrap_or_else(|| settings.language.clone())
}

pub(crate) async fn all(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let shell = Shell::of(&desk, &asker, &nonce, "arrange").await?;
    let language = edition(
        &Fields::read(query.unwrap_or_default().as_bytes()),
        &shell.settings,
    );
    let spoken = language.clone();
    let read = desk.newsroom().store.read(move |reader| {
        let sections = reader.section_slugs()?;
        let mut names: Vec<String> = ["lead", "picks", "video"].map(str::to_owned).into();
        names.extend(sections.iter().map(|(slug, _)| format!("section-{slug}")));
        for name in reader.placement_names()? {
            if !names.iter().any(|known| known == name.as_str()) {
                names.push(name.to_string());
            }
        }
        let mut places = Vec::new();
        for name in names {
            let Ok(parsed) = name.parse::<PlacementName>() else {
                continue;
            };
            let entries = reader.placement_entries(&parsed, &spoken)?;
            places.push(Place {
                words: words(&name, &sections),
                stories: entries.into_iter().map(titled).collect(),
                name,
            });
        }
        Ok::<_, NewsroomError>(places)
    });
    let places = read.await.map_err(Refusal::page)?;
    let languages = std::iter::once(&shell.settings.language).chain(&shell.settings.languages);
    let page = All {
        language: language.to_string(),
        languages: languages.map(ToString::to_string).collect(),
        places,
        shell,
    };
    Ok(html_with(StatusCode::OK, &page))
}

fn titled(entry: PlacedEntry) -> String {
    entry.pick.headline.unwrap_or(entry.title)
}

pub(crate) async fn one(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let shell = Shell::of(&desk, &asker, &nonce, "arrange").await?;
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let language = edition(&fields, &shell.settings);
    let placement: PlacementName = name.parse().map_err(|_| Refusal::nothing())?;
    let (standing, sections) = standing(&desk, placement, language.clone()).await?;
    let page = One {
        words: words(&name, &sections),
        name,
        language: language.to_string(),
        seen: seen(&standing),
        rows: standing
            .into_iter()
            .map(|entry| line(entry, &shell.settings))
            .collect(),
        now: Vec::new(),
        problem: String::new(),
        done: fields.get("done").is_some(),
        told: String::new(),
        looked: false,
        removed: false,
        added: String::new(),
        search: String::new(),
        found: Vec::new(),
        preview: String::new(),
        shell,
    };
    Ok(html_with(StatusCode::OK, &page))
}

async fn standing(
    desk: &Desk,
    name: PlacementName,
    language: Language,
) -> Result<(Vec<PlacedEntry>, Vec<(String, String)>), Refusal> {
    let read = desk.newsroom().store.read(move |reader| {
        Ok::<_, NewsroomError>((
            reader.placement_entries(&name, &language)?,
            reader.section_slugs()?,
        ))
    });
    read.await.map_err(Refusal::page)
}

fn seen(entries: &[PlacedEntry]) -> String {
    let picks: Vec<Pick> = entries.iter().map(|entry| entry.pick.clone()).collect();
    arrangement_mark(&picks)
}

fn search(reader: &Reader, words: &str, language: &Language) -> Result<Vec<(String, String)>, NewsroomError> {
    let query = DeskQuery {
        title: Some(words.to_owned()).filter(|words| !words.is_empty()),
        language: Some(language.clone()),
        state: Some(PostState::Published),
        limit: FOUND,
        ..DeskQuery::of(PostKind::Story)
    };
    let rows = reader.desk_list(&query)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.title))
        .collect())
}

pub(crate) async fn change(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(name): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let person = staff(&asker)?;
    let shell = Shell::of(&desk, &asker, &nonce, "arrange").await?;
    let settings = shell.settings.clone();
    let language = edition(&fields, &settings);
    let placement: PlacementName = name.parse().map_err(|_| Refusal::nothing())?;
    let mut rows = carried(&fields, &settings);
    let wanted = fields.text("do");
    let mut told = move_about(&mut rows, &wanted);
    let (words_of_search, spoken) = (fields.text("search"), language.clone());
    let add: Option<PostId> = wanted.strip_prefix("add:").and_then(|id| id.parse().ok());
    let looked_for = words_of_search.clone();
    let looks = wanted == "search" || add.is_some();
    let read = desk.newsroom().store.read(move |reader| {
        let found = if looks {
            search(reader, &looked_for, &spoken)?
        } else {
            Vec::new()
        };
        let added = match add {
            Some(id) => reader.post_by_id(id)?,
            None => None,
        };
        Ok::<_, NewsroomError>((found, added))
    });
    let (found, added) = read.await.map_err(Refusal::page)?;
    if let Some(post) = added {
        let id = post.id.to_string();
        if let Some(at) = rows.iter().position(|row| row.post == id) {
            rows[at].focus = "remove";
            told = format!("“{}” stands here already, as number {}.", post.title, at + 1);
        } else {
            let is_public = post.is_public(Timestamp::now());
            rows.push(Line {
                post: id,
                title: post.title,
                headline: String::new(),
                until: String::new(),
                is_public,
                is_over: false,
                focus: "",
            });
            told = said(&rows, rows.len() - 1);
        }
    }
    let looked = wanted == "search";
    if looked {
        told = match found.len() {
            0 => "No story on the site has these words in its headline.".to_owned(),
            1 => "One story is found.".to_owned(),
            many => format!("{many} stories are found."),
        };
    }
    let (mut problem, mut preview, mut now) = (String::new(), String::new(), Vec::new());
    let mut before = fields.exact("seen").replace("\r\n", "\n");
    if matches!(wanted.as_str(), "live" | "preview") {
        match picks(&rows, &settings) {
            Err(why) => problem = why,
            Ok(picks) => {
                let arrangement = Arrangement {
                    name: placement.clone(),
                    language: language.clone(),
                    picks,
                };
                if wanted == "preview" {
                    let secret = desk.newsroom().preview_arrangement(person, arrangement).await;
                    preview = format!("/preview/{}/", secret.map_err(Refusal::page)?);
                } else {
                    match desk
                        .newsroom()
                        .arrange_at_desk(person, arrangement, before.clone())
                        .await
                    {
                        Ok(()) => {
                            return Ok(see_other(&format!(
                                "/desk/arrange/{name}/?language={language}&done=1"
                            )));
                        }
                        Err(NewsroomError::Invalid(why)) => problem = why,
                        Err(NewsroomError::Conflict(why)) => {
                            problem = why;
                            let (standing, _) = standing(&desk, placement.clone(), language.clone()).await?;
                            before = seen(&standing);
                            now = standing.into_iter().map(titled).collect();
                        }
                        Err(error) => return Err(Refusal::page(error)),
                    }
                }
            }
        }
    }
    let (_, sections) = standing(&desk, placement, language.clone()).await?;
    let status = match problem.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = One {
        words: words(&name, &sections),
        name,
        language: language.to_string(),
        rows,
        seen: before,
        now,
        problem,
        done: false,
        told,
        looked,
        removed: wanted.starts_with("remove:"),
        added: add.map_or_else(String::new, |id| id.to_string()),
        search: words_of_search,
        found,
        preview,
        shell,
    };
    Ok(html_with(status, &page))
}
