//! Does jobs as they become due, for as long as the program runs.

use crate::{Job, Result, Store, StoreError, caught};
use kernel::Timestamp;
use std::{future::Future, sync::Arc, time::Duration};
use tokio::time::{sleep, timeout};

/// How long a job is a worker's own; it is extended while the work goes on.
const LEASE: Duration = Duration::from_secs(30);
/// Longest wait between two looks: a bell can be missed, a row cannot.
const LONGEST: Duration = Duration::from_secs(5);
/// After an error of the store.
const PAUSE: Duration = Duration::from_secs(1);

/// How a job ended that was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDone {
    /// It failed: tried again later, longer each time, until it was tried enough.
    Failed(String),
    /// It cannot be done before then, through no fault of its own; this does not count as a try.
    Later(Timestamp, String),
    /// Trying again would not help: kept with its error until somebody looks.
    Hopeless(String),
}

impl From<StoreError> for NotDone {
    fn from(error: StoreError) -> Self {
        NotDone::Failed(error.to_string())
    }
}

/// Takes jobs of the given kinds one after another and lets `work` do them, for ever; start it once for each job that
/// may run at a time. `work` calls [`crate::Tx::finish_job`] in the transaction of what the job did, so that both are
/// kept or neither; a job that was not finished is taken again when its lease is over. When the lease is lost, `work`
/// is dropped where it waits; when it panics, that is a failure like another.
pub async fn work<F, Fut>(store: Store, kinds: &'static [&'static str], work: F)
where
    F: Fn(Job) -> Fut,
    Fut: Future<Output = Result<(), NotDone>>,
{
    let mut woken = store.woken();
    loop {
        woken.mark_unchanged();
        match next(&store, kinds).await {
            Ok(Next::Job(job)) => do_one(&store, *job, &work).await,
            Ok(Next::At(due)) => {
                let millis = due.map_or(i64::MAX, |due| due.millis() - Timestamp::now().millis());
                let wait = Duration::from_millis(millis.max(1).unsigned_abs()).min(LONGEST);
                // An error means that the store is closed; then the wait ends by itself.
                let _ = timeout(wait, woken.changed()).await;
            }
            Err(error) => {
                tracing::warn!(%error, ?kinds, "jobs cannot be taken; trying again");
                sleep(PAUSE).await;
            }
        }
    }
}

enum Next {
    Job(Box<Job>),
    /// None is due; the next will be then.
    At(Option<Timestamp>),
}

async fn next(store: &Store, kinds: &'static [&'static str]) -> Result<Next> {
    let now = Timestamp::now();
    // Looking costs no write.
    let due = store.read(move |reader| reader.next_job_due(kinds)).await?;
    if due.is_none_or(|due| due > now) {
        return Ok(Next::At(due));
    }
    let lease = LEASE.as_millis() as i64;
    let job = store.write(move |tx| tx.take_job(kinds, now, lease)).await?;
    Ok(job.map_or(Next::At(due), |job| Next::Job(Box::new(job))))
}

async fn do_one<F, Fut>(store: &Store, job: Job, work: &F)
where
    F: Fn(Job) -> Fut,
    Fut: Future<Output = Result<(), NotDone>>,
{
    let job = Arc::new(job);
    let own = (*job).clone();
    let mut doing = std::pin::pin!(caught(async move { work(own).await }));
    let outcome = loop {
        match timeout(LEASE / 3, &mut doing).await {
            Ok(Ok(outcome)) => break outcome,
            Ok(Err(panicked)) => break Err(NotDone::Failed(panicked.to_string())),
            Err(_) => {
                let (held, until) = (
                    job.clone(),
                    Timestamp::now().plus_millis(LEASE.as_millis() as i64),
                );
                match store.write(move |tx| tx.extend_job(&held, until)).await {
                    Ok(()) => {}
                    Err(StoreError::LeaseLost) => {
                        tracing::warn!(job = %job.id, kind = job.kind, "another worker has this job now");
                        return;
                    }
                    Err(error) => tracing::warn!(%error, job = %job.id, "a lease cannot be extended"),
                }
            }
        }
    };
    let Err(not_done) = outcome else { return };
    let (kind, id) = (job.kind.clone(), job.id);
    match &not_done {
        NotDone::Failed(why) if job.attempts >= job.max_attempts => {
            tracing::error!(%why, job = %id, kind, attempts = job.attempts, "a job was given up")
        }
        NotDone::Failed(why) => tracing::warn!(%why, job = %id, kind, attempt = job.attempts, "a job failed"),
        NotDone::Later(..) => {}
        NotDone::Hopeless(why) => tracing::error!(%why, job = %id, kind, "a job cannot be done"),
    }
    let note = move |tx: &mut crate::Tx<'_>| match &not_done {
        NotDone::Failed(why) => tx.fail_job(&job, why, Timestamp::now()),
        NotDone::Later(at, why) => tx.postpone_job(&job, *at, why),
        NotDone::Hopeless(why) => tx.bury_job(&job, why),
    };
    match store.write(note).await {
        Ok(()) | Err(StoreError::LeaseLost) => {}
        Err(error) => tracing::warn!(%error, job = %id, kind, "the end of a job cannot be noted"),
    }
}
