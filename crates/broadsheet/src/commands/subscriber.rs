//! `broadsheet subscriber export` and `erase`: what a person may ask of the newsroom.

use crate::{
    commands::serve::outbox,
    config::Config,
    failure::{Failure, Outcome, fail},
    open,
    say::say,
};
use kernel::{EmailAddress, Invalid};

/// Prints all that is kept of a person, as JSON.
pub async fn export(config: &Config, email: &str) -> Outcome {
    let email = address(email)?;
    let newsroom = open::newsroom(config).await?;
    match newsroom.export_subscriber(email.clone()).await? {
        Some(all) => {
            say!("{all:#}");
            Ok(())
        }
        None => unknown(&email),
    }
}

/// Erases a person, and letters to them in the outbox.
pub async fn erase(config: &Config, email: &str) -> Outcome {
    let email = address(email)?;
    let newsroom = open::newsroom(config).await?;
    let Some(id) = newsroom.erase_subscriber(email.clone()).await? else {
        return unknown(&email);
    };
    outbox(config).forget(id).map_err(|error| {
        Failure(format!(
            "Letters in the outbox cannot be removed: {}.",
            crate::sentence::io(&error)
        ))
    })?;
    say!("Nothing about {email} is kept any more.");
    Ok(())
}

fn address(text: &str) -> Outcome<EmailAddress> {
    text.parse().map_err(|Invalid(why)| Failure(why))
}

fn unknown(email: &EmailAddress) -> Outcome {
    fail(format!("Nothing is kept about {email}."))
}
