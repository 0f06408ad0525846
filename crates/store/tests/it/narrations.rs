//! What is known of a story's audio.

use crate::sample::{minute, open, read, story, write};
use kernel::{DigitalSource, Key, Language, Narration, Post, PostId, PostState, SpokenParagraph};
use store::{NewJob, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_narration_reads_back_as_it_was_written_and_replaces_the_one_before,
    a_page_that_asks_for_audio_carries_its_key_whether_there_is_any_or_not,
    the_newest_stories_that_are_read_aloud_come_first_and_no_others,
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

async fn the_newest_stories_that_are_read_aloud_come_first_and_no_others(database: PrivateDatabase) {
    let store = open(&database).await;
    let all: Vec<Post> = [
        ("old", 1),
        ("new", 9),
        ("middle", 5),
        ("silent", 7),
        ("later", 900),
    ]
    .map(|(name, at)| story(name, at, &[], &[]))
    .to_vec();
    let other = Post {
        language: "uk".parse().unwrap(),
        ..story("other", 8, &[], &[])
    };
    let draft = Post {
        state: PostState::Draft,
        ..story("draft", 8, &[], &[])
    };
    let refs: Vec<&Post> = all.iter().chain([&other, &draft]).collect();
    write(&store, &[], &[], &refs).await;
    let told: Vec<PostId> = refs
        .iter()
        .filter(|post| post.slug.as_str() != "silent")
        .map(|post| post.id)
        .collect();
    store
        .write::<_, StoreError>(move |tx| {
            told.iter()
                .try_for_each(|id| tx.set_narration(&narration(*id, &format!("/{id}.mp3"))))
        })
        .await
        .unwrap();
    let (found, keys) = read(&store, |reader| {
        let found = reader.read_aloud(&Language::english(), minute(100), 2)?;
        Ok((found, reader.take_keys()))
    })
    .await;
    let slugs: Vec<_> = found.iter().map(|one| one.post.slug.as_str()).collect();
    assert_eq!(slugs, ["new", "middle"]);
    assert_eq!(found[0].narration.path, format!("/{}.mp3", found[0].post.id));
    for key in [Key::Narrations, Key::Posts, Key::Post(found[1].post.id)] {
        assert!(keys.contains(&key), "{key}: {keys:?}");
    }
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
