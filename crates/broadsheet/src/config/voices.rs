//! Who reads stories aloud: `narration.*`.

use super::{keys, wrong};
use kernel::Language;
use narration::voice::Command;
use std::collections::BTreeMap;

/// The voices of the newsroom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voices {
    choice: Choice,
    every: Option<Command>,
    by_language: BTreeMap<String, Command>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Choice {
    /// A command where one is set, else espeak-ng where it is installed.
    #[default]
    Whatever,
    EspeakNg,
    Command,
    Off,
}

/// Whether the key holds a command.
pub(super) fn is_command(key: &str) -> bool {
    key == "narration.command" || keys::language_of_command(key).is_some()
}

/// A command that is written as a list of words.
pub(super) fn line(words: &[toml::Value]) -> Option<String> {
    let words: Option<Vec<&str>> = words
        .iter()
        .map(|word| word.as_str().filter(|word| !word.contains(char::is_whitespace)))
        .collect();
    words.map(|words| words.join(" "))
}

impl Voices {
    pub(super) fn of(values: &BTreeMap<String, String>) -> Result<Self, (String, String)> {
        let mut voices = Self::default();
        for (key, line) in values.iter().filter(|(key, _)| is_command(key)) {
            let Some(command) = Command::of_line(line) else {
                continue;
            };
            match keys::language_of_command(key) {
                Some(tag) => drop(voices.by_language.insert(tag.to_ascii_lowercase(), command)),
                None => voices.every = Some(command),
            }
        }
        voices.choice = match values.get("narration.voice").map(String::as_str) {
            None | Some("") => Choice::Whatever,
            Some("espeak-ng") => Choice::EspeakNg,
            Some("off") => Choice::Off,
            Some("command") if voices.every.is_some() || !voices.by_language.is_empty() => Choice::Command,
            Some("command") => {
                return wrong(
                    "narration.voice",
                    "set narration.command as well, or choose espeak-ng or off",
                );
            }
            Some(_) => return wrong("narration.voice", "write espeak-ng, command or off"),
        };
        Ok(voices)
    }

    /// The voice for a language; `None` when nobody reads it.
    pub fn voice(&self, language: &Language) -> Option<Command> {
        let command = || {
            let tag = language.as_str().to_ascii_lowercase();
            let of = |tag: &str| self.by_language.get(tag);
            of(&tag)
                .or_else(|| of(language.primary()))
                .or(self.every.as_ref())
                .cloned()
        };
        let espeak = || Command::espeak_ng(language);
        match self.choice {
            Choice::Off => None,
            Choice::Command => command(),
            Choice::EspeakNg => Some(espeak()),
            Choice::Whatever => {
                command().or_else(|| Some(espeak()).filter(|voice| is_installed(voice.program())))
            }
        }
    }

    /// For each language the program that is needed, and whether it can be found.
    pub fn check(&self, languages: &[Language]) -> Result<String, String> {
        if self.choice == Choice::Off {
            return Ok("off; stories have no audio".into());
        }
        let mut found = Vec::new();
        for language in languages {
            match self.voice(language) {
                None => {
                    return Err(format!(
                        "stories in “{language}” have no audio: install espeak-ng (apt-get install espeak-ng), set \
                         narration.command, or set narration.voice to off"
                    ));
                }
                Some(voice) if !is_installed(voice.program()) => {
                    return Err(format!(
                        "the voice for “{language}” needs the program {}, which cannot be found: install it, or set \
                         narration.voice to off",
                        voice.program()
                    ));
                }
                Some(voice) => found.push(format!("{} ({language})", voice.program())),
            }
        }
        Ok(found.join(", "))
    }
}

/// Whether a program can be found where programs are looked for.
fn is_installed(program: &str) -> bool {
    if program.contains('/') {
        return std::path::Path::new(program).is_file();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
