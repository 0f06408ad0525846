//! What is known of a story's audio.

use crate::sample::{minute, open, read, story, write};
use kernel::{DigitalSource, Key, Narration, PostId, SpokenParagraph};
use store::{NewJob, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_narration_reads_back_as_it_was_written_and_replaces_the_one_before,
    a_page_that_asks_for_audio_carries_its_key_whether_there_is_any_or_not,
    a_job_that_died_is_tried_again_when_it_is_asked_for_once_more,
);

fn narration(post: PostId, path: &str) -> Narration {
    Narration {
        post,
        language: "uk".parse().unwrap(),
        spoken: "ab".repeat(32),
        voice: "espeak-ng uk".into(),
        path: path.into(),
        duration_ms: 61_234,
        bytes: 480_123,
        paragraphs: vec![
            SpokenParagraph {
                element: None,
                at: 120,
            },
            SpokenParagraph {
                element: Some(0),
                at: 4_000,
            },
        ],
        source: DigitalSource::AlgorithmicMedia,
        made_at: minute(5),
    }
}

async fn a_narration_reads_back_as_it_was_written_and_replaces_the_one_before(database: PrivateDatabase) {
    let store = open(&database).await;
    let story = story("one", 0, &[], &[]);
    let id = story.id;
    write(&store, &[], &[], &[&story]).await;
    let (first, second) = (narration(id, "/a.mp3"), narration(id, "/b.mp3"));
    let (one, two) = (first.clone(), second.clone());
    store
        .write::<_, StoreError>(move |tx| {
            tx.set_narration(&one)?;
            assert_eq!(tx.narration(id)?, Some(one));
            assert!(tx.narration_file_is_used("/a.mp3")?);
            tx.set_narration(&two)?;
            assert!(!tx.narration_file_is_used("/a.mp3")?);
            assert!(tx.hold_post(id)? && !tx.hold_post(PostId::new())?);
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(
        read(&store, move |reader| reader.narration(id)).await,
        Some(second)
    );
    store
        .write::<_, StoreError>(move |tx| tx.delete_narration(id))
        .await
        .unwrap();
    assert_eq!(read(&store, move |reader| reader.narration(id)).await, None);
}

async fn a_page_that_asks_for_audio_carries_its_key_whether_there_is_any_or_not(database: PrivateDatabase) {
    let store = open(&database).await;
    let id = PostId::new();
    let keys = read(&store, move |reader| {
        assert_eq!(reader.narration(id)?, None);
        Ok(reader.take_keys())
    })
    .await;
    assert_eq!(keys, [Key::Narration(id)].into());
}

async fn a_job_that_died_is_tried_again_when_it_is_asked_for_once_more(database: PrivateDatabase) {
    let store = open(&database).await;
    let revived = store
        .write::<_, StoreError>(move |tx| {
            let job = NewJob {
                once: Some("once".into()),
                due_at: minute(0),
                ..NewJob::now("a", String::new())
            };
            tx.enqueue_job(&job)?;
            let living = tx.revive_job_once("once", minute(1))?;
            let taken = tx.take_job(&["a"], minute(1), 1000)?.unwrap();
            tx.bury_job(&taken, "no")?;
            let dead = tx.revive_job_once("once", minute(2))?;
            let again = tx.take_job(&["a"], minute(2), 1000)?.unwrap();
            Ok((living, dead, again.attempts))
        })
        .await
        .unwrap();
    assert_eq!(revived, (false, true, 1));
}
