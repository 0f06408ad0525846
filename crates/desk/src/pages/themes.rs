//! Themes: which there are, whether they work, and which is in use.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html_with},
    upload,
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, Request, State},
};
use http::StatusCode;
use kernel::Timestamp;
use newsroom::NewsroomError;
use site::look::BUILT_IN;
use std::path::Path;
use store::PostQuery;
use theme::{Library, Theme, ThemeError};

/// The largest zip, in bytes.
const LARGEST: usize = 50 * 1024 * 1024;

#[derive(Template)]
#[template(path = "themes.html")]
struct Page {
    shell: Shell,
    rows: Vec<Row>,
    before: String,
    done: String,
    /// The theme that was brought in just now.
    brought: String,
    problem: String,
}

/// The site in a theme that readers do not see.
#[derive(Template)]
#[template(path = "theme-look.html")]
struct Look {
    shell: Shell,
    name: String,
    /// The addresses of the front page and of a story in it.
    front: String,
    story: String,
}

struct Row {
    name: String,
    version: String,
    built_in: bool,
    used: bool,
    /// Why it does not work.
    wrong: String,
}

fn load(desk: &Desk, name: &str) -> Result<Theme, ThemeError> {
    match name == BUILT_IN {
        true => (desk.0.built_in)(),
        false => Library::new(&desk.0.themes).load(name),
    }
}

/// Runs what reads files where that may take its time.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| {
        Refusal::page(NewsroomError::Invalid(format!(
            "The themes cannot be read: {error}."
        )))
    })
}

fn sentence(error: &ThemeError) -> String {
    format!("{}.", error.to_string().trim_end_matches('.'))
}

async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    done: String,
    problem: String,
) -> Result<Page, Refusal> {
    let shell = Shell::of(desk, asker, nonce, "themes").await?;
    let (used, at) = (shell.settings.theme.clone(), desk.clone());
    let rows = aside(move || {
        let mut names = Library::new(&at.0.themes).names();
        names.retain(|name| name != BUILT_IN);
        names.insert(0, BUILT_IN.into());
        if !names.contains(&used) {
            names.push(used.clone());
        }
        let row = |name: String| {
            let loaded = load(&at, &name);
            Row {
                version: loaded
                    .as_ref()
                    .map_or_else(|_| String::new(), |theme| theme.version().to_owned()),
                wrong: loaded.err().map_or_else(String::new, |error| sentence(&error)),
                built_in: name == BUILT_IN,
                used: name == used,
                name,
            }
        };
        names.into_iter().map(row).collect::<Vec<_>>()
    });
    let rows = rows.await?;
    let before = shell.settings.theme_before.clone().unwrap_or_default();
    let is_there = rows
        .iter()
        .any(|row| row.name == before && !row.used && row.wrong.is_empty());
    Ok(Page {
        before: if is_there { before } else { String::new() },
        rows,
        done,
        brought: String::new(),
        problem,
        shell,
    })
}

pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    RawQuery(query): RawQuery,
) -> Answer {
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let mut page = page(&desk, &asker, &nonce, fields.text("done"), String::new()).await?;
    let named = fields.text("theme");
    if page.rows.iter().any(|row| row.name == named) {
        page.brought = named;
    }
    Ok(html_with(StatusCode::OK, &page))
}

