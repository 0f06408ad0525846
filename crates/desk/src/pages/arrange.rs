//! What stands where on the site. The page of a placement is one form that carries the whole arrangement, so that it
//! works without a script: each button sends it, and the page comes back with what was done. Nothing is live before
//! “Put it live”.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
    times,
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
    search: String,
    found: Vec<(String, String)>,
    preview: String,
}

/// An entry as the form carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    post: String,
    title: String,
    headline: String,
    until: String,
    is_public: bool,
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

fn line(entry: PlacedEntry, settings: &SiteSettings) -> Line {
    Line {
        post: entry.pick.post.to_string(),
        title: entry.title,
        headline: entry.pick.headline.unwrap_or_default(),
        until: entry
            .pick
            .until
            .map_or_else(String::new, |at| times::field(settings, at)),
        is_public: entry.state == PostState::Published,
    }
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

/// The entries that the form carries, in their order. `post`, `title`, `headline` and `until` come once for each.
fn carried(fields: &Fields) -> Vec<Line> {
    let column = |name: &str| fields.column(name);
    let (titles, headlines, untils, public) = (
        column("title"),
        column("headline"),
        column("until"),
        column("public"),
    );
    let at = |column: &[String], i: usize| column.get(i).cloned().unwrap_or_default();
    let posts = column("post").into_iter().enumerate();
    posts
        .map(|(i, post)| Line {
            post,
            title: at(&titles, i),
            headline: at(&headlines, i),
            until: at(&untils, i),
            is_public: at(&public, i) == "1",
        })
        .collect()
}

/// Does what a button says to the entries: `up:2`, `down:2`, `remove:2`. What does not fit does nothing.
fn move_about(rows: &mut Vec<Line>, what: &str) {
    let Some((what, Ok(at))) = what.split_once(':').map(|(what, at)| (what, at.parse::<usize>())) else {
        return;
    };
    match what {
        "up" if at > 0 && at < rows.len() => rows.swap(at, at - 1),
        "down" if at < rows.len().saturating_sub(1) => rows.swap(at, at + 1),
        "remove" if at < rows.len() => drop(rows.remove(at)),
        _ => {}
    }
}

fn picks(rows: &[Line], settings: &SiteSettings) -> Result<Vec<Pick>, String> {
    let pick = |row: &Line| {
        let until = match row.until.as_str() {
            "" => None,
            text => Some(
                times::read(settings, text)
                    .ok_or_else(|| format!("The time of “{}” is no date and time.", row.title))?,
            ),
        };
        Ok(Pick {
            post: row.post.parse().map_err(|kernel::Invalid(why)| why)?,
            headline: Some(row.headline.clone()).filter(|headline| !headline.is_empty()),
            until,
        })
    };
    rows.iter().map(pick).collect()
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
    let mut rows = carried(&fields);
    let wanted = fields.text("do");
    move_about(&mut rows, &wanted);
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
    if let Some(post) = added.filter(|post| rows.iter().all(|row| row.post != post.id.to_string())) {
        let is_public = post.is_public(Timestamp::now());
        rows.push(Line {
            post: post.id.to_string(),
            title: post.title,
            headline: String::new(),
            until: String::new(),
            is_public,
        });
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
        search: words_of_search,
        found,
        preview,
        shell,
    };
    Ok(html_with(status, &page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_move_entries_and_odd_ones_do_nothing() {
        let form = Fields::read(
            b"post=a&title=A&headline=&until=&public=1&post=b&title=B&headline=Own&until=2026-11-25T14%3A00&public=0",
        );
        let mut rows = carried(&form);
        assert_eq!(
            (rows[0].headline.as_str(), rows[1].headline.as_str()),
            ("", "Own")
        );
        move_about(&mut rows, "down:0");
        assert_eq!((rows[0].post.as_str(), rows[1].post.as_str()), ("b", "a"));
        for odd in [
            "up:0",
            "down:1",
            "up:9",
            "down:18446744073709551615",
            "remove:x",
            "nothing",
            "",
        ] {
            let before = rows.clone();
            move_about(&mut rows, odd);
            assert_eq!(rows, before, "{odd}");
        }
        move_about(&mut rows, "remove:0");
        assert_eq!(rows.len(), 1);
    }
}
