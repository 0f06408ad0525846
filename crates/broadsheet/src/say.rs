//! Words for whoever called the program. `| head` may have read enough, and then the rest goes nowhere: the work is done
//! all the same, and nobody is told that the pipe is broken.

use std::{
    fmt::Arguments,
    io::{ErrorKind, Write, stderr, stdout},
};

/// A line on standard output.
macro_rules! say {
    ($($words:tt)*) => { $crate::say::on_output(format_args!("{}\n", format_args!($($words)*))) };
}

/// A line on standard error.
macro_rules! tell {
    ($($words:tt)*) => { $crate::say::on_error(format_args!("{}\n", format_args!($($words)*))) };
}

pub(crate) use {say, tell};

/// Writes to standard output; where that cannot be, for another reason than that nobody reads on, the program ends.
pub fn on_output(words: Arguments<'_>) {
    let mut output = stdout().lock();
    match output.write_fmt(words).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let why = crate::sentence::io(&error);
            on_error(format_args!("The answer cannot be written: {why}.\n"));
            std::process::exit(2);
        }
        _ => {}
    }
}

/// Writes to standard error, when anybody reads it.
pub fn on_error(words: Arguments<'_>) {
    let _ = stderr().lock().write_fmt(words);
}
