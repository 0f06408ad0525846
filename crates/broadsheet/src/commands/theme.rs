//! `broadsheet theme check`, `broadsheet theme use` and `broadsheet theme list`

use crate::{
    config::Config,
    embedded,
    failure::{Failure, Outcome, fail},
    open,
    say::say,
};
use site::look::BUILT_IN;
use std::path::Path;
use theme::{Library, Theme, ThemeError};

/// Loads the theme as the server would, and says what is wrong with it.
pub fn check(path: &Path) -> Outcome {
    let theme = Theme::load(path).map_err(|error| wrong(path, &error))?;
    theme.check().map_err(|error| wrong(path, &error))?;
    say!("{} works.", theme.name());
    Ok(())
}

/// Takes a theme into use, when it works. What lies elsewhere is copied into the newsroom.
pub async fn take(config: &Config, asked: &Path) -> Outcome {
    let newsroom = open::existing(config).await?;
    let library = library(config);
    let name = asked.to_str().unwrap_or_default();
    let (name, theme) = if name == BUILT_IN {
        (name.to_owned(), embedded::default_theme())
    } else if let Some(path) = library.path(name) {
        (name.to_owned(), Theme::load(&path))
    } else if asked.exists() {
        if Library::name_of(asked).is_ok_and(|name| name == BUILT_IN) {
            return fail(format!(
                "“{BUILT_IN}” is the built-in theme: give the folder or zip of yours another name."
            ));
        }
        let (name, theme) = library.install(asked).map_err(|error| wrong(asked, &error))?;
        (name, Ok(theme))
    } else {
        let mut names = library.names();
        names.insert(0, BUILT_IN.into());
        return fail(format!(
            "There is no theme {}: name one of {}, or the path of a folder or a zip.",
            asked.display(),
            names.join(", ")
        ));
    };
    let theme = theme.map_err(|error| wrong(asked, &error))?;
    theme.check().map_err(|error| wrong(asked, &error))?;
    newsroom.use_theme(name.clone()).await?;
    say!("{name} {} is in use.", theme.version());
    Ok(())
}

/// Says which themes there are, and which is in use.
pub async fn list(config: &Config) -> Outcome {
    let store = open::existing_store(config).await?;
    let used = store.read(|reader| reader.settings()).await?.theme.clone();
    let library = library(config);
    let mut names = library.names();
    names.retain(|name| name != BUILT_IN);
    names.insert(0, BUILT_IN.into());
    if !names.contains(&used) {
        names.push(used.clone());
    }
    for name in names {
        let theme = match name == BUILT_IN {
            true => embedded::default_theme(),
            false => library.load(&name),
        };
        let what = match (&theme, name == BUILT_IN) {
            (Ok(theme), true) => format!("{}, built in", theme.version()),
            (Ok(theme), false) => theme.version().to_owned(),
            (Err(error), _) => format!("does not work: {error}"),
        };
        let mark = if name == used { "in use" } else { "" };
        say!("{mark:6}  {name}  {what}");
    }
    Ok(())
}

fn library(config: &Config) -> Library {
    Library::new(config.data.join("themes"))
}

fn wrong(path: &Path, error: &ThemeError) -> Failure {
    let shown = path.display();
    Failure(match error {
        ThemeError::Unreadable(why) => {
            format!("The theme {shown} cannot be read: {}.", why.trim_end_matches('.'))
        }
        error => format!(
            "The theme {shown} does not work: {}.",
            error.to_string().trim_end_matches('.')
        ),
    })
}
