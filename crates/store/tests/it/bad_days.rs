//! Bad days: each with a sentence that says what to do, and none for longer than needed.

use crate::sample::{open, read, slug, story, write};
use std::{
    fs,
    io::{Seek, SeekFrom, Write},
    net::TcpListener,
    time::{Duration, Instant},
};
use store::{Database, Store, StoreError};
use testkit::{Postgres, PrivateDatabase};

async fn open_error(address: &str) -> StoreError {
    let Ok(database) = address.parse::<Database>();
    let begun = Instant::now();
    let error = Store::open(database)
        .await
        .map(drop)
        .expect_err("it cannot be opened");
    assert!(
        begun.elapsed() < Duration::from_secs(4),
        "it took {:?} to say: {error}",
        begun.elapsed()
    );
    error
}

#[tokio::test]
async fn a_file_that_another_program_has_locked_is_told() {
    let database = PrivateDatabase::sqlite();
    drop(open(&database).await);
    let other = rusqlite::Connection::open(&database.address).unwrap();
    other
        .execute_batch(
            "PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE; UPDATE latest SET version = version",
        )
        .unwrap();
    let error = open_error(&database.address).await;
    assert!(
        matches!(error, StoreError::Locked) && error.is_unavailable(),
        "{error:?}"
    );
    assert!(error.to_string().contains("stop that program"));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_told_and_left_as_it_is() {
    let database = PrivateDatabase::sqlite();
    let text = "This is a letter, not a database. ".repeat(200);
    fs::write(&database.address, &text).unwrap();
    let error = open_error(&database.address).await;
    assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
    assert_eq!(fs::read_to_string(&database.address).unwrap(), text);
}

#[tokio::test]
async fn a_damaged_page_is_told_when_it_is_read() {
    let database = PrivateDatabase::sqlite();
    let store = open(&database).await;
    for n in 0..60 {
        write(&store, &[], &[], &[&story(&format!("s{n}"), n, &[], &[])]).await;
    }
    drop(store);
    let other = rusqlite::Connection::open(&database.address).unwrap();
    let checkpoint = other.query_row("PRAGMA wal_checkpoint(truncate)", [], |row| row.get::<_, i64>(0));
    assert_eq!(checkpoint, Ok(0));
    drop(other);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .open(&database.address)
        .unwrap();
    let length = file.metadata().unwrap().len();
    file.seek(SeekFrom::Start(4096 * 3)).unwrap();
    file.write_all(&vec![0xa5; usize::try_from(length).unwrap() - 4096 * 3])
        .unwrap();
    let Ok(address) = database.address.parse::<Database>();
    let damaged = match Store::open(address).await {
        Ok(store) => store
            .read(|reader| reader.post_by_slug(&slug("s1")))
            .await
            .map(drop),
        Err(error) => Err(error),
    };
    assert!(matches!(damaged, Err(StoreError::Damaged(_))), "{damaged:?}");
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_told_with_its_name() {
    let error = open_error("/no/such/folder/news.db").await;
    assert!(matches!(error, StoreError::NoFile { .. }), "{error:?}");
    assert!(error.to_string().contains("/no/such/folder/news.db"), "{error}");
}

#[tokio::test]
async fn a_postgres_that_is_not_there_or_says_nothing_is_told_soon() {
    let error = open_error("postgres://postgres@%2Fno%2Fsuch%2Ffolder/news").await;
    assert!(
        matches!(error, StoreError::Unreachable(_)) && error.is_unavailable(),
        "{error:?}"
    );
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let error = open_error(&format!("postgres://postgres@127.0.0.1:{port}/news")).await;
    assert!(matches!(error, StoreError::Unreachable(_)), "{error:?}");
    drop(silent);
    let error = open_error(&format!("postgres://postgres@127.0.0.1:{port}/news")).await;
    assert!(matches!(error, StoreError::Unreachable(_)), "{error:?}");
    for wrong in ["postgres://host:port/news", "postgres://localhost"] {
        let error = open_error(wrong).await;
        assert!(matches!(error, StoreError::Address(_)), "{error:?}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_name_are_told() {
    let right = Postgres::shared()
        .address("guarded")
        .replace("postgres@", "postgres:secret@");
    let Ok(database) = right.parse::<Database>();
    Store::open(database).await.unwrap().ping().await.unwrap();
    for wrong in [
        right.replace("secret", "wrong"),
        right.replace("guarded", "no_such_database"),
    ] {
        let error = open_error(&wrong).await;
        assert!(matches!(error, StoreError::Refused(_)), "{error:?}");
        assert!(!error.to_string().contains("wrong@"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_is_well_again_by_itself_when_postgres_returns() {
    let cluster = Postgres::start().unwrap();
    let Ok(database) = cluster.database().parse::<Database>();
    let store = Store::open(database).await.unwrap();
    write(&store, &[], &[], &[&story("before", 1, &[], &[])]).await;
    // Several connections lie idle when it stops.
    let reads: Vec<_> = (0..4)
        .map(|_| {
            tokio::spawn({
                let store = store.clone();
                async move { store.ping().await }
            })
        })
        .collect();
    for read in reads {
        read.await.unwrap().unwrap();
    }
    for kill in [false, true] {
        if kill {
            cluster.kill().unwrap()
        } else {
            cluster.stop().unwrap()
        }
        for _ in 0..3 {
            let begun = Instant::now();
            let read = store.ping().await;
            let write = store
                .write::<_, StoreError>(|tx| tx.append_change("x", &[], &[]))
                .await;
            assert!(read.as_ref().is_err_and(StoreError::is_unavailable), "{read:?}");
            assert!(write.as_ref().is_err_and(StoreError::is_unavailable), "{write:?}");
            assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        }
        let mut woken = store.woken();
        woken.mark_unchanged();
        cluster.start_again().unwrap();
        assert!(
            read(&store, |reader| Ok(reader
                .post_by_slug(&slug("before"))?
                .is_some()))
            .await
        );
        // Whatever was written while nobody listened is looked for.
        tokio::time::timeout(Duration::from_secs(5), woken.changed())
            .await
            .expect("followers are woken")
            .unwrap();
        store
            .write::<_, StoreError>(|tx| tx.append_change("x", &[], &[]))
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_every_connection_is_in_use_a_reader_is_told_after_two_seconds() {
    let database = PrivateDatabase::postgres();
    let store = open(&database).await;
    let (blocked, free) = tokio::task::spawn_blocking(move || {
        let readers: Vec<_> = std::iter::from_fn(|| store.reader().ok()).take(20).collect();
        assert_eq!(readers.len(), 20);
        let blocked = store.reader().map(drop);
        drop(readers);
        (blocked, store.reader().map(drop))
    })
    .await
    .unwrap();
    assert!(matches!(blocked, Err(StoreError::Busy(_))), "{blocked:?}");
    assert!(free.is_ok(), "{free:?}");
}
