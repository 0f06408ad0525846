//! PostgreSQL through tokio-postgres.
//!
//! A connection is driven by the thread that uses it, on a small runtime of its own: a query then is one wait for the
//! socket, where a connection task on the server's runtime costs two changes of thread for each query.

use super::Param;
use crate::{Result, StoreError};
use std::{
    collections::HashMap,
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Condvar, Mutex, PoisonError},
    task::Poll,
    time::{Duration, Instant},
};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Config, NoTls, Row, Statement, tls::NoTlsStream, types::ToSql};

type Wire = tokio_postgres::Connection<tokio_postgres::Socket, NoTlsStream>;

/// How long the server may take to let us in.
const CONNECTING: Duration = Duration::from_secs(2);
/// How long a query may go unanswered before the server is taken for gone.
const ANSWER: Duration = Duration::from_secs(20);
/// How long one waits for a connection of the pool.
const WAITING: Duration = Duration::from_secs(2);
/// Statements kept prepared on one connection.
const PREPARED: usize = 200;

/// Reads an address, and sets what we want of every connection.
pub(crate) fn config(url: &str) -> Result<Config> {
    let mut config: Config = url.parse().map_err(|why: tokio_postgres::Error| {
        StoreError::Address(std::error::Error::source(&why).map_or(why.to_string(), ToString::to_string))
    })?;
    if config.get_dbname().is_none() {
        return Err(StoreError::Address("it names no database".into()));
    }
    config
        .connect_timeout(CONNECTING)
        .tcp_user_timeout(Duration::from_secs(10))
        .application_name("broadsheet");
    Ok(config)
}

/// Opens a connection with what is set for all of ours.
pub(crate) async fn connect(config: &Config) -> Result<(Client, Wire)> {
    match tokio::time::timeout(CONNECTING, config.connect(NoTls)).await {
        Ok(connected) => Ok(connected?),
        Err(_) => Err(StoreError::Unreachable("it does not answer".into())),
    }
}

/// A connection that its user's thread drives.
pub(crate) struct PgConnection {
    /// Taken only when dropped.
    runtime: Option<Runtime>,
    client: Client,
    wire: Pin<Box<Wire>>,
    statements: HashMap<Box<str>, Statement>,
    /// Something was not answered: what is asked next is to be waited for.
    silent: bool,
}

