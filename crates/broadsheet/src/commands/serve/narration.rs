//! Stories are read aloud in the background, one at a time.

use crate::config::Voices;
use kernel::PostId;
use narration::{Voice, id3::Tags, narrate};
use newsroom::{MAKE, Newsroom, NewsroomError, SWEEP, Script, Told};
use store::{Job, NotDone};

/// Does the jobs of narration for as long as the program runs.
pub fn read_stories_aloud(newsroom: Newsroom, voices: Voices) {
    let store = newsroom.store.clone();
    tokio::spawn(store::work(store, &[MAKE, SWEEP], move |job| {
        let (newsroom, voices) = (newsroom.clone(), voices.clone());
        async move {
            match job.kind.as_str() {
                SWEEP => newsroom.sweep_narration(job).await.map_err(failed),
                _ => make(&newsroom, &voices, job).await,
            }
        }
    }));
}

fn failed(error: NewsroomError) -> NotDone {
    NotDone::Failed(error.to_string())
}

async fn make(newsroom: &Newsroom, voices: &Voices, job: Job) -> Result<(), NotDone> {
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
    match narrate(&script.speech, &voice, tags(&script, &voice)).await {
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
