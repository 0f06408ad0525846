//! Jobs: taken by one worker at a time, retried, and never lost.

use crate::sample::{minute, open, read};
use kernel::{JobId, Timestamp};
use std::collections::BTreeSet;
use store::{Job, JobState, NewJob, NotDone, Store, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(
    two_nodes_never_take_the_same_job,
    a_job_whose_worker_died_is_taken_again_and_the_dead_worker_has_no_say,
    a_job_that_fails_waits_longer_each_time_and_is_kept_with_its_error,
    a_job_is_taken_when_it_is_due_and_by_those_who_can_do_it,
    a_job_is_there_once_and_only_with_what_caused_it,
    a_worker_does_each_job_once_when_it_is_due_and_tries_again_what_failed,
);

const LEASE: i64 = 60_000;

async fn enqueue(store: &Store, job: NewJob) -> Option<JobId> {
    store
        .write::<_, StoreError>(move |tx| tx.enqueue_job(&job))
        .await
        .unwrap()
}

async fn take(store: &Store, now: Timestamp) -> Option<Job> {
    store
        .write::<_, StoreError>(move |tx| tx.take_job(&["a", "b"], now, LEASE))
        .await
        .unwrap()
}

fn job(kind: &str, due: i64) -> NewJob {
    NewJob {
        due_at: minute(due),
        max_attempts: 3,
        ..NewJob::now(kind, format!("{{\"n\":{due}}}"))
    }
}

async fn two_nodes_never_take_the_same_job(database: PrivateDatabase) {
    let nodes = [open(&database).await, open(&database).await];
    let mut all = BTreeSet::new();
    for n in 0..30 {
        all.insert(enqueue(&nodes[0], job(["a", "b"][n % 2], 0)).await.unwrap());
    }
    let workers: Vec<_> = (0..6)
        .map(|worker| {
            let store = nodes[worker % 2].clone();
            tokio::spawn(async move {
                let mut done = Vec::new();
                while let Some(job) = take(&store, minute(1)).await {
                    done.push(job.id);
                    if worker % 3 > 0 {
                        store
                            .write::<_, StoreError>(move |tx| tx.finish_job(&job))
                            .await
                            .unwrap();
                    }
                }
                done
            })
        })
        .collect();
    let mut taken = Vec::new();
    for worker in workers {
        taken.extend(worker.await.unwrap());
    }
    assert_eq!(taken.len(), 30);
    assert_eq!(BTreeSet::from_iter(taken), all);
}

async fn a_job_whose_worker_died_is_taken_again_and_the_dead_worker_has_no_say(database: PrivateDatabase) {
    let store = open(&database).await;
    enqueue(&store, job("a", 0)).await;
    let first = take(&store, minute(1)).await.unwrap();
    assert!(take(&store, minute(1)).await.is_none());
    let (extended, until) = (first.clone(), minute(10));
    store
        .write::<_, StoreError>(move |tx| tx.extend_job(&extended, until))
        .await
        .unwrap();
    assert!(take(&store, minute(9)).await.is_none());
    let second = take(&store, minute(11)).await.unwrap();
    assert_eq!(
        (second.id, second.attempts, second.payload.as_str()),
        (first.id, 2, "{\"n\":0}")
    );
    let late = first.clone();
    let finish = store.write(move |tx| tx.finish_job(&late)).await;
    assert!(matches!(finish, Err(StoreError::LeaseLost)), "{finish:?}");
    let late = store
        .write(move |tx| tx.fail_job(&first, "late", minute(12)))
        .await;
    assert!(matches!(late, Err(StoreError::LeaseLost)), "{late:?}");
    store
        .write::<_, StoreError>(move |tx| tx.finish_job(&second))
        .await
        .unwrap();
    assert!(take(&store, minute(1000)).await.is_none());
}

async fn a_job_that_fails_waits_longer_each_time_and_is_kept_with_its_error(database: PrivateDatabase) {
    let store = open(&database).await;
    let id = enqueue(&store, job("a", 0)).await.unwrap();
    let mut now = minute(1);
    for (attempt, wait) in [(1, 10_000), (2, 20_000)] {
        let job = take(&store, now).await.unwrap();
        assert_eq!(job.attempts, attempt);
        store
            .write::<_, StoreError>(move |tx| tx.fail_job(&job, "no answer", now))
            .await
            .unwrap();
        assert!(take(&store, now.plus_millis(wait - 1)).await.is_none());
        now = now.plus_millis(wait);
    }
    let last = take(&store, now).await.unwrap();
    store
        .write::<_, StoreError>(move |tx| tx.fail_job(&last, "no answer at all", now))
        .await
        .unwrap();
    assert!(take(&store, minute(100_000)).await.is_none());
    let dead = read(&store, |reader| reader.jobs(JobState::Dead, 10)).await;
    assert_eq!(
        dead.iter()
            .map(|job| (job.id, job.error.as_deref()))
            .collect::<Vec<_>>(),
        [(id, Some("no answer at all"))]
    );
    store
        .write::<_, StoreError>(move |tx| tx.revive_job(id, now))
        .await
        .unwrap();
    assert_eq!(
        take(&store, now).await.map(|job| (job.id, job.attempts)),
        Some((id, 1))
    );
}

async fn a_job_is_taken_when_it_is_due_and_by_those_who_can_do_it(database: PrivateDatabase) {
    let store = open(&database).await;
    enqueue(&store, job("c", 0)).await;
    enqueue(&store, job("b", 20)).await;
    enqueue(&store, job("a", 10)).await;
    let next = read(&store, |reader| {
        Ok((reader.next_job_due(&["a", "b"])?, reader.next_job_due(&[])?))
    })
    .await;
    assert_eq!(next, (Some(minute(10)), None));
    assert!(take(&store, minute(9)).await.is_none());
    assert_eq!(
        take(&store, minute(30)).await.map(|job| job.kind),
        Some("a".into())
    );
    assert_eq!(
        take(&store, minute(30)).await.map(|job| job.kind),
        Some("b".into())
    );
    assert!(take(&store, minute(30)).await.is_none());
}

async fn a_job_is_there_once_and_only_with_what_caused_it(database: PrivateDatabase) {
    let store = open(&database).await;
    let once = NewJob {
        once: Some("schedule".into()),
        ..job("a", 0)
    };
    let failed = store
        .write(move |tx| tx.enqueue_job(&job("a", 0)).and(Err::<(), _>(StoreError::Closed)))
        .await;
    assert!(failed.is_err() && take(&store, minute(1)).await.is_none());
    assert!(enqueue(&store, once.clone()).await.is_some());
    assert!(enqueue(&store, once.clone()).await.is_none());
    let job = take(&store, minute(1)).await.unwrap();
    store
        .write::<_, StoreError>(move |tx| tx.finish_job(&job))
        .await
        .unwrap();
    assert!(enqueue(&store, once).await.is_some());
}

async fn a_worker_does_each_job_once_when_it_is_due_and_tries_again_what_failed(database: PrivateDatabase) {
    let store = open(&database).await;
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let worker = tokio::spawn(store::work(store.clone(), &["a", "b"], {
        let store = store.clone();
        move |job: Job| {
            let (store, told) = (store.clone(), told.clone());
            async move {
                told.send(job.payload.clone()).unwrap();
                match job.payload.as_str() {
                    "bad" => Err(NotDone::Hopeless("no".into())),
                    "deadly" => panic!("as a test wants it"),
                    "early" if job.error.is_none() => Err(NotDone::Later(Timestamp::now(), "not yet".into())),
                    _ => {
                        let attempts = job.attempts;
                        store
                            .write::<_, StoreError>(move |tx| tx.finish_job(&job))
                            .await?;
                        if attempts > 1 {
                            told.send("again".to_owned()).unwrap();
                        }
                        Ok(())
                    }
                }
            }
        }
    }));
    let now = |kind: &str, payload: &str| NewJob::now(kind, payload.to_owned());
    let mut expected = Vec::new();
    for (kind, payload) in [
        ("a", "good"),
        ("b", "bad"),
        ("b", "deadly"),
        ("a", "early"),
        ("a", "early"),
    ] {
        let mut new = now(kind, payload);
        if payload == "deadly" {
            new.max_attempts = 1;
        }
        enqueue(&store, new).await.unwrap();
        expected.push(payload.to_owned());
    }
    // Each that came too early comes once more.
    expected.extend(["early".to_owned(), "early".to_owned()]);
    let mut done = Vec::new();
    while done.len() < expected.len() {
        done.push(heard.recv().await.unwrap());
    }
    expected.sort();
    done.sort();
    assert_eq!(done, expected);
    let mut woken = store.woken();
    loop {
        let waiting =
            |reader: &store::Reader| Ok::<_, StoreError>(reader.next_job_due(&["a", "b"])?.is_some());
        if !store.read(waiting).await.unwrap() {
            break;
        }
        woken.changed().await.unwrap();
    }
    let dead = read(&store, |reader| reader.jobs(JobState::Dead, 10)).await;
    let mut why: Vec<_> = dead.iter().filter_map(|job| job.error.as_deref()).collect();
    why.sort_unstable();
    assert_eq!(why, ["it panicked; the log says where", "no"]);
    worker.abort();
}
