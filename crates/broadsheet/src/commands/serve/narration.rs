//! Stories are read aloud in the background, one at a time.

use crate::config::Voices;
use kernel::PostId;
use narration::{Rest, Voice, id3::Tags, narrate};
use newsroom::{MAKE, Newsroom, NewsroomError, SWEEP, Script, Told};
use site::{Glance, Load, Pace};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use store::{Job, NotDone};

const PACE: Pace = Pace {
    busy: 0.1,
    longest: Duration::from_secs(30),
};

/// Works as fast as it can, but slowly while readers need the machine.
struct Patience {
    load: Load,
    last: Mutex<Glance>,
}

impl Patience {
    fn new(load: Load) -> Self {
        let last = Mutex::new(load.glance());
        Self { load, last }
    }

    /// How long to rest after work that took so long.
    fn rest(&self, worked: Duration) -> Duration {
        let now = self.load.glance();
        let before = std::mem::replace(
            &mut *self.last.lock().unwrap_or_else(PoisonError::into_inner),
            now,
        );
        PACE.rest(now.share_since(before), worked)
    }
}

/// Does the jobs of narration for as long as the program runs.
pub fn read_stories_aloud(newsroom: Newsroom, voices: Voices, load: Load) {
    let patience = Patience::new(load);
    let rest: Rest = Arc::new(move |worked| patience.rest(worked));
    let store = newsroom.store.clone();
    tokio::spawn(store::work(store, &[MAKE, SWEEP], move |job| {
        let (newsroom, voices, rest) = (newsroom.clone(), voices.clone(), rest.clone());
        async move {
            match job.kind.as_str() {
                SWEEP => newsroom.sweep_narration(job).await.map_err(failed),
                _ => make(&newsroom, &voices, rest, job).await,
            }
        }
    }));
}

fn failed(error: NewsroomError) -> NotDone {
    NotDone::Failed(error.to_string())
}

async fn make(newsroom: &Newsroom, voices: &Voices, rest: Rest, job: Job) -> Result<(), NotDone> {
    let Ok(post) = job.payload.parse::<PostId>() else {
        return Err(NotDone::Hopeless(format!("“{}” is no post", job.payload)));
    };
    let script = newsroom.script(post).await.map_err(failed)?;
    let voice = script.as_ref().and_then(|script| voices.voice(&script.language));
    let (Some(script), Some(voice)) = (script, voice) else {
        return newsroom.not_narrated(job, post).await.map_err(failed);
    };
    if script.is_told_by(voice.name()) {
        return newsroom.still_narrated(job).await.map_err(failed);
    }
    match narrate(&script.speech, &voice, tags(&script, &voice), rest).await {
        Ok(audio) => {
            let told = Told {
                mp3: audio.mp3,
                duration_ms: audio.duration_ms,
                paragraphs: audio.paragraphs,
                voice: voice.name().to_owned(),
                source: voice.source(),
            };
            newsroom.narrated(job, &script, told).await.map_err(failed)
        }
        Err(why) => {
            // Until another try works, no audio is better than one that says something else than the page.
            if script.before.is_some() {
                newsroom.outdated_narration(post).await.map_err(failed)?;
            }
            Err(NotDone::Failed(format!("“{}” has no audio: {why}", script.title)))
        }
    }
}

fn tags(script: &Script, voice: &impl Voice) -> Tags {
    Tags {
        title: script.title.clone(),
        artist: script.byline.join(", "),
        album: script.site.clone(),
        language: script.language.clone(),
        date: script.date.clone(),
        source: voice.source(),
    }
}
