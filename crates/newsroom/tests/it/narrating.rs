//! When stories are read aloud, and what becomes of the audio.

use crate::{Desk, story, text};
use kernel::{DigitalSource, Key, Narration, PostId, PostKind, SpokenParagraph, Timestamp, Visibility};
use newsroom::{Batch, MAKE, PostInput, SWEEP, Script, Told};
use store::{Job, JobState};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_published_story_leaves_one_job_and_what_is_no_public_story_leaves_none,
    audio_that_is_made_is_kept_with_its_file_and_touches_the_page_alone,
    a_story_that_changed_while_it_was_read_is_read_again,
    other_words_replace_the_audio_and_other_fields_do_not,
    a_withdrawn_story_is_silent_at_once,
    what_must_not_be_heard_goes_before_what_waits_to_be_read,
    a_story_that_members_alone_may_read_is_silent,
    posts_of_former_days_are_not_read_aloud,
    the_newest_story_is_read_first,
    a_replaced_file_is_kept_for_an_hour_and_then_swept,
);

fn told(mp3: &[u8]) -> Told {
    Told {
        mp3: mp3.to_vec(),
        duration_ms: 4200,
        paragraphs: vec![SpokenParagraph {
            element: Some(0),
            at: 120,
        }],
        voice: "a voice".into(),
        source: DigitalSource::TrainedAlgorithmicMedia,
    }
}

impl Desk {
    async fn take(&self, kind: &'static [&'static str], at: Timestamp) -> Option<Job> {
        let taken = self.store.write(move |tx| tx.take_job(kind, at, 60_000)).await;
        taken.unwrap()
    }

    /// The next story to be read, with its job.
    async fn next(&self) -> Option<(Job, Option<Script>)> {
        let job = self.take(&[MAKE], Timestamp::now()).await?;
        let script = self.script(job.payload.parse().unwrap()).await.unwrap();
        Some((job, script))
    }

    /// Reads the next story.
    async fn narrate(&self, mp3: &[u8]) -> Narration {
        let (job, script) = self.next().await.expect("a story is to be read");
        let script = script.expect("it is a public story");
        self.narrated(job, &script, told(mp3)).await.unwrap();
        self.narration(script.post).await.expect("it has audio")
    }

    async fn narration(&self, post: PostId) -> Option<Narration> {
        self.store
            .read(move |reader| reader.narration(post))
            .await
            .unwrap()
    }

    async fn waiting(&self) -> usize {
        let waiting = self
            .store
            .read(|reader| reader.jobs(JobState::Waiting, 100))
            .await;
        waiting.unwrap().iter().filter(|job| job.kind == MAKE).count()
    }

    fn has(&self, path: &str) -> bool {
        self.files.exists(&path.parse().unwrap()).unwrap()
    }

    /// Does all sweeping that is due at that time.
    async fn sweep(&self, at: Timestamp) {
        while let Some(job) = self.take(&[SWEEP], at).await {
            self.sweep_narration(job).await.unwrap();
        }
    }
}

fn again(title: &str, body: &str) -> PostInput {
    PostInput {
        target: newsroom::Target::SameSlug,
        slug: Some("one".parse().unwrap()),
        ..PostInput::story(title, text(body))
    }
}

async fn a_published_story_leaves_one_job_and_what_is_no_public_story_leaves_none(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.save_post(story("One")).await.unwrap();
    desk.save_post(again("One", "Other text.")).await.unwrap();
    assert_eq!(desk.waiting().await, 1);
    let mut page = story("Page");
    page.kind = PostKind::Page;
    let mut item = story("Item");
    item.kind = PostKind::FeedItem;
    let mut members = story("Members");
    members.visibility = Visibility::Members;
    let mut draft = story("Draft");
    draft.state = kernel::PostState::Draft;
    desk.save_posts(vec![page, item, members, draft]).await.unwrap();
    assert_eq!(desk.waiting().await, 1);
    let (_, script) = desk.next().await.unwrap();
    let script = script.unwrap();
    let said: Vec<String> = script
        .speech
        .paragraphs
        .into_iter()
        .flat_map(|one| one.sentences)
        .collect();
    assert_eq!((&said[0][..], &said[said.len() - 1][..]), ("One.", "Other text."));
}

async fn audio_that_is_made_is_kept_with_its_file_and_touches_the_page_alone(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let id = desk.save_post(story("One")).await.unwrap().id;
    let narration = desk.narrate(b"ID3 one").await;
    assert_eq!(
        (narration.post, narration.bytes, narration.duration_ms),
        (id, 7, 4200)
    );
    assert!(narration.path.starts_with("/content/media/narration/") && narration.path.ends_with(".mp3"));
    assert!(desk.has(&narration.path));
    assert_eq!(desk.last_keys().await, [Key::Narration(id), Key::Narrations]);
    assert!(desk.next().await.is_none());
}

