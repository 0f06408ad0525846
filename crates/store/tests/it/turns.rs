//! Who waits for a turn to write keeps nobody from reading.

use crate::sample::open;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
    mpsc,
};
use store::StoreError;
use testkit::PrivateDatabase;
use tokio::{runtime::Builder, sync::oneshot, task, task::JoinSet};

/// Three threads that may block: one writes, one waits for the database's lock, and one is left, however many wait.
#[test]
fn writes_on_postgres_wait_for_their_turn_without_a_thread() {
    const WAIT: usize = 20;
    let runtime = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(3)
        .build()
        .unwrap();
    runtime.block_on(async {
        let database = PrivateDatabase::postgres();
        let store = open(&database).await;
        let (begun, is_begun) = oneshot::channel();
        let (end, ended) = mpsc::channel::<()>();
        let mut writes = JoinSet::new();
        writes.spawn({
            let store = store.clone();
            async move {
                let write = store.write(move |_| {
                    let _ = begun.send(());
                    let _ = ended.recv();
                    Ok::<_, StoreError>(())
                });
                write.await
            }
        });
        is_begun.await.unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        for _ in 0..WAIT {
            let (store, asked) = (store.clone(), asked.clone());
            writes.spawn(async move {
                // The runtime has one thread: whoever reads this number finds the write asked for.
                asked.fetch_add(1, Ordering::Relaxed);
                store.write(|_| Ok::<_, StoreError>(())).await
            });
        }
        while asked.load(Ordering::Relaxed) < WAIT {
            task::yield_now().await;
        }
        // Without threads a reader waits until the patience of a write ends.
        tokio::select! {
            read = store.read(|reader| reader.settings()) => drop(read.unwrap()),
            ended = writes.join_next() => panic!("a reader waited for writes: {ended:?}"),
        }
        end.send(()).unwrap();
        while let Some(written) = writes.join_next().await {
            written.unwrap().unwrap();
        }
    });
}
