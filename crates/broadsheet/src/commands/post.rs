//! `broadsheet post publish` and `broadsheet post withdraw`

use crate::{
    config::Config,
    failure::{Failure, Outcome},
    markdown_post, open,
    say::say,
    sentence,
};
use jiff::tz::TimeZone;
use kernel::{Invalid, PostState, Slug, Timestamp};
use std::path::Path;

/// Publishes or updates the post of a Markdown file.
pub async fn publish(config: &Config, file: &Path) -> Outcome {
    let shown = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure(format!("{shown} cannot be read: {}.", sentence::io(&error))))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let bytes = |src: &str| {
        let path = folder.join(src);
        let fails = |error| format!("{} cannot be read: {}", path.display(), sentence::io(&error));
        // Whoever wrote the post may be another person than the one who publishes it.
        if !is_within(folder, &path).map_err(fails)? {
            return Err(format!(
                "{} is not in the folder of the post: put a copy there",
                path.display()
            ));
        }
        std::fs::read(&path).map_err(fails)
    };
    let newsroom = open::existing(config).await?;
    let settings = newsroom.store.read(|reader| reader.settings()).await?;
    let zone = TimeZone::get(&settings.timezone).unwrap_or(TimeZone::UTC);
    let input = markdown_post::read(&newsroom, &shown, &text, &bytes, &zone, Timestamp::now()).await?;
    let saved = newsroom.save_post(input).await?;
    let done = match (saved.state, saved.created) {
        (PostState::Draft, _) => "Saved as a draft",
        (PostState::Scheduled, _) => "Scheduled",
        (_, true) => "Published",
        (_, false) => "Updated",
    };
    say!(
        "{done}: {}{}",
        config.url.as_deref().unwrap_or_default(),
        saved.url_path
    );
    for name in &saved.made {
        say!("New: {name}.");
    }
    for slug in &saved.unresolved {
        say!("The related story “{slug}” is not there yet; its card is not shown.");
    }
    Ok(())
}

/// Whether the file is in the folder or one below it, links followed.
fn is_within(folder: &Path, file: &Path) -> std::io::Result<bool> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    Ok(file.canonicalize()?.starts_with(folder.canonicalize()?))
}

/// Takes a post off the site for good.
pub async fn withdraw(config: &Config, slug: &str, reason: Option<String>) -> Outcome {
    let slug: Slug = slug
        .trim_matches('/')
        .parse()
        .map_err(|Invalid(why)| Failure(format!("{why}.")))?;
    let newsroom = open::existing(config).await?;
    newsroom.withdraw_post(slug.clone(), reason).await?;
    say!(
        "Withdrawn: {}/{slug}/ answers 410 Gone.",
        config.url.as_deref().unwrap_or_default()
    );
    Ok(())
}