/// Takes a theme into use, when it works.
pub(crate) async fn take(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (name, at) = (fields.text("theme"), desk.clone());
    let asked = name.clone();
    let problem = match aside(move || load(&at, &asked)?.check()).await? {
        Ok(()) => {
            let used = desk.newsroom().use_theme_at_desk(staff(&asker)?, name).await;
            used.map_err(Refusal::page)?;
            return Ok(see_other("/desk/themes/?done=used"));
        }
        Err(error) => format!("The theme “{name}” does not work: {}", sentence(&error)),
    };
    let page = page(&desk, &asker, &nonce, String::new(), problem).await?;
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// Shows the site in a theme that readers do not see.
pub(crate) async fn look(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (name, at) = (fields.text("theme"), desk.clone());
    let asked = name.clone();
    if let Err(error) = aside(move || load(&at, &asked)?.check()).await? {
        let problem = format!("The theme “{name}” does not work: {}", sentence(&error));
        let page = page(&desk, &asker, &nonce, String::new(), problem).await?;
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let secret = desk.newsroom().preview_theme(staff(&asker)?, name.clone());
    let secret = secret.await.map_err(Refusal::page)?;
    let front = format!("/preview/{secret}/");
    let read = desk.newsroom().store.read(|reader| {
        let query = PostQuery {
            limit: 1,
            ..PostQuery::stories(Timestamp::now())
        };
        Ok::<_, NewsroomError>(reader.posts(&query)?.posts.into_iter().next())
    });
    let story = read.await.map_err(Refusal::page)?;
    let shell = Shell::of(&desk, &asker, &nonce, "themes").await?;
    let story = story.map_or_else(String::new, |story| {
        let edition = shell.settings.edition(&story.language);
        format!("{front}?at={edition}/{}/", story.slug)
    });
    Ok(html_with(
        StatusCode::OK,
        &Look {
            shell,
            name,
            front,
            story,
        },
    ))
}

/// Brings a theme in, when it works. The one that readers see is never written over.
pub(crate) async fn bring(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    request: Request,
) -> Answer {
    let person = staff(&asker)?;
    desk.newsroom().may_bring_themes(person).map_err(Refusal::page)?;
    let parts = upload::parts(&desk, &asker, request, LARGEST).await?;
    let used = Shell::of(&desk, &asker, &nonce, "themes")
        .await?
        .settings
        .theme
        .clone();
    let problem = match parts.file("theme") {
        Some((file, bytes)) if !bytes.is_empty() => {
            let (file, bytes, at) = (file.to_owned(), bytes.to_vec(), desk.clone());
            let replace = !parts.text("replace").is_empty();
            match aside(move || install(&at.0.themes, &file, &bytes, &used, replace)).await? {
                Ok(name) => {
                    let noted = desk.newsroom().note_theme(person, name.clone()).await;
                    noted.map_err(Refusal::page)?;
                    return Ok(see_other(&format!("/desk/themes/?done=brought&theme={name}")));
                }
                Err(error) => format!("Nothing was kept. {}", sentence(&error)),
            }
        }
        _ => "Choose the zip of a theme.".into(),
    };
    let page = page(&desk, &asker, &nonce, String::new(), problem).await?;
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// Keeps a theme under the name that it has itself or, where that is none, under that of its file. In the place of another
/// only where that is wished.
fn install(themes: &Path, file: &str, bytes: &[u8], used: &str, replace: bool) -> Result<String, ThemeError> {
    let library = Library::new(themes);
    let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let of_file = file.strip_suffix(".zip").or_else(|| file.strip_suffix(".ZIP"));
    library.install_zip(bytes, |theme| {
        let mut names = [Some(theme.name()), of_file].into_iter().flatten();
        let Some(name) = names.find(|name| Library::is_name(name)) else {
            return Err(ThemeError::Unnamed(
                "“name” in its package.json, or the name of its zip, has to be of the letters a to z, digits, “-”, “_” and “.”"
                    .into(),
            ));
        };
        // The built-in one keeps its name, and the one in use is changed only by taking another into use: neither itself nor, where
        // it is what another replaced, by replacing that again.
        let mut free = name.to_owned();
        for number in 2.. {
            if free != BUILT_IN && free != used && used.strip_suffix(".before") != Some(&*free) {
                break;
            }
            free = format!("{name}-{number}");
        }
        if replace || library.path(&free).is_none() {
            return Ok(free);
        }
        let version = library.load(&free).map(|there| format!(" ({})", there.version()));
        Err(ThemeError::Unnamed(format!(
            "There is a theme “{free}”{} already. Choose the zip again and tick “Replace” where it is to take its place",
            version.unwrap_or_default()
        )))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_no_theme_is_refused_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        for (file, bytes) in [
            ("../../evil.zip", &b"PK"[..]),
            ("theme.tar", b"x"),
            ("..zip", b"x"),
            (".hidden.zip", b"x"),
            ("a b.zip", b"x"),
        ] {
            assert!(
                install(folder.path(), file, bytes, "broadsheet", true).is_err(),
                "{file}"
            );
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
