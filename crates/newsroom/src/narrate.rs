//! A story read aloud: when it is to be read, what is said, and what becomes of the audio.
//!
//! Whatever changes a post leaves a job ([`MAKE`]) in its transaction; whoever does it asks for the [`Script`], has it
//! read, and gives the audio back with [`Newsroom::narrated`]. The post never waits for it.

use crate::{Newsroom, NewsroomError, Result};
use document::{Document, Speech, SpeechHead};
use files::{Area, MediaPath};
use jiff::{ZonedDateTime, tz::TimeZone};
use kernel::{
    DigitalSource, Key, Language, Narration, Post, PostId, PostKind, PostState, SiteSettings, Slug,
    SpokenParagraph, Timestamp, Visibility,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use store::{Cmp, Filter, Job, NewJob, PostQuery, Tx};

/// Kind of the job: have a story read. Its payload is the id of the post.
pub const MAKE: &str = "narration.make";
/// Kind of the job: remove a file that no story plays any more. Its payload is the file's address.
pub const SWEEP: &str = "narration.sweep";

/// A replaced file is kept so long: pages that readers have open still play it.
const KEPT: i64 = 3_600_000;
/// Stories are read newest first: one that is a day older is due a day later, all of them at once.
const LEAD: i64 = 100 * 365 * 86_400_000;

/// What is to be read of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// The story.
    pub post: PostId,
    /// Its language.
    pub language: Language,
    /// Its headline.
    pub title: String,
    /// Its authors' names, in its language.
    pub byline: Vec<String>,
    /// The name of the site, in its language.
    pub site: String,
    /// The day of its publication in the newsroom's zone: `2026-11-23`.
    pub date: String,
    /// What is said.
    pub speech: Speech,
    /// The audio that there is.
    pub before: Option<Narration>,
}

/// Audio that was made of a script.
#[derive(Debug, Clone)]
pub struct Told {
    /// The MP3.
    pub mp3: Vec<u8>,
    /// How long it is.
    pub duration_ms: u32,
    /// When each paragraph begins.
    pub paragraphs: Vec<SpokenParagraph>,
    /// Whose voice it is.
    pub voice: String,
    /// How it was made.
    pub source: DigitalSource,
}

impl Script {
    /// The script of a story; `None` when it is not to be read aloud now.
    fn of(post: &Post, settings: &SiteSettings, before: Option<Narration>) -> Result<Option<Self>> {
        if !is_aloud(post) {
            return Ok(None);
        }
        let language = post.language.as_str();
        let byline: Vec<String> = post
            .authors
            .iter()
            .map(|author| author.names.get(language).unwrap_or(&author.name).clone())
            .collect();
        let zone = TimeZone::get(&settings.timezone).unwrap_or(TimeZone::UTC);
        let day = post
            .published_at
            .map(|at| ZonedDateTime::new(at.to_jiff(), zone).date());
        let head = SpeechHead {
            headline: &post.title,
            byline: &byline,
            date: day.map(|day| (day.year(), day.month().unsigned_abs(), day.day().unsigned_abs())),
        };
        let speech = Document::from_stored_json(&post.body)?.to_speech(head, language);
        Ok(Some(Self {
            post: post.id,
            language: post.language.clone(),
            title: post.title.clone(),
            site: settings.title_in(&post.language).to_owned(),
            date: day.map(|day| day.to_string()).unwrap_or_default(),
            byline,
            speech,
            before,
        }))
    }

    /// What stands for how it sounds in a voice: when it changes, the story is read again.
    pub fn spoken(&self, voice: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(voice);
        for paragraph in &self.speech.paragraphs {
            hash.update(format!("\n\n{:?}", paragraph.element));
            for sentence in &paragraph.sentences {
                hash.update("\n");
                hash.update(sentence);
            }
        }
        hex(&hash.finalize())
    }

    /// Whether the audio that there is says this in this voice.
    pub fn is_told_by(&self, voice: &str) -> bool {
        (self.before.as_ref()).is_some_and(|before| before.spoken == self.spoken(voice))
    }
}