async fn a_story_that_changed_while_it_was_read_is_read_again(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let id = desk.save_post(story("One")).await.unwrap().id;
    let (job, script) = desk.next().await.unwrap();
    desk.save_post(again("One", "Other text.")).await.unwrap();
    desk.narrated(job, &script.unwrap(), told(b"ID3 old"))
        .await
        .unwrap();
    assert_eq!(desk.narration(id).await, None);
    let narration = desk.narrate(b"ID3 new").await;
    assert_eq!(narration.bytes, 7);
    assert!(desk.next().await.is_none());
}

async fn other_words_replace_the_audio_and_other_fields_do_not(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.save_post(again("One", "Text.")).await.unwrap();
    let first = desk.narrate(b"ID3 one").await;
    let mut same = again("One", "Text.");
    same.featured = Some(true);
    desk.save_post(same).await.unwrap();
    let (job, script) = desk.next().await.unwrap();
    let script = script.unwrap();
    assert!(script.is_told_by("a voice") && !script.is_told_by("another voice"));
    desk.still_narrated(job).await.unwrap();
    desk.save_post(again("One", "Other text.")).await.unwrap();
    let second = desk.narrate(b"ID3 two").await;
    assert_ne!((&first.path, &first.spoken), (&second.path, &second.spoken));
}

async fn a_withdrawn_story_is_silent_at_once(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let id = desk.save_post(story("One")).await.unwrap().id;
    let narration = desk.narrate(b"ID3 one").await;
    desk.withdraw_post("one".parse().unwrap(), None).await.unwrap();
    assert_eq!(desk.narration(id).await, None);
    desk.sweep(Timestamp::now()).await;
    assert!(!desk.has(&narration.path));
}

async fn what_must_not_be_heard_goes_before_what_waits_to_be_read(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.save_post(story("One")).await.unwrap();
    desk.narrate(b"ID3 one").await;
    desk.save_post(story("Two")).await.unwrap();
    desk.withdraw_post("one".parse().unwrap(), None).await.unwrap();
    let job = desk.take(&[MAKE, SWEEP], Timestamp::now()).await.unwrap();
    assert_eq!(job.kind, SWEEP);
}

async fn a_story_that_members_alone_may_read_is_silent(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let id = desk.save_post(again("One", "Text.")).await.unwrap().id;
    desk.narrate(b"ID3 one").await;
    let mut members = again("One", "Text.");
    members.visibility = Visibility::Members;
    desk.save_post(members).await.unwrap();
    assert_eq!(desk.narration(id).await, None);
    assert!(desk.next().await.is_none());
}

async fn posts_of_former_days_are_not_read_aloud(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let backlog = |body: &str| Batch {
        posts: vec![again("One", body)],
        backlog: true,
        ..Batch::default()
    };
    desk.save_batch(backlog("Text.")).await.unwrap();
    assert_eq!(desk.waiting().await, 0);
    desk.save_post(again("One", "Text.")).await.unwrap();
    desk.narrate(b"ID3 one").await;
    desk.save_batch(backlog("Other text.")).await.unwrap();
    assert_eq!(desk.waiting().await, 1, "audio that there is follows its story");
}

async fn the_newest_story_is_read_first(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let aged = |title: &str, days: i64| {
        let mut story = story(title);
        story.published_at = Some(Timestamp::now().plus_millis(-days * 86_400_000));
        story
    };
    desk.save_posts(vec![aged("Old", 400), aged("New", 0), aged("Middle", 3)])
        .await
        .unwrap();
    let mut titles = Vec::new();
    while let Some((_, script)) = desk.next().await {
        titles.push(script.unwrap().title);
    }
    assert_eq!(titles, ["New", "Middle", "Old"]);
}

async fn a_replaced_file_is_kept_for_an_hour_and_then_swept(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.save_post(again("One", "Text.")).await.unwrap();
    let first = desk.narrate(b"ID3 one").await;
    desk.save_post(again("One", "Other text.")).await.unwrap();
    let second = desk.narrate(b"ID3 two").await;
    desk.sweep(Timestamp::now().plus_millis(3_500_000)).await;
    assert!(desk.has(&first.path));
    desk.sweep(Timestamp::now().plus_millis(3_700_000)).await;
    assert!(!desk.has(&first.path) && desk.has(&second.path));
}
