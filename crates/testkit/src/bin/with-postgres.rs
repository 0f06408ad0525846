//! `with-postgres COMMAND …` runs a command, such as `cargo nextest run`, with one PostgreSQL for all of its tests.

use anyhow::{Context, Result};
use std::process::{Command, ExitCode};
use testkit::Postgres;

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let program = arguments.next().context("usage: with-postgres COMMAND …")?;
    let cluster = Postgres::start_for_all()?;
    let status = Command::new(program)
        .args(arguments)
        .env(Postgres::variable(), cluster.folder())
        .status()?;
    Ok(ExitCode::from(
        status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .unwrap_or(1),
    ))
}
