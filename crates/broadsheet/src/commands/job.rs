//! `broadsheet job list` and `retry`

use crate::{config::Config, failure::Outcome, open, say::say};
use kernel::JobId;
use store::{Job, JobState, Store, StoreError};

/// More are not listed, or tried again, at once.
const MOST: u32 = 1000;

/// What was given up, and how many more there are.
pub(super) async fn given_up(store: &Store) -> Result<(Vec<Job>, u64), StoreError> {
    let read = store.read(|reader| {
        let jobs = reader.jobs(JobState::Dead, MOST)?;
        let more = reader.count_jobs(JobState::Dead)? - jobs.len() as u64;
        Ok((jobs, more))
    });
    read.await
}

/// Prints what was given up. What it is about (addresses, words) is not printed.
pub async fn list(config: &Config) -> Outcome {
    let newsroom = open::existing(config).await?;
    let (jobs, more) = given_up(&newsroom.store).await?;
    if jobs.is_empty() {
        say!("Nothing was given up.");
    }
    for job in jobs {
        let times = match job.attempts {
            1 => "tried once".to_owned(),
            times => format!("tried {times} times"),
        };
        let why = job.error.unwrap_or_default().replace('\n', " ");
        say!("{}  {}  {times}  {why}", job.id, job.kind);
    }
    if more > 0 {
        say!("… and {more} more, which are listed when these have been tried again.");
    }
    Ok(())
}

/// Has jobs tried again: these, or all that were given up. All of them or, when one is not there, none.
pub async fn retry(config: &Config, ids: &[String], all: bool) -> Outcome {
    let newsroom = open::existing(config).await?;
    let (mut chosen, mut left) = (Vec::new(), 0);
    if all {
        let (jobs, more) = given_up(&newsroom.store).await?;
        chosen.extend(jobs.iter().map(|job| job.id));
        left = more;
    }
    for id in ids {
        match id.parse::<JobId>() {
            Ok(id) => chosen.push(id),
            Err(_) => return Err(newsroom::unknown_job(id).into()),
        }
    }
    chosen.sort();
    chosen.dedup();
    let many = chosen.len();
    if many == 0 {
        say!("Nothing was given up.");
        return Ok(());
    }
    newsroom.retry_jobs(chosen).await?;
    match many {
        1 => say!("It is tried again."),
        _ => say!("{many} are tried again."),
    }
    if left > 0 {
        say!("{left} more were given up: have them tried again when these are done.");
    }
    Ok(())
}
