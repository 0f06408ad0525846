//! The binary: command line, configuration, wiring. It holds no rule: commands read what they are given, call the use
//! cases of `newsroom`, and say what came of it. Start reading at [`args::Command`].

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod commands;
mod config;
mod embedded;
mod failure;
mod front_matter;
mod log;
mod markdown_post;
mod open;
mod say;
mod sentence;

use args::{Arguments, Command, Files, Import, Job, Newsletter, Post, Setting, Subscriber, Theme, User};
use clap::Parser;
use commands::{
    check, demo, export, files, fill, import, job, narrate, newsletter, post, serve, setting, subscriber,
    theme, user,
};
use failure::{Failure, Outcome};
use say::tell;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Outcome {
    let config = config::Config::load(
        arguments.setup.config.as_deref(),
        std::env::vars(),
        arguments.flags(),
    )?;
    log::start(&config)?;
    // Huge pages would keep 100 MB more in memory than is in use, and do not make pages faster. A kernel that cannot do
    // without them is no reason not to start.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure(format!("No threads can be started: {}.", sentence::io(&error))))?;
    runtime.block_on(async {
        match arguments.command {
            Command::Serve(_) => serve::run(&config).await,
            Command::Demo => demo::run(&config).await,
            Command::Fill(fill) => fill::run(&config, fill.posts).await,
            Command::Import(Import::Ghost { export, files }) => {
                import::run(&config, &export, files.as_deref()).await
            }
            Command::Files(Files::Copy { to_s3: _ }) => files::copy(&config).await,
            Command::Post(Post::Publish { file }) => post::publish(&config, &file).await,
            Command::Post(Post::Withdraw { slug, reason }) => post::withdraw(&config, &slug, reason).await,
            Command::Narrate(what) => narrate::run(&config, what.slug.as_deref(), what.days).await,
            Command::Newsletter(Newsletter::List) => newsletter::list(&config).await,
            Command::Subscriber(Subscriber::Export { email }) => subscriber::export(&config, &email).await,
            Command::Subscriber(Subscriber::Erase { email }) => subscriber::erase(&config, &email).await,
            Command::User(User::Add { email, name, role }) => user::add(&config, &email, &name, &role).await,
            Command::Export { file } => export::run(&config, &file).await,
            Command::User(User::List) => user::list(&config).await,
            Command::User(User::ResetFactor { email }) => user::reset_factor(&config, &email).await,
            Command::User(User::SetPassword {
                email,
                remove_factors,
            }) => user::set_password(&config, &email, remove_factors).await,
            Command::User(User::Unlock { email }) => user::unlock(&config, &email).await,
            Command::Check => check::run(&config).await,
            Command::Job(Job::List) => job::list(&config).await,
            Command::Job(Job::Retry { ids, all }) => job::retry(&config, &ids, all).await,
            Command::Setting(Setting::List) => setting::list(&config).await,
            Command::Setting(Setting::Set { name, value }) => setting::set(&config, &name, &value).await,
            Command::Theme(Theme::Check { path }) => theme::check(&path),
            Command::Theme(Theme::Use { theme }) => theme::take(&config, &theme).await,
            Command::Theme(Theme::List) => theme::list(&config).await,
        }
    })
}
