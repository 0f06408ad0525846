//! The binary: command line, configuration, wiring. It holds no rule: commands read what they are given, call the use
//! cases of `newsroom`, and say what came of it. Start reading at [`args::Command`].

mod args;
mod config;
mod failure;
mod front_matter;
mod log;
mod sentence;

use clap::Parser;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = args::Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: args::Arguments) -> failure::Outcome {
    let config = config::Config::load(
        arguments.setup.config.as_deref(),
        std::env::vars(),
        arguments.flags(),
    )?;
    log::start(&config)?;
    Ok(())
}
