//! AVIF pictures are decoded by another program, `avifdec` of libavif, where it is installed: a decoder that is written in
//! a language without bounds stays outside of ours, in a process of its own with little memory and time, and cannot take
//! more down than itself.

use crate::FilesError;
use rustix::process::{Pid, Signal, kill_process_group};
use std::{
    fs, io,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

/// Sets limits (KB, seconds, blocks of 512 bytes) before the program begins. Nothing that comes from outside is read as a
/// command.
const LIMITED: &str = r#"
    ulimit -v "$1" && ulimit -t "$2" && ulimit -f "$3" && ulimit -c 0 && shift 3 && exec "$@"
"#;

/// The program, and what it may take.
#[derive(Debug, Clone)]
pub(crate) struct Decoder {
    program: PathBuf,
    /// Address space, in bytes: a picture of 60 million pixels needs half of it.
    memory: u64,
    /// Seconds of work.
    seconds: u64,
    /// What it may write, in bytes: 60 million pixels with transparency.
    output: u64,
    /// Time by the clock.
    patience: Duration,
}

impl Decoder {
    /// The program, where programs are looked for.
    pub(crate) fn find() -> Option<Self> {
        let path = std::env::var_os("PATH")?;
        let mut programs = std::env::split_paths(&path).map(|folder| folder.join("avifdec"));
        programs
            .find(|program| program.is_absolute() && program.is_file())
            .map(Self::at)
    }

    fn at(program: PathBuf) -> Self {
        Self {
            program,
            memory: 2 << 30,
            seconds: 30,
            output: 256 << 20,
            patience: Duration::from_secs(120),
        }
    }

    /// The picture as a PNG file, neither turned nor mirrored. `beside` is a folder for what the program reads and writes.
    pub(crate) fn decode(&self, picture: &[u8], beside: &Path) -> Result<Vec<u8>, FilesError> {
        let folder = Temporary::make(beside)?;
        let (from, to) = (folder.0.join("in.avif"), folder.0.join("out.png"));
        fs::write(&from, picture).map_err(|source| failed(&from, source))?;
        let child = Command::new("/bin/sh")
            .args(["-c", LIMITED, "sh"])
            .args([self.memory / 1024, self.seconds, self.output / 512].map(|limit| limit.to_string()))
            .arg(&self.program)
            .args(["--jobs", "1", "--depth", "8", "--png-compress", "0"])
            .args(["--size-limit", "60000000", "--"])
            .args([&from, &to])
            .env_clear()
            .current_dir(&folder.0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|source| failed(&self.program, source))?;
        if !self.ends_well(child)? {
            return Err(FilesError::Invalid("avifdec cannot decode it.".into()));
        }
        match fs::read(&to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(FilesError::Invalid("avifdec gives nothing.".into()))
            }
            read => read.map_err(|source| failed(&to, source)),
        }
    }

    /// Whether it did what it should, within what it may take.
    fn ends_well(&self, mut child: Child) -> Result<bool, FilesError> {
        let pid = Pid::from_child(&child);
        let (tell, told) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || {
                if told.recv_timeout(self.patience) == Err(mpsc::RecvTimeoutError::Timeout) {
                    let _ = kill_process_group(pid, Signal::KILL);
                }
            });
            let ended = child.wait();
            drop(tell);
            ended
                .map(|status| status.success())
                .map_err(|source| failed(&self.program, source))
        })
    }
}

fn failed(path: &Path, source: io::Error) -> FilesError {
    FilesError::Io {
        action: "AVIF cannot be decoded with",
        path: path.to_owned(),
        source,
    }
}

/// A folder that goes with what lies in it.
struct Temporary(PathBuf);

impl Temporary {
    fn make(beside: &Path) -> Result<Self, FilesError> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = beside.join(format!(".avif-{}-{number}", std::process::id()));
        // What a process of the same number left when it was killed.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).map_err(|source| failed(&path, source))?;
        Ok(Self(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A program that does this instead.
    fn decoder(folder: &Path, script: &str) -> Decoder {
        let program = folder.join("avifdec");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Decoder {
            memory: 256 << 20,
            seconds: 1,
            output: 1024,
            patience: Duration::from_secs(1),
            ..Decoder::at(program)
        }
    }

    #[test]
    fn a_decoder_that_takes_too_much_is_ended_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        for script in [
            "while :; do :; done",
            "/bin/sleep 1000",
            "/bin/sleep 1000 & wait",
            "for last; do :; done; exec /usr/bin/head -c 2000 /dev/zero > \"$last\"",
            "for last; do :; done; /bin/dd if=/dev/zero of=/dev/null bs=300M count=1 && echo x > \"$last\"",
            "exit 0",
            "exit 1",
        ] {
            let work = dir.path().join("work");
            fs::create_dir_all(&work).unwrap();
            let made = decoder(dir.path(), script).decode(b"x", &work);
            assert!(matches!(made, Err(FilesError::Invalid(_))), "{script}");
            assert_eq!(fs::read_dir(&work).unwrap().count(), 0, "{script}");
        }
        let good = "for last; do :; done; exec /usr/bin/head -c 500 /dev/zero > \"$last\"";
        assert_eq!(
            decoder(dir.path(), good).decode(b"x", dir.path()).unwrap(),
            [0; 500]
        );
    }
}
