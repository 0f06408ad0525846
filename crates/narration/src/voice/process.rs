//! Runs a program that may hang, fail or never stop answering.

use super::VoiceError;
use rustix::process::{Pid, Signal, kill_process_group, setpriority_pgrp};
use std::{process::Stdio, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    process::Command,
    time::timeout,
};

/// What a program may take for one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From its start to its end.
    pub time: Duration,
    /// Of what it answers, in bytes.
    pub bytes: usize,
}

impl Default for Limits {
    /// Two minutes, and 32 MB, which is more than five minutes of sound at 48 kHz.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(120),
            bytes: 32 << 20,
        }
    }
}

/// The least of the processor: readers come first.
const NICE: i32 = 19;
/// So much of its complaints is kept.
const LAST_WORDS: usize = 2000;

/// Gives the program `input` and returns what it answers. Whatever happens, neither it nor its children live on.
pub(super) async fn run(
    program: &str,
    arguments: &[String],
    input: &str,
    limits: Limits,
) -> Result<Vec<u8>, VoiceError> {
    let cannot = |why: std::io::Error| VoiceError::Start(program.to_owned(), why.to_string());
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .kill_on_drop(true)
        .spawn()
        .map_err(cannot)?;
    let _group = child
        .id()
        .and_then(|id| Pid::from_raw(id.cast_signed()))
        .map(Group::of);
    let (Some(mut stdin), Some(stdout), Some(stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(cannot(std::io::ErrorKind::BrokenPipe.into()));
    };
    let give = async move {
        // A program that does not listen tells why by how it ends.
        let _ = stdin.write_all(input.as_bytes()).await;
        let _ = stdin.write_all(b"\n").await;
    };
    let speaks = async {
        let answer = read(stdout, limits.bytes as u64 + 1).await;
        if answer.len() > limits.bytes {
            return Err(VoiceError::TooMuch(program.to_owned(), limits.bytes >> 20));
        }
        Ok((answer, child.wait().await.map_err(cannot)?))
    };
    let all = async {
        let speaks = async { tokio::try_join!(speaks, last_words(stderr)) };
        tokio::pin!(speaks);
        tokio::pin!(give);
        // One that speaks without listening to the end has spoken all the same.
        let ((answer, status), last_words) = tokio::select! {
            spoken = &mut speaks => spoken?,
            () = &mut give => speaks.await?,
        };
        if status.success() {
            return Ok(answer);
        }
        let last_words = String::from_utf8_lossy(&last_words).trim().replace('\n', "; ");
        Err(VoiceError::Ended(
            program.to_owned(),
            status.to_string(),
            last_words,
        ))
    };
    match timeout(limits.time, all).await {
        Ok(outcome) => outcome,
        Err(_) => Err(VoiceError::Hung(program.to_owned(), limits.time.as_secs())),
    }
}

/// At most so many bytes. The pipe is closed after them, which tells the program that nobody listens.
async fn read(from: impl AsyncRead + Unpin, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = from.take(most).read_to_end(&mut bytes).await;
    bytes
}

/// The end of its complaints; all of them are taken, so that it can go on.
async fn last_words(mut from: impl AsyncRead + Unpin) -> Result<Vec<u8>, VoiceError> {
    let (mut kept, mut buffer) = (Vec::new(), [0; 1024]);
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        kept.extend(&buffer[..read]);
        kept.drain(..kept.len().saturating_sub(LAST_WORDS));
    }
    Ok(kept)
}

/// The program and all that it started, stopped when this is dropped.
struct Group(Pid);

impl Group {
    fn of(leader: Pid) -> Self {
        // Where it cannot be made to stand back, it is still short work.
        let _ = setpriority_pgrp(Some(leader), NICE);
        Self(leader)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // Nothing of it is left in the usual case.
        let _ = kill_process_group(self.0, Signal::KILL);
    }
}
