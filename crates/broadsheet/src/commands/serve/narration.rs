//! Stories are read aloud in the background, one at a time.

use crate::config::Voices;
use kernel::PostId;
use narration::{Rest, Voice, id3::Tags, narrate};
use newsroom::{MAKE, Newsroom, NewsroomError, SWEEP, Script, Told};
use site::{Glance, Load};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use store::{Job, NotDone};

/// Readers keep the machine busy when their threads have something to do for more than this share of the time.
const BUSY: f64 = 0.1;
/// Beside them it is worked for a thirtieth of the time, and no rest is longer than this.
const RESTS: u32 = 29;
const LONGEST_REST: Duration = Duration::from_secs(30);

/// Works as fast as it can, but slowly while readers need the machine.
struct Pace {
    load: Load,
    last: Mutex<Glance>,
}

impl Pace {
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
        rest_after(worked, now.share_since(before))
    }
}

fn rest_after(worked: Duration, readers: f64) -> Duration {
    match readers > BUSY {
        true => worked.saturating_mul(RESTS).min(LONGEST_REST),
        false => Duration::ZERO,
    }
}

/// Does the jobs of narration for as long as the program runs.
pub fn read_stories_aloud(newsroom: Newsroom, voices: Voices, load: Load) {
    let pace = Pace::new(load);
    let rest: Rest = Arc::new(move |worked| pace.rest(worked));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_rests_beside_many_readers_and_for_no_longer_than_is_set() {
        let worked = Duration::from_millis(100);
        assert_eq!(rest_after(worked, 0.02), Duration::ZERO);
        assert_eq!(rest_after(worked, 0.7), Duration::from_millis(2900));
        assert_eq!(rest_after(Duration::from_secs(600), 0.7), LONGEST_REST);
    }
}
