//! Work to be done later, as rows that are written together with what caused them.
//!
//! A worker takes a job for a time (its lease) and extends the lease while it works. A job whose lease is over is
//! taken again: by then its worker is dead, so what a job does must be right when it is done twice. One that fails is
//! tried again after a while, longer each time, and is kept with its error when it has failed too often.

use crate::{
    Reader, Result, StoreError,
    filter::Statement,
    sql::{Param, Row},
    tx::Tx,
};
use kernel::{JobId, Timestamp};

/// A job to be written.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What is to be done: `webhook.deliver`.
    pub kind: String,
    /// What it needs, as JSON.
    pub payload: String,
    /// Not before then.
    pub due_at: Timestamp,
    /// So often it is tried.
    pub max_attempts: u32,
    /// While a job with this name is there, no second one is written.
    pub once: Option<String>,
}

impl NewJob {
    /// To be done at once, tried ten times.
    pub fn now(kind: &str, payload: String) -> Self {
        Self {
            kind: kind.to_owned(),
            payload,
            due_at: Timestamp::now(),
            max_attempts: 10,
            once: None,
        }
    }
}

/// How far a job has come. Those that are done are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// To be taken when it is due.
    Waiting,
    /// Taken by a worker, until the end of the lease.
    Running,
    /// Failed too often; kept with its error until somebody looks.
    Dead,
}

impl JobState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Dead => "dead",
        }
    }
}

/// A job that was written.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// What it needs, as JSON.
    pub payload: String,
    /// How far it has come.
    pub state: JobState,
    /// When it is due; while it runs, the end of its lease.
    pub due_at: Timestamp,
    /// How often it was taken, this time included.
    pub attempts: u32,
    /// How often it may be.
    pub max_attempts: u32,
    /// Why it failed last.
    pub error: Option<String>,
    /// The worker's right to it.
    lease: Option<String>,
}

const COLUMNS: &str = "id, kind, payload, state, due_at, attempts, max_attempts, error, lease";

impl Job {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            kind: columns.text()?,
            payload: columns.text()?,
            state: match columns.str()? {
                "waiting" => JobState::Waiting,
                "running" => JobState::Running,
                _ => JobState::Dead,
            },
            due_at: columns.time()?,
            attempts: columns.count()?,
            max_attempts: columns.count()?,
            error: columns.opt_text()?,
            lease: columns.opt_text()?,
        })
    }

    fn lease(&self) -> Param<'_> {
        (&self.lease).into()
    }
}

