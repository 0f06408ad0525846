//! Voices: something that turns text into sound.

mod command;
mod process;

pub use command::Command;
pub use process::Limits;

use crate::Sound;
use kernel::{DigitalSource, Language};
use std::{future::Future, pin::Pin};

/// Why a voice did not speak.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VoiceError {
    /// The program is not there or cannot be run.
    #[error("the voice “{0}” cannot be started: {1}")]
    Start(String, String),
    /// It ended with an error; its last words.
    #[error("the voice “{0}” ended with {1}: {2}")]
    Ended(String, String, String),
    /// It did not end in time, and was stopped.
    #[error("the voice “{0}” did not end within {1} s and was stopped")]
    Hung(String, u64),
    /// It answered more than the text could sound like, and was stopped.
    #[error("the voice “{0}” answered more than {1} MB and was stopped")]
    TooMuch(String, usize),
    /// What it answered is no sound.
    #[error("what the voice “{0}” answered is no sound: {1}")]
    Rubbish(String, String),
}

/// What a voice gives, sooner or later.
pub type Speaking<'a> = Pin<Box<dyn Future<Output = Result<Sound, VoiceError>> + Send + 'a>>;

/// A voice. Later ones may be services; none keeps anything.
pub trait Voice: Send + Sync {
    /// What stands for how it sounds: when it changes, stories are read again.
    fn name(&self) -> &str;

    /// How it makes its sound.
    fn source(&self) -> DigitalSource;

    /// Speaks a paragraph. Dropping the future stops it.
    fn speak<'a>(&'a self, text: &'a str, language: &'a Language) -> Speaking<'a>;
}
