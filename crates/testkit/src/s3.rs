//! An S3 server of a test's own: s3rver, from npm, on a free port of this machine. It ends with the process that started it.

use anyhow::{Context, Result, ensure};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
};
use tempfile::TempDir;

/// A running server with one empty bucket.
pub struct S3Server {
    folder: TempDir,
    port: Mutex<u16>,
    child: Mutex<Option<Child>>,
    is_plain: bool,
}

impl S3Server {
    /// The bucket that is there.
    pub const BUCKET: &str = "paper-files";
    /// The access key that it takes.
    pub const ACCESS_KEY: &str = "S3RVER";
    /// The secret of the access key.
    pub const SECRET_KEY: &str = "S3RVER";

    /// Starts one; a test that cannot have it has failed.
    pub fn start() -> Self {
        Self::start_as(false)
    }

    /// Starts one that answers 501 to “only if there is none”, as some do.
    pub fn start_plain() -> Self {
        Self::start_as(true)
    }

    fn start_as(is_plain: bool) -> Self {
        let server = Self {
            folder: tempfile::tempdir().expect("a folder"),
            port: Mutex::new(0),
            child: Mutex::default(),
            is_plain,
        };
        server.start_again();
        server
    }

    /// Starts it at the port that it had, with what it holds.
    pub fn start_again(&self) {
        self.run()
            .unwrap_or_else(|why| panic!("an S3 server is needed: {why:#}"));
    }

    fn run(&self) -> Result<()> {
        let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("s3");
        install(&programs)?;
        let mut port = self.port.lock().unwrap_or_else(PoisonError::into_inner);
        let mut child = Command::new("node")
            .arg("server.mjs")
            .args([self.folder.path().join("objects"), port.to_string().into()])
            .arg(Self::BUCKET)
            .arg(self.log())
            .args(self.is_plain.then_some("plain"))
            .current_dir(programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("node starts")?;
        let mut line = String::new();
        let output = child.stdout.take().context("a pipe")?;
        BufReader::new(output).read_line(&mut line)?;
        *port = line.trim().parse().context("it says its port")?;
        *self.child.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        Ok(())
    }

    /// Ends it; nobody answers at its port then.
    pub fn stop(&self) {
        if let Some(mut child) = self.child.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!(
            "http://127.0.0.1:{}",
            self.port.lock().unwrap_or_else(PoisonError::into_inner)
        )
    }

    /// What it was asked until now: “GET /paper-files/images/a.jpg bytes=0-9”.
    pub fn requests(&self) -> Vec<String> {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        log.lines().map(|line| line.trim().to_owned()).collect()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("requests")
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Brings the packages of the lock file in, once.
fn install(folder: &Path) -> Result<()> {
    let lock = File::create(std::env::temp_dir().join("testkit-s3.lock"))?;
    lock.lock()?;
    if folder.join("node_modules/.package-lock.json").exists() {
        return Ok(());
    }
    let done = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .status()
        .context("npm starts: these tests need Node.js")?;
    ensure!(done.success(), "npm ci in {} failed", folder.display());
    Ok(())
}
