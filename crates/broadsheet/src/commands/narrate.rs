//! `broadsheet narrate`: has older stories read aloud by the server that runs, or by the next that does.

use crate::{
    config::Config,
    failure::{Failure, Outcome},
    open,
    say::say,
};
use kernel::{Invalid, Slug, Timestamp};

/// Asks for the audio of one story, or of all that were published in the last `days`.
pub async fn run(config: &Config, slug: Option<&str>, days: Option<u16>) -> Outcome {
    let newsroom = open::newsroom(config).await?;
    let asked = match slug {
        Some(slug) => {
            let slug: Slug = slug
                .trim_matches('/')
                .parse()
                .map_err(|Invalid(why)| Failure(format!("{why}.")))?;
            newsroom.ask_for_narration(slug).await?;
            1
        }
        None => {
            let since = Timestamp::now().plus_millis(-i64::from(days.unwrap_or(1)) * 86_400_000);
            newsroom.ask_for_narrations_since(since).await?
        }
    };
    say!(
        "{asked} to be read aloud, as soon as a server runs; those whose audio is right already stay as they are."
    );
    Ok(())
}
