//! A PostgreSQL of the tests' own: made with `initdb` in a temporary folder, reached through a socket in that folder,
//! gone with the process that started it, however that ends.

use anyhow::{Context, Result, bail, ensure};
use std::{
    env, fs,
    io::Write,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

/// Holds the folder of a cluster that is already running for the whole test run (`with-postgres`).
const SHARED: &str = "BROADSHEET_TEST_POSTGRES";

/// Runs the server until it is told to stop (a line on standard input), or until whoever started it is gone (the end of
/// standard input): then it removes the folder too.
const KEEPER: &str = r#"
    "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=300 -c fsync="$3" \
        -c recovery_init_sync_method=syncfs >>"$2/log" 2>&1 </dev/null &
    server=$!
    if read -r _; then
        kill -INT $server 2>/dev/null
        wait $server
    else
        kill -QUIT $server 2>/dev/null
        wait $server
        rm -rf "$2"
    fi
"#;

/// A private cluster. Its superuser is `postgres` and needs no password; the database `guarded` does (`secret`).
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    /// Who runs it, when we are root and it refuses to be run by root.
    user: Option<(u32, u32)>,
    durable: bool,
    keeper: Mutex<Option<Child>>,
}

impl Postgres {
    /// The cluster of this test run: the one that `with-postgres` started, else one of this process.
    pub fn shared() -> &'static Self {
        static CLUSTER: OnceLock<Result<Postgres>> = OnceLock::new();
        let cluster = CLUSTER.get_or_init(|| match env::var_os(SHARED) {
            Some(folder) => Self::at(folder.into()),
            None => Self::start_for_all(),
        });
        cluster.as_ref().unwrap_or_else(|why| panic!("{why:#}"))
    }

    fn at(folder: PathBuf) -> Result<Self> {
        Ok(Self {
            programs: programs()?,
            folder,
            user: None,
            durable: true,
            keeper: Mutex::default(),
        })
    }

    /// Makes a cluster and starts it. It writes to the disk as a server does that may lose its power.
    pub fn start() -> Result<Self> {
        Self::make(true)
    }

    /// Makes a cluster for many tests and starts it. It does not wait for the disk.
    pub fn start_for_all() -> Result<Self> {
        Self::make(false)
    }

    fn make(durable: bool) -> Result<Self> {
        let user = fs::metadata("/proc/self")?
            .uid()
            .eq(&0)
            .then(unprivileged)
            .transpose()?;
        let folder = tempfile::Builder::new().prefix("postgres-").tempdir()?.keep();
        let cluster = Self {
            programs: programs()?,
            folder,
            user,
            durable,
            keeper: Mutex::default(),
        };
        if let Some((uid, gid)) = user {
            chown(&cluster.folder, Some(uid), Some(gid))?;
        }
        let secret = cluster.folder.join("secret");
        fs::write(&secret, "secret\n")?;
        let made = cluster
            .command("initdb")
            .arg("-D")
            .arg(cluster.folder.join("data"))
            .arg("--pwfile")
            .arg(&secret)
            .args([
                "--no-sync",
                "--auth=trust",
                "--username=postgres",
                "--locale=C",
                "--encoding=UTF8",
            ])
            .output()
            .context("initdb cannot be run")?;
        ensure!(
            made.status.success(),
            "initdb failed: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        let access = cluster.folder.join("data/pg_hba.conf");
        let rules = fs::read_to_string(&access)?;
        fs::write(&access, format!("local guarded all scram-sha-256\n{rules}"))?;
        cluster.start_again()?;
        cluster.run("createdb", &["guarded"])?;
        Ok(cluster)
    }

    /// The folder of the cluster: what [`SHARED`] is set to.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The variable that tells tests where the cluster is.
    pub fn variable() -> &'static str {
        SHARED
    }

    /// The address of a database of this cluster.
    pub fn address(&self, database: &str) -> String {
        let socket = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://postgres@{socket}/{database}")
    }

    /// Makes an empty database, and returns its address.
    pub fn database(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "test_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        self.run("createdb", &[&name])
            .unwrap_or_else(|why| panic!("{why:#}"));
        self.address(&name)
    }

    /// Starts it after [`Postgres::stop`] or [`Postgres::kill`].
    pub fn start_again(&self) -> Result<()> {
        let mut keeper = Command::new("sh");
        keeper
            .args(["-c", KEEPER, "keeper"])
            .arg(&self.programs)
            .arg(&self.folder)
            .arg(if self.durable { "on" } else { "off" });
        keeper
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .current_dir("/");
        self.unprivileged(&mut keeper);
        *self.keeper() = Some(keeper.spawn()?);
        let until = Instant::now() + Duration::from_secs(30);
        while self.run("pg_isready", &["--quiet"]).is_err() {
            if Instant::now() > until {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start:\n{log}");
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Stops it as an administrator does.
    pub fn stop(&self) -> Result<()> {
        if let Some(mut keeper) = self.keeper().take() {
            if let Some(mut stdin) = keeper.stdin.take() {
                stdin.write_all(b"stop\n")?;
            }
            keeper.wait()?;
        }
        Ok(())
    }

    /// Kills every process of it at once, as a power cut does.
    pub fn kill(&self) -> Result<()> {
        let pid_file = fs::read_to_string(self.folder.join("data/postmaster.pid"))?;
        let server = pid_file.lines().next().context("postmaster.pid is empty")?.trim();
        let mut all = vec![server.to_owned()];
        for process in fs::read_dir("/proc")?.flatten() {
            let status = fs::read_to_string(process.path().join("stat")).unwrap_or_default();
            // After the name in brackets: state, parent.
            let parent = status.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1));
            if parent == Some(server) {
                all.push(process.file_name().to_string_lossy().into_owned());
            }
        }
        let killed = Command::new("kill").arg("-9").args(&all).output()?;
        let until = Instant::now() + Duration::from_secs(10);
        while all.iter().any(|process| is_alive(process)) {
            ensure!(
                Instant::now() < until,
                "kill -9 had no effect: {}",
                String::from_utf8_lossy(&killed.stderr)
            );
            sleep(Duration::from_millis(2));
        }
        self.stop()
    }

    fn keeper(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir("/");
        self.unprivileged(&mut command);
        command
    }

    fn unprivileged(&self, command: &mut Command) {
        if let Some((uid, gid)) = self.user {
            command.gid(gid).uid(uid);
        }
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let done = self
            .command(program)
            .args(["--username=postgres", "--host"])
            .arg(&self.folder)
            .args(arguments)
            .output()?;
        ensure!(
            done.status.success(),
            "{program} failed: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper().take() {
            drop(keeper.stdin.take());
            // Waited for, so that the folder is gone when this returns; nothing can be done when it is not.
            let _ = keeper.wait();
        }
    }
}

/// A process that has ended and that nobody has asked about yet is no longer alive.
fn is_alive(process: &str) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    !matches!(
        status.rsplit(") ").next().and_then(|rest| rest.split(' ').next()),
        None | Some("" | "Z" | "X")
    )
}

/// The newest PostgreSQL that Debian has installed, else whatever is in the path.
fn programs() -> Result<PathBuf> {
    let mut found: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .collect();
    found.sort_by_key(|version| version.file_name().to_string_lossy().parse::<u32>().unwrap_or(0));
    let installed = found.iter().rev().map(|version| version.path().join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    installed.chain(env::split_paths(&path)).find(|folder| folder.join("initdb").is_file()).context(
        "PostgreSQL is not installed, and these tests need it: run “make test”, or “apt-get install postgresql”.",
    )
}

fn unprivileged() -> Result<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd")?;
    let find = |name: &str| {
        let line = users.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        let mut fields = line.split(':').skip(2).map(str::parse);
        Some((fields.next()?.ok()?, fields.next()?.ok()?))
    };
    find("postgres")
        .or_else(|| find("nobody"))
        .context("PostgreSQL does not run as root, and there is no user “postgres”.")
}
