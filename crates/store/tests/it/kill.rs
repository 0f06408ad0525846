//! What was acknowledged survives `kill -9` at any moment, whole; what was not is there whole or not at all.

use crate::sample::{minute, read, story};
use kernel::{Key, Language, PostId};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};
use store::{Database, PostQuery, Store, StoreError};
use testkit::{Postgres, PrivateDatabase};

const KILLS: u64 = 200;

/// Set for the process that is killed: where it writes.
const WRITE_TO: &str = "BROADSHEET_TEST_WRITE_TO";

#[test]
fn sqlite_keeps_what_it_acknowledged_when_the_writer_is_killed() {
    let database = PrivateDatabase::sqlite();
    let acknowledged = kill_again_and_again(&database.address, |_, writer| writer.kill().unwrap());
    compare(&database.address, &acknowledged);
}

#[test]
fn postgres_keeps_what_it_acknowledged_when_writer_or_server_is_killed() {
    let cluster = Postgres::start().unwrap();
    let address = cluster.database();
    let acknowledged = kill_again_and_again(&address, |round, writer| {
        if round % 10 == 9 {
            cluster.kill().unwrap();
            writer.kill().unwrap();
            cluster.start_again().unwrap();
        } else {
            writer.kill().unwrap();
        }
    });
    compare(&address, &acknowledged);
}

/// Starts a writer, kills it, and starts the next, and returns what they said was written.
fn kill_again_and_again(address: &str, kill: impl Fn(u64, &mut Child)) -> BTreeSet<PostId> {
    let mut all = BTreeSet::new();
    for round in 0..KILLS {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["kill::writes_until_it_is_killed", "--exact", "--nocapture"])
            .env(WRITE_TO, address)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let (heard, acknowledged) = mpsc::channel();
        let listener = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                // A line that was cut off is no acknowledgement.
                if let Some(id) = line
                    .strip_prefix("written ")
                    .and_then(|rest| rest.strip_suffix(" whole"))
                {
                    heard.send(id.parse::<PostId>().unwrap()).unwrap();
                }
            }
        });
        // Some die while they open the database, most while they write.
        if round % 5 > 0 {
            all.extend(acknowledged.recv_timeout(Duration::from_secs(20)).ok());
            thread::sleep(Duration::from_micros(round * 7919 % 23_000));
        } else {
            thread::sleep(Duration::from_micros(round * 7919 % 60_000));
        }
        kill(round, &mut writer);
        writer.wait().unwrap();
        listener.join().unwrap();
        all.extend(acknowledged.try_iter());
    }
    all
}

#[tokio::main]
async fn compare(address: &str, acknowledged: &BTreeSet<PostId>) {
    let Ok(database) = address.parse::<Database>();
    let store = Store::open(database).await.unwrap();
    let query = PostQuery {
        limit: 1_000_000,
        with_body: true,
        with_total: true,
        ..PostQuery::stories(minute(1000))
    };
    let (list, changes) = read(&store, move |reader| {
        Ok((reader.posts(&query)?, reader.changes_after(0, u32::MAX)?))
    })
    .await;
    let kept: BTreeSet<_> = list.posts.iter().map(|post| post.id).collect();
    println!("acknowledged {}, kept {}", acknowledged.len(), kept.len());
    assert!(
        acknowledged.len() as u64 > KILLS,
        "the writers wrote too little: {}",
        acknowledged.len()
    );
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert_eq!(list.total, kept.len() as u64);
    assert!(list.posts.iter().all(|post| post.html.starts_with("<p>Text of")));
    // Every post with its two changes, every change with its post, in an unbroken row.
    assert!(
        changes
            .iter()
            .map(|change| change.id)
            .eq(1..=2 * kept.len() as i64)
    );
    let mut of_post = BTreeMap::<_, Vec<_>>::new();
    for change in &changes {
        let Some(Key::Post(id)) = change.keys.first() else {
            panic!("{change:?}")
        };
        of_post.entry(*id).or_default().push(change.kind.as_str());
    }
    assert!(
        of_post
            .values()
            .all(|kinds| kinds == &["post.saved", "post.published"])
    );
    assert_eq!(BTreeSet::from_iter(of_post.into_keys()), kept);
}

/// The process that is killed. By itself it does nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_until_it_is_killed() {
    let Ok(address) = std::env::var(WRITE_TO) else {
        return;
    };
    let Ok(database) = address.parse::<Database>();
    let Ok(store) = Store::open(database).await else {
        return;
    };
    let writers: Vec<_> = (0..2).map(|_| tokio::spawn(write_on(store.clone()))).collect();
    for writer in writers {
        let _ = writer.await;
    }
}

async fn write_on(store: Store) {
    loop {
        let mut post = story("x", 1, &[], &[]);
        post.slug = format!("post-{}", post.id).parse().unwrap();
        post.language = Language::english();
        post.origin = None;
        let id = post.id;
        let written = store
            .write(move |tx| -> Result<(), StoreError> {
                tx.append_change("post.saved", &[Key::Post(post.id)], &[])?;
                tx.insert_post(&post)?;
                tx.append_change("post.published", &[Key::Post(post.id), Key::Posts], &[])?;
                Ok(())
            })
            .await;
        if written.is_err() {
            return;
        }
        println!("written {id} whole");
    }
}
