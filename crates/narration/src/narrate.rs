//! From a story in words to its audio.

use crate::{Sound, Voice, id3::Tags, mp3, quiet, sound, voice::VoiceError};
use document::Speech;
use kernel::SpokenParagraph;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::sleep;

/// Silence between paragraphs, and around the head of the story.
const PAUSE: u32 = 450;
const LONG_PAUSE: u32 = 700;
/// Before the first word, so that no player swallows it.
const START: u32 = 120;
/// Longer paragraphs are spoken in parts of whole sentences: a limit on time must mean the same for all.
const LONGEST: usize = 1500;

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audio {
    /// The MP3 with its tags.
    pub mp3: Vec<u8>,
    /// How long it is.
    pub duration_ms: u32,
    /// When each paragraph begins.
    pub paragraphs: Vec<SpokenParagraph>,
}

/// Why there is no audio.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// The voice did not speak.
    #[error(transparent)]
    Voice(#[from] VoiceError),
    /// It changed its rate in the middle.
    #[error("the voice “{0}” speaks at {1} Hz and then at {2} Hz")]
    Rates(String, u32, u32),
    /// There is nothing to say.
    #[error("there is nothing to say")]
    Nothing,
    /// The encoder failed.
    #[error("the MP3 cannot be made: {0}")]
    Mp3(String),
}

/// How long to rest after work that took so long. The lowest priority is not enough to leave others in peace: on cores
/// that have no idle time, whoever runs keeps the rest waiting for some milliseconds at a time.
pub type Rest = Arc<dyn Fn(Duration) -> Duration + Send + Sync>;

/// Work of one thread in pieces, with rests between them.
pub(crate) struct Resting {
    rest: Rest,
    /// The thread's own time on a core when it last rested: waiting for one is no work.
    since: Duration,
}

impl Resting {
    pub(crate) fn new(rest: Rest) -> Self {
        Self {
            rest,
            since: worked(),
        }
    }

    /// A piece is done.
    pub(crate) fn after_piece(&mut self) {
        std::thread::sleep((self.rest)(worked().saturating_sub(self.since)));
        self.since = worked();
    }
}

/// The time that this thread has been on a core.
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// Has a story read by a voice. Nothing is left of it when the future is dropped or fails.
pub async fn narrate(speech: &Speech, voice: &dyn Voice, tags: Tags, rest: Rest) -> Result<Audio, Failed> {
    let mut whole: Option<Sound> = None;
    let mut paragraphs = Vec::with_capacity(speech.paragraphs.len());
    for (i, paragraph) in speech.paragraphs.iter().enumerate() {
        let mut begins = None;
        for part in parts(&paragraph.sentences) {
            let began = Instant::now();
            let spoken = voice.speak(&part, &tags.language).await?.trimmed();
            sleep(rest(began.elapsed())).await;
            let whole = whole.get_or_insert_with(|| {
                let mut start = Sound {
                    rate: spoken.rate,
                    samples: Vec::new(),
                };
                start.pause(START);
                start
            });
            if whole.rate != spoken.rate {
                return Err(Failed::Rates(voice.name().to_owned(), whole.rate, spoken.rate));
            }
            begins.get_or_insert(whole.millis());
            whole.samples.extend(spoken.samples);
            whole.pause(PAUSE);
        }
        if let Some(at) = begins {
            paragraphs.push(SpokenParagraph {
                element: paragraph.element,
                at,
            });
        }
        let head_ends = paragraph.element.is_none()
            && speech
                .paragraphs
                .get(i + 1)
                .is_some_and(|next| next.element.is_some());
        if let (true, Some(whole)) = (head_ends, &mut whole) {
            whole.pause(LONG_PAUSE - PAUSE);
        }
    }
    let whole = whole.ok_or(Failed::Nothing)?;
    let duration_ms = sound::millis(whole.samples.len(), whole.rate);
    let mp3 = apart(move || {
        let (mut whole, mut rest) = (whole, Resting::new(rest));
        quiet::normalise(&mut whole, &mut rest);
        let mut mp3 = tags.to_bytes();
        mp3.extend(mp3::encode(&whole, &mut rest)?);
        Ok(mp3)
    })
    .await
    .map_err(Failed::Mp3)?;
    Ok(Audio {
        mp3,
        duration_ms,
        paragraphs,
    })
}

/// Sentences in parts that are not too long.
fn parts(sentences: &[String]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for sentence in sentences {
        match parts.last_mut() {
            Some(last) if last.len() + sentence.len() < LONGEST => {
                last.push(' ');
                last.push_str(sentence);
            }
            _ => parts.push(sentence.clone()),
        }
    }
    parts
}

/// Does heavy work on a thread of its own that stands back for everything else; a thread of a pool could not be raised
/// again.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let (done, result) = tokio::sync::oneshot::channel();
    let run = move || {
        // On Linux this is the priority of the thread alone.
        let _ = rustix::process::setpriority_process(None, 19);
        let _ = done.send(work());
    };
    std::thread::Builder::new()
        .name("narration".into())
        .spawn(run)
        .map_err(|why| why.to_string())?;
    result
        .await
        .unwrap_or_else(|_| Err("the thread of the encoder ended".into()))
}