/// Whether a post is read aloud: stories that everyone may read.
fn is_aloud(post: &Post) -> bool {
    post.kind == PostKind::Story
        && post.state == PostState::Published
        && post.visibility == Visibility::Public
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Leaves the jobs for posts that were changed in this transaction; what must not be heard any more goes at once.
pub(crate) fn follow(tx: &mut Tx<'_>, posts: &BTreeSet<PostId>) -> Result<()> {
    for id in posts {
        match tx.post_by_id(*id)? {
            Some(post) if is_aloud(&post) => enqueue(tx, &post)?,
            _ => {
                silence(tx, *id, 0)?;
            }
        }
    }
    Ok(())
}

fn enqueue(tx: &mut Tx<'_>, post: &Post) -> Result<()> {
    let now = Timestamp::now();
    let age = now.millis() - post.published_at.unwrap_or(now).millis();
    let once = format!("{MAKE} {}", post.id);
    let job = NewJob {
        due_at: now.plus_millis(age.clamp(0, LEAD) - LEAD),
        once: Some(once.clone()),
        ..NewJob::now(MAKE, post.id.to_string())
    };
    if tx.enqueue_job(&job)?.is_none() {
        // One that waits reads what is there then; one that is dead has another try with other words.
        tx.revive_job_once(&once, now)?;
    }
    Ok(())
}

/// Removes what is known of a post's audio, and its file after so many milliseconds. Says whether there was any.
fn silence(tx: &mut Tx<'_>, post: PostId, after: i64) -> Result<bool> {
    let Some(before) = tx.narration(post)? else {
        return Ok(false);
    };
    tx.delete_narration(post)?;
    sweep_later(tx, before.path, after)?;
    tx.append_change("post.silenced", &[Key::Narration(post), Key::Narrations], &[])?;
    Ok(true)
}

fn sweep_later(tx: &mut Tx<'_>, path: String, after: i64) -> Result<()> {
    // What must not be heard any more goes before all that waits to be read aloud.
    let at = if after == 0 { -2 * LEAD } else { after };
    let job = NewJob {
        due_at: Timestamp::now().plus_millis(at),
        ..NewJob::now(SWEEP, path)
    };
    tx.enqueue_job(&job)?;
    Ok(())
}

impl Newsroom {
    /// What is to be read of a post now; `None` when nothing is.
    pub async fn script(&self, post: PostId) -> Result<Option<Script>> {
        self.store
            .read(move |reader| {
                let Some(found) = reader.post_by_id(post)? else {
                    return Ok(None);
                };
                Script::of(&found, &*reader.settings()?, reader.narration(post)?)
            })
            .await
    }

    /// Keeps the audio of a story and ends the job, so that the page plays it. When the story says something else by
    /// now, nothing is kept and the job begins anew.
    pub async fn narrated(&self, job: Job, script: &Script, told: Told) -> Result<()> {
        let hash = hex(&Sha256::digest(&told.mp3));
        let path = MediaPath::new(Area::Media, &format!("narration/{hash}.mp3"))?;
        let (files, address, bytes) = (self.files.clone(), path.clone(), told.mp3.len());
        let put = tokio::task::spawn_blocking(move || files.put(&address, &told.mp3)).await;
        put.map_err(|_| files::FilesError::NotFound)??;
        let files = self.files.clone();
        let narration = Narration {
            post: script.post,
            language: script.language.clone(),
            spoken: script.spoken(&told.voice),
            voice: told.voice,
            path: path.to_string(),
            duration_ms: told.duration_ms,
            bytes: bytes as i64,
            paragraphs: told.paragraphs,
            source: told.source,
            made_at: Timestamp::now(),
        };
        self.store
            .write(move |tx| {
                // Whoever saves the post now waits, and leaves a job of its own behind this one.
                tx.hold_post(narration.post)?;
                let before = tx.narration(narration.post)?;
                let now = match tx.post_by_id(narration.post)? {
                    Some(post) => Script::of(&post, &tx.settings()?, None)?,
                    None => None,
                };
                let there = files.exists(&path)?;
                if !there || now.is_none_or(|now| now.spoken(&narration.voice) != narration.spoken) {
                    sweep_later(tx, narration.path, 0)?;
                    return Ok(tx.postpone_job(&job, Timestamp::now(), "the story was changed meanwhile")?);
                }
                if let Some(before) = before.filter(|before| before.path != narration.path) {
                    sweep_later(tx, before.path, KEPT)?;
                }
                tx.set_narration(&narration)?;
                let keys = [Key::Narration(narration.post), Key::Narrations];
                tx.append_change("post.narrated", &keys, &[])?;
                Ok(tx.finish_job(&job)?)
            })
            .await
    }

    /// Asks for the audio of a story, whenever it was published.
    pub async fn ask_for_narration(&self, slug: Slug) -> Result<()> {
        self.store
            .write(move |tx| match tx.post_by_slug(&slug)? {
                Some(post) if is_aloud(&post) => enqueue(tx, &post),
                Some(_) => Err(NewsroomError::Conflict(format!(
                    "The post “{slug}” is not read aloud: only published stories that everyone may read are."
                ))),
                None => Err(NewsroomError::NotFound(format!("There is no post “{slug}”."))),
            })
            .await
    }

    /// Asks for the audio of all stories that were published since then; returns how many there are.
    pub async fn ask_for_narrations_since(&self, since: Timestamp) -> Result<usize> {
        let mut query = PostQuery::stories(Timestamp::now());
        query.filter = Filter::PublishedAt(Cmp::GreaterOrEqual, since);
        query.limit = 500;
        let mut asked = 0;
        loop {
            let page = query.clone();
            let posts = self.store.read(move |reader| reader.posts(&page)).await?.posts;
            if posts.is_empty() {
                return Ok(asked);
            }
            query.offset += posts.len() as u64;
            let aloud: Vec<_> = posts.into_iter().filter(|post| is_aloud(post)).collect();
            asked += aloud.len();
            self.store
                .write(move |tx| aloud.iter().try_for_each(|post| enqueue(tx, post)))
                .await?;
        }
    }

    /// Ends the job of a story whose audio is as it should be.
    pub async fn still_narrated(&self, job: Job) -> Result<()> {
        self.store.write(move |tx| Ok(tx.finish_job(&job)?)).await
    }

    /// Ends the job of a post that is not read aloud; audio that it has goes.
    pub async fn not_narrated(&self, job: Job, post: PostId) -> Result<()> {
        self.store
            .write(move |tx| {
                silence(tx, post, KEPT)?;
                Ok(tx.finish_job(&job)?)
            })
            .await
    }

    /// Takes away audio that says what the story does not say any more, while nothing better can be made.
    pub async fn outdated_narration(&self, post: PostId) -> Result<()> {
        self.store
            .write(move |tx| silence(tx, post, KEPT).map(drop))
            .await
    }

    /// Removes a file that no story plays, and ends the job.
    pub async fn sweep_narration(&self, job: Job) -> Result<()> {
        let files = self.files.clone();
        self.store
            .write(move |tx| {
                if !tx.narration_file_is_used(&job.payload)? {
                    files.remove(&job.payload.parse()?)?;
                }
                Ok(tx.finish_job(&job)?)
            })
            .await
    }
}
