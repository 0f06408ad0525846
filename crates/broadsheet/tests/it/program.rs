//! The binary, run as people run it.

use crate::web::{self, Answer};
use std::{
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use testkit::PrivateDatabase;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A newsroom that nobody else uses: a data folder and a database.
pub struct Place {
    folder: TempDir,
    database: PrivateDatabase,
}

impl Place {
    /// With its database in the data folder.
    pub fn sqlite() -> Self {
        Self::on(PrivateDatabase::sqlite())
    }

    /// With this database.
    pub fn on(database: PrivateDatabase) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database,
        }
    }

    /// A path beside the data folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// A command on this newsroom.
    pub fn command(&self, words: &[&str]) -> Command {
        self.command_of(&self.data(), words)
    }

    /// A command of a node with this data folder.
    fn command_of(&self, data: &Path, words: &[&str]) -> Command {
        let mut command = program();
        command
            .args(words)
            .arg("--data")
            .arg(data)
            .current_dir(self.folder.path());
        if self.database.is_postgres() {
            command.arg("--database").arg(&self.database.address);
        }
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs a command that must do what it says.
    pub fn does(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(
            output.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Makes the newsroom, unless it is there.
    pub fn found(&self) {
        if !self.data().join("content").exists() {
            assert!(self.serve().stop());
        }
    }

    /// Writes a Markdown file and publishes it; the newsroom is made if need be.
    pub fn publish(&self, text: &str) -> String {
        self.found();
        let file = self.path("story.md");
        std::fs::write(&file, text).unwrap();
        self.does(&["post", "publish", &file.to_string_lossy()])
    }

    /// Serves it on a port that is free.
    pub fn serve(&self) -> Server {
        Server::start(self.command(&["serve", "--listen", "127.0.0.1:0"]))
    }

    /// Serves it by another node as well: on PostgreSQL with a data folder of its own, else upon the same file.
    pub fn serve_beside(&self) -> Server {
        let data = match self.database.is_postgres() {
            true => self.path("beside"),
            false => self.data(),
        };
        Server::start(self.command_of(&data, &["serve", "--listen", "127.0.0.1:0"]))
    }

    /// What the newsroom's records say.
    pub fn records<T: Send + 'static>(
        &self,
        read: impl FnOnce(&store::Reader) -> Result<T, store::StoreError> + Send + 'static,
    ) -> T {
        let address = match self.database.is_postgres() {
            true => self.database.address.clone(),
            false => self.data().join("broadsheet.db").to_string_lossy().into_owned(),
        };
        let Ok(address) = address.parse();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let store = store::Store::open_existing(address).await.unwrap();
            store.read(read).await.unwrap()
        })
    }
}

/// The program, without what the environment of the tests says.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_broadsheet"));
    command.env_clear().stdin(Stdio::null());
    for name in ["PATH", "HOME", "TMPDIR", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// Runs the program with standard input.
pub fn run_with_input(mut command: Command, input: &str) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Holds that a command failed as it should: exit code 2 and one sentence on standard error, which is returned.
pub fn fails_with_a_sentence(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(
        said.trim_end().lines().count(),
        1,
        "one line was expected:\n{said}"
    );
    assert!(said.trim_end().ends_with('.'), "not a sentence: {said}");
    assert!(
        !said.contains("Error") && !said.contains("os error"),
        "not for people: {said}"
    );
    said
}

/// A server that runs until it is dropped.
pub struct Server {
    child: Child,
    /// What it has logged since it listens.
    log: Arc<Mutex<String>>,
    /// Where it listens.
    pub at: SocketAddr,
}

impl Server {
    /// Starts it, and waits until it says where it listens.
    pub fn start(mut command: Command) -> Self {
        command
            .env("BROADSHEET_LOG__FORMAT", "json")
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        let at = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self {
            child,
            log: Arc::default(),
            at,
        };
        let mut log = BufReader::new(server.child.stderr.take().unwrap());
        let mut seen = String::new();
        loop {
            let mut line = String::new();
            let length = log.read_line(&mut line).unwrap();
            assert!(length > 0, "the server ended: {seen}");
            seen.push_str(&line);
            if let Some(at) = line
                .split("\"listen\":\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next())
            {
                server.at = at.parse().unwrap();
                // The log must be read on, or the server waits for it.
                let kept = server.log.clone();
                std::thread::spawn(move || {
                    for line in log.lines().map_while(Result::ok) {
                        let mut kept = kept.lock().unwrap();
                        kept.push_str(&line);
                        kept.push('\n');
                    }
                });
                return server;
            }
        }
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        web::get(self.at, path).unwrap_or_else(|| panic!("nobody answers for {path}"))
    }

    /// Sends a form.
    pub fn post(&self, path: &str, form: &str) -> Answer {
        web::post(self.at, path, form).unwrap_or_else(|| panic!("nobody answers for {path}"))
    }

    /// The text of a page that must be there.
    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}");
        answer.text()
    }

    /// Asks until the answer is as expected; it must become so soon.
    pub fn becomes(&self, path: &str, what: &str, expected: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if expected(&answer) {
                return answer;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{path} does not become {what}: it is {}; the server says:\n{}",
                answer.status,
                self.log.lock().unwrap()
            );
            std::thread::yield_now();
        }
    }

    /// Ends it as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it as a service manager does; returns whether it ended well.
    pub fn stop(mut self) -> bool {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
