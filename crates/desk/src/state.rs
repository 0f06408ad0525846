//! What the desk works with.

use crate::memory::Rooms;
use kernel::UserId;
use newsroom::Newsroom;
use site::look::BuiltIn;
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Semaphore;

/// What a desk is made of.
#[derive(Clone)]
pub struct DeskConfig {
    /// The newsroom.
    pub newsroom: Newsroom,
    /// The address that readers know, without a slash at its end.
    pub public_url: String,
    /// The address at which the newsroom's people reach the desk.
    pub url: String,
    /// The code that the set-up page asks for, printed where the program was started.
    pub set_up_code: String,
    /// Whether a proxy stands in front whose `X-Forwarded-For` is to be believed; `None`: one on this machine.
    pub trusted_proxy: Option<bool>,
    /// Whether letters go out; else they are written to the outbox in the data folder.
    pub sends_mail: bool,
    /// The folder of themes.
    pub themes: PathBuf,
    /// The theme that is part of the program.
    pub built_in: BuiltIn,
}

/// Requests of the desk that are worked on at the same time. They are its own: readers use up none of them.
const AT_ONCE: usize = 64;

/// Those of one person, who keeps nobody else out.
const OF_ONE: usize = 8;

/// The same for those who are not signed in.
const STRANGERS: usize = 16;

/// The desk. Cheap to clone.
#[derive(Clone)]
pub struct Desk(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub newsroom: Newsroom,
    pub public_url: String,
    pub url: String,
    pub set_up_code: String,
    pub trusted_proxy: Option<bool>,
    pub sends_mail: bool,
    pub themes: PathBuf,
    pub built_in: BuiltIn,
    pub places: Semaphore,
    pub strangers: Semaphore,
    of_people: Mutex<HashMap<UserId, Arc<Semaphore>>>,
    pub rooms: Rooms,
    /// One export at a time.
    pub export: Arc<Semaphore>,
}

impl Desk {
    pub(crate) fn new(config: DeskConfig) -> Self {
        Self(Arc::new(Inner {
            newsroom: config.newsroom,
            public_url: config.public_url.trim_end_matches('/').to_owned(),
            url: config.url,
            set_up_code: config.set_up_code,
            trusted_proxy: config.trusted_proxy,
            sends_mail: config.sends_mail,
            themes: config.themes,
            built_in: config.built_in,
            places: Semaphore::new(AT_ONCE),
            strangers: Semaphore::new(STRANGERS),
            of_people: Mutex::default(),
            rooms: Rooms::default(),
            export: Arc::new(Semaphore::new(1)),
        }))
    }

    pub(crate) fn newsroom(&self) -> &Newsroom {
        &self.0.newsroom
    }

    /// The places of one person.
    pub(crate) fn places_of(&self, person: UserId) -> Arc<Semaphore> {
        let mut people = self.0.of_people.lock().unwrap_or_else(PoisonError::into_inner);
        let own = people
            .entry(person)
            .or_insert_with(|| Arc::new(Semaphore::new(OF_ONE)));
        own.clone()
    }

    /// Whether the desk is reached by TLS, so that cookies may ask for it.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.url.starts_with("https://")
    }
}

/// A new code for the set-up page: four groups of four letters and digits that are not mistaken for one another.
///
/// # Errors
/// When the machine gives no random numbers.
pub fn new_set_up_code() -> Result<String, getrandom::Error> {
    const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)?;
    let letters: Vec<char> = bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}
