//! The pages, one file to each part of the desk.

pub(crate) mod account;
pub(crate) mod arrange;
pub(crate) mod audit;
pub(crate) mod authors;
pub(crate) mod board;
pub(crate) mod choices;
pub(crate) mod code;
pub(crate) mod comments;
pub(crate) mod copy;
pub(crate) mod export;
pub(crate) mod factor;
pub(crate) mod feed;
pub(crate) mod filters;
pub(crate) mod find;
pub(crate) mod forgotten;
pub(crate) mod hand_over_ownership;
pub(crate) mod home;
pub(crate) mod join;
pub(crate) mod media;
pub(crate) mod passkeys;
pub(crate) mod people;
pub(crate) mod picture;
pub(crate) mod preview;
pub(crate) mod redirects;
pub(crate) mod revisions;
pub(crate) mod second_step;
pub(crate) mod sections;
pub(crate) mod set_up;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod stories;
pub(crate) mod story;
pub(crate) mod themes;
pub(crate) mod untold;
pub(crate) mod way;

use crate::{Desk, answer::Refusal, fields::Fields, guard::Asker};
use kernel::UserId;
use newsroom::{NewsroomError, Staff};
use std::collections::{BTreeMap, HashMap};

/// The person of a route that only those reach who are signed in.
pub(crate) fn staff(asker: &Asker) -> Result<&Staff, Refusal> {
    asker.staff.as_ref().ok_or(Refusal::SignedOut {
        next: None,
        wants_json: true,
    })
}

/// What everybody is called.
async fn names(desk: &Desk) -> Result<HashMap<UserId, String>, Refusal> {
    let read = desk
        .newsroom()
        .store
        .read(|reader| Ok::<_, NewsroomError>(reader.users()?));
    let users = read.await.map_err(Refusal::page)?;
    Ok(users.into_iter().map(|user| (user.id, user.name)).collect())
}

/// What one of them is called; nothing for nobody.
fn name_in(names: &HashMap<UserId, String>, user: Option<UserId>) -> String {
    user.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
}

/// Texts in other languages: the fields `NAME.TAG`, by tag.
fn spoken_of(fields: &Fields, name: &str) -> BTreeMap<String, String> {
    let start = format!("{name}.");
    let named = fields.names().filter_map(|name| name.strip_prefix(&start));
    named
        .map(|tag| (tag.to_owned(), fields.text(&format!("{start}{tag}"))))
        .collect()
}

/// The one in this language; empty where there is none.
fn spoken<'a>(texts: &'a BTreeMap<String, String>, language: &str) -> &'a str {
    texts.get(language).map_or("", String::as_str)
}
