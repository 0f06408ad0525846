//! The change feed, and what wakes its followers.

use crate::sample::{open, read, story, write};
use kernel::{Key, PostId, Timestamp};
use std::time::Duration;
use store::{Change, Store, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_change_reads_back_as_it_was_written,
    a_follower_misses_nothing_while_two_nodes_write_at_once,
    a_follower_is_woken_by_writes_of_this_node_and_of_others,
    old_changes_can_be_forgotten_but_never_the_last,
);

async fn append(store: &Store, kind: &str, keys: Vec<Key>, gone: Vec<Key>) -> i64 {
    let kind = kind.to_owned();
    store
        .write::<_, StoreError>(move |tx| tx.append_change(&kind, &keys, &gone))
        .await
        .unwrap()
}

async fn a_change_reads_back_as_it_was_written(database: PrivateDatabase) {
    let store = open(&database).await;
    let (post, before) = (Key::Post(PostId::new()), Timestamp::now());
    assert_eq!(
        append(&store, "post.published", vec![post.clone(), Key::Posts], vec![]).await,
        1
    );
    let failed = store
        .write(|tx| {
            tx.append_change("lost", &[], &[])
                .and(Err::<(), _>(StoreError::Closed))
        })
        .await;
    assert!(failed.is_err());
    assert_eq!(
        append(&store, "post.withdrawn", vec![Key::Posts], vec![post.clone()]).await,
        2
    );
    let (all, second, last) = read(&store, |reader| {
        Ok((
            reader.changes_after(0, 10)?,
            reader.changes_after(1, 10)?,
            reader.last_change(),
        ))
    })
    .await;
    assert!(
        all.iter()
            .all(|change| (before..=Timestamp::now()).contains(&change.at))
    );
    let [first, withdrawn] = &all[..] else {
        panic!("{all:?}")
    };
    let expected = Change {
        id: 1,
        at: first.at,
        kind: "post.published".into(),
        keys: vec![post.clone(), Key::Posts],
        gone: vec![],
    };
    assert_eq!((first, last), (&expected, 2));
    assert_eq!(
        (&withdrawn.keys, &withdrawn.gone),
        (&vec![Key::Posts, post.clone()], &vec![post])
    );
    assert_eq!(&second[..], std::slice::from_ref(withdrawn));
}

async fn a_follower_misses_nothing_while_two_nodes_write_at_once(database: PrivateDatabase) {
    const EACH: usize = 40;
    let nodes = [open(&database).await, open(&database).await];
    let follower = open(&database).await;
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let store = nodes[writer % 2].clone();
            tokio::spawn(async move {
                let mut ids = Vec::new();
                for n in 0..EACH {
                    // A write that takes longer may not let a later one overtake it.
                    ids.push(
                        store
                            .write::<_, StoreError>(move |tx| {
                                let id = tx.append_change(&format!("{writer}.{n}"), &[Key::Posts], &[])?;
                                if n % 4 == writer {
                                    std::thread::sleep(Duration::from_millis(3));
                                }
                                Ok(id)
                            })
                            .await
                            .unwrap(),
                    );
                }
                ids
            })
        })
        .collect();
    let mut woken = follower.woken();
    let (mut came_to, mut seen) = (0, Vec::new());
    while seen.len() < 4 * EACH {
        let new = read(&follower, move |reader| reader.changes_after(came_to, 7)).await;
        if new.is_empty() {
            let tick = tokio::time::timeout(Duration::from_secs(10), woken.changed()).await;
            tick.expect("a follower that lacks something is woken").unwrap();
        }
        came_to = new.last().map_or(came_to, |change| change.id);
        seen.extend(new);
    }
    let mut written = Vec::new();
    for writer in writers {
        written.extend(writer.await.unwrap());
    }
    written.sort_unstable();
    assert_eq!(written, (1..=(4 * EACH) as i64).collect::<Vec<_>>());
    assert_eq!(seen.iter().map(|change| change.id).collect::<Vec<_>>(), written);
}

async fn a_follower_is_woken_by_writes_of_this_node_and_of_others(database: PrivateDatabase) {
    let (store, other) = (open(&database).await, open(&database).await);
    for writer in [&store, &other] {
        let mut woken = store.woken();
        // Until nothing is left of what went before.
        while tokio::time::timeout(Duration::from_millis(200), woken.changed())
            .await
            .is_ok()
        {}
        write(
            writer,
            &[],
            &[],
            &[&story(&format!("s{}", Timestamp::now().millis()), 1, &[], &[])],
        )
        .await;
        let tick = tokio::time::timeout(Duration::from_secs(5), woken.changed()).await;
        tick.expect("a write wakes the followers of every node").unwrap();
    }
}

async fn old_changes_can_be_forgotten_but_never_the_last(database: PrivateDatabase) {
    let store = open(&database).await;
    for _ in 0..3 {
        append(&store, "x", vec![Key::Posts], vec![]).await;
    }
    let later = Timestamp::now().plus_millis(1000);
    let forgotten = store
        .write::<_, StoreError>(move |tx| tx.forget_changes_before(later))
        .await
        .unwrap();
    assert_eq!(forgotten, 2);
    assert_eq!(append(&store, "x", vec![], vec![]).await, 4);
    let left = read(&store, |reader| reader.changes_after(0, 10)).await;
    assert_eq!(left.iter().map(|change| change.id).collect::<Vec<_>>(), [3, 4]);
}
