//! Log lines on standard error: for people on a terminal, JSON elsewhere.

use crate::{
    config::{Config, LogFormat},
    failure::{Failure, Outcome},
};
use std::io::{IsTerminal, stderr};
use tracing_subscriber::EnvFilter;

/// Starts logging as the configuration says.
pub fn start(config: &Config) -> Outcome {
    let level = match config.log_level.as_str() {
        // What object_store tries again is told by us when it fails; what strangers send for a passkey is no error of ours.
        "info" => "info,object_store=warn,webauthn_rs_core=off",
        level => level,
    };
    let filter = EnvFilter::builder().parse(level).map_err(|_| {
        Failure(format!(
            "log.level cannot be “{}”: write error, warn, info, debug or trace.",
            config.log_level
        ))
    })?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // It would be told on standard error, to which it could not be written.
        .log_internal_errors(false)
        .with_writer(stderr);
    match is_human(config) {
        true => lines.with_ansi(stderr().is_terminal()).with_target(false).init(),
        false => lines
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let thread = std::thread::current();
        let what = panic.payload_as_str().unwrap_or_default();
        let place = panic.location().map(ToString::to_string);
        tracing::error!(what, place, thread = thread.name(), "the program panicked");
    }));
    Ok(())
}

/// Whether people read the log.
pub fn is_human(config: &Config) -> bool {
    match config.log_format {
        LogFormat::Auto => stderr().is_terminal(),
        LogFormat::Human => true,
        LogFormat::Json => false,
    }
}