impl PgConnection {
    pub(crate) fn connect(config: &Config) -> Result<Self> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|why| StoreError::Unreachable(why.to_string()))?;
        let (client, wire) = runtime.block_on(connect(config))?;
        let mut connection = Self {
            runtime: Some(runtime),
            client,
            wire: Box::pin(wire),
            statements: HashMap::new(),
            silent: false,
        };
        // Our statements are found by their indexes whatever the values are; planning each anew costs more than it gains,
        // and so does starting processes that work on one together.
        connection.batch(
            "SET plan_cache_mode = force_generic_plan; SET max_parallel_workers_per_gather = 0; SET jit = off; \
             SET client_min_messages = warning; \
             SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'",
        )?;
        Ok(connection)
    }

    /// Runs what `work` asks of the client, while the connection is driven.
    fn drive<T>(
        &mut self,
        work: impl AsyncFnOnce(&Client, &mut HashMap<Box<str>, Statement>) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T> {
        let Self {
            runtime,
            client,
            wire,
            statements,
            silent,
        } = self;
        let runtime = runtime.as_ref().ok_or(StoreError::Closed)?;
        runtime.block_on(async {
            let mut work = pin!(work(client, statements));
            let mut over = client.is_closed();
            let driven = poll_fn(|cx| {
                if !over {
                    over = wire.as_mut().poll(cx).is_ready();
                }
                match work.as_mut().poll(cx) {
                    Poll::Ready(done) => Poll::Ready(Some(done)),
                    // Nothing will answer any more: the wire keeps what waits for it as long as it is there itself.
                    Poll::Pending if over => Poll::Ready(None),
                    Poll::Pending => Poll::Pending,
                }
            });
            match tokio::time::timeout(ANSWER, driven).await {
                Ok(Some(done)) => Ok(done?),
                Ok(None) => Err(StoreError::Unreachable("the connection broke off".into())),
                Err(_) => {
                    *silent = true;
                    Err(StoreError::Unreachable("it does not answer".into()))
                }
            }
        })
    }

    /// Whether it can still be used, as far as is known without asking the server.
    pub(crate) fn is_open(&mut self) -> bool {
        let looked = self.drive(async |_, _| {
            tokio::task::yield_now().await;
            Ok(())
        });
        looked.is_ok() && !self.client.is_closed()
    }

    pub(crate) fn query(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        self.drive(async |client, statements| {
            let statement = prepare(client, statements, sql).await?;
            client.query(&statement, &refs(params)).await
        })
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        self.drive(async |client, statements| {
            let statement = prepare(client, statements, sql).await?;
            client.execute(&statement, &refs(params)).await
        })
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        self.drive(async |client, _| client.batch_execute(sql).await)
    }

    /// Ends a transaction in which nothing was written. Its answer is read when the connection is next used.
    pub(crate) fn roll_back(&mut self) -> Result<()> {
        if self.silent {
            return self.batch("ROLLBACK");
        }
        self.drive(async |client, _| {
            let mut sent = pin!(client.batch_execute("ROLLBACK"));
            let done = poll_fn(|cx| Poll::Ready(sent.as_mut().poll(cx))).await;
            match done {
                Poll::Ready(done) => done,
                Poll::Pending => {
                    // The wire now has its turn, and sends it.
                    tokio::task::yield_now().await;
                    Ok(())
                }
            }
        })
    }

    /// A batch and the query after it, sent together: one wait instead of two.
    pub(crate) fn batch_and_query(&mut self, batch: &str, sql: &str) -> Result<Vec<Row>> {
        self.drive(async |client, statements| {
            let statement = prepare(client, statements, sql).await?;
            let (mut first, mut second) = (
                pin!(client.batch_execute(batch)),
                pin!(client.query(&statement, &[])),
            );
            let mut begun = false;
            poll_fn(|cx| {
                if !begun {
                    match first.as_mut().poll(cx) {
                        Poll::Ready(Ok(())) => begun = true,
                        Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                        Poll::Pending => {}
                    }
                }
                second.as_mut().poll(cx)
            })
            .await
        })
    }
}

impl Drop for PgConnection {
    fn drop(&mut self) {
        // A runtime may not be dropped where it would block, and a Store may be dropped anywhere.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn prepare(
    client: &Client,
    statements: &mut HashMap<Box<str>, Statement>,
    sql: &str,
) -> Result<Statement, tokio_postgres::Error> {
    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    let statement = client.prepare(sql).await?;
    if statements.len() >= PREPARED {
        statements.clear();
    }
    statements.insert(sql.into(), statement.clone());
    Ok(statement)
}

fn refs<'a>(params: &'a [Param<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

/// The connections of one node, at most `limit` at a time.
pub(crate) struct Pool {
    config: Config,
    limit: usize,
    state: Mutex<Idle>,
    freed: Condvar,
}

#[derive(Default)]
struct Idle {
    connections: Vec<PgConnection>,
    in_use: usize,
}

impl Pool {
    pub(crate) fn new(config: Config, limit: usize) -> Self {
        Self {
            config,
            limit,
            state: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// A connection of the caller's own, until [`Pool::give_back`]. Waits two seconds at most for one to be free.
    pub(crate) fn take(&self) -> Result<PgConnection> {
        let until = Instant::now() + WAITING;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.in_use >= self.limit {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(StoreError::Busy("every connection is in use"));
            }
            state = self
                .freed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        state.in_use += 1;
        while let Some(mut connection) = state.connections.pop() {
            drop(state);
            if connection.is_open() {
                return Ok(connection);
            }
            state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        PgConnection::connect(&self.config).inspect_err(|_| self.give_back(None))
    }

    /// Ends the use of a connection; `None` when it broke.
    pub(crate) fn give_back(&self, connection: Option<PgConnection>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.in_use = state.in_use.saturating_sub(1);
        state.connections.extend(connection);
        self.freed.notify_one();
    }
}