impl Tx<'_> {
    /// Writes a job. `None` when there is one of the same `once`.
    pub fn enqueue_job(&mut self, job: &NewJob) -> Result<Option<JobId>> {
        let id = JobId::new();
        let params: [Param<'_>; 7] = [
            Param::id(id),
            (&job.kind).into(),
            (&job.payload).into(),
            job.due_at.into(),
            job.max_attempts.into(),
            (&job.once).into(),
            Timestamp::now().into(),
        ];
        let written = self.run(
            "INSERT INTO jobs (id, kind, payload, state, due_at, attempts, max_attempts, once, created_at) \
             VALUES ($1, $2, $3, 'waiting', $4, 0, $5, $6, $7) ON CONFLICT (once) DO NOTHING",
            &params,
        )?;
        Ok((written > 0).then_some(id))
    }

    /// Whether a job of that `once` is there, dead or not.
    pub fn has_job(&self, once: &str) -> Result<bool> {
        let sql = "SELECT id FROM jobs WHERE once = $1";
        let found = self.session.first(sql, &[once.into()], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// The job of this `once`, when it is dead, is tried again from the beginning. Says whether it was.
    pub fn revive_job_once(&mut self, once: &str, now: Timestamp) -> Result<bool> {
        let revived = self.run(
            "UPDATE jobs SET state = 'waiting', due_at = $1, attempts = 0 WHERE once = $2 AND state = 'dead'",
            &[now.into(), once.into()],
        )?;
        Ok(revived > 0)
    }

    /// Takes the job of these kinds that is due first, until `lease` milliseconds from `now`. No other worker gets it
    /// in that time.
    pub fn take_job(&mut self, kinds: &[&str], now: Timestamp, lease: i64) -> Result<Option<Job>> {
        let mut find = Statement::default();
        find.push("SELECT id FROM jobs WHERE state <> 'dead' AND due_at <= ")
            .value(now)
            .push(" AND ");
        among(kinds, &mut find);
        find.push(" ORDER BY due_at, id LIMIT 1");
        if self.session.connection.is_postgres() {
            find.push(" FOR UPDATE SKIP LOCKED");
        }
        let Some(id): Option<JobId> = self.session.first(&find.sql, &find.params, |row| row.parse(0))? else {
            return Ok(None);
        };
        self.run(
            "UPDATE jobs SET state = 'running', due_at = $1, attempts = attempts + 1, lease = $2 WHERE id = $3",
            &[now.plus_millis(lease).into(), Param::id(JobId::new()), Param::id(id)],
        )?;
        self.job(id)
    }

    /// The job as this transaction sees it.
    pub fn job(&self, id: JobId) -> Result<Option<Job>> {
        let sql = format!("SELECT {COLUMNS} FROM jobs WHERE id = $1");
        self.session.first(&sql, &[Param::id(id)], Job::read)
    }

    /// Moves the end of the lease of a job that is being done.
    pub fn extend_job(&mut self, job: &Job, until: Timestamp) -> Result<()> {
        let params = [until.into(), Param::id(job.id), job.lease()];
        held(self.run(
            "UPDATE jobs SET due_at = $1 WHERE id = $2 AND lease = $3 AND state = 'running'",
            &params,
        )?)
    }

    /// The job is done. In the transaction of what it did, so that both are kept or neither.
    pub fn finish_job(&mut self, job: &Job) -> Result<()> {
        let params = [Param::id(job.id), job.lease()];
        held(self.run(
            "DELETE FROM jobs WHERE id = $1 AND lease = $2 AND state = 'running'",
            &params,
        )?)
    }

    /// The job has failed: it is due again after 10 s, 20 s, 40 s … at most an hour, or dead when it was tried enough.
    pub fn fail_job(&mut self, job: &Job, error: &str, now: Timestamp) -> Result<()> {
        let dead = job.attempts >= job.max_attempts;
        let wait = 10_000_i64 << job.attempts.saturating_sub(1).min(10);
        let params = [
            if dead { "dead" } else { "waiting" }.into(),
            now.plus_millis(wait.min(3_600_000)).into(),
            error.into(),
            Param::id(job.id),
            job.lease(),
        ];
        held(self.run(
            "UPDATE jobs SET state = $1, due_at = $2, error = $3, lease = NULL \
             WHERE id = $4 AND lease = $5 AND state = 'running'",
            &params,
        )?)
    }

    /// The job cannot be done before `until`, through no fault of its own: this time does not count as a try.
    pub fn postpone_job(&mut self, job: &Job, until: Timestamp, why: &str) -> Result<()> {
        let params = [until.into(), why.into(), Param::id(job.id), job.lease()];
        held(self.run(
            "UPDATE jobs SET state = 'waiting', due_at = $1, error = $2, attempts = attempts - 1, lease = NULL \
             WHERE id = $3 AND lease = $4 AND state = 'running'",
            &params,
        )?)
    }

    /// The job will never work: it is dead at once, kept with its error.
    pub fn bury_job(&mut self, job: &Job, error: &str) -> Result<()> {
        let params = [error.into(), Param::id(job.id), job.lease()];
        held(self.run(
            "UPDATE jobs SET state = 'dead', error = $1, lease = NULL \
             WHERE id = $2 AND lease = $3 AND state = 'running'",
            &params,
        )?)
    }

    /// A dead job is tried again from the beginning.
    pub fn revive_job(&mut self, id: JobId, now: Timestamp) -> Result<()> {
        let sql =
            "UPDATE jobs SET state = 'waiting', due_at = $1, attempts = 0 WHERE id = $2 AND state = 'dead'";
        match self.run(sql, &[now.into(), Param::id(id)])? {
            0 => Err(StoreError::Missing("job")),
            _ => Ok(()),
        }
    }
}

fn held(rows: u64) -> Result<()> {
    if rows == 0 {
        Err(StoreError::LeaseLost)
    } else {
        Ok(())
    }
}

fn among(kinds: &[&str], out: &mut Statement) {
    out.push("kind IN (");
    for (i, kind) in kinds.iter().enumerate() {
        out.push(if i == 0 { "" } else { ", " }).value((*kind).to_owned());
    }
    out.push(if kinds.is_empty() { "NULL)" } else { ")" });
}

impl Reader {
    /// When the next job of these kinds is due, so that a worker need not write to look.
    pub fn next_job_due(&self, kinds: &[&str]) -> Result<Option<Timestamp>> {
        let mut next = Statement::default();
        next.push("SELECT due_at FROM jobs WHERE state <> 'dead' AND ");
        among(kinds, &mut next);
        next.push(" ORDER BY due_at LIMIT 1");
        self.session()
            .first(&next.sql, &next.params, |row| row.columns().time())
    }

    /// Jobs whose `once` lies from `first` to before `end`.
    pub(crate) fn jobs_named(&self, first: &str, end: &str) -> Result<Vec<Job>> {
        let sql = format!("SELECT {COLUMNS} FROM jobs WHERE once >= $1 AND once < $2 ORDER BY once");
        self.session()
            .connection
            .all(&sql, &[first.into(), end.into()], Job::read)
    }

    /// How many jobs of a kind are due at `now` and not done, and how many were given up.
    pub fn job_counts(&self, kind: &str, now: Timestamp) -> Result<(u64, u64)> {
        let count = |sql: &str, params: &[Param<'_>]| {
            let found = self.session().first(sql, params, |row| row.int(0))?;
            Ok::<_, StoreError>(found.unwrap_or(0).unsigned_abs())
        };
        let due = count(
            "SELECT COUNT(*) FROM jobs WHERE kind = $1 AND due_at <= $2 AND state <> 'dead'",
            &[kind.into(), now.into()],
        )?;
        let dead = count(
            "SELECT COUNT(*) FROM jobs WHERE kind = $1 AND state = 'dead'",
            &[kind.into()],
        )?;
        Ok((due, dead))
    }

    /// Jobs of a kind in any state, at most so many.
    pub fn jobs_of_kind(&self, kind: &str, limit: u32) -> Result<Vec<Job>> {
        let sql = format!("SELECT {COLUMNS} FROM jobs WHERE kind = $1 ORDER BY due_at, id LIMIT $2");
        let params = [kind.into(), limit.into()];
        self.session().connection.all(&sql, &params, Job::read)
    }

    /// Jobs of a kind that were given up and whose payload has these words (letters, digits and hyphens), at most so many,
    /// the newest first.
    pub fn dead_jobs_about(&self, kind: &str, words: &str, limit: u32) -> Result<Vec<Job>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM jobs WHERE kind = $1 AND state = 'dead' AND payload LIKE $2 ORDER BY id DESC LIMIT $3"
        );
        let like = format!("%{words}%");
        let params = [kind.into(), (&like).into(), limit.into()];
        self.session().connection.all(&sql, &params, Job::read)
    }

    /// Jobs in a state, the next due first.
    pub fn jobs(&self, state: JobState, limit: u32) -> Result<Vec<Job>> {
        let sql = format!("SELECT {COLUMNS} FROM jobs WHERE state = $1 ORDER BY due_at, id LIMIT $2");
        let params = [state.as_str().into(), limit.into()];
        self.session().connection.all(&sql, &params, Job::read)
    }

    /// How many jobs are in a state.
    pub fn count_jobs(&self, state: JobState) -> Result<u64> {
        let sql = "SELECT COUNT(*) FROM jobs WHERE state = $1";
        let found = self
            .session()
            .first(sql, &[state.as_str().into()], |row| row.int(0))?;
        Ok(found.unwrap_or(0).unsigned_abs())
    }
}
