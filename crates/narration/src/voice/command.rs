//! A voice that is a program on this machine: text on its standard input, WAV on its standard output.

use super::{Limits, Speaking, Voice, VoiceError, process};
use crate::wav;
use kernel::{DigitalSource, Language};

/// A program with its arguments. No shell is between, so that nothing in them is more than an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    program: String,
    arguments: Vec<String>,
    name: String,
    source: DigitalSource,
    limits: Limits,
}

impl Command {
    /// Debian's espeak-ng in this language: it is always there, and speaks by rules alone.
    pub fn espeak_ng(language: &Language) -> Self {
        let voice = match language.as_str() {
            "en" => "en-gb".to_owned(),
            tag => tag.to_ascii_lowercase(),
        };
        // A little slower than its own 175 words a minute, which is fast for news.
        let arguments = ["--stdin", "--stdout", "-b", "1", "-s", "160", "-v", &voice];
        Self {
            program: "espeak-ng".into(),
            arguments: arguments.map(str::to_owned).to_vec(),
            name: format!("espeak-ng {voice}"),
            source: DigitalSource::AlgorithmicMedia,
            limits: Limits::default(),
        }
    }

    /// Any program, as it is typed, words apart by blanks: `piper --model en.onnx --output_file -`. `None` without a
    /// word.
    pub fn of_line(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace().map(str::to_owned);
        let program = words.next()?;
        let arguments: Vec<String> = words.collect();
        let by_rules = program.rsplit('/').next() == Some("espeak-ng");
        Some(Self {
            name: line.split_whitespace().collect::<Vec<_>>().join(" "),
            program,
            arguments,
            source: match by_rules {
                true => DigitalSource::AlgorithmicMedia,
                false => DigitalSource::TrainedAlgorithmicMedia,
            },
            limits: Limits::default(),
        })
    }

    /// With other limits on what it may take.
    pub fn within(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The program that is run.
    pub fn program(&self) -> &str {
        &self.program
    }
}

impl Voice for Command {
    fn name(&self) -> &str {
        &self.name
    }

    fn source(&self) -> DigitalSource {
        self.source
    }

    fn speak<'a>(&'a self, text: &'a str, _language: &'a Language) -> Speaking<'a> {
        Box::pin(async move {
            let bytes = process::run(&self.program, &self.arguments, text, self.limits).await?;
            wav::read(&bytes).map_err(|why| VoiceError::Rubbish(self.program.clone(), why.to_string()))
        })
    }
}
